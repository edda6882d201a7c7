"""A change, split over the tree."""

from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beichen.domain.formula import evaluate, parse_formula
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.tree import Drivers, Influence, Tree
from beichen.tree.identity import Associated, Branch, BranchKind, Leftover, Split, split_change
from beichen.tree.shape import top_down

LUMEN = Tree(
    "engaged",
    {
        "engaged": Drivers(parse_formula("active * share")),
        "active": Drivers(parse_formula("new + retained + back")),
        "share": Drivers(None, (Influence("playlists"), Influence("retention"))),
        "retention": Drivers(parse_formula("returned / cohort")),
    },
)
BEFORE = {
    "engaged": 200, "active": 1000, "share": 0.20, "new": 300, "retained": 600, "back": 100,
    "playlists": 0.05, "retention": 0.5, "returned": 50, "cohort": 100,
}  # fmt: skip
AFTER = {
    "engaged": 275, "active": 1100, "share": 0.25, "new": 200, "retained": 800, "back": 100,
    "playlists": 0.06, "retention": 0.6, "returned": 60, "cohort": 100,
}  # fmt: skip


def rows(split: Split) -> dict[tuple[str | None, str], Branch]:
    return {(branch.metric, branch.parent): branch for branch in split.branches}


def known_below(split: Split, parent: str) -> float:
    return fsum(
        b.contribution for b in split.branches if b.parent == parent and not isinstance(b.contribution, Undetermined)
    )


def own(split: Split, metric: str) -> float:
    if metric == split.root:
        return split.change
    return fsum(
        b.contribution for b in split.branches if b.metric == metric and not isinstance(b.contribution, Undetermined)
    )


def test_change_is_split_over_two_levels_and_adds_up_at_each():
    split = split_change(LUMEN, "engaged", BEFORE, AFTER)
    found = {key: branch.contribution for key, branch in rows(split).items() if branch.kind is BranchKind.IDENTITY}
    # 100 more active at a mean share of 0.225; 0.05 more share at a mean of 1,050 active. Below `active`: × 0.225.
    assert [found["active", "engaged"], found["share", "engaged"]] == pytest.approx([22.5, 52.5])
    assert [found[name, "active"] for name in ("new", "retained", "back")] == pytest.approx([-22.5, 45, 0])
    assert (split.change, split.unexplained, split.leftovers) == (75, 0, ())


def test_share_is_of_the_change_of_the_root_at_every_level():
    split = rows(split_change(LUMEN, "engaged", BEFORE, AFTER))
    assert [split["active", "engaged"].share, split["share", "engaged"].share] == pytest.approx([0.3, 0.7])
    assert split["new", "active"].share == pytest.approx(-0.3)


def test_branches_hold_every_edge_below_the_metric_parents_first():
    split = split_change(LUMEN, "engaged", BEFORE, AFTER)
    assert [(b.metric, b.parent) for b in split.branches] == [
        ("active", "engaged"), ("share", "engaged"),
        ("new", "active"), ("retained", "active"), ("back", "active"),
        ("playlists", "share"), ("retention", "share"),
        ("returned", "retention"), ("cohort", "retention"),
    ]  # fmt: skip
    assert all(branch.interval is None for branch in split.branches)


def test_influence_and_all_that_lies_below_it_wait_for_an_estimate():
    split = rows(split_change(LUMEN, "engaged", BEFORE, AFTER))
    assert split["playlists", "share"].kind is BranchKind.INFLUENCE
    for key in (("playlists", "share"), ("retention", "share"), ("returned", "retention")):
        assert split[key].contribution == Undetermined(Reason.NOT_ESTIMATED)
        assert split[key].share == Undetermined(Reason.NOT_ESTIMATED)


