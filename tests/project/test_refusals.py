"""What cannot be is refused, with the file, the line and what to do."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from beichen.errors import Where


class Refusal(NamedTuple):
    """A line of the sound project and what is written instead; where and how that is refused."""

    old: str
    new: str
    line: int
    message: str
    hint: str | None = None


SETTINGS = {
    "an unknown key": Refusal(
        "timezone: Asia", "time_zone: Asia", 2, "unknown key 'time_zone' in beichen.yml", "did you mean 'timezone'?"
    ),
    "an unknown key of a person": Refusal(
        "team: growth}", "taem: growth}", 6, "unknown key 'taem' in a person", "did you mean 'team'?"
    ),
    "another version": Refusal("name: Lumen", "name: Lumen\nversion: 2", 2, "version should be 1, not the number 2"),
    "an unknown timezone": Refusal(
        "Asia/Shanghai", "Asia/Shanghia", 2, "timezone 'Asia/Shanghia' is not known", "did you mean 'Asia/Shanghai'?"
    ),
    "a timezone that is a folder": Refusal("Asia/Shanghai", "Asia", 2, "timezone 'Asia' is not known"),
    "a timezone outside the database": Refusal("Asia/Shanghai", "../../etc/passwd", 2, "timezone '../../etc/passwd'"),
    "a week start that is no weekday": Refusal(
        "name: Lumen", "week_start: mondya", 1, "week_start 'mondya' is not known", "did you mean 'monday'?"
    ),
    "a locale that is neither": Refusal("name: Lumen", "locale: fr", 1, "locale 'fr' is not known", "known: en, zh"),
    "a warehouse of no known kind": Refusal(
        "name: Lumen", "warehouse: postgress://u:secret@h/d", 1, "'postgress' is not known", "did you mean 'postgres'?"
    ),
    "a dialect of no known engine": Refusal(
        "name: Lumen", "dialect: duckbd", 1, "dialect 'duckbd' is not known", "did you mean 'duckdb'?"
    ),
    "a North Star that is not defined": Refusal(
        "north_star: engaged", "north_star: engagd", 3, "metric 'engagd' is not defined", "did you mean 'engaged'?"
    ),
    "a number for a name": Refusal(
        "name: Lumen", "name: 2024", 1, "name should be text, not the number 2024", "put it in quotes"
    ),
    "a list for a name": Refusal("name: Lumen", "name: [a]", 1, "name should be text, not a list"),
    "a mapping for a list": Refusal(
        "teams: [{id: growth, label: 增长}]", "teams: {id: growth}", 4, "teams should be a list, not a mapping"
    ),
    "a text for a mapping": Refusal(
        "[{id: growth, label: 增长}]", "[growth]", 4, "teams, item 1 should be a mapping, not 'growth'"
    ),
    "a key without a value": Refusal(
        "timezone: Asia/Shanghai", "timezone:", 2, "timezone has no value", "give it one, or remove the line"
    ),
    "a person without a name": Refusal("name: 林晓, ", "", 6, "a person needs 'name'"),
    "a person's team that is not there": Refusal(
        "team: growth}", "team: grwth}", 6, "team 'grwth' is not in beichen.yml", "did you mean 'growth'?"
    ),
    "two people with one id": Refusal(
        "  - {id: lin,",
        "  - {id: lin, name: 林}\n  - {id: lin,",
        7,
        "the id 'lin' is given twice",
        "first at beichen.yml:6",
    ),
    "a person with a team's id": Refusal(
        "{id: lin,", "{id: growth,", 6, "the id 'growth' is given twice", "first at beichen.yml:4"
    ),
    "an id of spaces": Refusal("{id: lin,", "{id: '  ',", 6, "id is empty"),
    "an id with a control character": Refusal(
        "{id: lin,", '{id: "li\\u0007n",', 6, "holds a character that cannot be shown"
    ),
    "a label in a third language": Refusal(
        "label: 增长", "label: {fr: Croissance}", 4, "label has the language 'fr'", "known: en, zh"
    ),
    "a label without a text": Refusal("label: 增长", "label: {}", 4, "label has no text"),
    "a label that is a number": Refusal("label: 增长", "label: {en: 5}", 4, "label should be text, not the number 5"),
}

SOURCES = {
    "a type that is not there": Refusal(
        "plays, type: file", "plays, type: flie", 2, "type 'flie' is not known", "did you mean 'file'?"
    ),
    "no path": Refusal(", path: data/plays.csv", "", 2, "a source needs 'path'"),
    "two sources of one name": Refusal(
        "name: listeners", "name: plays", 3, "source 'plays' is defined twice", "first at sources/files.yml:2"
    ),
    "two sources that make one table, whatever the case": Refusal(
        "data/listeners.csv}",
        "data/listeners.csv, table: Plays}",
        3,
        "two sources make the table 'Plays'",
        "'plays' at sources/files.yml:2",
    ),
    "a lag without the clock": Refusal(
        "data/plays.csv}",
        "data/plays.csv, lag: 2 days}",
        2,
        "lag has no meaning without the clock",
        "complete_through: clock",
    ),
    "a lag that is no length of time": Refusal(
        "data/plays.csv}",
        "data/plays.csv, complete_through: clock, lag: soon}",
        2,
        "lag 'soon' is not a length of time",
    ),
    "a lag that is a number": Refusal(
        "data/plays.csv}",
        "data/plays.csv, complete_through: clock, lag: 2}",
        2,
        "lag should be a length of time, not the number 2",
    ),
    "a completeness that is neither word nor day": Refusal(
        "data/plays.csv}",
        "data/plays.csv, complete_through: often}",
        2,
        "complete_through should be latest, clock or a day",
    ),
    "a day that is not in the calendar": Refusal(
        "data/plays.csv}", "data/plays.csv, complete_through: 2026-02-30}", 2, "2026-02-30 is not a day"
    ),
    "a day in quotes that is not in the calendar": Refusal(
        "data/plays.csv}", "data/plays.csv, complete_through: '2026-02-30'}", 2, "'2026-02-30' is not a day"
    ),
    "a way to load that is neither": Refusal(
        "data/plays.csv}", "data/plays.csv, load: copie}", 2, "load 'copie' is not known", "did you mean 'copy'?"
    ),
}

MODELS = {
    "a metric's key": Refusal(
        "    table: plays", "    table: plays\n    label: Plays", 4, "unknown key 'label' in a model"
    ),
    "a table that no source makes": Refusal(
        "    table: plays", "    table: palys", 3, "no source makes the table 'palys'", "did you mean 'plays'?"
    ),
    "neither table nor query": Refusal(
        "    table: plays\n", "", 2, "model 'plays' has neither of 'table' and 'sql'", "give one of them"
    ),
    "both table and query": Refusal(
        "    table: plays",
        "    table: plays\n    sql: select 1",
        2,
        "model 'plays' has both of 'table' and 'sql'",
        "give one of them",
    ),
    "neither time nor a primary entity": Refusal(
        "expr: user_id, type: primary", "expr: user_id", 7, "model 'listeners' has neither time nor a primary entity"
    ),
    "two primary entities": Refusal(
        "[{name: listener, expr: user_id}]",
        "[{name: listener, type: primary}, {name: account, type: primary}]",
        5,
        "model 'plays' has two primary entities",
    ),
    "one entity twice": Refusal(
        "[{name: listener, expr: user_id}]",
        "[{name: listener}, {name: listener}]",
        5,
        "entity 'listener' is in the model twice",
    ),
    "one dimension twice": Refusal(
        "[{name: device, expr: device, scope: event}]",
        "[{name: device}, {name: device}]",
        6,
        "dimension 'device' is in the model twice",
    ),
    "a scope that is no entity": Refusal(
        "scope: event", "scope: listner", 6, "scope 'listner' is no entity of model 'plays'", "did you mean 'listener'?"
    ),
    "a property of an entity where there is none": Refusal(
        "    entities: [{name: listener, expr: user_id}]\n    dimensions: [{name: device, expr: device, scope: event}]",
        "    dimensions: [{name: device, scope: entity}]",
        5,
        "model 'plays' has no entity to be a property of",
    ),
    "a zone that is not known": Refusal(
        "grain: second}", "zone: Mars/Olympus}", 4, "timezone 'Mars/Olympus' is not known"
    ),
    "a grain of time that is not known": Refusal(
        "grain: second}", "grain: seconds}", 4, "grain 'seconds' is not known", "did you mean 'second'?"
    ),
    "a date where SQL is asked for": Refusal(
        "expr: device",
        "expr: 2013-01-01",
        6,
        "expr is the bare date 2013-01-01",
        "write date '2013-01-01', in double quotes",
    ),
    "an expression of spaces": Refusal("expr: device", "expr: ' '", 6, "expr is empty"),
    "one model twice": Refusal(
        "  - name: listeners", "  - name: plays", 7, "model 'plays' is defined twice", "first at models/plays.yml:2"
    ),
}

METRICS = {
    "an unknown key of its kind": Refusal(
        "    where: days >= 3",
        "    wehre: days >= 3",
        9,
        "unknown key 'wehre' in a threshold metric",
        "did you mean 'where'?",
    ),
    "a key of another kind": Refusal("role: guardrail", "offset: 1", 15, "unknown key 'offset' in a ratio metric"),
    "no type": Refusal("    type: threshold\n", "", 2, "a metric needs 'type'", "one of: simple, ratio, derived"),
    "a type that is not there": Refusal(
        "type: threshold", "type: treshold", 5, "type 'treshold' is not known", "did you mean 'threshold'?"
    ),
    "a name with a hyphen": Refusal(
        "{name: back,",
        "{name: back-again,",
        16,
        "'back-again' is not a metric's name",
        "put the readable name in `label`",
    ),
    "a name that begins with a digit": Refusal(
        "{name: back,", "{name: 7d_back,", 16, "'7d_back' is not a metric's name"
    ),
    "a name that is a number": Refusal("{name: back,", "{name: 7,", 16, "name should be text, not the number 7"),
    "a name twice": Refusal(
        "{name: back,", "{name: active,", 16, "metric 'active' is defined twice", "first at metrics/base.yml:12"
    ),
    "an owner who is not there": Refusal(
        "  - {name: back, owner: lin",
        "  - {name: back, owner: ling",
        16,
        "person 'ling' is not in beichen.yml",
        "did you mean 'lin'?",
    ),
    "an owner by name": Refusal(
        "  - {name: back, owner: lin",
        "  - {name: back, owner: 林晓",
        16,
        "person '林晓' is not in beichen.yml",
        "write the id 'lin'",
    ),
    "a team as owner": Refusal(
        "  - {name: back, owner: lin",
        "  - {name: back, owner: growth",
        16,
        "'growth' is a team; an owner is one person",
        "name one of its people: lin",
    ),
    "a model that is not there": Refusal(
        "    model: plays", "    model: play", 6, "model 'play' is not defined", "did you mean 'plays'?"
    ),
    "a model without time": Refusal("    model: plays", "    model: listeners", 6, "model 'listeners' has no time"),
    "an entity that is not there": Refusal(
        "    entity: listener",
        "    entity: listner",
        7,
        "model 'plays' has no entity 'listner'",
        "did you mean 'listener'?",
    ),
    "a numerator that is not there": Refusal(
        "numerator: engaged", "numerator: engagde", 13, "metric 'engagde' is not defined", "did you mean 'engaged'?"
    ),
    "a denominator that is not there": Refusal(
        "numerator: dislikes, denominator: active",
        "numerator: dislikes, denominator: actve",
        15,
        "metric 'actve' is not defined",
    ),
    "an aggregate that is not there": Refusal(
        "agg: count, filter", "agg: cuont, filter", 14, "agg 'cuont' is not known", "did you mean 'count'?"
    ),
    "an aggregate of nothing": Refusal(
        "agg: count, filter",
        "agg: sum, filter",
        14,
        "simple metric 'dislikes' with agg sum needs 'expr'",
        "expr: amount",
    ),
    "an aggregate of nothing in having": Refusal(
        "{days: {agg: count_distinct, expr: local_date()}}", "{days: {agg: max}}", 8, "with agg max needs 'expr'"
    ),
    "a percentile that is not said": Refusal(
        "agg: count, filter", "agg: percentile, expr: x, filter", 14, "with agg percentile needs 'percentile'"
    ),
    "a percentile of a count": Refusal(
        "agg: count, filter", "agg: count, percentile: 0.5, filter", 14, "has a percentile, but agg count"
    ),
    "a percentile above 1": Refusal(
        "agg: count, filter",
        "agg: percentile, expr: x, percentile: 90, filter",
        14,
        "percentile should be less than or equal to 1",
    ),
    "a percentile below 0": Refusal(
        "agg: count, filter",
        "agg: percentile, expr: x, percentile: -0.1, filter",
        14,
        "percentile should be greater than or equal to 0",
    ),
    "a percentile that is not a number": Refusal(
        "agg: count, filter",
        "agg: percentile, expr: x, percentile: .nan, filter",
        14,
        "percentile should be a finite number",
    ),
    "nothing in having": Refusal("{days: {agg: count_distinct, expr: local_date()}}", "{}", 8, "having"),
    "a role that is not there": Refusal(
        "role: guardrail", "role: guardrial", 15, "role 'guardrial' is not known", "did you mean 'guardrail'?"
    ),
    "a grain that is not there": Refusal(
        "role: guardrail", "grain: weekly", 15, "grain 'weekly' is not known", "did you mean 'week'?"
    ),
    "a direction that is not there": Refusal(
        "good: down", "good: bottom", 15, "good 'bottom' is not known", "known: down, up"
    ),
    "a truth value for a direction": Refusal(
        "good: down", "good: true", 15, "good should be one of up, down, not the truth value true"
    ),
    "a benchmark of a metric that is not there": Refusal(
        "good: down", "benchmark: {value: 1, source: x, of: actve}", 15, "metric 'actve' is not defined"
    ),
    "a benchmark in per cent": Refusal(
        "good: down",
        "benchmark: {value: 25%, source: x}",
        15,
        "value should be a number, not '25%'",
        "write 0.25: shares are 0–1",
    ),
    "a day list for an offset": Refusal(
        "offset: 1", "offset: [7, 14]", 16, "offset should be a whole number, not a list"
    ),
}

KINDS = {
    "type: derived, formula: active +": "formula is not a formula",
    "type: derived, formula: active + acitve": "metric 'acitve' is not defined",
    "type: derived, formula: 5": "formula '5' names no metric",
    "type: derived, formula: [active]": "formula should be a formula, not a list",
    "type: derived": "a derived metric needs 'formula'",
    "type: cumulative, model: plays, agg: count": "has neither of 'window' and 'to_date'",
    "type: cumulative, model: plays, agg: count, window: all, to_date: year": "has both of 'window' and 'to_date'",
    "type: cumulative, model: plays, agg: count, window: 28": "window should be a length of time, not the number 28",
    "type: cumulative, model: plays, agg: count, window: 3 months": "window '3 months' is not a length of time",
    "type: cumulative, model: plays, agg: count, window: 12 hours": "window '12 hours' is not whole days",
    "type: cumulative, model: plays, agg: count, window: 0 days": "window '0 days' is not a length of time",
    "type: cumulative, model: plays, agg: count, window: 99999999999999999999 days": "is longer than 100 years",
    "type: cumulative, model: plays, agg: count, to_date: week": "to_date 'week' is not known",
    "type: lifecycle, of: dislikes, state: new": "'dislikes' counts no entities",
    "type: lifecycle, of: engaged_share, state: new": "'engaged_share' counts no entities",
    "type: lifecycle, of: actve, state: new": "metric 'actve' is not defined",
    "type: lifecycle, of: active, state: newest": "state 'newest' is not known",
    "type: retention, model: plays, entity: listener": "has neither of 'offset' and 'days'",
    "type: retention, model: plays, entity: listener, offset: 1, days: [7, 14]": "has both of 'offset' and 'days'",
    "type: retention, model: plays, entity: listener, offset: 0": "offset should be greater than or equal to 1",
    "type: retention, model: plays, entity: listener, offset: 1.5": "offset should be a whole number, not the number 1.5",
    "type: retention, model: plays, entity: listener, days: [7]": "has days [7]",
    "type: retention, model: plays, entity: listener, days: [7, 7]": "has days [7, 7]",
    "type: retention, model: plays, entity: listener, days: [-1, 7]": "has days [-1, 7]",
    "type: retention, model: plays, entity: listener, days: [a, 7]": "days, item 1 should be a whole number, not 'a'",
    "type: retention, model: plays, entity: listner, offset: 1": "model 'plays' has no entity 'listner'",
    "type: conversion, model: plays, entity: listener, to: {filter: a}, within: 7 days": "a conversion metric needs 'from'",
    "type: conversion, model: plays, entity: listener, from: {filter: a}, to: {filter: a}": "a conversion metric needs 'within'",
    "type: conversion, model: plays, entity: listener, from: {flter: a}, to: {}, within: 7 days": "unknown key 'flter' in a choice of rows",
    "type: conversion, model: plays, entity: listener, from: {}, to: {}, within: 7 fortnights": "within '7 fortnights' is not a length of time",
    "type: conversion, model: plays, entity: listener, from: {}, to: {}, within: 7 days, count: rows": "count 'rows' is not known",
    "type: repeat, model: plays, entity: listener, within: no time": "within 'no time' is not a length of time",
    "type: index": "has neither of 'components' and 'versions'",
    "type: index, components: []": "components",
    "type: index, components: [{metric: active, weight: 0, zero: 0, hundred: 1}]": "weight should be greater than 0",
    "type: index, components: [{metric: active, weight: .inf, zero: 0, hundred: 1}]": "weight should be a finite number",
    "type: index, components: [{metric: active, weight: 1, zero: 1, hundred: 1}]": "has zero and hundred both at 1",
    "type: index, components: [{metric: actve, weight: 1, zero: 0, hundred: 1}]": "metric 'actve' is not defined",
    "type: index, components: [{metric: active, weight: 1, zero: 0, hundred: 1}, {metric: active, weight: 1, zero: 0, hundred: 1}]": "'active' is in the index twice",
}

TREE = {
    "an unknown key": Refusal(
        "guardrails:", "guardrials:", 8, "unknown key 'guardrials' in tree.yml", "did you mean 'guardrails'?"
    ),
    "drivers of a metric that is not there": Refusal(
        "  engaged_share:\n",
        "  engaged_shrae:\n",
        5,
        "metric 'engaged_shrae' is not defined",
        "did you mean 'engaged_share'?",
    ),
    "an identity over a metric that is not there": Refusal(
        "active * engaged_share", "actve * engaged_share", 4, "metric 'actve' is not defined", "did you mean 'active'?"
    ),
    "an identity that is no formula": Refusal(
        "active * engaged_share", "active * (engaged_share", 4, "identity is not a formula"
    ),
    "an influence that is not there": Refusal(
        "{metric: back, because", "{metric: bcak, because", 7, "metric 'bcak' is not defined"
    ),
    "an influence that is a number": Refusal(
        "      - {metric: back, because: who comes back listens on more days}",
        "      - 5",
        7,
        "influences, item 1 should be a mapping, not the number 5",
    ),
    "an influence twice": Refusal(
        "      - {metric: back,", "      - back\n      - {metric: back,", 8, "'back' is among the influences twice"
    ),
    "an influence that is in the identity": Refusal(
        "    identity: active * engaged_share",
        "    identity: active * engaged_share\n    influences: [back, active]",
        5,
        "'active' is already part of the identity",
    ),
    "drivers without anything": Refusal(
        "    identity: active * engaged_share\n", "", 3, "engaged should be a mapping, not nothing"
    ),
    "a guardrail that is not there": Refusal(
        "{metric: dislike_rate,", "{metric: dislike_rat,", 9, "metric 'dislike_rat' is not defined"
    ),
    "a guardrail that watches nothing": Refusal("watches: engaged, ", "", 9, "a guardrail needs 'watches'"),
    "a guardrail that watches itself": Refusal(
        "watches: engaged", "watches: dislike_rate", 9, "'dislike_rate' watches itself"
    ),
    "a limit without an operator": Refusal(
        "< 0.8%", "0.8%", 9, "limit '0.8%' is not a limit", "write an operator and a number"
    ),
    "a limit without a number": Refusal("< 0.8%", "< %", 9, "limit '< %' is not a limit"),
    "a limit that is a number": Refusal('limit: "< 0.8%"', "limit: 5", 9, "limit the number 5 is not a limit"),
    "a condition that is no direction": Refusal('limit: "< 0.8%"', "when: sideways", 9, "when 'sideways' is not known"),
    "an outcome that is not there": Refusal(
        "north_star: engaged\n",
        "north_star: engaged\noutcomes: [active, revenue]\n",
        2,
        "metric 'revenue' is not defined",
    ),
    "a circle of one": Refusal(
        "active * engaged_share", "active * engaged", 3, "the tree goes round in a circle: engaged → engaged"
    ),
    "a circle of two": Refusal(
        "{metric: back, because", "{metric: engaged, because", 3, "in a circle: engaged → engaged_share → engaged"
    ),
    "another North Star than beichen.yml names": Refusal(
        "north_star: engaged",
        "north_star: active",
        1,
        "'active' is a second North Star",
        "'engaged' is it already, at beichen.yml:3",
    ),
}

CASES = [
    pytest.param(file, refusal, id=f"{file}: {name}")
    for file, cases in {
        "beichen.yml": SETTINGS,
        "sources/files.yml": SOURCES,
        "models/plays.yml": MODELS,
        "metrics/base.yml": METRICS,
        "tree.yml": TREE,
    }.items()
    for name, refusal in cases.items()
]


@pytest.mark.parametrize(("file", "refusal"), CASES)
def test_what_cannot_be_is_refused_with_file_line_and_hint(folder, file, refusal):
    error = folder.replace(file, refusal.old, refusal.new).refusal()
    assert refusal.message in error.message
    assert error.where == Where(file, refusal.line)
    if refusal.hint is not None:
        assert error.hint is not None
        assert refusal.hint in error.hint


@pytest.mark.parametrize(("written", "message"), KINDS.items())
def test_an_impossible_definition_is_refused_on_its_line(folder, written, message):
    error = folder.add_metric(f"{{name: it, {written}}}").refusal()
    assert message in error.message
    assert error.where == Where("metrics/base.yml", 17)


def test_a_retention_of_both_or_neither_says_what_to_give(folder):
    error = folder.add_metric("{name: it, type: retention, model: plays, entity: listener}").refusal()
    assert str(error) == (
        "metrics/base.yml:17: retention metric 'it' has neither of 'offset' and 'days' "
        "(give one: `offset: 1`, or `days: [7, 14]`)"
    )


def test_minutes_are_refused_where_rows_tell_days(folder):
    folder.replace("models/plays.yml", "grain: second", "grain: day")
    error = folder.add_metric("{name: it, type: repeat, model: plays, entity: listener, within: 30 minutes}").refusal()
    assert "'30 minutes' is finer than the time of model 'plays', which tells days" in error.message
    assert error.where == Where("metrics/base.yml", 17)
    assert error.hint == "write days or weeks"


def test_a_count_distinct_of_something_that_is_no_entity_has_no_lifecycle(folder):
    folder.add_metric("{name: days, type: simple, model: plays, agg: count_distinct, expr: local_date()}")
    folder.write("metrics/more.yml", "metrics:\n  - name: it\n    type: lifecycle\n    of: days\n    state: new\n")
    error = folder.refusal()
    assert "'days' counts no entities, so they have no lifecycle" in error.message
    assert error.where == Where("metrics/more.yml", 4)


@pytest.mark.parametrize(("later", "line"), [("2014-01-01", 8), ("2013-06-01", 8)])
def test_versions_out_of_order_are_refused(folder, later, line):
    folder.write(
        "metrics/health.yml",
        f"""\
