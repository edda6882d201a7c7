"""Health on real data: what cannot be told is said, and nothing healthy is accused."""

from __future__ import annotations

from .conftest import Example


def test_online_retail_revenue_follows_its_customers_in_the_same_week(online_retail: Example) -> None:
    document = online_retail.workspace.health().as_dict()

    checks = {check["code"]: check for check in document["checks"]}
    assert document["verdict"] == "keep"
    assert checks["link"]["status"] == "ok"
    assert "still follows in the same period" in checks["link"]["reason"]["en"]
    assert checks["decoupling"]["status"] == "undetermined"


def test_oulad_has_too_few_exams_to_tell_a_link(oulad: Example) -> None:
    document = oulad.workspace.health().as_dict()

    checks = {check["code"]: check for check in document["checks"]}
    assert document["verdict"] == "keep"
    assert checks["link"]["status"] == "undetermined"
    assert "there is no link yet that could decay" in checks["link"]["reason"]["en"]
    assert document["judged"] < 7
