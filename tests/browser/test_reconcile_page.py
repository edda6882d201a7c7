"""The page of two numbers in use: ends are chosen, the walk is in the address and adds up."""

from __future__ import annotations

from playwright.sync_api import expect

from .conftest import OpenPage
from .music_app import STAR


def test_ends_are_chosen_and_walked(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/reconcile?lang=en", ready="[data-card=ask]") as page:
        expect(page.get_by_role("button", name="Walk")).to_be_disabled()
        page.get_by_label("Metric", exact=True).select_option(STAR)
        page.get_by_label("Another metric, or a number").fill("Weekly active listeners")
        page.keyboard.press("Enter")
        expect(page.locator("[data-card=walk] [data-step]")).to_have_count(1)
        assert f"a={STAR}" in page.url
        assert "b=active_listeners" in page.url
        expect(page.get_by_text("The steps add up to the difference exactly.")).to_be_visible()


def test_number_that_no_change_gives_stays_unexplained(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/reconcile?lang=en&a={STAR}&b=987654321", ready="[data-card=walk]") as page:
        # hundreds of definitions are computed
        expect(page.get_by_text("Unexplained")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("No change of one or two conditions gives this number")).to_be_visible()


def test_metric_page_leads_here(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/metrics/{STAR}?lang=en", ready="[data-card=definition]") as page:
        page.get_by_role("link", name="Somebody has another number?").click()
        expect(page.get_by_label("Metric", exact=True)).to_have_value(STAR)
