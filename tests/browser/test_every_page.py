"""Every page in both languages, light and dark, on a desk, on a phone and on paper: no error, no stranger, no barrier."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import OpenPage
from .pages import PAGES, BoardPage
from .paper import letters_in

LOOKS = [(size, theme) for size in ("desk", "phone") for theme in ("light", "dark")]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name.replace(" ", "-"))


@every_page
@pytest.mark.parametrize(("size", "theme"), LOOKS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_has_no_barrier(  # noqa: PLR0917  (what is varied)
    demo: str, open_page: OpenPage, page: BoardPage, language: str, size: str, theme: str
) -> None:
    with open_page(page.at(demo, language), size=size, theme=theme, ready=page.ready) as opened:
        settle(opened, page, size)
        expect(opened.locator("h1")).to_have_text(page.titles[language])
        assert opened.locator("html").get_attribute("data-theme") == theme
        assert barriers(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


@every_page
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_red_for_up_and_green_for_down_have_no_barrier(
    demo: str, open_page: OpenPage, page: BoardPage, theme: str
) -> None:
    with open_page(page.at(demo, "zh"), theme=theme, ready=page.ready) as opened:
        opened.evaluate("document.documentElement.dataset.direction = 'red-up'")
        settle(opened, page, "desk")
        assert barriers(opened) == []


@every_page
@pytest.mark.parametrize("language", ["zh", "en"])
def test_paper_has_the_page_in_its_own_letters_light_whatever_the_screen(
    demo: str, open_page: OpenPage, page: BoardPage, language: str
) -> None:
    with open_page(page.at(demo, language), theme="dark", ready=page.ready) as opened:
        settle(opened, page, "desk")
        opened.emulate_media(media="print")
        expect(opened.locator("html")).to_have_attribute("data-theme", "light")
        # What only paper needs may arrive after the page.
        expect(opened.get_by_text(page.on_paper[language]).locator("visible=true").first).to_be_visible()
        expect(opened.locator("nav.no-print").first).to_be_hidden()
        wide = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0
        opened.emulate_media(media="null")  # "screen" would be printed as it is on the screen
        opened.evaluate("document.fonts.ready.then(() => true)")
        printed = opened.pdf(format="A4", print_background=True)
    assert printed.startswith(b"%PDF-")
    missing = set(page.on_paper[language]) - letters_in(printed) - {" "}
    assert missing == set()


@pytest.mark.parametrize("overlay", ["Control+k", "?"])
def test_overlays_have_no_barrier(demo: str, open_page: OpenPage, overlay: str) -> None:
    with open_page(demo, ready="[data-north-star]") as page:
        page.keyboard.press(overlay)
        expect(page.locator("dialog")).to_be_visible()
        assert barriers(page) == []


def settle(opened: Any, page: BoardPage, size: str) -> None:
    """Wait for what arrives after the page: the chart, and the reason."""
    if page.settled and size == "desk":
        opened.wait_for_selector(page.settled)


def barriers(page: Any) -> list[tuple[str, list[str]]]:
    """Violations of WCAG 2.2 AA and of axe's best practices, with the elements."""
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"]][:4]) for each in found]
