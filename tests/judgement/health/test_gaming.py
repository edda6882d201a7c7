from __future__ import annotations

import math
from dataclasses import replace

from beichen.domain.metric import Good
from beichen.judgement.health.gaming import judge_gaming
from beichen.judgement.health.watching import Status

from .worlds import WEEKS, facts, line, ripple, star, with_last

PUSHED = [1.03, 1.05, 1.08, 1.10, 1.12, 1.14, 1.16, 1.18]
HURT = [1.05, 1.10, 1.15, 1.20, 1.25, 1.30, 1.35, 1.40]
COMPLAINTS = line("complaints", [0.02 * math.exp(ripple(week, 3, 0.05)) for week in range(WEEKS)], Good.DOWN)


def judged(north_star, *guardrails):
    return judge_gaming(replace(facts(north_star), guardrails=guardrails))


def test_north_star_that_is_pushed_while_complaints_rise_is_gamed():
    owned = replace(with_last(COMPLAINTS, HURT), owner="Qiao")

    check = judged(with_last(star(), PUSHED), owned)

    assert check.status is Status.FAILED
    assert "while complaints (owner Qiao) is" in check.reason.en
    assert "负责人Qiao" in check.reason.zh


def test_complaints_alone_are_no_gaming():
    assert judged(star(), with_last(COMPLAINTS, HURT)).status is Status.OK


def test_north_star_that_rises_alone_is_not_gamed():
    assert judged(with_last(star(), PUSHED), COMPLAINTS).status is Status.OK


def test_complaints_that_fall_meanwhile_are_a_success():
    better = with_last(COMPLAINTS, [1 / factor for factor in HURT])

    assert judged(with_last(star(), PUSHED), better).status is Status.OK


def test_outcome_that_falls_meanwhile_counts_as_hurt():
    revenue = line("revenue", [5000 * math.exp(ripple(week, 3, 0.03)) for week in range(WEEKS)])
    fallen = with_last(revenue, [1 / factor for factor in HURT])

    check = judge_gaming(replace(facts(with_last(star(), PUSHED)), outcomes=(fallen,)))

    assert check.status is Status.FAILED


def test_guardrail_without_a_good_direction_says_nothing():
    check = judged(star(), line("plays", COMPLAINTS.values, None))

    assert check.status is Status.UNDETERMINED
