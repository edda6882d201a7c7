from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from beichen.domain.metric import Good
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.tree import Limit
from beichen.judgement.change import ExpectedRange, Verdict, no_range
from beichen.judgement.guarding.course import Course, Stand, follow
from beichen.judgement.guarding.firing import GuardStatus, Run, fire_by_condition, fire_by_limit, runs_of

WEEKS = [date(2026, 1, 5) + timedelta(weeks=at) for at in range(8)]
GONE = Undetermined(Reason.NO_ROWS)


def course(values: Sequence[float | Undetermined], *, learnt: Sequence[int] = ()) -> Course:
    """A metric that is expected within 90–110; ordinary ranges have learnt the values of some weeks."""
    read = dict(zip(WEEKS, values, strict=False))
    ranges = {day: _range(value, at in learnt) for at, (day, value) in enumerate(read.items())}
    told = {day: ExpectedRange(90.0, 110.0, 100.0, Verdict.UNDETERMINED, Reason.NO_PERIOD) for day in read}
    return Course(read, ranges, lambda day: told)


def _range(value: float | Undetermined, learnt: bool) -> ExpectedRange:
    if isinstance(value, Undetermined):
        return no_range(value.reason)
    inside = learnt or 90 <= value <= 110
    return ExpectedRange(90.0, 110.0, 100.0, Verdict.NOISE if inside else Verdict.MOVED, None)


def stands(of: Course, direction: Good = Good.UP) -> list[Stand]:
    return [standing.stand for standing in follow(of, direction, list(of.values)).values()]


def statuses(guarding: Course, watched: Course) -> list[str]:
    shots = fire_by_condition(guarding, Good.UP, watched, Good.UP, WEEKS[: len(guarding.values)])
    return [shot.status.value for shot in shots.values()]


def test_shift_that_ordinary_ranges_have_learnt_is_still_away_from_where_it_was() -> None:
    found = follow(course([100, 130, 131, 132, 100], learnt=(2, 3)), Good.UP, WEEKS[:5])

    assert [standing.stand for standing in found.values()] == ["usual", "away", "away", "away", "usual"]
    assert found[WEEKS[3]].since == WEEKS[1]


def test_wiggle_within_the_range_and_movement_the_other_way_are_usual() -> None:
    assert stands(course([100, 109, 91, 60])) == ["usual", "usual", "usual", "usual"]
    assert stands(course([100, 60]), Good.DOWN) == ["usual", "away"]


def test_week_without_value_is_unknown_and_ends_nothing() -> None:
    assert stands(course([100, 130, GONE, 130])) == ["usual", "away", "unknown", "away"]
    assert stands(course([100, GONE, 100])) == ["usual", "unknown", "usual"]


def test_condition_fires_only_while_both_are_up() -> None:
    guarding, watched = course([100, 130, 130, 130, 100]), course([100, 100, 140, 140, 140])

    assert statuses(guarding, watched) == ["quiet", "quiet", "firing", "firing", "quiet"]


def test_condition_is_undetermined_where_one_is_unknown_unless_the_other_is_usual() -> None:
    assert statuses(course([130, 130, 100]), course([GONE, 130, GONE])) == ["undetermined", "firing", "quiet"]


def test_episode_begins_when_the_first_of_the_two_moved_and_is_told_from_before_it() -> None:
    guarding, watched = course([100, 100, 130, 130]), course([100, 140, 140, 100])

    shots = fire_by_condition(guarding, Good.UP, watched, Good.UP, WEEKS[:4])

    assert runs_of(shots) == [Run((WEEKS[2],), onset=WEEKS[1], over_on=WEEKS[3])]


def test_limit_fires_where_it_does_not_hold_and_knows_nothing_of_a_week_without_value() -> None:
    values: Mapping[date, float | Undetermined] = dict(zip(WEEKS, [0.007, 0.009, GONE, 0.0081, 0.008], strict=False))

    shots = fire_by_limit(values, Limit("<=", 0.008, "<= 0.8%"), WEEKS[:5])

    assert [shot.status.value for shot in shots.values()] == ["quiet", "firing", "undetermined", "firing", "quiet"]
    assert runs_of(shots) == [Run((WEEKS[1], WEEKS[3]), onset=WEEKS[1], over_on=WEEKS[4])]


def test_run_that_still_fires_has_no_end_even_where_the_last_week_is_unknown() -> None:
    shots = fire_by_limit({WEEKS[0]: 0.009, WEEKS[1]: GONE}, Limit("<", 0.008, "< 0.8%"), WEEKS[:2])

    [run] = runs_of(shots)
    assert (run.periods, run.over_on) == ((WEEKS[0],), None)
    assert shots[WEEKS[1]].status is GuardStatus.UNDETERMINED
