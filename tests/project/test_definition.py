"""A definition's text and hash hold everything that decides the numbers, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256

import pytest

from beichen.project.definition import definition_hash, definition_text, describe_definition, sources_read

# As they were first stored: a change here throws every stored observation away.
HASHES = {"engaged": "26e78e46fedbe229", "active": "a04a5e0314da448c", "engaged_share": "7141290f9f5cd01e"}
ACTIVE = (
    '{"definition":"PART","dialect":"duckdb","models":{'
    '"listeners":{"dimensions":[{"entity":"listener","expr":"region","is":"Dimension","name":"region","scope":"entity"}],'
    '"entities":[{"expr":"user_id","is":"Entity","name":"listener","primary":true}],"is":"Model","name":"listeners",'
    '"sql":null,"table":"listeners","time":null},'
    '"plays":{"dimensions":[{"expr":"device","is":"Dimension","name":"device","scope":"event"}],'
    '"entities":[{"expr":"user_id","is":"Entity","name":"listener"}],"is":"Model","name":"plays",'
    '"sql":null,"table":"plays","time":{"column":"played_at","grain":"second","is":"TimeColumn"}}},'
    '"parts":{"PART":'
    '{"kind":"simple","measure":{"agg":"count_distinct","expr":"user_id","is":"Measure"},"model":"plays"}},'
    '"semantics":1,"sources":{"plays":{"complete_through":"latest","lag_seconds":0}},'
    '"timezone":"Asia/Shanghai","week_start":0}'
)

WITHOUT_EFFECT = {
    "a label": ("metrics/base.yml", "unit: listeners}", "unit: listeners, label: {zh: 活跃, en: Active}}"),
    "an owner": ("metrics/base.yml", "{name: active, owner: lin,", "{name: active,"),
    "a role": ("metrics/base.yml", "unit: listeners}", "unit: listeners, role: key_result}"),
    "a unit": ("metrics/base.yml", "unit: listeners}", "unit: people}"),
    "a direction": ("metrics/base.yml", "unit: listeners}", "unit: listeners, good: up}"),
    "a natural grain": ("metrics/base.yml", "unit: listeners}", "unit: listeners, grain: month}"),
    "a line above": ("metrics/base.yml", "metrics:\n", "# our metrics\nmetrics:\n"),
    "a source's path": ("sources/files.yml", "data/plays.csv", "data/plays.parquet"),
    "another source": ("sources/files.yml", "sources:\n", "sources:\n  - {name: x, type: file, path: x}\n"),
    "another source's completeness": ("sources/files.yml", "data/listeners.csv}", "a, complete_through: clock}"),
    "the locale": ("beichen.yml", "name: Lumen", "name: Lumen\nlocale: zh"),
    "the tree": ("tree.yml", "< 0.8%", "< 1%"),
}
WITH_EFFECT = {
    "the expression": ("metrics/base.yml", "expr: user_id, unit", "expr: account_id, unit"),
    "the aggregate": ("metrics/base.yml", "agg: count_distinct, expr: user_id", "agg: count, expr: user_id"),
    "a filter": ("metrics/base.yml", "expr: user_id, unit", "expr: user_id, filter: paid, unit"),
    "the model's table": ("models/plays.yml", "    table: plays\n", "    table: listeners\n"),
    "the model's query": ("models/plays.yml", "    table: plays\n", "    sql: select * from plays\n"),
    "the model's time": ("models/plays.yml", "column: played_at", "column: ended_at"),
    "the time's zone": ("models/plays.yml", "grain: second}", "grain: second, zone: UTC}"),
    "an entity": (
        "models/plays.yml",
        "entities: [{name: listener, expr: user_id}]\n",
        "entities: [{name: listener, expr: uid}]\n",
    ),
    "a dimension": ("models/plays.yml", "expr: device, scope: event", "expr: lower(device), scope: event"),
    "a scope": ("models/plays.yml", "expr: device, scope: event", "expr: device, scope: entity"),
    "a dimension of a joined model": ("models/plays.yml", "expr: region", "expr: upper(region)"),
    "how far the source is complete": (
        "sources/files.yml",
        "data/plays.csv}",
        "data/plays.csv, complete_through: 2026-01-31}",
    ),
    "how late the source may be": (
        "sources/files.yml",
        "data/plays.csv}",
        "data/plays.csv, complete_through: clock, lag: 2 days}",
    ),
    "the timezone": ("beichen.yml", "Asia/Shanghai", "Europe/London"),
    "the week start": ("beichen.yml", "name: Lumen", "name: Lumen\nweek_start: sunday"),
    "the dialect": ("beichen.yml", "name: Lumen", "name: Lumen\ndialect: postgres"),
}


@pytest.mark.parametrize(("file", "old", "new"), WITHOUT_EFFECT.values(), ids=WITHOUT_EFFECT)
def test_what_does_not_decide_the_numbers_leaves_the_hash(folder, file, old, new):
    before = definition_hash(folder.read(), "active")
    assert definition_hash(folder.replace(file, old, new).read(), "active") == before


@pytest.mark.parametrize(("file", "old", "new"), WITH_EFFECT.values(), ids=WITH_EFFECT)
def test_what_decides_the_numbers_changes_the_hash(folder, file, old, new):
    before = definition_hash(folder.read(), "active")
    after = folder.replace(file, old, new).read()
    assert definition_hash(after, "active") != before
    # A ratio changes with what it is made of.
    assert definition_hash(after, "engaged_share") != before


def test_a_metric_changes_with_its_parts_and_not_with_their_names(folder, another_folder):
    before = definition_hash(folder.read(), "engaged_share")
    renamed = another_folder()
    renamed.replace("metrics/base.yml", "{name: active,", "{name: listeners_seen,")
    renamed.replace(
        "metrics/base.yml", "numerator: engaged, denominator: active", "numerator: engaged, denominator: listeners_seen"
    )
    renamed.replace(
        "metrics/base.yml",
        "numerator: dislikes, denominator: active",
        "numerator: dislikes, denominator: listeners_seen",
    )
    renamed.replace("tree.yml", "identity: active *", "identity: listeners_seen *")
    assert definition_hash(renamed.read(), "engaged_share") == before
    tightened = another_folder().replace("metrics/base.yml", "where: days >= 3", "where: days >= 4")
    assert definition_hash(tightened.read(), "engaged_share") != before
    assert definition_hash(tightened.read(), "active") == definition_hash(folder.read(), "active")


def test_sums_and_products_are_one_definition_in_either_order_and_differences_are_two(folder):
    folder.write(
        "metrics/more.yml",
        """\