def test_estimate_is_worth_at_the_root_what_its_parent_is_and_the_rest_is_a_row():
    # The share is worth a mean of 1,050 active. It rose by 0.05: 0.02 (0.01 to 0.03) go with the playlists.
    influences = {
        ("share", "playlists"): Associated(0.02, 0.01, 0.03),
        ("share", "retention"): Undetermined(Reason.COLLINEAR),
    }
    split = split_change(LUMEN, "engaged", BEFORE, AFTER, influences)
    found = rows(split)
    assert found["playlists", "share"].contribution == pytest.approx(21)
    assert found["playlists", "share"].interval == pytest.approx((10.5, 31.5))
    assert found["playlists", "share"].share == pytest.approx(0.28)
    assert found["retention", "share"].contribution == Undetermined(Reason.COLLINEAR)
    assert found[None, "share"].kind is BranchKind.UNEXPLAINED
    assert found[None, "share"].contribution == pytest.approx(31.5)
    assert known_below(split, "share") == pytest.approx(own(split, "share"))
    assert (split.unexplained, split.leftovers) == (0, ())


def test_what_estimates_leave_of_the_root_is_unexplained():
    influences = {("share", "playlists"): Associated(0.02, 0.01, 0.03)}
    split = split_change(LUMEN, "share", BEFORE, AFTER, influences)
    assert split.unexplained == pytest.approx(0.03)
    assert rows(split)["retention", "share"].contribution == Undetermined(Reason.NOT_ESTIMATED)


def test_parent_that_weighs_negatively_turns_the_interval_round():
    tree = Tree("net", {"net": Drivers(parse_formula("won - lost")), "lost": Drivers(None, (Influence("errors"),))})
    before = {"net": 90, "won": 100, "lost": 10, "errors": 3}
    after = {"net": 80, "won": 100, "lost": 20, "errors": 5}
    influences = {("lost", "errors"): Associated(6, 4, 8)}
    split = rows(split_change(tree, "net", before, after, influences))
    assert split["errors", "lost"].contribution == -6
    assert split["errors", "lost"].interval == (-8, -4)
    assert split[None, "lost"].contribution == -4


def test_influence_beside_an_identity_takes_no_part_in_its_sum():
    tree = Tree("n", {"n": Drivers(parse_formula("a + b"), (Influence("c"),))})
    before, after = {"n": 3, "a": 1, "b": 2, "c": 5}, {"n": 5, "a": 2, "b": 3, "c": 9}
    split = split_change(tree, "n", before, after, {("n", "c"): Associated(1.5, 1, 2)})
    assert [(b.metric, b.contribution) for b in split.branches] == [("a", 1), ("b", 1), ("c", 1.5)]
    assert split.unexplained == 0


def test_what_lies_below_an_estimate_is_not_split_further():
    tree = Tree(
        "n",
        {
            "n": Drivers(None, (Influence("a"),)),
            "a": Drivers(parse_formula("x / y")),
            "x": Drivers(None, (Influence("z"),)),
        },
    )
    before, after = {"n": 1, "a": 2, "x": 4, "y": 2, "z": 0}, {"n": 3, "a": 3, "x": 6, "y": 2, "z": 1}
    influences = {("n", "a"): Associated(1.5, 1, 2), ("x", "z"): Associated(2, 1, 3)}
    split = rows(split_change(tree, "n", before, after, influences))
    assert split[None, "n"].contribution == 0.5
    for key in (("x", "a"), ("y", "a"), ("z", "x")):
        assert split[key].contribution == Undetermined(Reason.BELOW_ESTIMATE)


def test_split_begins_at_the_metric_asked_for_in_its_own_unit():
    split = split_change(LUMEN, "active", BEFORE, AFTER)
    assert [b.contribution for b in split.branches] == [-100, 200, 0]
    assert split.change == 100


def test_change_of_nothing_contributes_nothing_and_has_no_shares():
    split = split_change(LUMEN, "engaged", BEFORE, BEFORE)
    exact = [b for b in split.branches if b.kind is BranchKind.IDENTITY and b.parent != "retention"]
    assert [b.contribution for b in exact] == [0] * 5
    assert {b.share for b in exact} == {Undetermined(Reason.NO_CHANGE)}


