from __future__ import annotations

import math
from dataclasses import replace

from beichen.domain.metric import Good
from beichen.judgement.health.link import judge_link
from beichen.judgement.health.watching import Status

from .worlds import MONDAY, WEEKS, facts, line, ripple, timedelta


def follows(until: int = WEEKS, sign: float = 1.0):
    """Revenue that goes with the North Star of two weeks before, until it goes its own way."""
    moves = [sign * ripple(week - 2) if week < until else ripple(week, 11) for week in range(WEEKS)]
    return [5000 * math.exp(0.004 * week + move + ripple(week, 7, 0.004)) for week, move in enumerate(moves)]


def test_outcome_that_follows_is_fine_and_its_lag_is_told():
    check = judge_link(replace(facts(), outcomes=(line("revenue", follows()),)))

    assert check.status is Status.OK
    assert "2 weeks later: 1% of the North Star goes with 0.98% of it" in check.reason.en


def test_outcome_that_goes_its_own_way_for_eight_weeks_has_parted():
    check = judge_link(replace(facts(), outcomes=(line("revenue", follows(until=WEEKS - 8)),)))

    assert check.status is Status.FAILED
    assert check.since is not None
    assert MONDAY + timedelta(weeks=WEEKS - 8) <= check.since < MONDAY + timedelta(weeks=WEEKS - 4)
    assert "no longer follows" in check.reason.en
    assert "不再随之变化" in check.reason.zh


def test_of_several_outcomes_the_one_that_parted_is_told():
    both = (line("payers", follows()), line("revenue", follows(until=WEEKS - 8)))

    assert "revenue no longer follows" in judge_link(replace(facts(), outcomes=both)).reason.en


def test_outcome_whose_fall_is_good_follows_downwards():
    churn = line("churn", follows(sign=-1.0), Good.DOWN)

    assert judge_link(replace(facts(), outcomes=(churn,))).status is Status.OK


def test_link_that_was_never_seen_cannot_decay():
    noise = line("revenue", [5000 * math.exp(ripple(week, 13)) for week in range(WEEKS)])

    check = judge_link(replace(facts(), outcomes=(noise,)))

    assert (check.status, check.statistic) == (Status.UNDETERMINED, None)
    assert "no link yet that could decay" in check.reason.en


def test_without_an_outcome_there_is_nothing_to_foretell():
    assert "no outcome is declared" in judge_link(facts()).reason.en


def test_half_a_year_is_too_short():
    short = facts(line("listeners", [1000 + week for week in range(30)]))
    outcome = line("revenue", [5000 + week for week in range(30)])

    assert "too short" in judge_link(replace(short, outcomes=(outcome,))).reason.en


def test_in_the_first_year_nothing_is_said_to_have_failed():
    whole = facts()
    young = replace(
        whole,
        starts=whole.starts[-52:],
        north_star=replace(whole.north_star, values=whole.north_star.values[-52:]),
        outcomes=(line("revenue", follows(until=WEEKS - 8)[-52:]),),
    )

    assert judge_link(young).status is Status.WATCH


def test_outcome_whose_level_falls_ever_further_short_is_watched_though_its_movements_follow():
    short = [value * math.exp(-0.003 * max(0, week - 70)) for week, value in enumerate(follows())]

    check = judge_link(replace(facts(), outcomes=(line("revenue", short),)))

    assert check.status is Status.WATCH
    assert check.reason.en == "revenue falls short of what used to follow, while the North Star keeps rising"
    assert check.since is not None and check.since >= MONDAY + timedelta(weeks=52)
