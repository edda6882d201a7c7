"""The status of a metric against its limits and its goals."""

from datetime import date

import pytest

from beichen.domain.goal import KeyResult, Objective
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.text import Text
from beichen.domain.time import Period
from beichen.domain.tree import Limit
from beichen.judgement.status import Goal, Status, goals_for, judge_goal, judge_limit, judge_status

BELOW_2 = Limit("<", 0.02, "< 2%")
ABOVE_70 = Limit(">", 70, "> 70")
GONE = Undetermined(Reason.NO_ROWS)
WEEK = Period(date(2026, 11, 9), date(2026, 11, 16))


def goal(start: float | None = None, target: float | None = None, keep: Limit | None = None) -> Goal:
    # 1 October to 9 January: 100 days, of which 45 are over on 15 November, the last day of WEEK.
    return Goal(KeyResult("m", "lin", start, target, keep), date(2026, 10, 1), date(2027, 1, 9))


@pytest.mark.parametrize(
    ("value", "limit", "unit", "status"),
    [
        (0.021, BELOW_2, "share", Status.OFF),
        (0.02, BELOW_2, "share", Status.OFF),
        (0.0195, BELOW_2, "share", Status.RISK),
        (0.018, BELOW_2, "share", Status.OK),
        (0.02, Limit("<=", 0.02, "<= 2%"), "share", Status.RISK),
        (69, ABOVE_70, None, Status.OFF),
        (73, ABOVE_70, None, Status.RISK),
        (74, ABOVE_70, None, Status.OK),
        (0.9951, Limit(">", 0.995, "> 99.5%"), "share", Status.RISK),
        (0.9960, Limit(">", 0.995, "> 99.5%"), "share", Status.OK),
        (0, Limit("<=", 0, "<= 0"), None, Status.OK),
        (1, Limit("<=", 0, "<= 0"), None, Status.OFF),
        (-12, Limit(">", -10, "> -10"), None, Status.OFF),
        (-9.8, Limit(">", -10, "> -10"), None, Status.RISK),
        (GONE, BELOW_2, "share", Status.UNKNOWN),
    ],
)
def test_limit_is_broken_near_or_far(value, limit, unit, status):
    assert judge_limit(value, limit, unit) is status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (45_500, Status.OK),  # 45% of the way from 41,000 to 51,000 is 45,500
        (51_000, Status.OK),
        (45_499, Status.RISK),
        (44_501, Status.RISK),
        (44_500, Status.OFF),  # a tenth of the way behind
        (40_000, Status.OFF),
        (GONE, Status.UNKNOWN),
    ],
)
def test_key_result_is_judged_on_the_path_from_start_to_target_at_the_period_s_end(value, status):
    assert judge_goal(value, goal(41_000, 51_000), WEEK) is status


@pytest.mark.parametrize(("value", "status"), [(0.054, Status.OK), (0.056, Status.RISK), (0.066, Status.OFF)])
def test_key_result_that_goes_down_is_ahead_when_it_is_lower(value, status):
    # 45% of the way from 10% to 0% is 5.5%.
    assert judge_goal(value, goal(0.10, 0.0), WEEK) is status


def test_last_period_of_a_goal_asks_for_the_whole_of_it():
    last = Period(date(2027, 1, 4), date(2027, 1, 11))
    assert judge_goal(51_000, goal(41_000, 51_000), last) is Status.OK
    assert judge_goal(50_900, goal(41_000, 51_000), last) is Status.RISK


def test_period_outside_a_goal_s_days_is_not_judged_by_it():
    before, after = Period(date(2026, 9, 21), date(2026, 9, 28)), Period(date(2027, 1, 11), date(2027, 1, 18))
    assert {judge_goal(0, goal(41_000, 51_000), period) for period in (before, after)} == {Status.NONE}
    assert judge_goal(0.5, goal(keep=BELOW_2), after) is Status.NONE


def test_goal_of_one_day_is_judged_on_that_day():
    day = Goal(KeyResult("m", "lin", 0, 10), date(2026, 11, 10), date(2026, 11, 10))
    assert judge_goal(10, day, WEEK) is Status.OK
    assert judge_goal(5, day, WEEK) is Status.OFF


def test_goal_without_a_way_to_go_asks_nothing():
    assert judge_goal(5, goal(5, 5), WEEK) is Status.NONE
    assert judge_goal(5, goal(None, 8), WEEK) is Status.NONE


def test_keep_is_judged_as_a_limit():
    assert judge_goal(0.03, goal(keep=BELOW_2), WEEK, "share") is Status.OFF
    assert judge_goal(0.01, goal(keep=BELOW_2), WEEK, "share") is Status.OK


def test_status_is_the_worst_of_all_that_is_asked():
    assert judge_status(5, [], [], WEEK) is Status.NONE
    assert judge_status(GONE, [], [], WEEK) is Status.NONE
    assert judge_status(80, [ABOVE_70], [goal(70, 90)], WEEK) is Status.OK
    assert judge_status(73, [ABOVE_70], [goal(60, 80)], WEEK) is Status.RISK
    assert judge_status(60, [ABOVE_70], [goal(50, 60)], WEEK) is Status.OFF
    assert judge_status(GONE, [ABOVE_70], [goal(None, 8)], WEEK) is Status.UNKNOWN


def test_goals_for_a_metric_are_the_key_results_that_name_it():
    ours, other = KeyResult("m", "lin", 1, 2), KeyResult("other", "lin", 1, 2)
    objective = Objective("habit", Text.same("Habit"), "lin", date(2026, 10, 1), date(2026, 12, 31), (ours, other))
    assert goals_for("m", [objective]) == (Goal(ours, date(2026, 10, 1), date(2026, 12, 31)),)