def test_drivers_that_cancel_are_both_shown_under_a_parent_that_did_not_move():
    after = BEFORE | {"new": 400, "retained": 500}
    split = rows(split_change(LUMEN, "engaged", BEFORE, after))
    assert split["active", "engaged"].contribution == 0
    assert (split["new", "active"].contribution, split["retained", "active"].contribution) == pytest.approx((20, -20))


def test_identity_that_does_not_hold_leaves_a_row_of_its_own():
    # 40 active learners of the later week are neither new nor retained nor back.
    split = split_change(LUMEN, "engaged", BEFORE, AFTER | {"retained": 760})
    assert [b.contribution for b in split.branches if b.parent == "active"] == pytest.approx([-22.5, 36, 0, 9])
    leftover = rows(split)[None, "active"]
    assert leftover.kind is BranchKind.LEFTOVER
    assert leftover.share == pytest.approx(9 / 75)
    assert split.leftovers == (Leftover("active", 0.0, 40.0, pytest.approx(9)),)
    assert split.unexplained == pytest.approx(9)
    assert known_below(split, "active") == pytest.approx(22.5)


def test_identity_that_is_wrong_by_the_same_amount_twice_leaves_a_row_of_0():
    split = split_change(LUMEN, "engaged", BEFORE | {"back": 90}, AFTER | {"back": 90})
    assert split.leftovers == (Leftover("active", 10.0, 10.0, pytest.approx(0, abs=1e-12)),)


def test_rounding_is_no_broken_identity():
    after = AFTER | {"share": 0.25 * (1 + 1e-15)}
    assert split_change(LUMEN, "engaged", BEFORE, after).leftovers == ()


def test_driver_without_a_value_leaves_the_whole_of_its_parent_unexplained():
    missing = Undetermined(Reason.NO_ROWS)
    split = split_change(LUMEN, "engaged", BEFORE | {"back": missing}, AFTER)
    for child in ("new", "retained", "back"):
        assert rows(split)[child, "active"].contribution == Undetermined(Reason.PART_UNDETERMINED)
    assert rows(split)[None, "active"].contribution == pytest.approx(22.5)
    assert split.unexplained == pytest.approx(22.5)
    assert known_below(split, "engaged") == pytest.approx(75)


def test_denominator_of_0_in_one_period_leaves_its_parent_unexplained():
    tree = Tree("rate", {"rate": Drivers(parse_formula("a / b"))})
    split = split_change(tree, "rate", {"rate": 0, "a": 0, "b": 0}, {"rate": 0.5, "a": 1, "b": 2})
    assert [b.contribution for b in split.branches] == [Undetermined(Reason.ZERO_DENOMINATOR)] * 2 + [0.5]


def test_root_without_a_value_has_no_split_and_no_leftover():
    gone = Undetermined(Reason.WINDOW_OUTSIDE_SPAN)
    split = split_change(LUMEN, "engaged", BEFORE | {"engaged": gone}, AFTER)
    assert split.change == gone
    assert split.unexplained == gone
    assert {b.contribution.reason for b in split.branches} == {Reason.WINDOW_OUTSIDE_SPAN, Reason.NOT_ESTIMATED}


def test_value_that_is_no_finite_number_is_undetermined():
    split = split_change(LUMEN, "engaged", BEFORE, AFTER | {"engaged": float("nan")})
    assert split.change == Undetermined(Reason.NOT_FINITE)


def test_numbers_that_leave_the_range_on_the_way_down_leave_a_row_and_no_infinity():
    tree = Tree("r", {"r": Drivers(parse_formula("a * b")), "a": Drivers(parse_formula("c / d"))})
    split = split_change(
        tree, "r",
        {"r": 1e100, "a": 1e-100, "b": 1e200, "c": 1e-220, "d": 1e-120},
        {"r": 2e100, "a": 2e-100, "b": 1e200, "c": 2e-220, "d": 1e-120},
    )  # fmt: skip
    assert rows(split)["c", "a"].contribution == Undetermined(Reason.NOT_FINITE)
    assert rows(split)[None, "a"].contribution == pytest.approx(1e100)


