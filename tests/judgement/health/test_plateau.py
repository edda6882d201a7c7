from __future__ import annotations

import math
from dataclasses import replace

from beichen.domain.text import Text
from beichen.judgement.health.facts import Ceiling
from beichen.judgement.health.plateau import judge_plateau
from beichen.judgement.health.watching import Status

from .worlds import WEEKS, facts, line, ripple, star, with_last

STANDS_STILL = [math.exp(-0.005 * week) for week in range(1, 13)]  # what half a percent a week would have added
FALLS = [math.exp(-0.02 * week) for week in range(1, 13)]


def ceiling(most: float) -> Ceiling:
    return Ceiling((most,) * WEEKS, Text("Everybody", "全部用户"))


def test_growth_that_goes_on_is_fine():
    check = judge_plateau(facts())

    assert check.status is Status.OK
    assert "no sign that its growth has faded" in check.reason.en


def test_growth_that_stops_far_below_the_ceiling_is_watched_however_long():
    still = with_last(star(), STANDS_STILL)

    check = judge_plateau(replace(facts(still), ceiling=ceiling(10_000)))

    assert check.status is Status.WATCH
    assert "left its growth of 0.5% a period" in check.reason.en


def test_growth_that_stops_at_the_ceiling_has_failed():
    still = with_last(star(), STANDS_STILL)

    check = judge_plateau(replace(facts(still), ceiling=ceiling(1000 * math.exp(0.005 * 92))))

    assert check.status is Status.FAILED
    assert "hardly any room left" in check.reason.en
    assert "几乎没有上升空间" in check.reason.zh


def test_fall_is_no_plateau():
    assert judge_plateau(facts(with_last(star(), FALLS))).status is Status.OK


def test_what_never_grew_cannot_stop():
    flat = line("listeners", [1000 * math.exp(ripple(week)) for week in range(WEEKS)])

    assert judge_plateau(facts(flat)).status is Status.OK


def test_what_never_moved_is_undetermined():
    assert judge_plateau(facts(line("listeners", [7.0] * WEEKS))).status is Status.UNDETERMINED
