"""Names of any kind: the same numbers whatever tables, columns, dimensions, values and folders are called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from beichen.engine.scan import STEP_COLUMNS
from beichen.workspace.open import Workspace

from .club import METRICS, MODELS, SOURCES, VISITS, open_club, table, values
from .fixtures import OpenClub

KINDS = """\
metrics:
  - {name: regulars, type: threshold, model: visits, entity: reader, having: {days: {agg: count_distinct, expr: dated}, rows: {agg: count}}, where: days >= 1 and rows >= 1, grain: week}
  - {name: minutes, type: simple, model: visits, agg: sum, expr: minutes, grain: week}
  - {name: average, type: simple, model: visits, agg: avg, expr: minutes, filter: minutes > 1, grain: week}
  - {name: median, type: simple, model: visits, agg: percentile, percentile: 0.5, expr: minutes, grain: week}
  - {name: active, type: simple, model: visits, agg: count_distinct, expr: reader, grain: week}
  - {name: trailing, type: cumulative, model: visits, agg: count_distinct, expr: reader, window: 10 days, grain: week}
  - {name: month_to_date, type: cumulative, model: visits, agg: count_distinct, expr: reader, to_date: month, grain: week}
  - {name: ever, type: cumulative, model: visits, agg: count_distinct, expr: reader, window: all, grain: week}
  - {name: trailing_minutes, type: cumulative, model: visits, agg: sum, expr: minutes, window: 10 days, grain: week}
  - {name: average_ever, type: cumulative, model: visits, agg: avg, expr: minutes, window: all, grain: week}
  - {name: median_to_date, type: cumulative, model: visits, agg: percentile, percentile: 0.5, expr: minutes, to_date: month, grain: week}
  - {name: new_regulars, type: lifecycle, of: regulars, state: new, grain: week}
  - {name: lapsed_active, type: lifecycle, of: active, state: lapsed, grain: week}
  - {name: back_next_week, type: retention, model: visits, entity: reader, offset: 1, grain: week}
  - {name: back_in_days, type: retention, model: visits, entity: reader, days: [1, 3], grain: week}
  - {name: converted, type: conversion, model: visits, entity: reader, from: {filter: minutes > 10}, to: {filter: minutes > 20}, within: 3 days, grain: week}
  - {name: converted_events, type: conversion, model: visits, entity: reader, from: {filter: minutes > 10}, to: {filter: minutes > 20}, within: 3 days, count: events, grain: week}
  - {name: repeated, type: repeat, model: visits, entity: reader, within: 3 days, grain: week}
  - {name: repeating, type: repeat, model: visits, entity: reader, within: 3 days, count: entities, grain: week}
"""

# The plain names of this project are none that a statement gives to a column or step of its own.
DATED = VISITS.replace("reader,day,minutes,device", "reader,dated,minutes,gadget")


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def _models(*, dimension: str = "gadget", model: str = "visits", source: str = "club_visits") -> str:
    return f"""\
semantic_models:
  - name: {_quoted(model)}
    table: {_quoted(source)}
    time: {{column: dated}}
    entities: [{{name: reader, expr: reader}}]
    dimensions:
      - {{name: {_quoted(dimension)}, expr: gadget, scope: event}}
