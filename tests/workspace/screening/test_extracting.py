"""What an entity did, in days counted from its own first: worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import beichen
from beichen.domain.time import Grain
from beichen.engine.cohorts import FirstCounted, FirstDay, PeriodsActive, PeriodsCounted, compile_cohort
from beichen.engine.lower import DIALECTS
from beichen.errors import BeichenError
from beichen.workspace.screening.extracting import extract, spans_of
from beichen.workspace.screening.journeying import walk_journey

from .company import write_gym

# Times are UTC, days are Shanghai's: 17:00 is 01:00 of the next day there.
MEMBERS = """\
member,branch,joined
1,north,2026-03-02
2,south,2026-03-03
3,north,2026-07-01
,north,2026-03-02
"""
VISITS = """\
member,came_at
1,2026-03-08 15:59:00
1,2026-03-08 16:00:00
1,2026-03-10 02:00:00
1,2026-03-10 03:00:00
1,2026-03-29 15:59:00
1,2026-03-29 16:00:00
1,2026-05-24 15:59:00
1,2026-05-24 16:00:00
2,2026-03-04 02:00:00
,2026-03-10 02:00:00
"""
REMINDERS = """\
member,opened_on
1,2026-03-12
1,2026-03-13
2,2026-02-27
"""


@pytest.fixture
def small(tmp_path: Path):
    data = {"data/members.csv": MEMBERS, "data/visits.csv": VISITS, "data/reminders.csv": REMINDERS}
    with beichen.open(write_gym(tmp_path, data)) as workspace:
        workspace.load()
        yield workspace


def test_behaviour_is_counted_by_local_days_since_the_entity_s_own_first(small):
    found = extract(small.engine, small.project.candidates, [7, 28])

    # member 3 joined 62 days before the data end: its 84 days have not closed; the row without a member is nobody
    assert (found.began, found.left_out, found.trial.entities) == (3, 1, 2)
    names = [candidate.name for candidate in found.trial.candidates]
    assert names == ["days_come", "reminders_opened", "regulars", "visits_made"]
    # member 1, day 0 is 2 March: 8 March 15:59 UTC is day 6, 16:00 is day 7; 29 March 15:59 is day 27, 16:00 day 28
    # days 7, 8 and 27; two reminders; 9–15 March has two days, which makes one stretch of a week; visits 7, 8, 8, 27
    assert found.trial.window[0].tolist() == [3, 2, 1, 4]
    assert found.trial.window[1].tolist() == [0, 0, 0, 0]
    assert found.trial.pre is not None
    assert found.trial.pre[:, 0].tolist() == [1, 1]  # day 6, and member 2's second day
    # from day 28 (30 March) to day 83 (24 May): 29 March 16:00 and 24 May 15:59 UTC, not 16:00
    assert found.trial.later[:, 0].tolist() == [2, 0]
    assert found.counts["days_come", 28].tolist() == [4, 1]
    assert [codes.tolist() for codes in found.trial.background] == [[0, 1]]
    assert found.apart == ("visitors_ever",)


def test_the_statement_agrees_with_one_written_by_hand(gym):
    gym.load()
    found = extract(gym.engine, gym.project.candidates, [7, 28])
    by_hand = """
        with v as (select member, cast(timezone('Asia/Shanghai', timezone('UTC', came_at)) as date) as day from visits)
        select m.joined, count(distinct day) filter (where day between joined + 7 and joined + 27),
               count(distinct day) filter (where day between joined + 28 and joined + 83),
               count(distinct day) filter (where day between joined and joined + 6)
        from members m left join v using (member)
        where m.joined + 84 <= date '2026-09-01'
        group by m.member, m.joined order by m.joined, m.member
    """
    rows = gym.engine.warehouse.fetch(by_hand)

    assert len(rows) == found.trial.entities > 800
    assert [row[1] for row in rows] == found.trial.window[:, 0].tolist()
    assert [row[2] for row in rows] == found.trial.later[:, 0].tolist()
    assert [row[3] for row in rows] == found.counts["days_come", 7].tolist()


def test_first_days_and_periods_of_a_metric_are_told_from_the_entity_s_beginning(small):
    regulars = small.project.metrics["regulars"].spec
    columns = [
        FirstDay("visits", None, 28),
        FirstCounted(regulars, Grain.WEEK, 28),
        PeriodsActive("visits", None, Grain.WEEK, 0, 28),
        PeriodsCounted(regulars, 7, 0, 28),
    ]
    statement = compile_cohort(
        small.engine.models, small.project.candidates.cohort, columns, spans_of(small.engine, columns)
    )
    rows = small.engine.warehouse.fetch(DIALECTS["duckdb"].write(statement))

    # member 1 comes first on day 6; the calendar's week of 9 March is the first with two days: day 7;
    # active in the weeks of 2, 9 and 23 March; of its own weeks the second alone has two days
    assert [row[1:] for row in rows] == [(6, 7, 3, 1), (1, None, 1, 0), (None, None, 0, 0)]


def test_stages_are_passed_in_order_and_counted_by_segment(small):
    found = walk_journey(small.engine).as_dict()

    assert found["within_days"] == 28
    assert [stage["reached"] for stage in found["stages"]] == [3, 2, 1]
    assert [stage["conversion"] for stage in found["stages"]] == [None, 2 / 3, 1 / 2]
    assert [stage["days"] for stage in found["stages"]] == [None, 3.5, 1]  # 6 and 1 days; from day 6 to day 7
    assert [stage["dropped"] for stage in found["stages"]] == [None, 1, 1]
    north = next(each for each in found["segments"] if each["value"] == "north")
    assert [stage["reached"] for stage in north["stages"]] == [2, 1, 1]


def test_a_journey_that_begins_with_a_metric_is_refused(tmp_path):
    journey = "entity: member\nstages:\n  - {name: rhythm, metric: regulars}\n"
    with beichen.open(write_gym(tmp_path, {"journey.yml": journey}, members=3)) as workspace:
        workspace.load()
        with pytest.raises(BeichenError, match="cannot begin with a metric"):
            walk_journey(workspace.engine)