metrics:
  - {name: a, type: derived, formula: (active + dislikes) * 2}
  - {name: b, type: derived, formula: 2 * (dislikes + active)}
  - {name: c, type: derived, formula: active - dislikes}
  - {name: d, type: derived, formula: dislikes - active}
""",
    )
    project = folder.read()
    a, b, c, d = (definition_hash(project, name) for name in "abcd")
    assert a == b
    assert c != d


def test_the_text_is_canonical_json_that_tells_the_whole_definition(folder):
    text = definition_text(folder.read(), "dislike_rate")
    told = json.loads(text)
    assert json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")) == text
    ratio = told["parts"][told["definition"]]
    assert ratio["kind"] == "ratio"
    assert told["parts"][ratio["numerator"]]["measure"] == {
        "is": "Measure",
        "agg": "count",
        "filter": "event = 'dislike'",
    }
    assert sorted(told["models"]) == ["listeners", "plays"]
    assert told["sources"] == {"plays": {"complete_through": "latest", "lag_seconds": 0}}
    assert (told["timezone"], told["week_start"], told["dialect"]) == ("Asia/Shanghai", 0, "duckdb")


def test_a_chain_longer_than_the_stack_has_a_definition(folder):
    lines = [f"  - {{name: m{i}, type: derived, formula: m{i - 1} + active}}" for i in range(1, 1500)]
    folder.write(
        "metrics/chain.yml", "metrics:\n  - {name: m0, type: derived, formula: active + 0}\n" + "\n".join(lines) + "\n"
    )
    assert len(definition_hash(folder.read(), "m1499")) == 16


def test_a_chain_of_sums_of_the_part_before_does_not_blow_up(folder):
    lines = [f"  - {{name: f{i}, type: derived, formula: f{i - 1} + f{i - 2}}}" for i in range(2, 60)]
    two = "metrics:\n  - {name: f0, type: derived, formula: active + 0}\n  - {name: f1, type: derived, formula: active + 1}\n"
    folder.write("metrics/fib.yml", two + "\n".join(lines) + "\n")
    assert len(definition_text(folder.read(), "f59")) < 20_000


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_hash_does_not_depend_on_the_process(folder, seed):
    program = (
        "import sys; from pathlib import Path; from beichen.project.read import read_project;"
        "from beichen.project.definition import definition_hash;"
        "print(definition_hash(read_project(Path(sys.argv[1])), 'engaged_share'))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(folder.path)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == HASHES["engaged_share"]


def test_the_whole_text_of_a_simple_metric_and_its_hash(folder):
    project = folder.read()
    part = '{"kind":"simple","measure":{"agg":"count_distinct","expr":"user_id","is":"Measure"},"model":"plays"}'
    key = sha256(part.encode()).hexdigest()[:16]
    assert definition_text(project, "active") == ACTIVE.replace("PART", key)
    assert definition_hash(project, "active") == sha256(definition_text(project, "active").encode()).hexdigest()[:16]


@pytest.mark.parametrize(("metric", "expected"), HASHES.items())
def test_the_hash_of_a_definition_stays_from_release_to_release(folder, metric, expected):
    assert definition_hash(folder.read(), metric) == expected


def test_the_sources_of_a_query_are_those_that_it_names_as_words(folder):
    folder.write(
        "sources/files.yml",
        """\
