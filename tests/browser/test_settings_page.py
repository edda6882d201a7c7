"""Settings are in force at once and everywhere, outlive the page, and go back to their defaults."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from .conftest import OpenPage
from .fake_workspace import FakeWorkspace
from .test_every_page import barriers

READY = "[data-card=project]"


@pytest.fixture
def settings(demo: str, open_page: OpenPage) -> Any:
    """Opens the settings of the demo's board."""

    def opened(language: str = "zh", **looks: Any) -> Any:
        return open_page(f"{demo}/settings?lang={language}", ready=READY, **looks)

    return opened


def example(page: Any, name: str) -> Any:
    return page.locator("[data-card=speech] dl > div", has_text=name).locator("dd")


@pytest.mark.parametrize(
    ("size", "theme"), [("desk", "light"), ("desk", "dark"), ("phone", "light"), ("phone", "dark")]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_has_no_barrier(settings: Any, language: str, size: str, theme: str) -> None:
    with settings(language, size=size, theme=theme) as page:
        expect(page.locator("h1")).to_have_text({"zh": "设置", "en": "Settings"}[language])
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_large_numbers_are_written_as_chosen_at_once_and_after_a_reload(settings: Any) -> None:
    with settings() as page:
        count = example(page, "计数")
        expect(count).to_have_text("128.4万")
        page.get_by_label("一律用 K、M、B").check()
        expect(count).to_have_text("1.3M")
        page.get_by_label("显示全部位数").check()
        expect(count).to_have_text("1,284,300")
        expect(example(page, "坐标轴")).to_have_text("45,000")

        page.reload()
        page.wait_for_selector(READY)
        expect(page.get_by_label("显示全部位数")).to_be_checked()


@pytest.mark.parametrize(("style", "written"), [("language", "万"), ("latin", "K"), ("full", ",")])
def test_large_numbers_are_written_as_chosen_on_every_card(
    made_up: tuple[FakeWorkspace, str], open_page: OpenPage, style: str, written: str
) -> None:
    _, url = made_up
    with open_page(f"{url}/settings?lang=zh", ready=READY) as page:
        page.evaluate(f"localStorage.setItem('beichen.settings', '{{\"numbers\": \"{style}\"}}')")
        page.goto(f"{url}/tree?lang=zh&metric=none")
        page.wait_for_selector("[data-metric] .number")
        cards = " ".join(page.locator("[data-metric]").all_inner_texts())
        # the music app counts listeners by the hundred thousand
        large = re.findall(r"[0-9]{1,3},[0-9]{3},?[0-9]*|[0-9.]+[万K]", cards)
        signs = {text[-1] if text[-1] in "万K" else "," for text in large if "," not in text or len(text) > 6}
        assert signs == {written}


def test_language_is_chosen_and_stays_in_the_address(settings: Any) -> None:
    with settings() as page:
        page.get_by_label("English").check()
        expect(page.locator("h1")).to_have_text("Settings")
        expect(example(page, "A count")).to_have_text("1.3M")
        assert "lang=en" in page.url


def test_theme_and_colours_of_change_are_in_force_at_once(settings: Any) -> None:
    with settings("en") as page:
        page.get_by_label("Dark").check()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.get_by_label("红涨绿跌").check()
        expect(page.locator("html")).to_have_attribute("data-direction", "red-up")


def test_project_says_what_a_week_and_a_day_are_and_where_to_change_it(settings: Any) -> None:
    with settings("en") as page:
        facts = page.locator("[data-card=project]")
        expect(facts).to_contain_text("Monday")
        expect(facts).to_contain_text("Asia/Shanghai")
        expect(facts.locator("code")).to_have_text("beichen.yml")
        expect(facts.locator("input, select")).to_have_count(0)


def test_shortcuts_are_those_of_the_sheet(settings: Any) -> None:
    with settings("en") as page:
        listed = page.locator("[data-card=keyboard] dt").all_inner_texts()
        page.locator("h1").click()
        page.keyboard.press("?")
        sheet = page.locator("dialog dt")
        expect(sheet.first).to_be_visible()
        assert sheet.all_inner_texts() == listed


def test_person_is_kept_and_everything_goes_back_to_its_default(settings: Any) -> None:
    with settings("en") as page:
        who = page.locator("[data-card=you] select")
        who.select_option(index=1)
        chosen = who.input_value()
        page.get_by_label("Every digit").check()
        page.get_by_label("Dark").check()
        page.reload()
        page.wait_for_selector(READY)
        expect(page.locator("[data-card=you] select")).to_have_value(chosen)

        page.get_by_role("button", name="Back to defaults").click()

        expect(page.locator("[data-card=you] select")).to_have_value("")
        expect(page.locator("html")).to_have_attribute("data-theme", "light")
        # the project's own language, and with it its own way of writing numbers
        expect(page.locator("h1")).to_have_text("设置")
        expect(example(page, "计数")).to_have_text("128.4万")
        assert page.evaluate("localStorage.length") == 0


def test_settings_of_another_window_are_taken_over(settings: Any) -> None:
    with settings("en") as page:
        other = page.context.new_page()
        other.goto(page.url)
        other.wait_for_selector(READY)
        page.get_by_label("Every digit").check()
        expect(example(other, "A count")).to_have_text("1,284,300")


def test_menu_of_the_rail_leads_to_all_settings(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en") as page:
        page.get_by_role("navigation").get_by_role("button", name="Settings").click()
        page.get_by_role("link", name="All settings").click()
        expect(page.locator(READY)).to_be_visible()


def test_settings_that_cannot_be_read_are_the_defaults(settings: Any) -> None:
    with settings("en") as page:
        page.evaluate('localStorage.setItem(\'beichen.settings\', \'{"theme": 7, "numbers": "roman", "person": []}\')')
        page.reload()
        page.wait_for_selector(READY)
        expect(page.get_by_label("As the language writes them")).to_be_checked()
        expect(page.get_by_label("System")).to_be_checked()


def test_palette_leads_to_every_page_without_blanks(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/settings?lang=en", ready=READY) as page:
        page.locator("h1").click()
        page.keyboard.press("Control+k")
        page.locator("dialog input").fill("import a file")
        page.locator("dialog [cmdk-item]", has_text="Import a file").wait_for()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Import a file")
        assert page.url.endswith("/import?lang=en")