"""


def _changes(*, model: str = "visits", source: str = "club_visits", dimension: str = "gadget") -> dict[str, str | None]:
    return {
        "tree.yml": None,
        "data/visits.csv": DATED,
        "sources/files.yml": f"sources:\n  - {{name: {_quoted(source)}, type: file, path: data/visits.csv}}\n",
        "models/visits.yml": _models(dimension=dimension, model=model, source=source),
        "metrics/visits.yml": KINDS.replace("model: visits", f"model: {_quoted(model)}"),
    }


def _answers(workspace: Workspace, *by: str) -> dict[str, Any]:
    """Every metric's values by period and the value of the first dimension, of which the others are copies."""
    names = list(workspace.project.metrics)
    return {
        name: {(row.period.isoformat(), row.segment[0][1]): row.value for row in answer}
        for name, answer in zip(names, workspace.query(names, by=by), strict=True)
    }


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The club in which nothing is called anything special."""
    with open_club(tmp_path_factory.mktemp("plain"), _changes()) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def expected(plain: Workspace) -> dict[str, Any]:
    found = _answers(plain, "gadget")
    assert found["minutes"]["2026-01-05", "phone"] == 90
    assert found["back_next_week"]["2026-01-05", "tablet"] == 0.5  # ann and bo, of whom bo came back on a tablet
    return found


def test_metrics_asked_together_answer_what_each_answers_alone(plain: Workspace, expected: dict[str, Any]) -> None:
    assert {name: table(plain, name, by="gadget") for name in expected} == expected


CLASHING = ["Period", "ENTITY", "Week", "days", "rows_", "minutes", "minutes.n", "regulars.days", "club_visits"]
STRANGE = ["名 字", 'a"b', "it's", "😀", "a.b", "order", "select", "-- x", "/* x */", "%s", "{x}"]


@pytest.mark.parametrize("names", [sorted(STEP_COLUMNS), CLASHING, STRANGE, ["period"], ["day"], ["entity"]])
def test_dimensions_of_any_name_give_the_same_numbers(
    club_with: OpenClub, expected: dict[str, Any], names: list[str]
) -> None:
    models = _models() + "".join(f"      - {{name: {_quoted(name)}, expr: gadget, scope: event}}\n" for name in names)
    workspace = club_with({**_changes(), "models/visits.yml": models})

    assert _answers(workspace, *names) == expected


def test_every_column_that_a_step_names_is_known_as_such(club_with: OpenClub) -> None:
    workspace = club_with(_changes())
    own = {"gadget", "start"} | set(workspace.project.metrics)
    named: set[str] = set()
    for grain in ("day", "week", "month"):
        sql = workspace.sql(list(workspace.project.metrics), by="gadget", grain=grain)
        for statement in sqlglot.parse(sql, dialect="duckdb"):
            assert statement is not None
            for select in statement.find_all(exp.Select):
                named |= {name for name in select.named_selects if "." not in name}
    behaviours = {"days", "rows_"}
    shares = {name for name in named if name.endswith(("_numerator", "_denominator"))}
    assert named - own - behaviours - shares <= STEP_COLUMNS


def test_two_dimensions_whose_names_differ_by_case_or_an_underscore_stay_apart(club_with: OpenClub) -> None:
    models = _models() + "".join(
        f"      - {{name: {name}, expr: {expr}, scope: event}}\n"
        for name, expr in [("Gadget", "reader"), ("period", "reader"), ("period_", "gadget")]
    )
    workspace = club_with({**_changes(), "models/visits.yml": models})
    expected = {
        ("2026-01-01", "phone", "ann"): 80,
        ("2026-01-01", "phone", "bo"): 0,
        ("2026-01-01", "phone", "cy"): 45,
        ("2026-01-01", "phone", "dee"): 5,
        ("2026-01-01", "tablet", "ann"): 5,
        ("2026-01-01", "tablet", "bo"): 200,
        ("2026-01-01", "tablet", "cy"): 0,
        ("2026-01-01", "tablet", "dee"): 0,
    }

    assert table(workspace, "minutes", by=["gadget", "Gadget"], grain="month") == {
        key: value for key, value in expected.items() if value or key[1:] in {("phone", "dee")}
    }
    assert table(workspace, "minutes", by=["period_", "period"], grain="month") == table(
        workspace, "minutes", by=["gadget", "Gadget"], grain="month"
    )


def test_table_and_model_called_like_a_step_give_the_same_numbers(
    plain: Workspace, club_with: OpenClub, expected: dict[str, Any]
) -> None:
    """Of every step, the metrics that have it are asked over a table and a model of its name."""
    steps: dict[str, set[str]] = {}
    for metric in plain.project.metrics:
        for statement in sqlglot.parse(plain.sql(metric, by="gadget"), dialect="duckdb"):
            for step in statement.ctes if isinstance(statement, exp.Query) else ():
                steps.setdefault(step.alias, set()).add(metric)
    assert {"daily", "per_reader", "cohort", "periods"} <= steps.keys()

    definitions = {metric: line for line in KINDS.splitlines() if (metric := line[11:].partition(",")[0]) in expected}
    for step, metrics in steps.items():
        wanted = metrics | ({"regulars", "active"} if any("lifecycle" in definitions[m] for m in metrics) else set())
        lines = [definitions[metric].replace("model: visits", f"model: {step}") for metric in sorted(wanted)]
        changes = _changes(model=step, source=step)
        workspace = club_with({**changes, "metrics/visits.yml": "metrics:\n" + "\n".join(lines) + "\n"})
        assert _answers(workspace, "gadget") == {metric: expected[metric] for metric in sorted(wanted)}, step


@pytest.mark.parametrize("name", ["列 表 😀", "a.b", 'x"y', "it's", "visits; drop x", "order", "beichen", "Main"])
def test_table_and_model_of_a_strange_name_give_the_same_numbers(
    club_with: OpenClub, expected: dict[str, Any], name: str
) -> None:
    assert _answers(club_with(_changes(source=name, model=name)), "gadget") == expected


def test_model_whose_query_has_steps_called_like_tables_and_ours_gives_the_same_numbers(
    club_with: OpenClub, expected: dict[str, Any]
) -> None:
    changes = _changes(source="cohort")
    sql = "with cohort as (select * from cohort), firsts as (select * from cohort) select * from firsts"
    models = str(changes["models/visits.yml"]).replace('table: "cohort"', f'sql: "{sql}"')
    workspace = club_with({**changes, "models/visits.yml": models})

    assert _answers(workspace, "gadget") == expected


@pytest.mark.parametrize("name", ["period", "entity", "Week", "counts", "gadget", "minutes", "名 字"])
def test_behaviour_of_any_name_gives_the_same_numbers(club_with: OpenClub, expected: dict[str, Any], name: str) -> None:
    renamed = KINDS.replace("having: {days:", f'having: {{"{name}":')
    renamed = renamed.replace("where: days >= 1 and rows >= 1", f"where: '\"{name}\" >= 1 and rows >= 1'")

    assert _answers(club_with({**_changes(), "metrics/visits.yml": renamed}), "gadget") == expected


def test_metric_called_like_the_helper_of_another_keeps_its_own_number(club_with: OpenClub) -> None:
    extra = """\
  - {name: minutes_n, type: simple, model: visits, agg: count, filter: minutes > 20, grain: week}
  - {name: minutes_rows, type: simple, model: visits, agg: min, expr: minutes, grain: week}
  - {name: regulars_tested, type: simple, model: visits, agg: max, expr: minutes, grain: week}
  - {name: Minutes, type: simple, model: visits, agg: avg, expr: minutes, grain: week}
