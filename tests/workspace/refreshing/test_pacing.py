"""The pace of a running week, worked out by hand.

Every week ann comes on Monday, Tuesday and Friday, bo on Tuesday and Sunday, and somebody
new on Thursday. The file ends on the Tuesday of the ninth week:

                       by Tuesday          at the close
    visits             3 (ann 2, bo 1)     6
    active             2 (ann, bo)         3
    regulars (2 days)  1 (ann)             2 (ann, bo)
    lapsed             1 (last week's newcomer, who came on a Thursday)
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from beichen.domain.observation import Reason, Undetermined
from beichen.domain.pace import PaceVerdict
from beichen.domain.time import Grain, Period
from beichen.state.paces import KeptPace
from beichen.workspace.goals import goal_standing
from beichen.workspace.open import Workspace, open_workspace
from beichen.workspace.pacing import Pace, pace_of
from beichen.workspace.refreshing.projecting import Point, are_paces_stale

from ..club import SETTINGS
from ..fixtures import OpenClub

MONDAY = date(2026, 1, 5)
SCRIPT = (("ann", 0), ("ann", 1), ("bo", 1), ("new", 3), ("ann", 4), ("bo", 6))  # who comes, and on which day
METRICS = """\
metrics:
  - {name: regulars, role: north_star, type: threshold, model: visits, entity: reader, having: {days: {agg: count_distinct, expr: day}}, where: days >= 2, grain: week, good: up}
  - {name: keen, role: key_result, type: threshold, model: visits, entity: reader, having: {days: {agg: count_distinct, expr: day}}, where: days >= 3, grain: week}
  - {name: active, role: key_result, type: simple, model: visits, agg: count_distinct, expr: reader, grain: week, good: up}
  - {name: visits, role: key_result, type: simple, model: visits, agg: count, grain: week, good: up}
  - {name: per_reader, role: key_result, type: ratio, numerator: visits, denominator: active, grain: week}
  - {name: lapsed, role: guardrail, type: lifecycle, of: active, state: lapsed, grain: week}
  - {name: back, role: key_result, type: retention, model: visits, entity: reader, offset: 1, grain: week, unit: share}
  - {name: again, role: key_result, type: repeat, model: visits, entity: reader, within: 3 days, count: entities, grain: week, unit: share}
  - {name: two_weeks, role: outcome, type: cumulative, model: visits, agg: count, window: 14 days, grain: week}
  - {name: this_month, role: outcome, type: cumulative, model: visits, agg: count, to_date: month, grain: week}
  - {name: ever, role: outcome, type: cumulative, model: visits, agg: count, window: all, grain: week}
  - {name: daily, role: key_result, type: simple, model: visits, agg: count, grain: day}
  - {name: quiet, role: input, type: simple, model: visits, agg: count, grain: week}
"""
GOALS = """\
objectives:
  - name: more
    owner: mo
    from: 2026-01-05
    by: 2026-03-08
    key_results:
      - {metric: visits, start: 0, target: 9}
      - {metric: regulars, start: 0, target: 1}
      - {metric: lapsed, keep: "<= 1"}
