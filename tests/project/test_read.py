"""A sound folder becomes a project in which every name stands for something."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from beichen.domain.formula import Name, Operation
from beichen.domain.metric import (
    Agg,
    AllTime,
    Benchmark,
    Component,
    Conversion,
    Cumulative,
    Days,
    Derived,
    Good,
    Index,
    IndexVersion,
    Lifecycle,
    Measure,
    Offset,
    Per,
    Ratio,
    Repeat,
    Retention,
    Role,
    Simple,
    State,
    Threshold,
    ToDate,
    Trailing,
)
from beichen.domain.model import Completeness, Load, Scope
from beichen.domain.text import Text
from beichen.domain.time import Calendar, Duration, Grain
from beichen.domain.tree import Influence, Limit
from beichen.errors import Where
from beichen.project.files import FILES
from beichen.project.read import read_project

REPOSITORY = Path(__file__).parents[2]
SHARED = Path(os.environ.get("BEICHEN_DATA", REPOSITORY.parent / "shared" / "data")).parent


@pytest.mark.parametrize(
    ("name", "metrics", "north_star"), [("oulad", 23, "engaged_learners"), ("online_retail", 22, "returning_customers")]
)
def test_both_worked_projects_of_the_specification_read(name, metrics, north_star):
    folder = SHARED / "spec" / name
    if not folder.is_dir():
        pytest.skip("the specification is not on this machine")
    project = read_project(folder)
    assert len(project.metrics) == metrics
    assert project.north_star == north_star
    assert project.metrics[north_star].role is Role.NORTH_STAR


def test_the_examples_of_the_reference_make_one_project_that_reads(tmp_path):
    for file in FILES.values():
        path = tmp_path / (file.place + "example.yml" if file.is_folder else file.place)
        path.parent.mkdir(exist_ok=True)
        path.write_text(file.example, encoding="utf-8")
    project = read_project(tmp_path)
    assert {metric.kind for metric in project.metrics.values()} == {
        *("simple", "ratio", "derived", "cumulative", "threshold"),
        *("lifecycle", "retention", "conversion", "repeat", "index"),
    }
    assert project.objectives[0].ends_on == date(2026, 12, 31)
    assert project.objectives[0].key_results[1].keep == Limit("<", 0.008, "< 0.8%")
    assert project.initiatives[0].segment == (("channel", ("ads", "store")),)
    [event], [table] = project.events, project.event_tables
    assert (event.kind, event.begins_on, event.ends_on) == ("release", date(2026, 11, 13), date(2026, 11, 15))
    assert (event.metrics, event.segment) == (("weekly_engaged_listeners",), (("device", ("android", "ios")),))
    assert (table.model, table.kind, table.day, table.filter) == ("payments", "price", None, "amount > 1000")
    assert [(variant.name, variant.share) for variant in project.experiments[0].variants] == [("off", 0.5), ("on", 0.5)]
    assert project.candidates is not None
    assert (project.candidates.pre, project.candidates.window) == (7, 28)
    assert project.journey is not None
    assert [stage.metric for stage in project.journey.stages] == [None, None, "weekly_engaged_listeners"]


def test_settings_become_the_calendar_teams_and_people(folder):
    folder.replace("beichen.yml", "north_star: engaged", "north_star: engaged\nweek_start: sunday\nlocale: zh")
    project = folder.read()
    assert project.name == "Lumen"
    assert project.calendar == Calendar("Asia/Shanghai", 6)
    assert project.locale == "zh"
    assert project.teams["growth"].label == Text("增长", "增长")
    assert project.people["lin"].team == "growth"


def test_what_is_not_said_has_its_default(folder):
    project = folder.read()
    active = project.metrics["active"]
    assert (active.role, active.grain, active.label) == (Role.INPUT, Grain.WEEK, Text("active", "active"))
    source = project.sources["plays"]
    assert (source.table, source.load, source.complete_through, source.lag) == (
        "plays",
        Load.COPY,
        Completeness.LATEST,
        timedelta(0),
    )
    assert project.warehouse == "duckdb"
    assert project.dialect == "duckdb"


def test_an_empty_settings_file_is_a_project_named_as_its_folder(tmp_path):
    (tmp_path / "lumen").mkdir()
    (tmp_path / "lumen" / "beichen.yml").write_text("")
    project = read_project(tmp_path / "lumen")
    assert (project.name, project.tree, project.metrics) == ("lumen", None, {})


def test_empty_files_and_empty_sections_say_nothing(folder):
    folder.write("goals/q1.yml", "").write("goals/q2.yml", "objectives:\n").write("candidates.yml", "# later\n")
    folder.write("journey.yml", "\n")
    project = folder.read()
    assert (project.objectives, project.candidates, project.journey) == ((), None, None)


def test_files_lie_in_folders_below_and_end_in_yml_or_yaml(folder):
    folder.write("metrics/growth/more.yaml", "metrics: [{name: plays, type: simple, model: plays, agg: count}]\n")
    folder.write("metrics/.draft.yml", "metrics: half\n")
    assert folder.read().metrics["plays"].where == Where("metrics/growth/more.yaml", 1)


def test_every_value_knows_its_line(folder):
    project = folder.read()
    assert project.metrics["active"].where == Where("metrics/base.yml", 12)
    assert project.models["listeners"].where == Where("models/plays.yml", 7)
    assert project.models["listeners"].dimensions[0].where == Where("models/plays.yml", 10)
    assert project.sources["listeners"].where == Where("sources/files.yml", 3)
    assert project.people["lin"].where == Where("beichen.yml", 6)
    assert project.tree is not None
    assert project.tree.where == Where("tree.yml", 1)
    assert project.tree.drivers["engaged_share"].where == Where("tree.yml", 5)
    assert project.tree.guardrails[0].where == Where("tree.yml", 9)


def test_paths_are_kept_relative_to_the_project_with_their_globs(folder):
    folder.replace("sources/files.yml", "data/plays.csv", "../raw/./plays/*.parquet")
    folder.replace("sources/files.yml", "data/listeners.csv", "s3://bucket/listeners/*.parquet")
    sources = folder.read().sources
    assert sources["plays"].path == str(folder.path.parent / "raw" / "plays" / "*.parquet")
    assert sources["listeners"].path == "s3://bucket/listeners/*.parquet"


def test_a_source_says_how_it_loads_and_how_far_it_is_complete(folder):
    folder.write(
        "sources/files.yml",
        """\
