"""The walk changes one condition at a time, by definitions that can all be computed, and ends where it should."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beichen.domain.metric import (
    Agg,
    Cumulative,
    Lifecycle,
    Measure,
    Ratio,
    Simple,
    State,
    Threshold,
    ToDate,
    Trailing,
)
from beichen.domain.time import Grain
from beichen.project.contrast.clauses import join_clauses, split_clauses
from beichen.project.contrast.condition import Aspect
from beichen.project.contrast.walk import walk
from beichen.project.contrast.wording import describe_condition

USERS = Simple("plays", Measure(Agg.COUNT_DISTINCT, "user_id", "event = 'play' AND seconds > 30"))


def told(project, before, after):
    return [
        (stage.condition.aspect.value, stage.condition.before, stage.condition.after)
        for stage in walk(project, before, after)
    ]


@pytest.fixture
def project(folder):
    return folder.read()


def test_nothing_lies_between_a_definition_and_itself(project):
    assert walk(project, USERS, USERS) == ()


def test_clauses_go_and_come_one_by_one(project):
    after = replace(USERS, measure=replace(USERS.measure, filter="seconds > 30 AND device = 'ios'"))
    stages = walk(project, USERS, after)
    assert [stage.definition.spec.measure.filter for stage in stages] == [
        "seconds > 30",
        "seconds > 30 AND device = 'ios'",
    ]
    assert told(project, USERS, after) == [("filter", "event = 'play'", None), ("filter", None, "device = 'ios'")]


def test_rows_instead_of_users_is_a_matter_of_deduplication(project):
    rows = Simple("plays", replace(USERS.measure, agg=Agg.COUNT, expr=None))
    assert told(project, USERS, rows) == [("dedupe", "count_distinct user_id", "count")]


def test_another_id_is_another_entity(project):
    after = replace(USERS, measure=replace(USERS.measure, expr="session_id"))
    assert told(project, USERS, after) == [("entity", "count_distinct user_id", "count_distinct session_id")]


def test_a_window_comes_last(project):
    after = Cumulative("plays", Measure(Agg.COUNT_DISTINCT, "user_id", "event = 'play'"), Trailing(28))
    assert told(project, USERS, after) == [("filter", "seconds > 30", None), ("window", None, "28 days")]
    assert told(project, after, replace(after, window=ToDate(Grain.MONTH))) == [("window", "28 days", "month to date")]


def test_a_count_of_users_becomes_a_threshold_by_way_of_anyone_with_a_row(project):
    regulars = Threshold(
        "plays",
        "listener",
        (("days", Measure(Agg.COUNT_DISTINCT, "local_date()")),),
        "days >= 3",
        "event = 'play' AND seconds > 30",
    )
    stages = walk(project, USERS, regulars)
    assert [stage.condition.aspect for stage in stages] == [Aspect.KIND, Aspect.THRESHOLD]
    anyone = stages[0].definition.spec
    assert (anyone.where, anyone.filter) == ("rows >= 1", regulars.filter)
    assert stages[-1].definition.spec == regulars
    back = walk(project, regulars, USERS)
    assert [stage.condition.aspect for stage in back] == [Aspect.THRESHOLD, Aspect.KIND]
    assert back[-1].definition.spec == USERS


def test_a_ratio_is_walked_through_its_numerator_then_its_denominator(project):
    metrics = dict(project.metrics)
    metrics["likes"] = replace(
        metrics["dislikes"], name="likes", spec=Simple("plays", Measure(Agg.COUNT, None, "event = 'like'"))
    )
    project = replace(project, metrics=metrics)
    stages = walk(project, Ratio("dislikes", "active"), Ratio("likes", "engaged"))
    assert [(stage.condition.of, stage.condition.aspect) for stage in stages] == [
        ("numerator", Aspect.FILTER),
        ("numerator", Aspect.FILTER),
        ("denominator", Aspect.KIND),
        ("denominator", Aspect.THRESHOLD),
    ]
    last = stages[-1].definition
    assert last.spec.numerator == "likes"
    assert last.parts[last.spec.denominator] == project.metrics["engaged"].spec


def test_a_state_is_taken_off_and_put_on(project):
    new, lapsed = Lifecycle("active", State.NEW), Lifecycle("active", State.LAPSED)
    assert told(project, new, lapsed) == [("state", "new", "lapsed")]
    assert told(project, new, project.metrics["active"].spec) == [("state", "new", None)]


def test_definitions_that_share_nothing_are_one_step(project):
    assert told(project, USERS, Ratio("dislikes", "active")) == [("kind", "simple", "ratio")]


def test_conditions_are_told_in_both_languages(project):
    [stage] = walk(project, USERS, replace(USERS, measure=replace(USERS.measure, filter="event = 'play'")))
    text = describe_condition(stage.condition)
    assert text.en == "without the filter seconds > 30"
    assert text.zh == "去掉筛选条件 seconds > 30"


def test_clauses_are_what_stands_between_the_outermost_ands():
    assert split_clauses("a = 1 and (b = 2 OR c = 3) AND (d > 4 and e IN (1, 2))", "duckdb") == (
        "a = 1",
        "b = 2 OR c = 3",
        "d > 4",
        "e IN (1, 2)",
    )
    assert join_clauses(("b = 2 OR c = 3", "a = 1")) == "(b = 2 OR c = 3) AND (a = 1)"
    assert split_clauses(None, "duckdb") == ()