def test_metric_that_drives_two_parents_has_a_row_for_each_and_its_drivers_share_both():
    tree = Tree(
        "revenue",
        {
            "revenue": Drivers(parse_formula("buyers * spend")),
            "spend": Drivers(parse_formula("sales / buyers")),
            "buyers": Drivers(parse_formula("first + again")),
        },
    )
    before = {"revenue": 1000, "buyers": 100, "spend": 10, "sales": 1000, "first": 40, "again": 60}
    after = {"revenue": 1200, "buyers": 150, "spend": 8, "sales": 1200, "first": 90, "again": 60}
    split = split_change(tree, "revenue", before, after)
    found = {key: branch.contribution for key, branch in rows(split).items()}
    # buyers: 50 × mean spend 9 = 450; spend: −2 × mean buyers 125 = −250, of which sales 200 × (1/100 + 1/150)/2 × 125
    # = 208⅓ and buyers −50 × 1100 / (100 × 150) × 125 = −458⅓. Buyers in all: −8⅓, all of it from first orders.
    assert found["buyers", "revenue"] == pytest.approx(450)
    assert found["sales", "spend"] == pytest.approx(208 + 1 / 3)
    assert found["buyers", "spend"] == pytest.approx(-458 - 1 / 3)
    assert found["first", "buyers"] == pytest.approx(-8 - 1 / 3)
    assert found["again", "buyers"] == 0


def test_metric_below_an_identity_and_an_influence_is_counted_once():
    tree = Tree(
        "n",
        {
            "n": Drivers(parse_formula("a + s")),
            "s": Drivers(None, (Influence("r"),)),
            "r": Drivers(parse_formula("x / y")),
            "a": Drivers(parse_formula("x + z")),
            "x": Drivers(parse_formula("p + q")),
        },
    )
    before = {"n": 12, "a": 10, "s": 2, "r": 2, "x": 6, "y": 3, "z": 4, "p": 1, "q": 5}
    after = {"n": 18, "a": 15, "s": 3, "r": 3, "x": 9, "y": 3, "z": 6, "p": 2, "q": 7}
    found = {key: branch.contribution for key, branch in rows(split_change(tree, "n", before, after)).items()}
    assert found["x", "a"] == 3
    assert found["x", "r"] == Undetermined(Reason.NOT_ESTIMATED)
    assert (found["p", "x"], found["q", "x"]) == (1, 2)


SHAPES = ["{} + {} + {}", "{} - {} + {}", "{} * {} * {}", "{} * {} / {}", "({} + {}) * {}", "{} / ({} + {})"]
positive = st.floats(0.5, 50)


@st.composite
def trees_with_values(draw):
    """A tree of nine formulas whose drivers may be shared, all of its values computed from random leaves."""
    leaves = [f"leaf{i}" for i in range(12)]
    drivers: dict[str, Drivers] = {}
    available = list(leaves)
    for i in range(8, -1, -1):
        children = draw(st.lists(st.sampled_from(available), min_size=3, max_size=3, unique=True))
        drivers[f"n{i}"] = Drivers(parse_formula(draw(st.sampled_from(SHAPES)).format(*children)))
        available.insert(0, f"n{i}")
    tree = Tree("n0", dict(reversed(drivers.items())))
    ends = []
    for _ in range(2):
        values = {leaf: draw(positive) for leaf in leaves}
        for name, below in drivers.items():
            values[name] = evaluate(below.identity, values) or 0.0
        ends.append(values)
    return tree, *ends


