"""A shop whose marketing buys orders that come back: a planted conflict, and revenue that follows and stops."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from beichen.workspace.guarding.conflicts import describe_conflict
from beichen.workspace.open import Workspace, open_workspace

WEEKS = 110
STOPPED = 80
FIRST = date(2024, 1, 1)
FILES = {
    "beichen.yml": """\
version: 1
name: Shop
timezone: Europe/London
teams: [{id: marketing, label: {en: Marketing, zh: 市场}}, {id: care, label: {en: Care, zh: 客服}}]
people: [{id: ada, name: Ada Ray, team: marketing}, {id: ben, name: Ben Oduya, team: care}]
""",
    "sources/files.yml": "sources: [{name: log, type: file, path: data/log.csv}]\n",
    "models/log.yml": "semantic_models: [{name: log, table: log, time: {column: day}}]\n",
    "metrics/shop.yml": """\
metrics:
  - {name: orders, label: {en: Orders, zh: 订单数}, owner: ada, type: simple, model: log, agg: sum, expr: orders, grain: week, good: up}
  - {name: ads, label: {en: Ads, zh: 广告数}, owner: ada, type: simple, model: log, agg: sum, expr: ads, grain: week, good: up}
  - {name: calls, label: {en: Calls, zh: 来电数}, owner: ben, type: simple, model: log, agg: sum, expr: calls, grain: week, good: down}
  - {name: visits, label: {en: Visits, zh: 访问数}, owner: ben, type: simple, model: log, agg: sum, expr: visits, grain: week, good: up}
  - {name: revenue, label: {en: Revenue, zh: 收入}, role: outcome, owner: ada, type: simple, model: log, agg: sum, expr: revenue, grain: week, good: up}
""",
    "tree.yml": """\
north_star: orders
drivers:
  orders: {influences: [ads, visits, calls]}
outcomes: [revenue]
""",
}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workspace]:
    """What ads do beyond the usual brings calls a week later; revenue follows orders for 80 weeks, and then stays."""
    for file, content in (FILES | {"data/log.csv": _log()}).items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(content, encoding="utf-8")
    with open_workspace(tmp_path) as workspace:
        yield workspace


def _log() -> str:
    chance = np.random.default_rng(4)
    pushed, called, visited = 0.1 * chance.standard_normal((3, WEEKS))
    ads, visits = 1000 * np.exp(pushed), 1000 * np.exp(visited)
    calls = 500 * np.exp(0.9 * np.r_[0, pushed[:-1]] + 0.4 * called)
    orders = 5000 * np.exp(np.cumsum(0.012 + 0.01 * chance.standard_normal(WEEKS)))
    revenue = 10 * orders * np.exp(0.005 * chance.standard_normal(WEEKS))
    revenue[STOPPED:] = revenue[STOPPED]
    rows = ["day,ads,calls,orders,revenue,visits"]
    for week in range(WEEKS):
        monday = FIRST + timedelta(weeks=week)
        amounts = (round(float(column[week])) for column in (ads, calls, orders, revenue, visits))
        rows += [f"{monday}," + ",".join(map(str, amounts)), f"{monday + timedelta(days=6)},0,0,0,0,0"]
    return "\n".join(rows) + "\n"


def test_planted_conflict_is_the_only_one_found_with_who_moves_first_and_who_should_talk(shop: Workspace) -> None:
    [found] = shop.guard().conflicts

    told = found.as_dict()
    assert (told["a"], told["b"], told["teams"]) == ("ads", "calls", ["marketing", "care"])
    assert (told["direction"], told["evidence"]) == ("a_first", "adjusted")
    assert -1 < told["low"] < told["strength"] < told["high"] < 0
    assert describe_conflict(shop.project, found).zh == (
        "Ada Ray（市场）希望广告数上升，Ben Oduya（客服）希望来电数下降，两者相互掣肘，建议双方当面对齐。"
    )


def test_revenue_follows_until_it_stops_and_has_parted_since_about_then(shop: Workspace) -> None:
    [before] = shop.guard(at=FIRST + timedelta(weeks=STOPPED - 5)).outcomes
    [after] = shop.guard().outcomes

    assert before.as_dict()["status"] == "following"
    assert before.following is not None
    assert before.following.low < 1 < before.following.high
    assert before.following.lead == 0
    assert after.as_dict()["status"] == "parted"
    assert after.since is not None
    assert abs((after.since - (FIRST + timedelta(weeks=STOPPED))).days) <= 13 * 7
