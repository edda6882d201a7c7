from __future__ import annotations

import pytest

from beichen.domain.formula import parse_formula
from beichen.domain.observation import Reason, Segment, Undetermined
from beichen.judgement.branches import Located, most_telling_first, starting_driver, told_once
from beichen.tree.identity import Branch, BranchKind, Split

EAST: Segment = (("region", "east"),)
EAST_PHONE: Segment = (("device", "phone"), ("region", "east"))
WEST: Segment = (("region", "west"),)


def found(
    metric: str, segment: Segment = EAST, contribution: float | Undetermined = -10, confidence: float = 0.99
) -> Located:
    return Located(metric, segment, 100, 90, contribution, -8, None, None, confidence)


@pytest.mark.parametrize(
    ("formula", "before", "after", "start"),
    [
        # 200 × 0.5 → 100 × 0.5: all of it is the first factor's
        ("active * share", {"active": 200, "share": 0.5}, {"active": 100, "share": 0.5}, "active"),
        ("active * share", {"active": 200, "share": 0.5}, {"active": 200, "share": 0.3}, "share"),
        # both factors fall by a fifth: it starts at neither
        ("active * share", {"active": 200, "share": 0.5}, {"active": 160, "share": 0.4}, None),
        # both terms fall by a fifth: the larger one gives most, but no more than its size does
        ("new + kept", {"new": 20, "kept": 180}, {"new": 16, "kept": 144}, None),
        ("new + kept", {"new": 20, "kept": 180}, {"new": 20, "kept": 144}, "kept"),
        ("new + kept", {"new": 60, "kept": 140}, {"new": 20, "kept": 140}, "new"),
        ("earned - spent", {"earned": 300, "spent": 100}, {"earned": 300, "spent": 160}, "spent"),
        ("other", {"other": 10}, {"other": 5}, "other"),
    ],
)
def test_segment_starts_at_the_driver_that_moved_otherwise_than_the_others(
    formula: str, before: dict[str, float], after: dict[str, float], start: str | None
) -> None:
    parsed = parse_formula(formula)

    assert starting_driver(parsed, before, after, _value(formula, after) - _value(formula, before)) == start


def _value(formula: str, values: dict[str, float]) -> float:
    result: float = eval(formula, {}, values)  # the formula as Python reads it
    return result


def test_formula_that_does_not_hold_within_the_segment_leads_nowhere() -> None:
    formula = parse_formula("active * share")

    assert starting_driver(formula, {"active": 200, "share": 0.5}, {"active": 100, "share": 0.5}, -80) is None
    assert starting_driver(formula, {"active": 200, "share": 0.5}, {"active": 200, "share": 0.5}, 0) is None


def test_segment_that_is_found_at_parent_and_driver_is_told_once_by_the_numbers_of_the_driver() -> None:
    led_down, there = found("active", confidence=0.91), found("active", EAST_PHONE, confidence=0.99)

    assert told_once([(found("regulars"), led_down), (there, there)]) == [there]


def test_segment_that_stays_at_the_parent_is_not_told_of_a_driver_too() -> None:
    stays, below = found("regulars"), found("active", EAST_PHONE)

    assert told_once([(stays, stays), (below, below)]) == [stays]


def test_segments_that_do_not_hold_each_other_are_both_told() -> None:
    east, west = found("regulars", EAST), found("active", WEST)

    assert told_once([(east, east), (west, west)]) == [east, west]


def test_what_did_most_for_the_explained_metric_comes_first_whatever_its_unit() -> None:
    split = Split(
        "regulars",
        -60,
        (
            Branch("active", "regulars", BranchKind.IDENTITY, -15, 0.25),
            Branch("share", "regulars", BranchKind.IDENTITY, -45, 0.75),
        ),
        (),
        0,
    )
    active, share = found("active", EAST, -30), found("share", WEST, -0.02)
    apart = found("active", EAST_PHONE, Undetermined(Reason.NOT_ADDITIVE))

    # −30 of −30 is worth −15 at the top; −0.02 of −0.03 is worth −30
    assert most_telling_first([apart, active, share], split, {"active": -30, "share": -0.03}) == [share, active, apart]
