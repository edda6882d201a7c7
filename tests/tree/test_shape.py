"""Who stands where in the tree."""

import pytest

from beichen.domain.formula import parse_formula
from beichen.domain.tree import Drivers, Influence, Tree
from beichen.tree.shape import chip_of, shape_of, top_down


def tree_of(**formulas: str) -> Tree:
    return Tree(next(iter(formulas)), {name: Drivers(parse_formula(text)) for name, text in formulas.items()})


@pytest.mark.parametrize(
    ("formula", "chip"),
    [
        ("a + b + c", "+"),
        ("a - b", "−"),
        ("a * b", "×"),
        ("a / b", "÷"),
        ("a + b - c", "ƒ"),
        ("(a + b) / c", "ƒ"),
        ("a", "="),
    ],
)
def test_chip_shows_the_one_operator_of_a_formula(formula, chip):
    assert chip_of(Drivers(parse_formula(formula))) == chip


def test_chip_of_influences_is_a_wave_and_a_leaf_has_none():
    assert chip_of(Drivers(None, (Influence("x"),))) == "~"
    assert chip_of(Drivers(parse_formula("a * b"), (Influence("x"),))) == "×"
    assert chip_of(None) is None


def test_metric_stands_deeper_than_all_of_its_parents():
    tree = tree_of(root="left + right", left="shared + x", right="middle * 2", middle="shared / y")
    depth = {node.metric: node.depth for node in shape_of(tree, "root")}
    assert depth == {"root": 0, "left": 1, "right": 1, "middle": 2, "x": 2, "shared": 3, "y": 3}


def test_every_metric_comes_once_after_all_its_parents_and_siblings_in_the_order_written():
    tree = tree_of(root="a + b + c", a="d", c="d + e", d="f")
    assert top_down(tree, "root") == ("root", "a", "b", "c", "d", "f", "e")
    parents = {node.metric: node.parents for node in shape_of(tree, "root")}
    assert parents["d"] == ("a", "c")
    assert parents["root"] == ()


def test_shape_begins_at_the_metric_asked_for():
    tree = tree_of(root="a + b", a="c")
    assert [node.metric for node in shape_of(tree, "a")] == ["a", "c"]


def test_forty_layers_of_shared_drivers_are_walked_once():
    layers = {f"l{i}": f"l{i + 1} + r{i + 1}" for i in range(40)} | {f"r{i}": f"l{i + 1} - r{i + 1}" for i in range(40)}
    assert len(top_down(tree_of(**layers), "l0")) == 81