"""
FILES: Mapping[str, str | None] = {
    "beichen.yml": SETTINGS,
    "metrics/visits.yml": METRICS,
    "tree.yml": "north_star: regulars\n",
    "goals/spring.yml": GOALS,
}


def visits(until: date) -> str:
    """The script, week after week, through a day."""
    lines = ["reader,day,minutes,device"]
    for week in range(20):
        for who, weekday in SCRIPT:
            day = MONDAY + timedelta(weeks=week, days=weekday)
            if day <= until:
                lines.append(f"{who}{week if who == 'new' else ''},{day},1,phone")
    return "\n".join(lines) + "\n"


TUESDAY = MONDAY + timedelta(weeks=8, days=1)


@pytest.fixture
def club(club_with: OpenClub) -> Workspace:
    workspace = club_with({**FILES, "data/visits.csv": visits(TUESDAY)})
    workspace.refresh()
    return workspace


def known(workspace: Workspace, metric: str) -> Pace:
    found = pace_of(workspace, metric)
    assert isinstance(found, Pace), found
    return found


@pytest.mark.parametrize(
    ("metric", "so_far", "close"),
    [
        ("visits", 3, 6),
        ("active", 2, 3),
        ("regulars", 1, 2),
        ("per_reader", 1.5, 2),
        ("lapsed", 1, 1),
        # the 14 days that end on a Tuesday: Wednesday to Sunday of one week, the next, and two days
        ("two_weeks", 3 + 6 + 3, 12),
        ("ever", 8 * 6 + 3, 9 * 6),
    ],
)
def test_running_week_goes_on_as_every_week_did(club: Workspace, metric: str, so_far: float, close: float) -> None:
    found = known(club, metric)

    assert (found.period, found.through, found.days) == (
        Period(TUESDAY - timedelta(days=1), TUESDAY + timedelta(days=6)),
        TUESDAY,
        2,
    )
    assert found.so_far == so_far
    assert (found.projected, found.low, found.high) == pytest.approx((close, close, close))


def test_window_that_looks_ahead_is_counted_from_the_earliest_week_still_open(club: Workspace) -> None:
    # of ann (Monday, Tuesday), bo (Tuesday) and new (Thursday) only ann comes again within 3 days; the
    # eighth week stays open, because a visit on its Sunday may be followed by one on this week's Tuesday
    found = known(club, "again")

    assert (found.period.start, found.days) == (MONDAY + timedelta(weeks=8), 2)
    assert (found.so_far, found.projected) == pytest.approx((1 / 2, 1 / 3))


def test_return_that_can_still_happen_is_foretold_for_the_cohort_of_last_week(club: Workspace) -> None:
    # newcomers never come back; ann and bo were the first week's
    found = known(club, "back")

    assert (found.period.start, found.days, found.so_far) == (MONDAY + timedelta(weeks=7), 9, 0)


@pytest.mark.parametrize(
    ("metric", "reason"),
    [
        ("keen", Reason.TOO_EARLY),
        ("this_month", Reason.BEGINS_ANEW),
        ("daily", Reason.WHOLE_DAYS),
        ("quiet", Reason.NOT_PACED),
    ],
)
def test_where_there_is_no_pace_the_reason_is_told(club: Workspace, metric: str, reason: Reason) -> None:
    assert pace_of(club, metric) == Undetermined(reason)


def test_target_is_the_straight_path_on_the_last_day_of_the_running_week(club: Workspace) -> None:
    # day 62 of 62 is Sunday 8 March, and 9 are asked for; 6 are to be expected
    assert (known(club, "visits").target, known(club, "visits").verdict) == (9, PaceVerdict.SHORT)
    assert (known(club, "regulars").target, known(club, "regulars").verdict) == (1, PaceVerdict.AHEAD)
    assert (known(club, "lapsed").target, known(club, "lapsed").verdict) == (None, PaceVerdict.ON_PACE)
    assert (known(club, "active").target, known(club, "active").verdict) == (None, PaceVerdict.UNDETERMINED)


def test_goal_stands_on_the_last_closed_week_and_not_on_the_running_one(club: Workspace) -> None:
    found = goal_standing(club, "visits")

    assert found is not None
    assert found.period == Period(MONDAY + timedelta(weeks=7), MONDAY + timedelta(weeks=8))
    assert (found.value, found.days_left) == (6, 7)
    assert found.progress == pytest.approx(6 / 9)
    assert goal_standing(club, "active") is None


def test_week_that_has_closed_leaves_no_running_one(club_with: OpenClub) -> None:
    workspace = club_with({**FILES, "data/visits.csv": visits(MONDAY + timedelta(weeks=8, days=-1))})
    workspace.refresh()

    assert pace_of(workspace, "visits") == Undetermined(Reason.NOT_BEGUN)


def test_five_weeks_are_too_few(club_with: OpenClub) -> None:
    workspace = club_with({**FILES, "data/visits.csv": visits(MONDAY + timedelta(weeks=5, days=1))})
    workspace.refresh()

    assert pace_of(workspace, "visits") == Undetermined(Reason.TOO_SHORT, "5 of 6")


def test_before_a_refresh_and_after_a_new_definition_the_pace_is_outdated(club_with: OpenClub) -> None:
    workspace = club_with({**FILES, "data/visits.csv": visits(TUESDAY)})

    assert pace_of(workspace, "visits") == Undetermined(Reason.OUTDATED)

    workspace.refresh()
    assert known(workspace, "visits").so_far == 3

    file = workspace.project.folder / "metrics/visits.yml"
    file.write_text(file.read_text().replace("name: visits, role", "filter: minutes > 0, name: visits, role"))
    workspace.close()
    with open_workspace(workspace.project.folder) as again:
        assert pace_of(again, "visits") == Undetermined(Reason.OUTDATED)
        assert known(again, "active").so_far == 2


def test_pace_of_a_week_that_closed_without_a_refresh_is_outdated(club: Workspace) -> None:
    (club.project.folder / "data/visits.csv").write_text(visits(TUESDAY + timedelta(days=10)))
    club.series(["visits"], Grain.WEEK)

    assert pace_of(club, "visits") == Undetermined(Reason.OUTDATED)


def test_refresh_leaves_paces_alone_whose_data_have_not_changed(club: Workspace) -> None:
    def kept() -> dict[str, KeptPace]:
        return club.state.paces.read()

    before = kept()
    club.refresh()
    assert kept() == before

    (club.project.folder / "data/visits.csv").write_text(visits(TUESDAY + timedelta(days=2)))
    club.refresh()
    assert known(club, "visits").through == TUESDAY + timedelta(days=2)
    assert set(kept()) == set(before)


def test_metric_that_becomes_a_key_result_lacks_a_pace_until_the_next_refresh(club: Workspace) -> None:
    assert not are_paces_stale(club)
    file = club.project.folder / "metrics/visits.yml"
    file.write_text(file.read_text().replace("name: quiet, role: input", "name: quiet, role: key_result"))
    club.reread()

    assert are_paces_stale(club)
    club.refresh()
    assert known(club, "quiet").so_far == 3
    assert not are_paces_stale(club)


def test_thirty_days_of_a_month_are_learned_from_months_that_have_more() -> None:
    march = Period(date(2026, 3, 1), date(2026, 4, 1))
    point = Point(Grain.MONTH, march, date(2026, 3, 30), ())

    assert point.day_in(Period(date(2026, 1, 1), date(2026, 2, 1))) == date(2026, 1, 30)


def test_days_after_a_period_are_counted_from_its_end() -> None:
    february = Period(date(2026, 2, 1), date(2026, 3, 1))
    point = Point(Grain.MONTH, february, date(2026, 3, 4), ())

    assert point.day_in(Period(date(2026, 1, 1), date(2026, 2, 1))) == date(2026, 2, 4)
