"""Drafts: metrics that are wanted before their data exist."""

from __future__ import annotations

from beichen.domain.metric import Draft, Good, Role
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.domain.tree import Edge, EdgeKind
from beichen.errors import Where
from beichen.project.definition import definition_hash

LATER = "{name: later, draft: true, owner: lin, label: {en: Later, zh: 稍后}, unit: share, good: up, description: Soon}"


def test_draft_is_read_beside_the_metrics_and_is_none_of_them(folder):
    project = folder.add_metric(LATER).read()
    assert "later" not in project.metrics
    assert project.drafts == {
        "later": Draft(
            "later",
            Text("Later", "稍后"),
            Role.INPUT,
            Grain.WEEK,
            owner="lin",
            unit="share",
            good=Good.UP,
            description=Text.same("Soon"),
            where=Where("metrics/base.yml", 17),
        )
    }


def test_influence_of_a_draft_is_planned_and_leaves_the_others_as_they_are(folder):
    folder.add_metric(LATER)
    folder.replace("tree.yml", "influences:\n", "influences:\n      - {metric: later, because: it may help}\n")
    tree = folder.read().tree
    assert tree.edges_of("engaged_share") == (Edge("engaged_share", "back", EdgeKind.INFLUENCE),)
    assert tree.drawn_edges_of("engaged_share") == (
        Edge("engaged_share", "later", EdgeKind.INFLUENCE, planned=True),
        Edge("engaged_share", "back", EdgeKind.INFLUENCE),
    )


def test_identity_that_holds_a_draft_is_planned_with_all_its_parts(folder):
    folder.add_metric(LATER)
    folder.replace("tree.yml", "active * engaged_share", "active * later * engaged_share")
    tree = folder.read().tree
    assert tree.nodes_below("engaged") == ("engaged",)
    assert tree.drawn_nodes_below("engaged") == ("engaged", "active", "later", "engaged_share", "back")
    assert [edge.planned for edge in tree.drawn_below("engaged")] == [True, True, True, False]


def test_draft_may_have_drivers_of_its_own(folder):
    folder.add_metric(LATER)
    folder.replace(
        "tree.yml", "  engaged_share:\n", "  active:\n    influences: [{metric: later, because: so}]\n  later:\n"
    )
    tree = folder.read().tree
    assert "later" not in tree.drivers
    assert tree.drawn_edges_of("later") == (Edge("later", "back", EdgeKind.INFLUENCE, planned=True),)


def test_circle_through_a_draft_is_found(folder):
    folder.add_metric(LATER)
    folder.replace(
        "tree.yml",
        "  engaged_share:\n",
        "  later:\n    influences: [back]\n  back:\n    influences: [later]\n  engaged_share:\n",
    )
    assert "the tree goes round in a circle: back → later → back" in folder.refusal().message


def test_draft_as_north_star_is_refused(folder):
    folder.add_metric(LATER)
    folder.replace("tree.yml", "north_star: engaged", "north_star: later")
    folder.replace("beichen.yml", "north_star: engaged", "north_star: later")
    error = folder.refusal()
    assert error.message.startswith("metric 'later' is a draft: it has no definition yet")
    assert error.where == Where("beichen.yml", 3)


def test_draft_with_the_role_of_north_star_is_refused(folder):
    error = folder.add_metric("{name: later, draft: true, role: north_star}").refusal()
    assert (error.message, error.hint) == (
        "role is north_star, but a draft has no numbers to follow",
        "define it first",
    )


def test_only_the_tree_may_name_a_draft(folder):
    folder.add_metric(LATER + "\n  - {name: it, owner: lin, type: ratio, numerator: later, denominator: active}")
    error = folder.refusal()
    assert error.message == "metric 'later' is a draft: it has no definition yet"
    assert error.hint == "a draft may only stand among the drivers of tree.yml: define it first, or name another"
    assert error.where == Where("metrics/base.yml", 18)


def test_draft_with_a_type_is_a_metric_that_has_a_key_too_many(folder):
    error = folder.add_metric("{name: later, draft: true, type: simple, model: plays, agg: count}").refusal()
    assert error.message == "unknown key 'draft' in a simple metric"


def test_metric_without_type_is_told_of_both_ways(folder):
    error = folder.add_metric("{name: later, owner: lin}").refusal()
    assert error.message == "a metric needs 'type'"
    assert error.hint is not None
    assert error.hint.endswith("; or `draft: true` while it has no definition")


def test_draft_false_is_refused(folder):
    assert (
        "draft should be True, not the truth value false"
        in folder.add_metric("{name: a, draft: false}").refusal().message
    )


def test_owner_of_a_draft_is_a_person(folder):
    assert (
        "'growth' is a team; an owner is one person"
        in folder.add_metric("{name: a, draft: true, owner: growth}").refusal().message
    )


def test_name_of_a_draft_is_taken(folder):
    error = folder.add_metric("{name: active, draft: true}").refusal()
    assert (error.message, error.hint) == ("metric 'active' is defined twice", "first at metrics/base.yml:12")


def test_metric_has_a_description(folder):
    folder.replace("metrics/base.yml", "value: Music", "description: {en: On three days, zh: 三天}\n    value: Music")
    assert folder.read().metrics["engaged"].description == Text("On three days", "三天")


def test_label_of_a_dimension_is_found_by_either_name_and_changes_no_definition(folder):
    before = folder.read()
    assert before.dimension_label("region") == before.dimension_label("listeners.region") == Text.same("region")
    folder.replace("models/plays.yml", "scope: entity}]", "scope: entity, label: {en: region, zh: 地区}}]")
    project = folder.read()
    assert project.dimension_label("region") == project.dimension_label("listeners.region") == Text("region", "地区")
    assert project.dimension_label("device") == Text.same("device")
    assert definition_hash(project, "engaged") == definition_hash(before, "engaged")