metrics:
  - name: health
    type: index
    versions:
      - valid_from: 2014-01-01
        components: [{{metric: active, weight: 1, zero: 0, hundred: 9}}]
      - components: [{{metric: active, weight: 2, zero: 0, hundred: 9}}]
        valid_from: {later}
""",
    )
    error = folder.refusal()
    assert f"version {later} of 'health' follows 2014-01-01" in error.message
    assert error.where == Where("metrics/health.yml", line)


def test_a_circle_of_metrics_is_refused_with_its_path(folder):
    folder.write(
        "metrics/circle.yml",
        """\
metrics:
  - {name: a, type: derived, formula: b + active}
  - {name: b, type: ratio, numerator: active, denominator: c}
  - {name: c, type: index, components: [{metric: a, weight: 1, zero: 0, hundred: 1}]}
""",
    )
    error = folder.refusal()
    assert error.message == "metrics go round in a circle: a → b → c → a"
    assert error.where == Where("metrics/circle.yml", 2)


def test_a_long_chain_of_metrics_is_no_circle(folder):
    lines = [f"  - {{name: m{i}, type: derived, formula: m{i + 1} + active}}" for i in range(1500)]
    folder.write(
        "metrics/chain.yml",
        "metrics:\n" + "\n".join(lines) + "\n  - {name: m1500, type: derived, formula: active + 0}\n",
    )
    assert len(folder.read().metrics) == 6 + 1501


def test_two_metrics_with_the_role_of_north_star_are_refused(folder):
    folder.replace("beichen.yml", "north_star: engaged\n", "").replace("tree.yml", "north_star: engaged\n", "")
    folder.replace("metrics/base.yml", "    value: Music", "    role: north_star\n    value: Music")
    folder.replace("metrics/base.yml", "{name: active, owner: lin,", "{name: active, owner: lin, role: north_star,")
    error = folder.refusal()
    assert "'active' is a second North Star" in error.message
    assert error.hint == "'engaged' is it already, at metrics/base.yml:4: keep one, give the other the role key_result"
    assert error.where == Where("metrics/base.yml", 13)


def test_a_tree_without_a_north_star_is_refused(folder):
    folder.replace("beichen.yml", "north_star: engaged\n", "").replace("tree.yml", "north_star: engaged\n", "")
    error = folder.refusal()
    assert error.message == "the tree has no North Star"
    assert error.where == Where("tree.yml", 1)


def test_a_team_without_people_is_refused_as_owner_with_what_to_add(folder):
    folder.replace("beichen.yml", "{id: growth, label: 增长}", "{id: growth}, {id: sales}")
    folder.replace("metrics/base.yml", "{name: back, owner: lin", "{name: back, owner: sales")
    assert folder.refusal().hint == "add a person of this team to beichen.yml"


def test_a_password_in_a_wrong_warehouse_is_not_repeated(folder):
    error = folder.replace("beichen.yml", "name: Lumen", "warehouse: mysql://u:secret@h/d").refusal()
    assert "secret" not in str(error)


OTHER_FILES = {
    "goals/q4.yml": {
        "an owner who is a team": ("owner: lin\n    from", "owner: growth\n    from", 3, "'growth' is a team"),
        "an end before its beginning": ("by: 2026-12-31", "by: 2026-09-30", 5, "ends on 2026-09-30, before it begins"),
        "a metric that is not there": ("metric: engaged", "metric: engagd", 7, "metric 'engagd' is not defined"),
        "an owner of a key result who is not there": ("target: 9", "target: 9, owner: bo", 7, "person 'bo' is not in"),
        "neither target nor limit": ("start: 5, target: 9", "start: 5", 7, "has neither of 'target' and 'keep'"),
        "both target and limit": (
            "start: 5, target: 9",
            'target: 9, keep: "< 1"',
            7,
            "has both of 'target' and 'keep'",
        ),
        "a start without a target": (
            "start: 5, target: 9",
            'start: 5, keep: "< 1"',
            7,
            "has a start, but nothing to move to",
        ),
        "a time of day": ("by: 2026-12-31", "by: 2026-12-31T10:00:00", 5, "by should be a day such as 2026-01-31"),
        "no key results": (
            "key_results:\n      - {metric: engaged, start: 5, target: 9}",
            "key_results: []",
            6,
            "key_results",
        ),
        "an objective twice": (
            "  - name: habit",
            "  - {name: habit, owner: lin, from: 2026-10-01, by: 2026-12-31, key_results: [{metric: active, target: 1}]}\n  - name: habit",
            3,
            "objective 'habit' is defined twice",
        ),
    },
    "initiatives/i.yml": {
        "a metric that is not there": ("[engaged]", "[engaged, actve]", 5, "metric 'actve' is not defined"),
        "a dimension that is not there": ("{device: ios}", "{devcie: ios}", 7, "no model has the dimension 'devcie'"),
        "a value that is a number": ("{device: ios}", "{device: [ios, 5]}", 7, "should be text, not the number 5"),
        "no value": ("{device: ios}", "{device: []}", 7, "segment 'device' has no value"),
        "an end before its beginning": (
            "until: 2026-11-01",
            "until: 2026-09-01",
            6,
            "ends on 2026-09-01, before it begins",
        ),
        "an owner who is not there": ("owner: lin", "owner: li", 3, "person 'li' is not in beichen.yml"),
        "an initiative twice": (
            "initiatives:",
            "initiatives:\n  - {name: lists, owner: lin, from: 2026-10-01, metrics: [active]}",
            3,
            "initiative 'lists' is defined twice",
        ),
    },
    "events/e.yml": {
        "a metric that is not there": ("[engaged]", "[engagd]", 5, "metric 'engagd' is not defined"),
        "a dimension that is not there": ("{device: ios}", "{devcie: ios}", 6, "no model has the dimension 'devcie'"),
        "an end before its beginning": ("until: 2026-10-03", "until: 2026-09-03", 4, "ends on 2026-09-03, before it"),
        "an owner who is not there": ("owner: lin", "owner: li", 7, "person 'li' is not in beichen.yml"),
        "a kind that is kept elsewhere": ("kind: release", "kind: initiative", 8, "'initiative' is no kind of event"),
        "an event twice": ("events:\n", "events:\n  - {name: app_7, on: 2026-10-01}\n", 3, "'app_7' is defined twice"),
        "a model that is not there": ("model: plays", "model: play", 11, "model 'play' is not defined"),
        "a table without text": ("{text: device", "{metric: device", 12, "text"),
        "a column of a dimension that is not there": (
            "{device: device}",
            "{devise: device}",
            12,
            "no model has the dimension 'devise'",
        ),
    },
    "experiments/e.yml": {
        "a primary that is not there": ("primary: engaged", "primary: engagd", 8, "metric 'engagd' is not defined"),
        "a guardrail that is not there": ("[dislike_rate]", "[dislikerate]", 9, "metric 'dislikerate' is not defined"),
        "a model that is not there": ("model: plays", "model: assign", 5, "model 'assign' is not defined"),
        "an entity that is not there": ("entity: listener", "entity: user", 5, "model 'plays' has no entity 'user'"),
        "a control that is no variant": ('control: "off"', 'control: "of"', 6, "control 'of' is not a variant"),
        "a variant twice": ("{name: on}", '{name: "off"}', 7, "variant 'off' is given twice"),
        "shares that are not all": (
            '{name: "off"}',
            '{name: "off", share: 0.5}',
            7,
            "the variants' shares add up to 0.5",
        ),
        "one variant": ('[{name: "off"}, {name: on}]', '[{name: "off"}]', 7, "variants"),
        "an experiment twice": (
            "experiments:",
            "experiments:\n  - {name: autoplay, owner: lin, from: 2026-10-01, assignment: {model: plays, entity: listener, variant: v}, control: a, variants: [{name: a}, {name: b}], primary: active}",
            3,
            "experiment 'autoplay' is defined twice",
        ),
    },
    "candidates.yml": {
        "a cohort of no model": (
            "{model: plays, entity: listener}",
            "{model: play, entity: listener}",
            1,
            "model 'play' is not defined",
        ),
        "a cohort of no entity": (
            "{model: plays, entity: listener}",
            "{model: plays, entity: user}",
            1,
            "model 'plays' has no entity 'user'",
        ),
        "a pre that eats the window": ("pre: 7 days", "pre: 28 days", 2, "pre leaves nothing of the window"),
        "no window": ("window: 28 days\n", "", 1, "candidates.yml needs 'window'"),
        "a window in hours": ("window: 28 days", "window: 28 hours", 3, "window '28 hours' is not whole days"),
        "a value that ends before it begins": ("to: 84 days", "to: 28 days", 5, "'stays' ends before it begins"),
        "a value twice": (
            "  - {name: stays",
            "  - {name: stays, model: plays, agg: count, from: 28 days, to: 30 days}\n  - {name: stays",
            6,
            "'stays' is given twice",
        ),
        "a behaviour of nothing": (
            "agg: count, cheap",
            "agg: sum, cheap",
            7,
            "behaviour 'shares' with agg sum needs 'expr'",
        ),
        "a metric that is not there": ("[engaged]", "[engagd]", 8, "metric 'engagd' is not defined"),
        "a background that is not there": ("[device, region]", "[device, regoin]", 9, "has the dimension 'regoin'"),
    },
    "journey.yml": {
        "a stage of nothing": (
            "{name: arrive, model: plays}",
            "{name: arrive}",
            3,
            "has neither of 'model' and 'metric'",
        ),
        "a stage of both": (
            "{name: arrive, model: plays}",
            "{name: arrive, model: plays, metric: engaged}",
            3,
            "has both of",
        ),
        "a stage of a metric that is no test": (
            "metric: engaged",
            "metric: active",
            4,
            "does not say which 'listener' it counts",
        ),
        "a filter on a metric": ("metric: engaged", "metric: engaged, filter: x", 4, "has a filter on a metric"),
        "an entity that is not there": ("entity: listener", "entity: user", 3, "model 'plays' has no entity 'user'"),
        "a stage twice": ("name: value", "name: arrive", 4, "stage 'arrive' is given twice"),
        "no stages": (
            "stages:\n  - {name: arrive, model: plays}\n  - {name: value, metric: engaged}",
            "stages: []",
            2,
            "stages",
        ),
    },
}
SOUND_FILES = {
    "goals/q4.yml": """\