"""
    workspace = club_with({"metrics/visits.yml": METRICS + extra})
    names = ["minutes", "minutes_n", "minutes_rows", "regulars", "regulars_tested", "Minutes"]
    answers = workspace.query(names)

    assert {name: [row.value for row in answer] for name, answer in zip(names, answers, strict=True)} == {
        "minutes": [135, 115, 85],
        "minutes_n": [3, 2, 2],
        "minutes_rows": [5, 5, 5],
        "regulars": [2, 2, 1],
        "regulars_tested": [40, 45, 50],
        "Minutes": [22.5, 23, 85 / 3],
    }


STRANGE_FILES = {
    "sources/files.yml": r"""
sources:
  - {name: "it's 数据", type: file, path: 'data/it''s [1] 访问 "😀".csv', table: '访问 "表" 😀'}
""",
    'data/it\'s [1] 访问 "😀".csv': r'''"用户 ""ID""",日 期,"min'utes",设备 📱
"a""n'n",2026-01-05,20,手机 📱
中 文,2026-01-06,30,"tab,let"
,2026-01-06,1,
''',
    "models/visits.yml": r'''
semantic_models:
  - name: '访 问''s "model"'
    table: '访问 "表" 😀'
    time: {column: 日 期}
    entities: [{name: "读 者 😀", expr: '"用户 ""ID"""'}]
    dimensions: [{name: '设备 "类" 📱', expr: '"设备 📱"', scope: event}]
''',
    "metrics/visits.yml": r"""
metrics:
  - name: 常读者
    type: threshold
    model: '访 问''s "model"'
    entity: "读 者 😀"
    having: {"次 数": {agg: count}}
    where: '"次 数" >= 1'
    grain: week
  - {name: 分钟, type: simple, model: '访 问''s "model"', agg: sum, expr: '"min''utes"', grain: week}
""",
    "tree.yml": "north_star: 常读者\n",
}


def test_names_with_spaces_quotes_chinese_and_emoji_all_the_way_through(club_with: OpenClub) -> None:
    """Folder, file, source, table, columns, entity, dimension, values: each of them, at once."""
    workspace = club_with(STRANGE_FILES, folder='[我的] it\'s "项目" 😀')
    by = '设备 "类" 📱'

    assert table(workspace, "常读者", by=by) == {("2026-01-05", "tab,let"): 1, ("2026-01-05", "手机 📱"): 1}
    assert table(workspace, "分钟", by=by) == {
        ("2026-01-05", "tab,let"): 30,
        ("2026-01-05", "手机 📱"): 20,
        ("2026-01-05", None): 1,
    }
    asked = """"设备 📱" = '手机 📱' and "用户 ""ID\""" = 'a"n''n' """
    assert values(workspace, "分钟", where=asked) == [20]
    assert workspace.refresh().computed > 0
    assert [finding.code for finding in workspace.findings()] == ["rows-without-entity"]
    assert workspace.tree().as_dict()["nodes"][0]["value"] == 2
    assert workspace.explain("分钟").as_dict()["after"] == 51


def test_source_whose_name_differs_from_its_table_by_case_only_is_found(club_with: OpenClub) -> None:
    sources = SOURCES.replace("name: visits", "name: VISITS")
    workspace = club_with(
        {"sources/files.yml": sources, "models/visits.yml": MODELS.replace("table: visits", "table: Visits")}
    )

    assert values(workspace, "minutes") == [135, 115, 85]
