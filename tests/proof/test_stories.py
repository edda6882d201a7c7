"""Real data as they are: what is known to have happened in them is what is told, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from beichen.workspace.open import Workspace

from .changing import Base, data_folder
from .conftest import ROOT


@pytest.fixture(scope="module")
def funnel(clicks: Base, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with clicks.changed(tmp_path_factory.mktemp("funnel")) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def rides(bikes: Base, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with bikes.changed(tmp_path_factory.mktemp("rides")) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def trade(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    rows = data_folder("online_retail") / "online_retail.parquet"
    base = Base(ROOT / "examples" / "online_retail", "BEICHEN_DATA", "online_retail/online_retail.parquet", rows)
    with base.changed(tmp_path_factory.mktemp("trade")) as workspace:
        yield workspace


def test_orders_of_the_week_of_refused_payments_fell_at_the_last_step(funnel: Workspace) -> None:
    told = funnel.explain(at=date(2024, 5, 20)).as_dict()

    assert told["expected"]["verdict"] == "moved"
    lost = {each["metric"]: each["contribution"] for each in told["branches"] if each["parent"] == "orders"}
    assert min(lost, key=lambda step: lost[step]) == "success_rate"
    # 13 orders of 46 payments; at last week's 27 of 33 it had been 24 more
    assert lost["success_rate"] == pytest.approx(-21.02, abs=0.01)
    assert all(amount > 0 for step, amount in lost.items() if step != "success_rate")
    assert "Share of payments refused was 76.1%" in told["sentence"]["en"]


def test_no_platform_is_blamed_for_payments_that_were_refused_on_all(funnel: Workspace) -> None:
    told = funnel.explain("success_rate", at=date(2024, 5, 20)).as_dict()

    assert told["expected"]["verdict"] == "moved"
    assert told["located"]["segments"] == []
    rates = {
        each["segment"]["platform"]: (each["before"], each["after"])
        for each in told["segments"]
        if "platform" in each["segment"]
    }
    assert all(after < before for before, after in rates.values())


def test_payments_of_the_week_of_the_broken_checkout_were_lost_on_mobile(funnel: Workspace) -> None:
    told = funnel.explain("payment_rate", at=date(2024, 4, 15)).as_dict()

    # 25 of 42 sessions reached payment, 4 of them among 16 on mobile
    assert told["after"] == 25 / 42
    assert told["expected"]["verdict"] == "moved"
    first = next(each for each in told["segments"] if "platform" in each["segment"])
    assert first["segment"] == {"platform": "mobile"}
    assert first["after"] == 4 / 16
    assert first["contribution"] / told["change"] > 0.9
    assert "most of it in platform mobile" in told["sentence"]["en"]


def test_day_of_the_hurricane_is_told_as_a_day_on_which_nobody_rode_anywhere(rides: Workspace) -> None:
    told = rides.explain(at=date(2012, 10, 29)).as_dict()

    assert (told["before"], told["after"]) == (4459, 22)
    assert told["expected"]["verdict"] == "moved"
    lost = {each["metric"]: each["contribution"] for each in told["branches"]}
    assert lost == {"registered_rentals": 20 - 3461, "casual_rentals": 2 - 998}
    assert (told["located"]["segments"], told["located"]["reason"]) == ([], "everywhere")
    assert told["robustness"]["verdict"] == "robust"


def test_nine_days_of_december_are_no_collapse(trade: Workspace) -> None:
    told = trade.explain("net_revenue", at=date(2011, 12, 1), grain="month").as_dict()

    assert told["complete"] is False
    assert (told["expected"]["verdict"], told["expected"]["reason"]) == ("undetermined", "partial_period")
    assert (told["located"]["segments"], told["located"]["reason"]) == ([], "partial_period")
    assert told["robustness"]["verdict"] == "undetermined"
    assert told["sentence"]["en"].startswith(
        "Net revenue was £433.7K in December 2011, of which the data hold only a part"
    )
    assert "fell" not in told["sentence"]["en"]
    assert "下降" not in told["sentence"]["zh"]


def test_last_month_that_is_explained_unasked_is_november(trade: Workspace) -> None:
    told = trade.explain("net_revenue", grain="month").as_dict()

    assert (told["period"], told["versus"], told["complete"]) == ("2011-11-01", "2011-10-01", True)
    assert told["expected"]["reason"] == "too_short"