sources:
  - {name: plays, type: file, path: a.xlsx, sheet: Tabelle 1, load: view, columns: {结账 时间: timestamp}, complete_through: 2011-12-09}
  - {name: listeners, type: file, path: b.csv, complete_through: clock, lag: 2 days}
""",
    )
    plays, listeners = folder.read().sources.values()
    assert (plays.sheet, plays.load, plays.columns) == ("Tabelle 1", Load.VIEW, (("结账 时间", "timestamp"),))
    assert plays.complete_through == date(2011, 12, 9)
    assert (listeners.complete_through, listeners.lag) == (Completeness.CLOCK, timedelta(days=2))


def test_scope_names_the_entity_of_a_dimension(folder):
    folder.write(
        "models/plays.yml",
        """\
semantic_models:
  - name: plays
    sql: select * from plays
    time: {column: at, zone: UTC, grain: second}
    entities: [{name: listener, expr: user_id}, {name: account}]
    dimensions:
      - {name: device}
      - {name: channel, scope: entity}
      - {name: 套餐 "pro" 🎵, expr: plan, scope: account}
""",
    )
    model = folder.read().models["plays"]
    assert [(d.name, d.expr, d.scope, d.entity) for d in model.dimensions] == [
        ("device", '"device"', Scope.EVENT, None),
        ("channel", '"channel"', Scope.ENTITY, "listener"),
        ('套餐 "pro" 🎵', "plan", Scope.ENTITY, "account"),
    ]
    assert [(e.name, e.expr) for e in model.entities] == [("listener", "user_id"), ("account", '"account"')]
    assert model.time is not None
    assert (model.time.column, model.time.zone, model.time.grain) == ("at", "UTC", "second")


SPECS = {
    "type: simple, model: plays, agg: percentile, percentile: 0.9, expr: seconds, filter: not skipped": Simple(
        "plays", Measure(Agg.PERCENTILE, "seconds", "not skipped", 0.9)
    ),
    "type: ratio, numerator: engaged, denominator: active": Ratio("engaged", "active"),
    "type: derived, formula: engaged / active": Derived(Operation("/", Name("engaged"), Name("active"))),
    "type: cumulative, model: plays, agg: count, window: 4 weeks": Cumulative(
        "plays", Measure(Agg.COUNT), Trailing(28)
    ),
    "type: cumulative, model: plays, agg: count, window: all": Cumulative("plays", Measure(Agg.COUNT), AllTime()),
    "type: cumulative, model: plays, agg: count, to_date: year": Cumulative(
        "plays", Measure(Agg.COUNT), ToDate(Grain.YEAR)
    ),
    "type: threshold, model: plays, entity: listener, filter: x > 0, having: {n: {agg: count, filter: y}}, where: n > 1": Threshold(
        "plays", "listener", (("n", Measure(Agg.COUNT, None, "y")),), "n > 1", "x > 0"
    ),
    "type: lifecycle, of: active, state: lapsed": Lifecycle("active", State.LAPSED),
    "type: retention, model: plays, entity: listener, days: [7, 14], cohort: {filter: a}, returns: {filter: b}": Retention(
        "plays", "listener", Days(7, 14), "a", "b"
    ),
    "type: retention, model: plays, entity: listener, days: [0, 1]": Retention("plays", "listener", Days(0, 1)),
    "type: retention, model: plays, entity: listener, offset: 11": Retention("plays", "listener", Offset(11)),
    "type: conversion, model: plays, entity: listener, from: {filter: a}, to: {filter: b}, within: 30 minutes": Conversion(
        "plays", "listener", Duration(30, "minute"), "a", "b", Per.ENTITIES
    ),
    "type: repeat, model: plays, entity: listener, within: 2 weeks, count: entities": Repeat(
        "plays", "listener", Duration(2, "week"), None, Per.ENTITIES
    ),
    "type: index, components: [{metric: active, weight: 2, zero: 10, hundred: 0}]": Index(
        (IndexVersion((Component("active", 2.0, 10.0, 0.0),)),)
    ),
    "type: index, versions: [{valid_from: 2014-01-01, components: [{metric: active, weight: 1, zero: 0, hundred: 9}]}]": Index(
        (IndexVersion((Component("active", 1.0, 0.0, 9.0),), date(2014, 1, 1)),)
    ),
}


@pytest.mark.parametrize(("written", "spec"), SPECS.items())
def test_each_kind_is_read_as_it_is_written(folder, written, spec):
    folder.add_metric(f"{{name: it, {written}}}")
    metric = folder.read().metrics["it"]
    assert metric.spec == spec
    assert metric.where == Where("metrics/base.yml", 17)


def test_what_yaml_reads_as_a_truth_value_or_number_is_the_sql_that_was_written(folder):
    folder.add_metric("{name: it, type: simple, model: plays, agg: sum, expr: 1, filter: true}")
    assert folder.read().metrics["it"].spec == Simple("plays", Measure(Agg.SUM, "1", "true"))


def test_a_metric_carries_who_answers_for_it_and_what_it_is_worth(folder):
    folder.add_metric(
        "{name: 活跃占比, label: {zh: 活跃}, role: key_result, owner: lin, value: {en: They come, zh: 他们来了}, type: ratio, "
        "numerator: engaged, denominator: active, grain: month, unit: share, good: down, "
        "benchmark: {value: 0.25, of: active, source: report 2025}}"
    )
    metric = folder.read().metrics["活跃占比"]
    assert (metric.label, metric.value) == (Text("活跃", "活跃"), Text("They come", "他们来了"))
    assert (metric.role, metric.owner, metric.grain, metric.unit, metric.good) == (
        Role.KEY_RESULT,
        "lin",
        Grain.MONTH,
        "share",
        Good.DOWN,
    )
    assert metric.benchmark == Benchmark(0.25, "report 2025", "active")


@pytest.mark.parametrize(
    ("written", "limit"),
    [
        ("< 0.8%", Limit("<", 0.008, "< 0.8%")),
        (">=70", Limit(">=", 70.0, ">=70")),
        ("≤ 1,200.5", Limit("<=", 1200.5, "≤ 1,200.5")),
        ("> -3", Limit(">", -3.0, "> -3")),
    ],
)
def test_a_limit_is_an_operator_and_a_number_or_a_percentage(folder, written, limit):
    folder.replace("tree.yml", "< 0.8%", written)
    tree = folder.read().tree
    assert tree is not None
    assert tree.guardrails[0].limit == limit


def test_an_influence_is_a_name_or_a_name_with_its_reason(folder):
    folder.replace("tree.yml", "      - {metric: back", "      - dislikes\n      - {metric: back")
    tree = folder.read().tree
    assert tree is not None
    assert tree.drivers["engaged_share"].influences == (
        Influence("dislikes", None, Where("tree.yml", 7)),
        Influence("back", Text.same("who comes back listens on more days"), Where("tree.yml", 8)),
    )


@pytest.mark.parametrize("named_in", ["beichen.yml", "tree.yml", "metrics/base.yml"])
def test_the_north_star_is_named_in_settings_tree_or_by_its_role(folder, named_in):
    folder.replace("beichen.yml", "north_star: engaged\n", "").replace("tree.yml", "north_star: engaged\n", "")
    if named_in == "metrics/base.yml":
        folder.replace("metrics/base.yml", "    value: Music", "    role: north_star\n    value: Music")
    else:
        text = (folder.path / named_in).read_text(encoding="utf-8")
        folder.write(named_in, "north_star: engaged\n" + text)
    project = folder.read()
    assert project.north_star == "engaged"
    assert project.metrics["engaged"].role is Role.NORTH_STAR


def test_a_north_star_without_a_tree_file_is_a_tree_of_one(folder):
    folder.remove("tree.yml")
    tree = folder.read().tree
    assert tree is not None
    assert (tree.north_star, tree.drivers, tree.where) == ("engaged", {}, Where("beichen.yml", 3))


def test_merge_keys_and_anchors_give_what_they_stand_for(folder):
    folder.write(
        "metrics/more.yml",
        """\
metrics:
  - &base {name: one, owner: lin, type: simple, model: plays, agg: count}
  - {<<: *base, name: two, agg: sum, expr: seconds}
""",
    )
    two = folder.read().metrics["two"]
    assert (two.owner, two.spec) == ("lin", Simple("plays", Measure(Agg.SUM, "seconds")))


def test_the_reader_agrees_with_itself(folder):
    assert folder.read() == folder.read()
