"""Every page in both languages, light and dark, on a desk and on a phone: no error, no stranger, no barrier."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import OpenPage

PAGES = {"tree": "/tree?", "tree with a guardrail open": "/tree?metric=crash_rate&"}
LOOKS = [(size, theme) for size in ("desk", "phone") for theme in ("light", "dark")]
TITLES = {"zh": "指标树", "en": "Metric tree"}


@pytest.mark.parametrize(("size", "theme"), LOOKS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_page_has_no_barrier(  # noqa: PLR0917  (what is varied)
    demo: str, open_page: OpenPage, page: str, language: str, size: str, theme: str
) -> None:
    with open_page(f"{demo}{PAGES[page]}lang={language}", size=size, theme=theme) as opened:
        settle(opened, size)
        expect(opened.locator("h1")).to_have_text(TITLES[language])
        assert opened.locator("html").get_attribute("data-theme") == theme
        assert barriers(opened) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_red_for_up_and_green_for_down_have_no_barrier(demo: str, open_page: OpenPage, theme: str) -> None:
    with open_page(demo, theme=theme) as page:
        page.evaluate("document.documentElement.dataset.direction = 'red-up'")
        settle(page, "desk")
        assert barriers(page) == []


@pytest.mark.parametrize("overlay", ["Control+k", "?"])
def test_overlays_have_no_barrier(demo: str, open_page: OpenPage, overlay: str) -> None:
    with open_page(demo) as page:
        page.keyboard.press(overlay)
        expect(page.locator("dialog")).to_be_visible()
        assert barriers(page) == []


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_nothing_hangs_over_the_edge(demo: str, open_page: OpenPage, size: str) -> None:
    with open_page(f"{demo}/tree?lang=en", size=size) as page:
        settle(page, size)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def settle(page: Any, size: str) -> None:
    """Wait for what arrives after the page: the chart, and the reason."""
    if size == "desk" or page.locator("[data-panel]").count():
        page.wait_for_selector("[data-panel] canvas")


def barriers(page: Any) -> list[tuple[str, list[str]]]:
    """Violations of WCAG 2.2 AA and of axe's best practices, with the elements."""
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"]][:4]) for each in found]
