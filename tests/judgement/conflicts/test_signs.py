from __future__ import annotations

import pytest

from beichen.domain.formula import parse_formula
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.tree import Drivers, Tree
from beichen.judgement.conflicts.signs import Opposed, opposed_in

# profit 40 = revenue 100 − cost 60; revenue = visits 200 × conversion 0.5; conversion = orders 100 ÷ visits 200
SHOP = Tree(
    "profit",
    {
        "profit": Drivers(parse_formula("revenue - cost")),
        "revenue": Drivers(parse_formula("visits * conversion")),
        "cost": Drivers(parse_formula("gifts + rent")),
    },
)
VALUES = {"profit": 40, "revenue": 100, "cost": 60, "visits": 200, "conversion": 0.5, "gifts": 20, "rent": 40}
GOOD = {"visits": 1, "conversion": 1, "gifts": 1, "rent": -1}


def test_more_gifts_and_more_visits_push_profit_opposite_ways() -> None:
    [found] = opposed_in(SHOP, VALUES, GOOD, [("visits", "gifts")])

    # 1% more visits is 1 of revenue, 2.5% of a profit of 40; 1% more gifts is 0.2 of cost, 0.5%
    assert found == Opposed("visits", "gifts", "profit", pytest.approx(2.5), pytest.approx(-0.5))


def test_opposition_is_told_at_the_nearest_ancestor() -> None:
    [found] = opposed_in(SHOP, VALUES, GOOD, [("gifts", "rent")])

    assert (found.ancestor, found.push_a, found.push_b) == ("cost", pytest.approx(1 / 3), pytest.approx(-2 / 3))


def test_metrics_that_push_the_same_way_are_not_opposed() -> None:
    assert opposed_in(SHOP, VALUES, GOOD, [("visits", "conversion")]) == []


def test_denominator_of_what_another_team_wants_is_opposed_to_it() -> None:
    tree = Tree("conversion", {"conversion": Drivers(parse_formula("orders / visits"))})
    values = {"conversion": 0.5, "orders": 100, "visits": 200}

    [found] = opposed_in(tree, values, {"conversion": 1, "visits": 1}, [("visits", "conversion")])

    assert found == Opposed("visits", "conversion", "conversion", pytest.approx(-1), 1.0)


def test_what_has_no_value_is_passed_over() -> None:
    values = VALUES | {"conversion": Undetermined(Reason.NO_ROWS)}

    assert opposed_in(SHOP, values, GOOD, [("visits", "gifts")]) == []
