"""Weights of drivers: Shapley values per unit of change."""

from itertools import permutations
from math import isfinite, log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from beichen.domain.formula import Formula, Name, Number, evaluate, names_in, parse_formula
from beichen.domain.observation import Reason, Undetermined
from beichen.tree.weights import split_weights


def contributions(text: str, before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    weights = split_weights(parse_formula(text), before, after)
    assert not isinstance(weights, Undetermined)
    return {name: weight * (after[name] - before[name]) for name, weight in weights.items()}


def shapley_by_all_orders(text: str, before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """The definition: the mean, over all orders, of what a driver adds when it moves in its turn."""
    formula = parse_formula(text)
    names = names_in(formula)
    added = dict.fromkeys(names, 0.0)
    orders = list(permutations(names))
    for order in orders:
        values = dict(before)
        for name in order:
            was = evaluate(formula, values)
            values[name] = after[name]
            added[name] += (evaluate(formula, values) - was) / len(orders)
    return added


def test_sum_gives_each_driver_its_own_change():
    assert contributions(
        "new + retained - lapsed",
        {"new": 300, "retained": 600, "lapsed": 80},
        {"new": 200, "retained": 800, "lapsed": 95},
    ) == {
        "new": -100,
        "retained": 200,
        "lapsed": -15,
    }


def test_product_of_two_pays_each_change_at_the_mean_of_the_other():
    # 1000 × 0.20 = 200 → 1100 × 0.25 = 275: 100 × 0.225 and 0.05 × 1050.
    assert contributions(
        "active * share", {"active": 1000, "share": 0.20}, {"active": 1100, "share": 0.25}
    ) == pytest.approx({"active": 22.5, "share": 52.5}, rel=1e-12)


def test_product_of_three_is_the_mean_over_six_orders():
    # 2 × 3 × 5 = 30 → 4 × 6 × 7 = 168. For a: 2 × (3·5 + ½·6·5 + ½·3·7 + 6·7) / 3 = 2 × 82.5 / 3 = 55.
    # For b: 3 × (2·5 + ½·4·5 + ½·2·7 + 4·7) / 3 = 55. For c: 2 × (2·3 + ½·4·3 + ½·2·6 + 4·6) / 3 = 28.
    found = contributions("a * b * c", {"a": 2, "b": 3, "c": 5}, {"a": 4, "b": 6, "c": 7})
    assert found == pytest.approx({"a": 55, "b": 55, "c": 28}, rel=1e-12)


def test_ratio_pays_the_numerator_at_the_mean_of_one_over_the_denominator():
    # 100 / 400 = 0.25 → 180 / 600 = 0.30: numerator 80 × (1/400 + 1/600) / 2 = 1/6; denominator −200 × 140 / (400 × 600) = −7/60.
    found = contributions("orders / visits", {"orders": 100, "visits": 400}, {"orders": 180, "visits": 600})
    assert found == pytest.approx({"orders": 1 / 6, "visits": -7 / 60}, rel=1e-12)


def test_bracketed_denominator_is_one_player_whose_part_its_drivers_share_by_their_changes():
    # 60 / (20 + 10) = 2 → 90 / (30 + 15) = 2: numerator 30 × (1/30 + 1/45) / 2 = 5/6; the denominator loses it again, 10 : 5.
    found = contributions("a / (b + c)", {"a": 60, "b": 20, "c": 10}, {"a": 90, "b": 30, "c": 15})
    assert found == pytest.approx({"a": 5 / 6, "b": -5 / 9, "c": -5 / 18}, rel=1e-12)


def test_one_formula_splits_as_the_same_formula_over_two_levels_does():
    before, after = {"a": 60.0, "b": 20.0, "c": 10.0}, {"a": 70.0, "b": 12.0, "c": 31.0}
    total = {"a": 60.0, "d": 30.0}, {"a": 70.0, "d": 43.0}
    upper = contributions("a / d", *total)
    assert contributions("a / (b + c)", before, after) == pytest.approx(
        {"a": upper["a"], "b": upper["d"] * -8 / 13, "c": upper["d"] * 21 / 13}, rel=1e-12
    )


def test_weighted_mean_with_a_new_and_a_vanished_part_is_split_without_a_residual():
    # Every mixture in which both parts are there, or neither, would be nonsense: 0 / 0 for one of them.
    before, after = {"a": 100, "x": 0.2, "b": 0, "y": 0.5}, {"a": 0, "x": 0.2, "b": 100, "y": 0.5}
    found = contributions("(a * x + b * y) / (a + b)", before, after)
    assert found == pytest.approx({"a": 0.15, "x": 0, "b": 0.15, "y": 0}, abs=1e-12)


def test_denominator_that_a_mixture_of_both_periods_would_make_0_is_no_obstacle():
    # 3 / (2 − 1) = 3 → 4 / (1 − 0) = 4; with b after and c before the denominator would be 1 − 1.
    found = contributions("a / (b - c)", {"a": 3, "b": 2, "c": 1}, {"a": 4, "b": 1, "c": 0})
    assert found == pytest.approx({"a": 1, "b": -3.5 * -1, "c": 3.5 * -1})


def test_zeros_and_negatives_are_numbers_like_others():
    assert contributions("a * b", {"a": 0, "b": 5}, {"a": 4, "b": 0}) == pytest.approx({"a": 10, "b": -10})
    assert contributions("a * b", {"a": -2, "b": 3}, {"a": 2, "b": -3}) == pytest.approx({"a": 0, "b": 0})
    assert contributions("a * b * c", {"a": 0, "b": 0, "c": 0}, {"a": 2, "b": 3, "c": 5}) == pytest.approx(
        {"a": 10, "b": 10, "c": 10}
    )


def test_driver_that_did_not_change_has_a_weight_all_the_same():
    weights = split_weights(parse_formula("a * b"), {"a": 3, "b": 10}, {"a": 3, "b": 20})
    assert weights == {"a": 15, "b": 3}


def test_constants_scale_and_nested_quotients_invert():
    assert contributions("100 * a / 4", {"a": 2}, {"a": 6}) == pytest.approx({"a": 100})
    assert contributions("a / (b / c)", {"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1, "c": 3}) == pytest.approx(
        {"a": 0, "b": 0, "c": 2}
    )
    assert contributions("1 / (2 / a)", {"a": 2}, {"a": 6}) == pytest.approx({"a": 2})


def test_product_of_thirty_drivers_is_split_exactly_and_equally_between_equals():
    names = [f"d{i}" for i in range(30)]
    found = contributions(" * ".join(names), dict.fromkeys(names, 1.0), dict.fromkeys(names, 1.1))
    assert found == pytest.approx(dict.fromkeys(names, (1.1**30 - 1) / 30), rel=1e-12)


def test_logarithmic_mean_differs_from_shapley_even_on_a_product_of_two():
    # 1 × 1 = 1 → 2 × 3 = 6. Shapley: 1 × 2 = 2 and 2 × 1.5 = 3. LMDI: L(6, 1) · ln of each ratio, L = 5 / ln 6.
    found = contributions("a * b", {"a": 1, "b": 1}, {"a": 2, "b": 3})
    assert found == pytest.approx({"a": 2, "b": 3})
    mean = 5 / log(6)
    assert (mean * log(2), mean * log(3)) == pytest.approx((1.934264, 3.065736), abs=1e-6)


def test_division_by_zero_in_a_period_gives_no_weights():
    assert split_weights(parse_formula("a / b"), {"a": 1, "b": 0}, {"a": 1, "b": 2}) == Undetermined(
        Reason.ZERO_DENOMINATOR
    )
    assert split_weights(
        parse_formula("a / (b - c)"), {"a": 1, "b": 2, "c": 1}, {"a": 1, "b": 2, "c": 2}
    ) == Undetermined(Reason.ZERO_DENOMINATOR)


def test_weight_beyond_the_range_of_numbers_is_undetermined():
    assert split_weights(parse_formula("a / b"), {"a": 1, "b": 1e-320}, {"a": 1, "b": 1}) == Undetermined(
        Reason.NOT_FINITE
    )
    assert split_weights(parse_formula("a * b"), {"a": 1e200, "b": 1e200}, {"a": 1, "b": 1e200}) == Undetermined(
        Reason.NOT_FINITE
    )


PLAIN = [
    "a + b - c + d",
    "a * b * c * d",
    "a / b",
    "a * b / c / d",
    "(a + b) * c / d",
    "(a + b) * (c - d)",
    "a * b + c * d",
    "2 * a * (b + c * d) - 7",
    "a / (b * c) - d",
]
numbers = st.floats(-1e4, 1e4).filter(lambda x: x == 0 or abs(x) > 1e-4)
nonzero = st.floats(0.1, 1e3) | st.floats(-1e3, -0.1)
periods = st.fixed_dictionaries({name: st.tuples(nonzero, nonzero) for name in "abcd"})


@given(st.sampled_from(PLAIN), periods)
def test_where_no_denominator_is_bracketed_and_no_name_repeats_the_weights_are_the_shapley_value(text, pairs):
    before, after = ({name: pair[i] for name, pair in pairs.items()} for i in (0, 1))
    names = names_in(parse_formula(text))
    expected = shapley_by_all_orders(text, before, after)
    scale = max(abs(value) for value in expected.values()) + abs(evaluate(parse_formula(text), before))
    found = contributions(text, before, after)
    assert found == pytest.approx({name: expected[name] for name in names}, rel=1e-9, abs=1e-11 * scale)


formulas = st.recursive(
    st.sampled_from("abcdef") | st.sampled_from(["2", "0.5", "3"]),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
    max_leaves=8,
)
any_periods = st.fixed_dictionaries({name: st.tuples(numbers, numbers) for name in "abcdef"})


def size_of(formula: Formula, before: dict[str, float], after: dict[str, float]) -> float:
    """What rounding is relative to: every term taken as positive, at the larger of its two values."""
    if isinstance(formula, Number):
        return abs(formula.value)
    if isinstance(formula, Name):
        return max(abs(before[formula.name]), abs(after[formula.name]))
    left, right = size_of(formula.left, before, after), size_of(formula.right, before, after)
    if formula.operator in "+-":
        return left + right
    if formula.operator == "*":
        return left * right
    smallest = min(abs(evaluate(formula.right, before)), abs(evaluate(formula.right, after)))
    return left * right / smallest / smallest


@given(formulas, any_periods)
def test_any_formula_is_split_without_a_residual(text, pairs):
    formula = parse_formula(text)
    before, after = ({name: float(pair[i]) for name, pair in pairs.items()} for i in (0, 1))
    weights = split_weights(formula, before, after)
    assume(not isinstance(weights, Undetermined))
    assert all(isfinite(weight) for weight in weights.values())
    parts = {name: weight * (after[name] - before[name]) for name, weight in weights.items()}
    was, now = evaluate(formula, before), evaluate(formula, after)
    assert sum(parts.values()) == pytest.approx(now - was, abs=1e-12 * size_of(formula, before, after) + 1e-300)


@given(st.permutations("abcdef"), any_periods)
def test_order_and_names_of_drivers_do_not_matter(renamed, pairs):
    text = "a * b * c + d * (e + f)"
    other = text.translate(str.maketrans("abcdef", "".join(renamed)))
    turned = "(f + e) * d + c * a * b"
    before, after = ({name: pair[i] for name, pair in pairs.items()} for i in (0, 1))
    name_of = dict(zip("abcdef", renamed, strict=True))
    first = split_weights(parse_formula(text), before, after)
    second = split_weights(
        parse_formula(other),
        {name_of[name]: value for name, value in before.items()},
        {name_of[name]: value for name, value in after.items()},
    )
    assert second == {name_of[name]: weight for name, weight in first.items()}
    assert split_weights(parse_formula(turned), before, after) == pytest.approx(first, rel=1e-9, abs=1e-6)


@given(st.sampled_from(PLAIN), periods)
def test_turning_time_round_turns_every_sign(text, pairs):
    before, after = ({name: pair[i] for name, pair in pairs.items()} for i in (0, 1))
    forward, backward = contributions(text, before, after), contributions(text, after, before)
    scale = max(map(abs, forward.values()))
    assert backward == pytest.approx({name: -value for name, value in forward.items()}, abs=1e-11 * scale)


@given(formulas, any_periods)
def test_where_nothing_changed_nothing_is_contributed(text, pairs):
    values = {name: pair[0] for name, pair in pairs.items()}
    weights = split_weights(parse_formula(text), values, values)
    assume(not isinstance(weights, Undetermined))
    assert all(weight * 0.0 == 0 for weight in weights.values())