objectives:
  - name: habit
    owner: lin
    from: 2026-10-01
    by: 2026-12-31
    key_results:
      - {metric: engaged, start: 5, target: 9}
""",
    "initiatives/i.yml": """\
initiatives:
  - name: lists
    owner: lin
    from: 2026-10-01
    metrics: [engaged]
    until: 2026-11-01
    segment: {device: ios}
""",
    "events/e.yml": """\
events:
  - name: app_7
    on: 2026-10-01
    until: 2026-10-03
    metrics: [engaged]
    segment: {device: ios}
    owner: lin
    kind: release
tables:
  - name: flags
    model: plays
    columns: {text: device, segment: {device: device}}
""",
    "experiments/e.yml": """\
experiments:
  - name: autoplay
    owner: lin
    from: 2026-10-01
    assignment: {model: plays, entity: listener, variant: variant}
    control: "off"
    variants: [{name: "off"}, {name: on}]
    primary: engaged
    guardrails: [dislike_rate]
""",
    "candidates.yml": """\
cohort: {model: plays, entity: listener}
pre: 7 days
window: 28 days
value:
  - {name: stays, model: plays, agg: count_distinct, expr: local_date(), from: 28 days, to: 84 days}
behaviours:
  - {name: shares, model: plays, agg: count, cheap_to_inflate: true}
