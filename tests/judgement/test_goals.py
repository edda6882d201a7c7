"""Key results on their way, worked out by hand: 100 → 200 within 100 days, in weeks from Monday."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from beichen.domain.goal import KeyResult, Objective
from beichen.domain.observation import TOTAL, Observation, Reason, Undetermined
from beichen.domain.text import Text
from beichen.domain.time import Calendar, Grain
from beichen.domain.tree import Limit
from beichen.judgement.goals import GoalStanding, Phase, choose, path_on, progress_of, stand
from beichen.judgement.status import Goal, Status

MONDAY = date(2026, 1, 5)
LAST = MONDAY + timedelta(days=100)  # a Wednesday
CALENDAR = Calendar("UTC")
MOVE = KeyResult("listeners", "lin", start=100, target=200)
KEEP = KeyResult("listeners", "lin", keep=Limit("<", 150, "< 150"))


def objective(begins: date = MONDAY, ends: date = LAST, name: str = "habit") -> Objective:
    return Objective(name, Text.same(name), "lin", begins, ends, ())


def weeks(*values: float | Undetermined, partial: bool = False) -> list[Observation]:
    """One observation a week from the first Monday; with `partial`, the last has not closed."""
    return [
        Observation(
            "listeners",
            "h",
            Grain.WEEK,
            MONDAY + timedelta(weeks=n),
            TOTAL,
            value,
            None,
            None,
            None,
            None,
            complete=not (partial and n == len(values) - 1),
            computed_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        for n, value in enumerate(values)
    ]


def standing(
    key_result: KeyResult, observed: list[Observation], by_day: date, of: Objective | None = None
) -> GoalStanding:
    return stand(of or objective(), key_result, observed, CALENDAR, by_day=by_day)


def test_progress_path_and_status_are_those_of_the_last_closed_week() -> None:
    # the second week ends on day 13 of 100: the path is at 113
    found = standing(MOVE, weeks(101, 108, 140, partial=True), by_day=MONDAY + timedelta(days=18))

    assert found.period is not None
    assert (found.period.start, found.value) == (date(2026, 1, 12), 108)
    assert found.progress == pytest.approx(0.08)
    assert found.path == pytest.approx(113)
    assert found.ahead == pytest.approx(-0.05)
    assert (found.status, found.phase, found.days_left) == (Status.RISK, Phase.RUNNING, 82)


def test_week_that_closes_after_the_day_looked_at_is_not_known_on_it() -> None:
    found = standing(MOVE, weeks(101, 108), by_day=MONDAY + timedelta(days=7))

    assert found.value == 101


@pytest.mark.parametrize(("value", "progress"), [(50, -0.5), (250, 1.5)])
def test_progress_may_lie_behind_the_start_and_beyond_the_target(value: float, progress: float) -> None:
    assert progress_of(MOVE, value) == progress


def test_objective_that_has_not_begun_asks_nothing() -> None:
    later = objective(begins=MONDAY + timedelta(days=30))
    found = standing(MOVE, weeks(101, 108), by_day=MONDAY + timedelta(days=13), of=later)

    assert (found.phase, found.period, found.status) == (Phase.UPCOMING, None, Status.NONE)
    assert found.value == Undetermined(Reason.NOT_REACHED)
    assert found.progress == Undetermined(Reason.NOT_REACHED)
    assert found.days_left == 70


def test_objective_that_has_begun_within_the_running_week_asks_nothing_yet() -> None:
    begun = objective(begins=date(2026, 1, 14))
    found = standing(MOVE, weeks(101, 108, partial=True), by_day=date(2026, 1, 16), of=begun)

    assert (found.phase, found.period, found.status) == (Phase.RUNNING, None, Status.NONE)


def test_objective_past_its_end_is_judged_on_the_last_week_that_touches_it() -> None:
    ended = objective(ends=date(2026, 1, 14))
    found = standing(MOVE, weeks(150, 199, 300), by_day=date(2026, 2, 1), of=ended)

    assert (found.phase, found.days_left, found.value) == (Phase.ENDED, 0, 199)
    assert found.progress == pytest.approx(0.99)
    assert found.path == 200
    assert found.status is Status.RISK


def test_objective_that_ended_without_a_value_is_unknown() -> None:
    ended = objective(ends=date(2026, 1, 14))

    assert standing(MOVE, [], by_day=date(2026, 2, 1), of=ended).status is Status.UNKNOWN


def test_value_that_is_undetermined_leaves_progress_undetermined_for_the_same_reason() -> None:
    found = standing(MOVE, weeks(Undetermined(Reason.ZERO_DENOMINATOR)), by_day=date(2026, 1, 11))

    assert found.progress == Undetermined(Reason.ZERO_DENOMINATOR)
    assert found.status is Status.UNKNOWN
    assert found.path == pytest.approx(106)


def test_limit_to_keep_tells_in_how_many_weeks_it_held() -> None:
    found = standing(KEEP, weeks(100, 160, Undetermined(Reason.NO_ROWS), 120), by_day=date(2026, 2, 1))

    assert (found.held, found.judged, found.status) == (2, 3, Status.OK)
    assert found.progress == Undetermined(Reason.NO_WAY)
    assert found.path == Undetermined(Reason.NO_WAY)


def test_target_without_a_start_is_measured_on_the_target_and_has_no_path_before_the_end() -> None:
    aim = KeyResult("listeners", "lin", target=200)
    goal = Goal(aim, MONDAY, LAST)

    assert progress_of(aim, 150) == 0.75
    assert path_on(goal, LAST - timedelta(days=1)) == Undetermined(Reason.NO_WAY)
    assert path_on(goal, LAST) == 200


def test_objective_of_one_day_asks_for_its_target_on_that_day() -> None:
    assert path_on(Goal(MOVE, MONDAY, MONDAY), MONDAY) == 200


def test_of_several_goals_the_running_one_that_ends_last_is_shown_then_ended_then_next() -> None:
    def named(name: str, begins: int, ends: int) -> GoalStanding:
        of = objective(MONDAY + timedelta(days=begins), MONDAY + timedelta(days=ends), name)
        return standing(MOVE, [], by_day=MONDAY + timedelta(days=20), of=of)

    past, old = named("past", 0, 19), named("old", 0, 9)
    quarter, year = named("quarter", 10, 40), named("year", 0, 300)
    soon, later = named("soon", 21, 40), named("later", 30, 400)

    assert choose([past, quarter, year, soon]) is year
    assert choose([old, past, soon]) is past
    assert choose([later, soon]) is soon
    assert choose([]) is None
