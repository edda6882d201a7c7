"""From the palette to the tree to the reason, without a pointer."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import OpenPage


def test_palette_leads_to_the_tree_and_the_tree_to_the_reason(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/?lang=en", ready="[data-north-star]") as page:
        page.keyboard.press("Control+k")
        expect(page.locator("dialog input")).to_be_focused()
        page.keyboard.type("Metric tree")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Metric tree")
        expect(page.locator("[data-panel]")).to_be_visible()

        tab_to(page, "[data-metric=weekly_engaged_listeners]")
        page.keyboard.press("ArrowRight")
        chosen = page.evaluate("document.activeElement.dataset.metric")
        assert chosen not in {None, "weekly_engaged_listeners"}
        page.keyboard.press("Enter")
        expect(page.locator(f"[data-panel={chosen}]")).to_be_visible()

        tab_to(page, f"a[href^='/why/{chosen}']")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Why it moved")
        expect(page.locator("[data-why]")).to_be_visible()
        page.go_back()
        expect(page.locator("h1")).to_have_text("Metric tree")


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"the focus never comes to {wanted}")
