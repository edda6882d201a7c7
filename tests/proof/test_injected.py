"""What was taken out of real data, or put in, is found where it was: the segment, at the branch of the tree where it starts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from .changing import Base, Change

SUMMER = "day >= '2014-06-16'"  # a quiet week of the courses
AUTUMN = "InvoiceDate >= '2011-10-10'"  # … and of the shop
MAY = "dteday >= '2012-05-21'"  # … and of the bikes
JUNE = "timestamp >= '2024-06-10'"  # … and of the funnel
PAYING = "event in ('payment_details', 'purchase')"

SCOTS = "region = 'Scotland'"  # a seventh of the learners
WOMEN = "gender = 'F'"  # two of five
SCIENCE = "code_module = 'FFF'"  # a quarter, some of whom take other modules, too
BRITONS = "Country = 'United Kingdom'"  # nine of ten orders
DOZENS = "UnitPrice >= 1.5 and UnitPrice < 3 and Quantity >= 12"  # a twelfth of the lines

REGION, GENDER, MODULE = {"region": "Scotland"}, {"gender": "F"}, {"module": "FFF"}
LEARNERS, VISITS = "learners", "visits_per_learner"


def explain(base: Base, folder: Path, at: str, metric: str | None, sql: str, **asked: Any) -> dict[str, Any]:
    with base.changed(folder, sql) as workspace:
        return workspace.explain(metric, at=date.fromisoformat(at), **asked).as_dict()


def located(told: dict[str, Any]) -> list[tuple[str, dict[str, str]]]:
    return [(each["metric"], each["segment"]) for each in told["located"]["segments"]]


def test_week_in_which_nothing_was_changed_names_nothing(courses: Base, tmp_path: Path) -> None:
    told = explain(courses, tmp_path, "2014-06-16", "learners", "from rows")

    assert told["expected"]["verdict"] == "noise"
    assert told["located"]["segments"] == []
    assert told["located"]["reason"] == "nothing_stands_out"


@pytest.mark.parametrize(
    ("share", "where", "segment", "verdict"),
    [
        (0.4, SCOTS, REGION, "noise"),  # 6% of all learners: too little to be news, and yet it has a place
        (0.6, SCOTS, REGION, "noise"),
        (1.0, SCOTS, REGION, "noise"),
        (0.3, WOMEN, GENDER, "noise"),
        (0.5, WOMEN, GENDER, "moved"),
        (0.7, WOMEN, GENDER, "moved"),
        (0.4, SCIENCE, MODULE, "noise"),
        (0.8, SCIENCE, MODULE, "moved"),
    ],
)
def test_learners_who_stay_away_are_found_by_region_gender_and_module(
    courses: Base, tmp_path: Path, *, share: float, where: str, segment: dict[str, str], verdict: str
) -> None:
    change = Change(share, where, "id_student", SUMMER)

    told = explain(courses, tmp_path, "2014-06-16", "learners", change.sql)

    assert located(told) == [("learners", segment)]
    assert told["expected"]["verdict"] == verdict


def test_contribution_of_the_learners_who_stay_away_is_what_they_were(courses: Base, tmp_path: Path) -> None:
    change = Change(1.0, SCOTS, "id_student", SUMMER)

    told = explain(courses, tmp_path, "2014-06-16", "learners", change.sql)

    # 329 Scots came in the week before
    assert told["located"]["segments"][0]["contribution"] == -329
    assert told["located"]["segments"][0]["after"] == 0
    assert told["change"] == told["located"]["residual"] - 329


@pytest.mark.parametrize(
    ("share", "each", "branch"),
    [
        (0.6, "id_student", LEARNERS),  # learners are gone
        (-0.6, "id_student", VISITS),  # as many come twice as often
    ],
)
def test_segment_is_told_at_the_branch_where_it_starts(
    courses: Base, tmp_path: Path, share: float, each: str, branch: str
) -> None:
    change = Change(share, SCOTS, each, SUMMER)

    told = explain(courses, tmp_path, "2014-06-16", None, change.sql)

    assert (branch, REGION) in located(told)
    assert [metric for metric, segment in located(told) if segment == REGION] == [branch]


@pytest.mark.parametrize(("share", "verdict"), [(0.3, "noise"), (0.6, "moved"), (0.9, "moved")])
def test_country_that_orders_less_is_found_at_the_orders(
    shop: Base, tmp_path: Path, share: float, verdict: str
) -> None:
    change = Change(share, BRITONS, "InvoiceNo", AUTUMN)

    told = explain(shop, tmp_path, "2011-10-10", None, change.sql)

    assert located(told)[0] == ("orders", {"country": "United Kingdom"})
    assert told["expected"]["verdict"] == verdict


@pytest.mark.parametrize("share", [0.8, 1.0])
def test_lines_of_one_price_and_pack_are_found_as_that_combination(shop: Base, tmp_path: Path, share: float) -> None:
    change = Change(share, DOZENS, "InvoiceNo, StockCode", AUTUMN)

    told = explain(shop, tmp_path, "2011-10-10", "lines", change.sql)

    assert {"price": "middle", "pack": "dozen"} in [segment for _, segment in located(told)]


def test_unchanged_shop_names_nothing(shop: Base, tmp_path: Path) -> None:
    told = explain(shop, tmp_path, "2011-10-10", None, "from rows")

    assert told["expected"]["verdict"] == "noise"
    assert located(told) == []


@pytest.mark.parametrize("share", [0.75, 0.85])
def test_one_device_in_one_step_is_found_in_that_step(clicks: Base, tmp_path: Path, share: float) -> None:
    change = Change(share, f"platform = 'desktop' and {PAYING}", "session_id", "timestamp >= '2024-05-01'")

    told = explain(clicks, tmp_path, "2024-05-01", None, change.sql, grain="month")

    assert located(told) == [("payment_rate", {"platform": "desktop"})]


def test_one_device_in_one_step_is_found_though_the_whole_hardly_changed(clicks: Base, tmp_path: Path) -> None:
    change = Change(1.0, f"platform = 'mobile' and {PAYING}", "session_id", JUNE)

    told = explain(clicks, tmp_path, "2024-06-10", None, change.sql)

    assert (told["before"], told["after"]) == (26, 29)  # orders grew in spite of it
    assert located(told) == [("payment_rate", {"platform": "mobile"})]


def test_rate_of_one_device_is_news(clicks: Base, tmp_path: Path) -> None:
    change = Change(1.0, f"platform = 'mobile' and {PAYING}", "session_id", JUNE)

    told = explain(clicks, tmp_path, "2024-06-10", "payment_rate", change.sql)

    assert told["expected"]["verdict"] == "moved"
    assert located(told) == [("payment_rate", {"platform": "mobile"})]


def test_unchanged_funnel_names_nothing(clicks: Base, tmp_path: Path) -> None:
    told = explain(clicks, tmp_path, "2024-06-10", None, "from rows")

    assert told["expected"]["verdict"] == "noise"
    assert located(told) == []


@pytest.mark.parametrize(("share", "verdict"), [(0.3, "noise"), (0.8, "moved")])
def test_riders_of_one_kind_who_stay_away_are_told_as_that_branch(
    bikes: Base, tmp_path: Path, share: float, verdict: str
) -> None:
    gone = f"if({MAY}, floor({share} * registered)::bigint, 0)"
    sql = f"select * replace (registered - {gone} as registered, cnt - {gone} as cnt) from rows"

    told = explain(bikes, tmp_path, "2012-05-21", None, sql, grain="week")

    # 34,993 rentals by members in the week before, of 45,828
    branches = {each["metric"]: each["share"] for each in told["branches"]}
    assert branches["registered_rentals"] > 0.99
    assert told["expected"]["verdict"] == verdict
