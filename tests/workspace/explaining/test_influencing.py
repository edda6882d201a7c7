"""Influences of a project: visits that bring orders a week later, written so that the effect is known."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from beichen.domain.observation import Reason, Undetermined
from beichen.domain.time import Grain
from beichen.judgement.influence import Estimate
from beichen.workspace.explaining.influencing import estimated_influences
from beichen.workspace.open import Workspace, open_workspace

FIRST = date(2024, 1, 1)  # a Monday
WEEKS = 80
BRINGS = 0.5  # orders by each visit, a week later
LAST = FIRST + timedelta(days=7 * (WEEKS - 1))

PROJECT = {
    "beichen.yml": "version: 1\nname: Shop\ntimezone: UTC\npeople: [{id: mo, name: Mo Okafor}]\n",
    "sources/files.yml": "sources: [{name: sales, type: file, path: data/sales.csv}]\n",
    "models/sales.yml": """\
semantic_models:
  - name: sales
    table: sales
    time: {column: day}
    entities: [{name: row, expr: day}]
""",
    "metrics/sales.yml": """\
metrics:
  - {name: revenue, role: north_star, owner: mo, type: simple, model: sales, agg: sum, expr: orders * paid, grain: week, unit: CNY}
  - {name: orders, role: input, owner: mo, type: simple, model: sales, agg: sum, expr: orders, grain: week}
  - {name: paid, role: input, owner: mo, type: simple, model: sales, agg: max, expr: paid, grain: week, unit: CNY}
  - {name: visits, role: input, owner: mo, type: simple, model: sales, agg: sum, expr: visits, grain: week}
  - {name: steady, role: input, owner: mo, type: simple, model: sales, agg: count, grain: week}
""",
    "tree.yml": """\
north_star: revenue
drivers:
  revenue: {identity: orders * paid}
  orders: {influences: [visits, steady]}
""",
}


def rows(days_of_the_last_week: int) -> Iterator[str]:
    """A row a day; the visits of a week bring half as many orders in the next."""
    chance = Random(3)
    before = 700.0
    for week in range(WEEKS):
        visits = 700 + 15 * chance.gauss(0, 1) + 150 * chance.random()
        orders = 300 + BRINGS * before + chance.gauss(0, 4)
        for day in range(7 if week < WEEKS - 1 else days_of_the_last_week):
            at = FIRST + timedelta(days=7 * week + day)
            yield f"{at},{orders / 7:.4f},{20 + week % 3},{visits / 7:.4f}"
        before = visits


def opened(folder: Path, days_of_the_last_week: int = 7) -> Workspace:
    for name, text in PROJECT.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    table = "\n".join(["day,orders,paid,visits", *rows(days_of_the_last_week)])
    (folder / "data" / "sales.csv").write_text(table + "\n", encoding="utf-8")
    workspace = open_workspace(folder)
    workspace.load()
    workspace.refresh()
    return workspace


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with opened(tmp_path_factory.mktemp("shop")) as workspace:
        yield workspace


def test_visits_bring_half_as_many_orders_a_week_later(shop: Workspace) -> None:
    found = estimated_influences(shop, ["orders"], Grain.WEEK)["orders", "visits"]

    assert isinstance(found, Estimate)
    assert (found.lag, found.periods) == (1, WEEKS)
    assert found.interval[0] < BRINGS < found.interval[1]
    assert found.coefficient == pytest.approx(BRINGS, abs=0.1)


def test_driver_that_never_moves_is_declined(shop: Workspace) -> None:
    found = estimated_influences(shop, ["orders"], Grain.WEEK)

    assert found["orders", "steady"] == Undetermined(Reason.NO_VARIATION)


def test_contribution_is_worth_what_the_parent_is_at_the_root_and_rows_add_up(shop: Workspace) -> None:
    document = shop.explain().as_dict()
    branches = {(row["metric"], row["parent"]): row for row in document["branches"]}
    series = {o.period: float(o.value) for o in shop.series(["visits"], Grain.WEEK)["visits"]}  # type: ignore[arg-type]
    # visits of last week less those of the week before it, half an order each, at the mean price of the two weeks
    moved = series[LAST - timedelta(days=7)] - series[LAST - timedelta(days=14)]
    price = (20 + (WEEKS - 1) % 3 + 20 + (WEEKS - 2) % 3) / 2

    visits = branches["visits", "orders"]
    assert visits["kind"] == "influence"
    assert visits["contribution"] == pytest.approx(BRINGS * moved * price, rel=0.25, abs=60)
    assert visits["interval"][0] < visits["contribution"] < visits["interval"][1]
    assert visits["estimate"]["evidence"] == "association"
    assert (branches["steady", "orders"]["estimate"], branches["steady", "orders"]["reason"]) == (None, "no_variation")
    rest = branches[None, "orders"]
    assert rest["kind"] == "unexplained"
    assert visits["contribution"] + rest["contribution"] == pytest.approx(branches["orders", "revenue"]["contribution"])
    assert document["unexplained"] == pytest.approx(0, abs=1e-6)


def test_tree_tells_the_same_with_its_interval(shop: Workspace) -> None:
    explained = {(b["metric"], b["parent"]): b for b in shop.explain().as_dict()["branches"]}
    edge = next(e for e in shop.tree().as_dict()["edges"] if e["child"] == "visits")

    assert (edge["contribution"], edge["interval"]) == (
        explained["visits", "orders"]["contribution"],
        explained["visits", "orders"]["interval"],
    )


def test_estimate_is_kept_until_the_data_change(shop: Workspace) -> None:
    first = estimated_influences(shop, ["orders"], Grain.WEEK)["orders", "visits"]

    assert estimated_influences(shop, ["orders"], Grain.WEEK)["orders", "visits"] is first


def test_partial_last_week_takes_no_part(tmp_path: Path, shop: Workspace) -> None:
    """Three days of the last week: as a whole one it would look like a collapse of both."""
    with opened(tmp_path / "shop", days_of_the_last_week=3) as workspace:
        found = estimated_influences(workspace, ["orders"], Grain.WEEK)["orders", "visits"]
        document = workspace.explain(at=LAST).as_dict()

    assert isinstance(found, Estimate)
    assert found.periods == WEEKS - 1
    assert found.interval[0] < BRINGS < found.interval[1]
    row = next(b for b in document["branches"] if b["metric"] == "visits")
    assert (row["contribution"], row["reason"]) == (None, "partial_period")
    assert row["estimate"]["periods"] == WEEKS - 1
    shutil.rmtree(tmp_path / "shop")


def test_days_are_no_weeks(shop: Workspace) -> None:
    """A metric is estimated at the grain that is asked for."""
    found = estimated_influences(shop, ["orders"], Grain.MONTH)["orders", "visits"]

    assert found == Undetermined(Reason.TOO_FEW_PERIODS)  # 80 weeks are 18 months