@given(trees_with_values())
def test_at_every_level_the_children_add_up_to_their_parent(case):
    tree, before, after = case
    split = split_change(tree, "n0", before, after)
    assert {(b.metric, b.parent) for b in split.branches if b.metric} == {(e.child, e.parent) for e in tree.below("n0")}
    scale = max(
        [abs(split.change), *(abs(b.contribution) for b in split.branches if isinstance(b.contribution, float))]
    )
    for parent in (name for name in top_down(tree, "n0") if name in tree.drivers):
        assert known_below(split, parent) == pytest.approx(own(split, parent), rel=1e-9, abs=1e-9 * scale), parent


@given(trees_with_values(), st.sampled_from(range(9)), st.floats(0.5, 2))
def test_with_a_broken_identity_anywhere_the_rows_still_add_up(case, at, factor):
    tree, before, after = case
    after = after | {f"n{at}": after[f"n{at}"] * factor + factor}
    split = split_change(tree, "n0", before, after)
    scale = max(
        [abs(split.change), *(abs(b.contribution) for b in split.branches if isinstance(b.contribution, float))]
    )
    for parent in (name for name in top_down(tree, "n0") if name in tree.drivers):
        assert known_below(split, parent) == pytest.approx(own(split, parent), rel=1e-9, abs=1e-9 * scale), parent
    ends = fsum(
        b.contribution for b in split.branches if b.metric not in tree.drivers and isinstance(b.contribution, float)
    )
    assert ends == pytest.approx(split.change, rel=1e-9, abs=1e-9 * scale)


@given(trees_with_values(), st.lists(st.floats(-20, 20), min_size=4, max_size=4))
def test_estimates_leave_the_exact_rows_alone_and_add_up_with_their_rest(case, amounts):
    tree, before, after = case
    plain = split_change(tree, "n0", before, after)
    leaves = [b.metric for b in plain.branches if b.metric and b.metric not in tree.drivers]
    beside = {leaf: Drivers(None, tuple(Influence(f"i{at}") for at in range(2))) for leaf in leaves[:2]}
    grown = Tree("n0", {**tree.drivers, **beside})
    values = {f"i{at}": 1.0 for at in range(2)}
    edges = [(leaf, f"i{at}") for leaf in beside for at in range(2)]
    influences = {edge: Associated(a, a - 1, a + 1) for edge, a in zip(edges, amounts, strict=False)}
    split = split_change(grown, "n0", before | values, after | values, influences)
    exact = {key: b.contribution for key, b in rows(split).items() if b.kind is BranchKind.IDENTITY}
    assert exact == {key: b.contribution for key, b in rows(plain).items()}
    for leaf in beside:
        assert known_below(split, leaf) == pytest.approx(own(split, leaf), rel=1e-9, abs=1e-6)
    assert split.unexplained == plain.unexplained


@given(trees_with_values())
def test_split_does_not_depend_on_the_order_in_which_the_tree_is_written(case):
    tree, before, after = case
    turned = Tree(tree.north_star, dict(reversed(tree.drivers.items())))
    assert split_change(turned, "n0", before, after) == split_change(tree, "n0", before, after)


def test_real_week_of_the_worked_project_is_split_as_by_hand():
    # OULAD, week of 2013-10-07 against the week before: 29 fewer active at a mean share of (3505/6292 + 3500/6263) / 2,
    # and a share 0.178 points higher at a mean of 6,277.5 active.
    tree = Tree("engaged_learners", {"engaged_learners": Drivers(parse_formula("active_learners * engaged_share"))})
    before = {"engaged_learners": 3505, "active_learners": 6292, "engaged_share": 3505 / 6292}
    after = {"engaged_learners": 3500, "active_learners": 6263, "engaged_share": 3500 / 6263}
    split = split_change(tree, "engaged_learners", before, after)
    assert [b.contribution for b in split.branches] == pytest.approx([-16.180465, 11.180465], abs=1e-6)
    assert split.leftovers == ()
