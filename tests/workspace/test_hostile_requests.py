"""Requests that mean harm: nothing is read, changed or filled, and the next question is answered."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beichen.errors import BeichenError, LimitError, QueryError
from beichen.warehouse.port import Limits
from beichen.workspace.open import Workspace

from ..engine.test_request_fuzz import NASTY, PLAIN
from .club import HEADER, MODELS, table, values
from .fixtures import OpenClub

HOSTILE = [
    "device = (select content from read_text('/etc/passwd'))",
    "read_text('/etc/passwd') <> ''",
    "'data/readers.csv' = (from 'data/readers.csv')",
    "device in (select region from readers)",
    "true; drop table visits",
    "true); drop table visits; --",
    "true) or (select count(*) from readers) > 0 --",
    "true union select * from readers",
    "true; attach 'stolen.duckdb'; copy visits to 'stolen.csv'",
    "true; set enable_external_access = true",
    "true; pragma database_list",
    "getenv('HOME') <> ''",
    "current_setting('memory_limit') <> ''",
    "query('select 1') = 1",
    "sum(minutes) over () > 0",
    "count(*) > 0",
    "repeat('a', 1000000000) <> ''",
    "range(1000000000) is not null",
    "list_transform(range(100000000), x -> x) is not null",
    "regexp_matches(device, '(a+)+$')",
    'cast(minutes as "int) > 0 or (select count(*) from readers") = 1',
    'extract("year from day) = 2026; drop table visits; --" from day) = 1',
    "region.x = 1",
    "(" * 9_000 + "true" + ")" * 9_000,
    "not " * 9_000 + "true",
    "minutes in (" + ",".join(["1"] * 100_000) + ")",
]


@pytest.mark.parametrize("where", HOSTILE)
def test_hostile_condition_is_refused_and_the_next_question_answered(club: Workspace, where: str) -> None:
    for ask in (club.query, club.sql):
        with pytest.raises(QueryError) as refused:
            ask("minutes", where=where)
        assert len(str(refused.value)) < 2_000
    assert values(club, "minutes") == [135, 115, 85]


def test_condition_reads_the_models_columns_and_dimensions_and_no_other_tables(club: Workspace) -> None:
    assert values(club, "minutes", where="device = 'phone'") == [90, 35, 5]
    assert values(club, "minutes", where="region = 'south' and minutes > 40") == [0, 45, 50]
    assert values(club, "minutes", where="readers.region is null") == [0, 5, 0]
    for name in ("readers.reader", "other.device", "information_schema.tables", "beichen.loads"):
        with pytest.raises(QueryError, match="has no column"):
            club.query("minutes", where=f"{name} = 'ann'")


@pytest.mark.parametrize("by", ["device; drop table visits", '"device"', "*", "1", "(select 1)", "visits.device.x", ""])
def test_hostile_dimension_is_no_dimension(club: Workspace, by: str) -> None:
    with pytest.raises(QueryError, match="has no dimension"):
        club.query("minutes", by=by)


@pytest.mark.parametrize("metric", ["minutes; drop table visits", "minutes + 1", "*", "", "'minutes'"])
def test_hostile_metric_is_no_metric(club: Workspace, metric: str) -> None:
    with pytest.raises(QueryError, match="is not defined"):
        club.query(metric)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("cast(device as integer) > 3", "Could not convert string 'phone' to INT32"),
        ("abs(device) > 3", "No function matches the given name and argument types 'abs(VARCHAR)'"),
        ("'a'", "Could not convert string 'a' to BOOL"),
        ("day", "Unimplemented type for cast (DATE -> BOOLEAN)"),
        ("day < day + interval '1000000000 years'", "out of range"),
        ("minutes > 'many'", "Could not convert string 'many'"),
    ],
)
def test_condition_that_fails_on_the_rows_is_blamed_and_not_the_metric(club: Workspace, where: str, said: str) -> None:
    with pytest.raises(QueryError) as refused:
        club.query("regulars", where=where)

    assert refused.value.message.startswith(f"the condition {where!r}: ")
    assert said in refused.value.message
    assert refused.value.where is None
    assert "LINE" not in refused.value.message  # no copy of a statement that the asker never wrote


def test_condition_is_kept_out_of_what_is_kept(club_with: OpenClub) -> None:
    """A filter asked once changes no number of the board."""
    workspace = club_with()
    workspace.refresh()
    before = workspace.tree().as_dict()
    workspace.query(list(workspace.project.metrics), where="device = 'phone'")

    assert workspace.tree().as_dict() == before
    assert workspace.refresh().computed == 0


def test_row_limit_is_told_before_the_answer_is_built_and_holds_for_one_question_only(club: Workspace) -> None:
    with pytest.raises(LimitError) as refused:
        club.query("visit_count", by="device", grain="day", limits=Limits(rows=20))

    assert refused.value.message == "the answer has 42 rows, more than 20"  # 21 days × 2 devices
    assert refused.value.hint is not None
    assert len(club.query("visit_count", by="device", grain="day", limits=Limits(rows=42))) == 42
    assert len(club.query("visit_count", by="device", grain="day")) == 42


def test_row_limit_holds_for_the_rows_that_the_warehouse_returns(club_with: OpenClub) -> None:
    rows = "".join(f"r{n},2026-01-05,1,d{n}\n" for n in range(3_000))
    workspace = club_with({"data/visits.csv": HEADER + rows})
    for metric in ("minutes", "regulars", "short_share"):
        with pytest.raises(LimitError, match="the answer has more than 1,000 rows"):
            workspace.query(metric, by="device", limits=Limits(rows=1_000))

    assert values(workspace, "minutes", limits=Limits(rows=1_000)) == [3_000]


# 100 million pairs: seconds of work for any machine, in batches that can be stopped
SLOW = MODELS.replace(
    "table: visits",
    'sql: "select * from visits, range(10000) a, range(10000) b where (a.range * b.range) % 7 <> 8"',
)


def test_time_limit_stops_a_question_and_the_next_is_answered(club_with: OpenClub, club: Workspace) -> None:
    workspace = club_with({"models/visits.yml": SLOW})
    workspace.load()
    workspace.engine._spans["visits"] = club.engine.span("visits")  # without waiting for it
    began = time.monotonic()
    with pytest.raises(LimitError) as refused:
        workspace.query("minutes", limits=Limits(seconds=0.2))

    assert refused.value.message == "the question took longer than 0.2 seconds"
    assert time.monotonic() - began < 30
    with pytest.raises(LimitError):
        workspace.query("visit_count", where="minutes > 1", limits=Limits(seconds=0.2))
    assert workspace.engine.models["readers"].columns().keys() == {"reader", "region"}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(where=st.lists(st.sampled_from(PLAIN * 3 + NASTY), min_size=1, max_size=6).map(" ".join))
def test_any_condition_is_answered_or_refused(club: Workspace, where: str) -> None:
    try:
        club.query(["minutes", "regulars"], where=where, by="region")
    except QueryError as error:
        assert error.message


def test_questions_of_several_threads_do_not_disturb_each_other(club: Workspace) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def ask(number: int) -> list[Any]:
        if number % 3 == 0:
            with pytest.raises(BeichenError):
                club.query("minutes", where="true; drop table visits")
        return values(club, "minutes", where="device = 'phone'" if number % 2 else None)

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(ask, range(24)))
    assert found == [[90, 35, 5] if number % 2 else [135, 115, 85] for number in range(24)]


def test_harm_done_to_no_file(club_with: OpenClub) -> None:
    workspace = club_with()
    workspace.refresh()
    folder: Path = workspace.project.folder
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".beichen" not in path.parts}
    for where in HOSTILE:
        with pytest.raises(BeichenError):
            workspace.query("minutes", where=where)

    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".beichen" not in path.parts}
    assert after == before
    assert table(workspace, "minutes", by="region", grain="month") == {
        ("2026-01-01", "north"): 130,
        ("2026-01-01", "south"): 200,
        ("2026-01-01", None): 5,
    }