metrics: [engaged]
background: [device, region]
""",
    "journey.yml": """\
entity: listener
stages:
  - {name: arrive, model: plays}
  - {name: value, metric: engaged}
""",
}


@pytest.mark.parametrize(("file", "text"), SOUND_FILES.items())
def test_the_files_that_are_spoilt_below_are_sound(folder, file, text):
    folder.write(file, text).read()


@pytest.mark.parametrize(
    ("file", "case"),
    [
        pytest.param(file, case, id=f"{file}: {name}")
        for file, cases in OTHER_FILES.items()
        for name, case in cases.items()
    ],
)
def test_goals_actions_and_trials_that_cannot_be_are_refused(folder, file, case):
    old, new, line, message = case
    error = folder.write(file, SOUND_FILES[file]).replace(file, old, new).refusal()
    assert message in error.message
    assert error.where == Where(file, line)


def test_every_error_is_told_at_once_the_first_with_how_many_more(folder):
    folder.replace("metrics/base.yml", "{name: back, owner: lin", "{name: back, owner: bo")
    folder.replace("tree.yml", "active * engaged_share", "actve * engaged_share")
    folder.replace("beichen.yml", "Asia/Shanghai", "Asia/Shanghia")
    error = folder.refusal()
    assert error.message == "timezone 'Asia/Shanghia' is not known (and 2 more)"
    assert [str(other.where) for other in error.others] == ["metrics/base.yml:16", "tree.yml:4"]


def test_a_formula_of_a_thousand_parentheses_is_refused(folder):
    error = folder.add_metric(f"{{name: it, type: derived, formula: {'(' * 1500}active{')' * 1500}}}").refusal()
    assert error.message == "formula is nested too deeply"
    assert error.where == Where("metrics/base.yml", 17)
