"""The page of what moved in a real browser: its order, one story told once, the way into why, and nothing to tell."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from .conftest import OpenPage
from .fake_workspace import FakeWorkspace

READY = "[data-moved]"


def document(base: str, asked: str = "") -> Any:
    with urlopen(f"{base}/api/v1/pages/moved{asked}") as answer:
        return json.load(answer)


def all_of(rows: list[Any]) -> list[Any]:
    return [each for row in rows for each in [row, *all_of(row["below"])]]


def test_rows_stand_in_the_order_of_the_document_each_metric_once(demo: str, open_page: OpenPage) -> None:
    page = document(demo)
    assert page["moved"]
    with open_page(f"{demo}/moved?lang=en", ready=READY) as opened:
        shown = opened.locator("[data-mover]")
        assert [row.get_attribute("data-mover") for row in shown.all()] == [r["metric"] for r in all_of(page["moved"])]
        expect(opened.locator("[data-card=read]")).to_contain_text(page["sentence"]["en"])
        quiet = opened.locator("[data-card=noise] li")
        expect(quiet).to_have_count(len(page["within_noise"]))


def test_name_leads_to_why_it_moved_in_its_own_period(demo: str, open_page: OpenPage) -> None:
    first = document(demo)["moved"][0]
    with open_page(f"{demo}/moved?lang=en", ready=READY) as opened:
        opened.locator(f"[data-mover={first['metric']}] h2 a").first.click()
        opened.wait_for_selector(f"[data-why={first['metric']}]")
        assert f"at={first['period']['start']}" in opened.url
        assert f"grain={first['grain']}" in opened.url


def test_page_stands_in_the_rail_and_keeps_the_period(demo: str, open_page: OpenPage) -> None:
    week = document(demo)["versus"]["start"]
    with open_page(f"{demo}/?lang=en&at={week}", ready="[data-north-star]") as opened:
        opened.get_by_role("navigation").get_by_role("link", name="What moved").click()
        opened.wait_for_selector(READY)
        assert f"at={week}" in opened.url
        expect(opened.locator("[data-card=read]")).to_contain_text(document(demo, f"?at={week}")["sentence"]["en"])


def test_broken_guardrail_is_told_by_shape_and_words(demo: str, open_page: OpenPage) -> None:
    broken = [row["metric"] for row in document(demo)["moved"] if row["guardrail_broken"]]
    with open_page(f"{demo}/moved?lang=zh", ready=READY) as opened:
        marked = opened.locator("[data-broken=true]")
        assert [row.get_attribute("data-mover") for row in marked.all()] == broken
        for row in marked.all():
            expect(row).to_contain_text("护栏越限")
            expect(row.locator("svg[data-status=off]").first).to_be_visible()


def test_nothing_moved_is_a_page_with_a_sentence(made_up: tuple[FakeWorkspace, str], open_page: OpenPage) -> None:
    _, url = made_up
    with open_page(f"{url}/moved?lang=en", ready="[data-moved='0']") as opened:
        expect(opened.locator("[data-card=read]")).to_contain_text("Nothing moved beyond noise.")
        assert opened.locator("[data-mover]").count() == 0
        expect(opened.locator("[data-card=noise]")).to_be_visible()


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_nothing_hangs_over_the_edge(demo: str, open_page: OpenPage, size: str) -> None:
    with open_page(f"{demo}/moved?lang=en", size=size, ready=READY) as opened:
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
        wide = (
            "[...document.querySelectorAll('[data-moved] *')].filter(e => e.getBoundingClientRect().right > innerWidth)"
        )
        assert opened.evaluate(f"{wide}.length") == 0


def test_why_page_says_whether_the_answer_holds(demo: str, open_page: OpenPage) -> None:
    with urlopen(f"{demo}/api/v1/pages/why/weekly_engaged_listeners") as answer:
        told = json.load(answer)["robustness"]
    with open_page(f"{demo}/why/weekly_engaged_listeners?lang=zh", ready="[data-card=robustness]") as opened:
        for check in told["checks"]:
            expect(opened.locator(f"[data-check={check['code']}]")).to_contain_text(check["reason"]["zh"])
