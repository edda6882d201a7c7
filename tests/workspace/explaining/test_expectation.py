"""Expected ranges of a project's metrics: a shop's days, written so that every answer is known beforehand."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from beichen.domain.observation import Reason
from beichen.domain.time import Grain
from beichen.judgement.change import Verdict
from beichen.judgement.sampling import Sampled
from beichen.workspace.explaining.expectation import expected_for, expected_ranges
from beichen.workspace.explaining.sampled import readings_of, sampled_as
from beichen.workspace.open import Workspace, open_workspace

FIRST = date(2025, 1, 6)  # a Monday
DAYS = 200
STRUCK = date(2025, 6, 16)  # a Monday on which every second order was lost

PROJECT = {
    "beichen.yml": "version: 1\nname: Shop\ntimezone: Asia/Shanghai\npeople: [{id: mo, name: Mo Okafor}]\n",
    "sources/files.yml": "sources: [{name: orders, type: file, path: data/orders.csv}]\n",
    "models/orders.yml": """\
semantic_models:
  - name: orders
    table: orders
    time: {column: day}
    entities: [{name: buyer, expr: buyer}]
""",
    "metrics/orders.yml": """\
metrics:
  - {name: orders, label: {en: Orders, zh: 订单数}, role: input, owner: mo, type: simple, model: orders, agg: count, grain: day}
  - {name: buyers, role: input, owner: mo, type: simple, model: orders, agg: count_distinct, expr: buyer, grain: day}
  - {name: revenue, role: input, owner: mo, type: simple, model: orders, agg: sum, expr: paid, grain: day, unit: CNY}
  - {name: paid, role: input, owner: mo, type: simple, model: orders, agg: avg, expr: paid, grain: day, unit: CNY}
  - {name: largest, role: input, owner: mo, type: simple, model: orders, agg: max, expr: paid, grain: day, unit: CNY}
  - {name: late_orders, role: input, owner: mo, type: simple, model: orders, agg: count, filter: late, grain: day}
  - {name: late_share, role: input, owner: mo, type: ratio, numerator: late_orders, denominator: orders, grain: day, unit: share}
  - {name: orders_each, role: input, owner: mo, type: ratio, numerator: orders, denominator: buyers, grain: day}
  - {name: this_month, role: input, owner: mo, type: cumulative, model: orders, agg: count, to_date: month, grain: day}
  - {name: ever, role: input, owner: mo, type: cumulative, model: orders, agg: count, window: all, grain: day}
  - {name: of_28_days, role: input, owner: mo, type: cumulative, model: orders, agg: count, window: 28 days, grain: day}
