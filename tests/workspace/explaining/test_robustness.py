"""Whether an explanation survives a slightly different question, on a kiosk whose every day is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from beichen.workspace.explaining.days import can_leave_days_out
from beichen.workspace.open import Workspace

from .kiosk import LAST, Sold, open_kiosk

FRIDAY = 4


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


def doubled_on_friday(week: int, day: int, channel: str, sold: Sold) -> Sold:
    """In the last week, 60 orders more on Friday."""
    return (sold[0] + 300, sold[1] + 60) if (week, day, channel) == (-1, FRIDAY, "app") else sold


def more_every_day(week: int, day: int, channel: str, sold: Sold) -> Sold:
    """In the last week, 10 orders more on every day."""
    return (sold[0] + 50, sold[1] + 10) if week == -1 and channel == "app" else sold


def odd_week_before(week: int, day: int, channel: str, sold: Sold) -> Sold:
    """Half of everything in the week before the last."""
    return (sold[0] // 2, sold[1] // 2) if week == -2 else sold


def checks(workspace: Workspace, metric: str, **asked: Any) -> dict[str, tuple[bool | None, str]]:
    found = workspace.explain(metric, **asked).as_dict()["robustness"]
    return {check["code"]: (check["holds"], check["reason"]["en"]) for check in found["checks"]}


def test_change_that_one_day_made_is_fragile_and_the_day_is_named(kiosk: Any) -> None:
    workspace = kiosk(doubled_on_friday)
    found = workspace.explain("orders").as_dict()["robustness"]
    assert found["verdict"] == "fragile"
    held, reason = checks(workspace, "orders")["largest_day"]
    assert held is False
    friday = LAST + timedelta(days=FRIDAY)
    assert reason == f"without Friday {friday.day} Sep 2026 the change is gone"
    assert checks(workspace, "orders")["neighbouring_period"][0] is True


def test_fragile_answer_is_said_to_be_in_the_sentence(kiosk: Any) -> None:
    told = kiosk(doubled_on_friday).explain("orders").sentence
    assert "The answer is fragile: without Friday 25 Sep 2026 the change is gone." in told.en
    assert "结论不够稳健：去掉2026年9月25日（周五）后，变化基本消失。" in told.zh


def test_change_on_every_day_is_robust(kiosk: Any) -> None:
    workspace = kiosk(more_every_day)
    explanation = workspace.explain("orders")
    assert explanation.robustness.verdict == "robust"
    assert {holds for holds, _ in checks(workspace, "orders").values()} == {True}
    assert "fragile" not in explanation.sentence.en


def test_change_against_an_odd_week_is_gone_against_the_week_before_it(kiosk: Any) -> None:
    found = checks(kiosk(odd_week_before), "orders")
    assert found["neighbouring_period"] == (False, "against the week of 7 Sep 2026 the change is gone")
    assert found["largest_day"][0] is True  # every day of the odd week was low


def test_week_after_the_one_compared_with_is_asked_too_and_never_the_week_itself(kiosk: Any) -> None:
    workspace = kiosk(more_every_day)
    assert checks(workspace, "orders", versus=LAST - timedelta(weeks=1))["neighbouring_period"] == (
        True,
        "it holds against the week of 7 Sep 2026, too",
    )
    assert checks(workspace, "orders", versus=LAST - timedelta(weeks=3))["neighbouring_period"] == (
        True,
        "it holds against the week of 24 Aug 2026 and the week of 7 Sep 2026, too",
    )


def test_without_a_neighbour_in_the_data_there_is_nothing_to_ask(kiosk: Any) -> None:
    found = checks(kiosk(more_every_day, weeks=2), "orders")
    assert found["neighbouring_period"] == (None, "the data have no complete period beside the one compared with")


def test_day_of_a_rate_is_found_by_its_parts_and_not_by_its_own_rate(kiosk: Any) -> None:
    def orders_lost_on_friday(week: int, day: int, channel: str, sold: Sold) -> Sold:
        if week != -1:
            return sold
        if day == FRIDAY:
            return sold[0] * 5, sold[1]  # 500 visits instead of 100, and no more orders
        # one visit and no order: the rate of Sunday falls furthest, and weighs nothing
        return (0, 0) if day == 6 and channel == "web" else (1, 0) if day == 6 else sold

    held, reason = checks(kiosk(orders_lost_on_friday), "order_rate")["largest_day"]
    assert held is False
    assert reason.startswith("without Friday 25 Sep 2026")


def test_other_driver_without_the_day_is_named(kiosk: Any) -> None:
    def visits_on_friday_orders_on_all_days(week: int, day: int, channel: str, sold: Sold) -> Sold:
        if week != -1:
            return sold
        # Friday brings 400 visits at the usual rate; the other days sell 5 more to as many visitors
        return (sold[0] + 200, sold[1] + 40) if day == FRIDAY else (sold[0], sold[1] + 5)

    held, reason = checks(kiosk(visits_on_friday_orders_on_all_days), "orders")["largest_day"]
    assert held is False
    assert reason == "without Friday 25 Sep 2026, Order rate did most for it, not Visits"


def test_threshold_is_counted_anew_without_each_day(kiosk: Any) -> None:
    def closed(*days: int) -> Any:
        return lambda week, day, channel, sold: None if week == -1 and day in days else sold

    # Two of four come on Tuesday, Thursday and Saturday, the others four times; three days make a regular.
    # Without one of those days, the two are not regular in either week: nothing is left of the change.
    workspace = kiosk(closed(5))
    assert [row.value for row in workspace.query("regulars")][-2:] == [4, 2]
    held, reason = checks(workspace, "regulars")["largest_day"]
    assert held is False
    assert reason.endswith("the change is gone")
    # Closed on Monday and Wednesday, the others come twice: without either, they came three times the week before.
    workspace = kiosk(closed(0, 2))
    assert [row.value for row in workspace.query("regulars")][-2:] == [4, 2]
    assert checks(workspace, "regulars")["largest_day"][0] is True


def test_metric_that_follows_over_time_is_not_asked_without_a_day(kiosk: Any) -> None:
    workspace = kiosk()
    over_time = "it follows users over time: leaving out a day would change how the other days are counted"
    assert checks(workspace, "so_far")["largest_day"] == (None, over_time)
    reasons = {name: can_leave_days_out(workspace.project, name) for name in workspace.project.metrics}
    assert {name for name, reason in reasons.items() if reason is None} == {
        *("orders", "visits", "order_rate", "regulars", "monthly_visits", "late")
    }
    assert {reasons[name].en for name in ("back", "back_doubled", "new_regulars")} == {over_time}
    assert reasons["score"].en == "its score is set for whole periods"


def test_day_has_no_days_and_a_partial_period_no_answer(kiosk: Any) -> None:
    workspace = kiosk(doubled_on_friday)
    assert checks(workspace, "orders", grain="day", at=date(2026, 9, 25))["largest_day"] == (
        None,
        "a day has no days within it to leave out",
    )
    partial = workspace.explain("orders", at=date(2026, 9, 1), grain="month").as_dict()["robustness"]
    assert partial["verdict"] == "undetermined"
    assert [check["reason"]["en"] for check in partial["checks"]] == ["the period is not complete"] * 2


def test_metric_that_did_not_change_has_no_answer_to_ask_about(kiosk: Any) -> None:
    assert checks(kiosk(), "regulars") == dict.fromkeys(
        ("neighbouring_period", "largest_day"), (None, "the total did not change")
    )


def test_answer_is_kept_and_computed_anew_when_the_data_change(kiosk: Any, tmp_path: Path) -> None:
    workspace = kiosk(more_every_day)
    first = workspace.explain("orders").robustness
    assert workspace.explain("orders").robustness == first
    days = workspace.project.folder / "data/days.csv"
    days.write_text(days.read_text().replace("2026-09-25,app 0,app,", "2026-09-25,app 0,app,9"))
    workspace.refresh()
    again = workspace.explain("visits").robustness
    assert again.verdict == "fragile"
