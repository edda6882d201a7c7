"""Cells in their places: true zeros, totals that run on, parts that meet by period and segment."""

from __future__ import annotations

from datetime import date

import pytest

from beichen.domain.observation import Reason
from beichen.domain.time import Calendar, Grain, Span
from beichen.engine.assemble import Table
from beichen.engine.cell import Cell
from beichen.engine.kinds import cumulative, simple
from beichen.engine.kinds.kind import Scope
from beichen.errors import QueryError
from beichen.workspace.open import Workspace

from ..workspace.club import METRICS, MODELS, SOURCES, table, values
from ..workspace.fixtures import OpenClub

CALENDAR = Calendar("UTC")
SCOPE = Scope(Span(date(2026, 1, 1), date(2026, 1, 4), date(2026, 1, 4)), CALENDAR, Grain.DAY, is_date=True)
DAYS = tuple(CALENDAR.periods(date(2026, 1, 1), date(2026, 1, 4), Grain.DAY))
PHONE, WEB = (("device", "phone"),), (("device", "web"),)


def test_running_totals_go_on_through_periods_without_rows() -> None:
    cells = {date(2026, 1, 1): {PHONE: Cell(1)}, date(2026, 1, 3): {WEB: Cell(5), PHONE: Cell(2)}}
    running = Table(cumulative.KIND, None, SCOPE, DAYS, cells, carries=True)

    assert {day.day: dict(found) for day, found in running.filled(DAYS).items()} == {
        1: {PHONE: Cell(1)},
        2: {PHONE: Cell(1)},
        3: {PHONE: Cell(2), WEB: Cell(5)},
        4: {PHONE: Cell(2), WEB: Cell(5)},
    }
    assert dict(running.filled(DAYS[1:2])[date(2026, 1, 2)]) == {PHONE: Cell(1)}  # what came before is carried in


def test_other_kinds_start_anew_in_every_period() -> None:
    cells = {date(2026, 1, 1): {PHONE: Cell(1)}}
    filled = Table(simple.KIND, None, SCOPE, DAYS, cells).filled(DAYS)

    assert [dict(found) for found in filled.values()] == [{PHONE: Cell(1)}, {}, {}, {}]


def test_segments_are_sorted_with_null_last_and_every_one_is_in_every_period(club: Workspace) -> None:
    answer = club.query("minutes", by="region")

    assert [dict(segment)["region"] for segment in answer.segments] == ["north", "south", None]
    assert table(club, "minutes", by="region") == {
        ("2026-01-05", "north"): 95,
        ("2026-01-05", "south"): 40,
        ("2026-01-05", None): 0,
        ("2026-01-12", "north"): 30,
        ("2026-01-12", "south"): 80,
        ("2026-01-12", None): 5,
        ("2026-01-19", "north"): 5,
        ("2026-01-19", "south"): 80,
        ("2026-01-19", None): 0,
    }


def test_text_null_and_the_null_segment_stay_apart(club_with: OpenClub) -> None:
    rows = "reader,day,minutes,device\nann,2026-01-05,1,null\nbo,2026-01-05,2,\ncy,2026-01-05,4,None\n"

    assert table(club_with({"data/visits.csv": rows}), "minutes", by="device") == {
        ("2026-01-05", "None"): 4,
        ("2026-01-05", "null"): 1,
        ("2026-01-05", None): 2,
    }


PAYMENTS = {
    "sources/files.yml": SOURCES + "  - {name: payments, type: file, path: data/payments.csv}\n",
    "data/payments.csv": "payer,paid_on,amount\nann,2026-01-13,10\nbo,2026-01-14,30\nann,2026-02-01,5\n",
    "models/visits.yml": MODELS
    + """\
  - name: payments
    table: payments
    time: {column: paid_on}
    entities: [{name: reader, expr: payer}]
""",
    "metrics/visits.yml": METRICS
    + """\
  - {name: paid, type: simple, model: payments, agg: sum, expr: amount, grain: week}
  - {name: paid_per_visit, type: ratio, numerator: paid, denominator: visit_count, grain: week}
""",
}


def test_metrics_of_two_models_meet_in_the_periods_that_both_have(club_with: OpenClub) -> None:
    workspace = club_with(PAYMENTS)

    assert table(workspace, "paid") == {("2026-01-12",): 40, ("2026-01-19",): 0, ("2026-01-26",): 5}
    assert table(workspace, "paid_per_visit") == {("2026-01-12",): 8.0, ("2026-01-19",): 0.0}
    complete = {row.period.day: row.complete for row in workspace.query("paid_per_visit")}
    assert complete == {12: False, 19: True}  # the payments begin on a Tuesday


def test_parts_of_two_models_meet_by_a_primary_models_dimension(club_with: OpenClub) -> None:
    workspace = club_with(PAYMENTS)
    rows = {(row.period.day, row.segment[0][1]): row for row in workspace.query("paid_per_visit", by="region")}

    assert rows[12, "north"].value == 10 / 2
    assert rows[12, "south"].value == 30 / 2
    assert (rows[12, None].numerator, rows[12, None].denominator, rows[12, None].value) == (0, 1, 0.0)
    assert rows[19, None].reason is Reason.ZERO_DENOMINATOR


def test_dimension_that_one_part_lacks_is_refused_with_the_parts_name(club_with: OpenClub) -> None:
    workspace = club_with(PAYMENTS)
    with pytest.raises(QueryError, match="metric 'paid': model 'payments' has no dimension 'device'"):
        workspace.query("paid_per_visit", by="device")
    with pytest.raises(QueryError, match="metric 'paid': model 'payments' has no column 'minutes'"):
        workspace.query("paid_per_visit", where="minutes > 3")


def test_days_choose_periods_and_cut_no_window(club_with: OpenClub) -> None:
    trailing = (
        METRICS
        + "  - {name: minutes_14d, type: cumulative, model: visits, agg: sum, expr: minutes, window: 14 days, grain: week}\n"
    )
    workspace = club_with({"metrics/visits.yml": trailing})
    whole = values(workspace, "minutes_14d")

    assert whole == [135, 250, 200]
    assert values(workspace, "minutes_14d", start=date(2026, 1, 12), end=date(2026, 1, 19)) == [250]
    assert values(workspace, "minutes_14d", start=date(2026, 1, 13)) == [200]  # the week that begins on or after
    assert values(workspace, "minutes", start=date(2027, 1, 1)) == []
    assert values(workspace, "minutes", start=date(2026, 1, 20), end=date(2026, 1, 5)) == []
