"""The morning read of a kiosk whose every day is known, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from beichen.engine.run import Engine
from beichen.errors import QueryError
from beichen.workspace.explaining.morning_tree import metrics_above, steps_below
from beichen.workspace.open import Workspace

from .kiosk import LAST, Sold, open_kiosk


@pytest.fixture
def opened() -> Iterator[list[Workspace]]:
    found: list[Workspace] = []
    yield found
    for workspace in found:
        workspace.close()


@pytest.fixture
def kiosk(tmp_path: Path, opened: list[Workspace]) -> Any:
    def made(*given: Any, **named: Any) -> Workspace:
        opened.append(open_kiosk(tmp_path / str(len(opened)), *given, **named))
        return opened[-1]

    return made


def half_the_visits(week: int, day: int, channel: str, sold: Sold) -> Sold:
    """In the last week, half of the visits and of the orders: the order rate stays."""
    return (sold[0] // 2, sold[1] // 2) if week == -1 else sold


def many_orders(week: int, day: int, channel: str, sold: Sold) -> Sold:
    """In the last week, twice the orders of as many visits: 280 of about 700, which is more than 30%."""
    return (sold[0], sold[1] * 2) if week == -1 else sold


def outline(rows: list[dict[str, Any]]) -> list[Any]:
    return [(row["metric"], outline(row["below"])) if row["below"] else row["metric"] for row in rows]


def test_driver_is_told_below_the_north_star_that_it_moved(kiosk: Any) -> None:
    read = kiosk(half_the_visits).explain_all().as_dict()
    assert (read["grain"], read["period"], read["versus"]) == ("week", "2026-09-21", "2026-09-14")
    star = read["moved"][0]
    assert star["metric"] == "orders"
    assert star["before"] == pytest.approx(140, abs=3)
    assert star["after"] == pytest.approx(70, abs=3)
    assert [row["metric"] for row in star["below"]] == ["visits"]
    assert star["below"][0]["sentence"]["en"].startswith("Visits fell by")
    assert "order_rate" in read["within_noise"]


def test_importance_follows_from_the_range_and_the_place_in_the_tree(kiosk: Any) -> None:
    star = kiosk(half_the_visits).explain_all().as_dict()["moved"][0]
    low, high = star["expected"]["low"], star["expected"]["high"]
    half = (high - low) / 2
    assert star["importance"] == pytest.approx(min(10, (low + half - star["after"]) / half))
    visits = star["below"][0]
    # all of the change was the visits': they weigh as much as the North Star, not half as much
    low, high = visits["expected"]["low"], visits["expected"]["high"]
    half = (high - low) / 2
    assert visits["importance"] == pytest.approx(min(10, (low + half - visits["after"]) / half), rel=0.1)


def test_broken_guardrail_comes_first_and_is_no_part_of_another_story(kiosk: Any) -> None:
    read = kiosk(many_orders).explain_all().as_dict()
    assert [(row["metric"], row["guardrail_broken"]) for row in read["moved"]][:2] == [
        ("late", True),
        ("orders", False),
    ]
    assert outline(read["moved"])[1] == ("orders", ["order_rate"])
    assert "Guardrail broken: Orders over visits." in read["sentence"]["en"]
    assert "护栏指标越限：订单访问比。" in read["sentence"]["zh"]


def test_nothing_moved_is_said_with_what_could_not_be_judged(kiosk: Any) -> None:
    read = kiosk().explain_all().as_dict()
    assert read["moved"] == []
    assert read["sentence"]["en"].startswith("Nothing moved beyond noise in the week of 21 Sep 2026 (")
    assert read["sentence"]["zh"].startswith("2026年9月21日当周，没有指标超出正常波动")
    assert {"orders", "visits", "order_rate"} <= set(read["within_noise"])
    assert set(read["within_noise"]).isdisjoint(row["metric"] for row in read["undetermined"])


def test_history_that_is_too_short_is_undetermined_and_no_alarm(kiosk: Any) -> None:
    read = kiosk(half_the_visits, weeks=3).explain_all().as_dict()
    assert read["moved"] == read["within_noise"] == []
    reasons = {row["metric"]: row["reason"] for row in read["undetermined"]}
    assert reasons["orders"] == reasons["visits"] == "too_short"
    assert reasons["monthly_visits"] in {"no_period", "too_short"}
    assert read["sentence"]["en"] == "No metric could be judged in the week of 16 Mar 2026."


def test_any_day_names_the_period_that_holds_it(kiosk: Any) -> None:
    def spoilt_in_the_third_last(week: int, day: int, channel: str, sold: Sold) -> Sold:
        return (sold[0] // 2, sold[1] // 2) if week == -3 else sold

    workspace = kiosk(spoilt_in_the_third_last)
    monday = LAST - timedelta(weeks=2)
    for day in (monday, monday + timedelta(days=3), monday + timedelta(days=6)):
        read = workspace.explain_all(at=day)
        assert read.period == monday
        assert read.moved[0].explanation.metric == "orders"
    assert "orders" in workspace.explain_all(at=monday - timedelta(days=1)).within_noise


def test_month_that_had_closed_before_the_week_is_told_as_earlier(kiosk: Any) -> None:
    def august_fell(week: int, day: int, channel: str, sold: Sold) -> Sold:
        # weeks -8 to -4 lie in August
        return (sold[0] // 2, sold[1]) if -8 <= week <= -4 else sold

    read = kiosk(august_fell).explain_all().as_dict()
    assert [row["earlier"] for row in read["moved"]] == sorted(row["earlier"] for row in read["moved"])
    monthly = [row for row in read["moved"] if row["metric"] == "monthly_visits"]
    undetermined = {row["metric"]: row["reason"] for row in read["undetermined"]}
    if monthly:
        assert (monthly[0]["grain"], monthly[0]["period"], monthly[0]["earlier"]) == ("month", "2026-08-01", True)
    else:
        assert undetermined["monthly_visits"] == "too_short"


def test_grain_judges_every_metric_at_it(kiosk: Any) -> None:
    read = kiosk(half_the_visits).explain_all(grain="day").as_dict()
    assert read["grain"] == "day"
    assert read["period"] == "2026-09-27"
    assert {row["grain"] for row in read["moved"]} <= {"day"}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2031, 1, 1), "the data have no week that holds 2031-01-01"),
        (date(2020, 1, 1), "the data have no week that holds 2020-01-01"),
        (date(1, 1, 1), "the data have no period with 0001-01-01"),
    ],
)
def test_day_outside_the_data_is_refused(kiosk: Any, day: date, said: str) -> None:
    with pytest.raises(QueryError, match=said) as refused:
        kiosk().explain_all(at=day)
    assert refused.value.hint


def test_progress_is_told_by_metric(kiosk: Any) -> None:
    told: list[tuple[str, int, int]] = []
    kiosk(half_the_visits).explain_all(progress=lambda *given: told.append(given))
    assert told[0][0].startswith("explain ")
    assert told[-1][1] == told[-1][2]


def test_refresh_leaves_nothing_to_ask_of_the_warehouse(kiosk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = kiosk(half_the_visits)
    workspace.refresh()
    first = workspace.explain_all().as_dict()
    answer, asked = Engine.answer, []

    def counted(engine: Engine, *given: Any) -> Any:
        asked.append(given)
        return answer(engine, *given)

    monkeypatch.setattr(Engine, "answer", counted)
    assert workspace.explain_all().as_dict() == first
    assert asked == []
    assert workspace.query("orders")
    assert len(asked) == 1


def test_definitions_lead_upwards_beside_the_tree_alone(kiosk: Any) -> None:
    project = kiosk().project
    # in the tree, visits drive orders; that the order rate is made of them leads round in a circle
    assert metrics_above(project, "visits") == ("orders",)
    assert metrics_above(project, "orders") == ()
    assert metrics_above(project, "back") == ("back_doubled",)
    assert steps_below(project.tree) == {"orders": 0, "visits": 1, "order_rate": 1, "late": 1}