""",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """About 100 orders a day, half of them on `STRUCK`; a tenth are late."""
    folder = tmp_path_factory.mktemp("shop")
    for name, text in PROJECT.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    chance = random.Random(1)
    rows = ["day,buyer,paid,late"]
    for day in (FIRST + timedelta(days=at) for at in range(DAYS)):
        count = round(chance.gauss(100, 6) * (0.5 if day == STRUCK else 1))
        rows += [
            f"{day},{chance.randrange(5000)},{chance.choice([5, 10, 20])},{chance.random() < 0.1}" for _ in range(count)
        ]
    (folder / "data").mkdir()
    (folder / "data" / "orders.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with open_workspace(folder) as workspace:
        yield workspace


def test_half_a_day_of_orders_is_news_and_the_other_days_are_not(shop: Workspace) -> None:
    ranges = expected_ranges(shop, "orders", Grain.DAY)
    judged = {day: found.verdict for day, found in ranges.items() if found.verdict is not Verdict.UNDETERMINED}

    assert judged[STRUCK] is Verdict.MOVED
    assert sum(verdict is Verdict.MOVED for verdict in judged.values()) <= 0.08 * len(judged)
    struck = ranges[STRUCK]
    assert struck.low is not None and 75 < struck.low < 95
    assert struck.high is not None and 105 < struck.high < 125


def test_there_is_a_range_for_every_period_and_the_one_after(shop: Workspace) -> None:
    ranges = expected_ranges(shop, "orders", Grain.DAY)

    assert list(ranges) == [FIRST + timedelta(days=at) for at in range(DAYS + 1)]
    assert ranges[FIRST].reason is Reason.TOO_SHORT
    assert expected_for(shop, "orders", Grain.DAY, FIRST + timedelta(days=DAYS)).low is not None
    assert expected_for(shop, "orders", Grain.DAY, date(2031, 1, 1)).reason is Reason.NO_PERIOD


def test_ranges_are_computed_once_for_the_same_data(shop: Workspace) -> None:
    first = expected_ranges(shop, "orders", Grain.DAY)
    shop.state.findings.replace("data", [])  # the store changed, the observations did not

    assert expected_ranges(shop, "orders", Grain.DAY) is first


def test_ranges_follow_the_data(shop: Workspace) -> None:
    before = expected_ranges(shop, "buyers", Grain.WEEK)
    path = shop.project.folder / "data" / "orders.csv"
    written = path.read_text(encoding="utf-8")
    path.write_text(written + "2025-07-25,1,5,False\n2025-07-26,2,5,False\n", encoding="utf-8")
    shop.load()

    assert list(expected_ranges(shop, "buyers", Grain.WEEK))[:-1] == list(before)[:-1]
    assert expected_ranges(shop, "buyers", Grain.WEEK) is not before


@pytest.mark.parametrize(
    ("metric", "kind"),
    [
        ("orders", Sampled.COUNT),
        ("buyers", Sampled.COUNT),
        ("revenue", Sampled.SUM),
        ("paid", Sampled.MEAN),
        ("largest", Sampled.UNKNOWN),
        ("late_share", Sampled.SHARE),
        ("orders_each", Sampled.RATE),
        ("this_month", Sampled.COUNT),
        ("of_28_days", Sampled.UNKNOWN),  # its days share their rows
    ],
)
def test_chance_in_a_metric_is_that_of_its_definition(shop: Workspace, metric: str, kind: Sampled) -> None:
    assert sampled_as(shop.project, metric) is kind


@pytest.mark.parametrize("metric", ["this_month", "ever"])
def test_a_running_total_is_judged_by_what_each_day_adds(shop: Workspace, metric: str) -> None:
    ranges = expected_ranges(shop, metric, Grain.DAY)
    values = {o.period: o.value for o in shop.series([metric], Grain.DAY)[metric]}

    day, before = date(2025, 6, 20), values[date(2025, 6, 19)]
    assert isinstance(before, int)
    found = ranges[day]
    assert found.low is not None and 75 < found.low - before < 95
    assert found.high is not None and 105 < found.high - before < 125
    assert ranges[STRUCK].verdict is Verdict.MOVED
    assert found.verdict is Verdict.NOISE


def test_a_total_of_the_month_begins_anew_with_the_month(shop: Workspace) -> None:
    found = expected_ranges(shop, "this_month", Grain.DAY)[date(2025, 7, 1)]

    assert found.centre == pytest.approx(100, abs=8)


def test_a_count_of_a_month_is_judged_by_the_day(shop: Workspace) -> None:
    observed = shop.series(["orders"], Grain.MONTH)["orders"]
    found = readings_of(shop.project, "orders", Grain.MONTH, observed)

    february = next(reading for reading in found.readings if reading.start == date(2025, 2, 1))
    assert february.value == pytest.approx(100, abs=5)  # a day, not 2,800
    assert found.frames[date(2025, 2, 1)].days == 28


def test_explanation_says_whether_it_was_to_be_expected(shop: Workspace) -> None:
    struck = shop.explain("orders", at=STRUCK, grain="day").as_dict()
    quiet = shop.explain("orders", at=date(2025, 6, 20), grain="day").as_dict()
    early = shop.explain("orders", at=FIRST + timedelta(days=3), grain="day").as_dict()

    assert [d["expected"]["verdict"] for d in (struck, quiet, early)] == ["moved", "noise", "undetermined"]
    assert struck["expected"]["low"] > struck["after"] and struck["expected"]["reason"] is None
    assert early["expected"] == {"low": None, "high": None, "verdict": "undetermined", "reason": "too_short"}
    assert "That is outside what its history leads one to expect (" in struck["sentence"]["en"]
    assert "该数值超出历史走势的预期区间（" in struck["sentence"]["zh"]
    assert "That is within what its history leads one to expect (" in quiet["sentence"]["en"]
    assert "属于正常波动。" in quiet["sentence"]["zh"]
    assert "history" not in early["sentence"]["en"]