sources:
  - {name: plays, type: file, path: a}
  - {name: listeners, type: file, path: b}
  - {name: play, type: file, path: c}
  - {name: "订单 表", type: file, path: d}
""",
    )
    folder.replace(
        "models/plays.yml", "    table: plays\n", '    sql: select * from main."Plays" p join "订单 表" o using (id)\n'
    )
    project = folder.read()
    assert [source.name for source in sources_read(project, project.models["plays"])] == ["plays", "订单 表"]
    assert [source.name for source in sources_read(project, project.models["listeners"])] == ["listeners"]


WORDS = {
    "type: simple, model: plays, agg: count, filter: not skipped": (
        "Number of rows of `plays` in the week where `not skipped`",
        "本周 `plays` 中满足 `not skipped` 的记录数",
    ),
    "type: simple, model: plays, agg: percentile, percentile: 0.9, expr: seconds, filter: x, grain: month": (
        "Percentile 0.9 of `seconds` over the rows of `plays` in the month where `x`",
        "本月 `plays` 中满足 `x` 的记录里，`seconds` 的 0.9 分位数",
    ),
    "type: ratio, numerator: engaged, denominator: active": (
        "engaged ÷ active, both of the week",
        "engaged ÷ active（均按本周计）",
    ),
    "type: derived, formula: (active - 2 * dislikes) / (engaged / active)": (
        "(active − 2 × dislikes) ÷ (engaged ÷ active), each of the week",
        "(active − 2 × dislikes) ÷ (engaged ÷ active)（均按本周计）",
    ),
    "type: cumulative, model: plays, agg: sum, expr: seconds, window: 28 days": (
        "Sum of `seconds` over the rows of `plays` in the 28 days that end with the week",
        "截至本周最后一天的 28 天内 `plays` 中 `seconds` 的总和",
    ),
    "type: cumulative, model: plays, agg: count, to_date: year, grain: month": (
        "Number of rows of `plays` from the start of the year to the end of the month",
        "从本年初到本月最后一天 `plays` 中的记录数",
    ),
    "type: cumulative, model: plays, agg: count_distinct, expr: user_id, window: all": (
        "Number of distinct `user_id` over the rows of `plays` from the beginning of the data to the end of the week",
        "从数据开始到本周最后一天 `plays` 中 `user_id` 的去重数",
    ),
    "type: threshold, model: plays, entity: listener, having: {d: {agg: count_distinct, expr: day, filter: y}, n: {agg: count}}, "
    "where: d >= 3 and n > 9": (
        "Number of `listener` with at least one row in `plays` in the week for whom `d >= 3 and n > 9`, "
        "where `d` = number of distinct `day` where `y` and `n` = number of rows",
        "本周在 `plays` 中至少有一条记录、且 `d >= 3 and n > 9` 的 `listener` 数，"
        "其中 `d` = 在满足 `y` 的记录中，`day` 的去重数，`n` = 记录数",
    ),
    "type: lifecycle, of: active, state: resurrected": (
        "Those that “active” counts in the week, not in the week before, but at some time earlier",
        "“active”所计对象中，本周计入、上周未计入、更早曾计入的数量",
    ),
    "type: retention, model: plays, entity: listener, offset: 1, cohort: {filter: a}": (
        "Share of the `listener` whose first row ever in `plays` where `a` lies in the week, who have a row in the week after",
        "本周首次在 `plays` 中出现满足 `a` 的记录的 `listener` 里，次周再有记录的占比",
    ),
    "type: retention, model: plays, entity: listener, offset: 3, grain: month": (
        "Share of the `listener` whose first row ever in `plays` lies in the month, who have a row in the month 3 months later",
        "本月首次在 `plays` 中出现记录的 `listener` 里，之后第 3 个月再有记录的占比",
    ),
    "type: retention, model: plays, entity: listener, days: [7, 14]": (
        "Share of the `listener` whose first row ever in `plays` lies in the week, "
        "who have a row on day 7 to 13 after their own first day",
        "本周首次在 `plays` 中出现记录的 `listener` 里，自首日起第 7 至 13 天内再有记录的占比",
    ),
    "type: conversion, model: plays, entity: listener, from: {filter: a}, to: {filter: b}, within: 30 minutes": (
        "Share of the `listener` with a row where `a` in `plays` in the week that have a row where `b` "
        "within 30 minutes of the first of them",
        "本周在 `plays` 中有满足 `a` 的记录的 `listener` 里，自首条起 30 分钟内有满足 `b` 的记录的占比",
    ),
    "type: conversion, model: plays, entity: listener, from: {}, to: {filter: b}, within: 1 week, count: events": (
        "Share of the rows of `plays` in the week that are followed, within 1 week, by a row where `b` of the same `listener`",
        "本周 `plays` 中的记录里，同一 `listener` 在 1 周内又有满足 `b` 的记录的占比",
    ),
    "type: repeat, model: plays, entity: listener, event: {filter: a}, within: 30 days": (
        "Share of the rows of `plays` where `a` in the week that are followed by another of the same `listener` within 30 days",
        "本周 `plays` 中满足 `a` 的记录里，同一 `listener` 在 30 天内再次发生的占比",
    ),
    "type: index, components: [{metric: active, weight: 2, zero: 10, hundred: 0}, {metric: engaged, weight: 1, zero: 0, hundred: 9}]": (
        "Weighted score of 0–100 of the week: active (weight 2, 10 → 0, 0 → 100), engaged (weight 1, 0 → 0, 9 → 100)",
        "本周的加权得分（0–100）：active（权重 2，10 → 0，0 → 100）、engaged（权重 1，0 → 0，9 → 100）",
    ),
}


@pytest.mark.parametrize(("written", "words"), WORDS.items())
def test_a_definition_is_told_in_words_of_both_languages(folder, written, words):
    project = folder.add_metric(f"{{name: it, {written}}}").read()
    told = describe_definition(project, "it")
    assert (told.en, told.zh) == words
