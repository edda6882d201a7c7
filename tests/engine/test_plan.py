"""Metrics that can share a scan share it, and an error in one of them is told as that one's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from beichen.domain.time import Grain
from beichen.engine.plan import leaves_of, plan_passes
from beichen.engine.question import Question
from beichen.engine.run import Engine
from beichen.errors import QueryError
from beichen.warehouse.duckdb import DuckDBWarehouse
from beichen.warehouse.port import NO_LIMITS, Limits
from beichen.workspace.open import Workspace

from ..workspace.club import METRICS, MODELS
from ..workspace.fixtures import OpenClub


class Recorder(DuckDBWarehouse):
    """A warehouse that remembers what it was asked."""

    asked: list[str]

    def fetch(self, sql: str, limits: Limits = NO_LIMITS) -> list[tuple[Any, ...]]:
        self.asked.append(sql)
        return super().fetch(sql, limits)


@pytest.fixture
def recorded(club: Workspace) -> Iterator[tuple[Engine, list[str]]]:
    """An engine on the club whose span is known already, and the statements that it runs from now on."""
    warehouse = Recorder(None, timezone="Europe/London", folders=[club.project.folder / "data"])
    warehouse.asked = []
    for source in club.project.sources.values():
        warehouse.load(source)
    engine = Engine(club.project, warehouse)
    engine.span("visits")
    warehouse.asked.clear()
    yield engine, warehouse.asked
    warehouse.close()


def test_all_metrics_of_one_model_are_answered_by_one_statement(recorded: tuple[Engine, list[str]]) -> None:
    engine, asked = recorded
    answers = engine.answer(Question(tuple(engine.project.metrics)))

    assert len(asked) == 1
    assert {answer.metric: [row.value for row in answer] for answer in answers} == {
        "regulars": [2, 2, 1],
        "active": [3, 3, 2],
        "regular_share": [2 / 3, 2 / 3, 1 / 2],
        "minutes": [135, 115, 85],
        "longest": [40, 45, 50],
        "short_visits": [1, 1, 1],
        "visit_count": [6, 5, 3],
        "short_share": [1 / 6, 1 / 5, 1 / 3],
    }


def test_part_that_two_metrics_have_in_common_is_read_once(recorded: tuple[Engine, list[str]]) -> None:
    engine, asked = recorded
    engine.answer(Question(("regular_share", "regulars", "active", "regular_share")))

    assert len(asked) == 1
    assert asked[0].count(' AS "active"') == asked[0].count(' AS "regulars"') == 1


def test_statement_reads_the_table_once(recorded: tuple[Engine, list[str]]) -> None:
    engine, asked = recorded
    engine.answer(Question(tuple(engine.project.metrics), by=("device",), where="minutes > 1"))

    assert asked[0].count('"visits" AS "visits"') == 1


def test_primary_model_is_checked_once_and_joined(recorded: tuple[Engine, list[str]]) -> None:
    engine, asked = recorded
    question = Question(("minutes",), by=("region",))
    engine.answer(question)
    assert len([sql for sql in asked if "HAVING" in sql]) == 1  # does any reader have two rows?
    asked.clear()
    engine.answer(question)

    assert len(asked) == 1
    assert "LEFT JOIN" in asked[0]


def test_metrics_of_other_grains_are_other_passes(club_with: OpenClub) -> None:
    monthly = METRICS.replace("agg: max, expr: minutes, grain: week", "agg: max, expr: minutes, grain: month")
    project = club_with({"metrics/visits.yml": monthly}).project

    def passes(grain: Grain | None) -> list[tuple[Grain, list[str]]]:
        question = Question(("minutes", "longest", "visit_count"), grain=grain)
        return [(found.grain, [leaf.name for leaf in found.leaves]) for found in plan_passes(project, question)]

    assert passes(None) == [(Grain.WEEK, ["minutes", "visit_count"]), (Grain.MONTH, ["longest"])]
    assert passes(Grain.DAY) == [(Grain.DAY, ["minutes", "longest", "visit_count"])]


def test_metric_is_made_of_its_leaves_each_once(shop: Workspace) -> None:
    def names(metric: str) -> list[str]:
        return [leaf.name for leaf in leaves_of(shop.project, metric)]

    assert names("keen_share") == ["keen", "buyers"]
    assert names("orders_twice") == ["orders", "revenue"]
    assert names("new_buyers") == ["new_buyers"]
    assert names("score") == ["revenue"]


def test_states_of_one_metric_share_a_statement(shop: Workspace) -> None:
    sql = shop.sql(["new_buyers", "retained_buyers"])

    assert sql.startswith("-- new_buyers, retained_buyers\n")
    assert sql.count(";") == 1


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("agg: max, expr: minutes", "agg: max, expr: minuts", "longest:6", "no column 'minuts'"),
        ("filter: minutes < 10", "filter: device < 10", "short_visits:7", "Cannot compare values"),
        ("filter: minutes < 10", "filter: abs(device) < 1", "short_visits:7", "'abs(VARCHAR)'"),
        ("filter: minutes < 10", "filter: 'cast(device as int) < 1'", "short_visits:7", "Could not convert string"),
        ("agg: sum, expr: minutes", "agg: sum, expr: device", "minutes:5", "'sum(VARCHAR)'"),
        ("agg: max, expr: minutes", "agg: max, expr: device", "longest:6", "its values are not numbers"),
        ("agg: sum, expr: minutes", "agg: sum, expr: foo(minutes)", "minutes:5", "foo does not exist"),
        ("agg: sum, expr: minutes", "agg: sum, expr: sum(minutes)", "minutes:5", "holds an aggregate"),
        ("agg: sum, expr: minutes", "agg: sum, expr: (select 1)", "minutes:5", "holds a sub-select"),
        ("where: days >= 2", "where: dayz >= 2", "regulars:2", "names 'dayz', which `having` does not"),
        ("where: days >= 2", "where: \"days >= 'x'\"", "regulars:2", "Could not convert string 'x'"),
        ("expr: day}", "expr: dai}", "regulars:2", "no column 'dai'"),
    ],
)
def test_error_in_one_of_several_metrics_that_share_a_scan_names_that_metric_with_its_line(
    club_with: OpenClub, old: str, new: str, at: str, said: str
) -> None:
    metric, _, line = at.partition(":")
    workspace = club_with({"metrics/visits.yml": METRICS.replace(old, new, 1)})
    for ask in (lambda: workspace.query(list(workspace.project.metrics)), workspace.refresh):
        with pytest.raises(QueryError) as refused:
            ask()
        assert refused.value.message.startswith(f"metric '{metric}': ")
        assert said in refused.value.message
        assert str(refused.value.where) == f"metrics/visits.yml:{line}"


def test_error_of_a_dimensions_rows_names_the_dimension_when_it_alone_is_read(club_with: OpenClub) -> None:
    workspace = club_with(
        {"models/visits.yml": MODELS.replace("expr: device", "expr: cast(device as int)"), "tree.yml": None}
    )
    with pytest.raises(QueryError, match="Could not convert string 'phone' to INT32"):
        workspace.query("minutes", by="device")
