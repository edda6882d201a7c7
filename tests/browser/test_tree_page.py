"""The tree page in use: by mouse, by keyboard, on a phone, on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from beichen.domain.observation import Reason

from .conftest import OpenPage
from .fake_workspace import FakeWorkspace
from .music_app import STAR

MadeUp = tuple[FakeWorkspace, str]


def card(page: Any, metric: str) -> Any:
    return page.locator(f'button[data-metric="{metric}"]')


def title(page: Any) -> Any:
    return page.locator("[data-panel] h2")


def test_click_on_a_card_opens_its_panel_and_the_address_says_so(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en") as page:
        expect(title(page)).to_have_text("Weekly listeners on 3+ days")
        card(page, "engaged_share").click()
        expect(title(page)).to_have_text("Engaged share")
        assert "metric=engaged_share" in page.url
        page.go_back()
        expect(title(page)).to_have_text("Weekly listeners on 3+ days")


def test_whoever_opens_the_address_sees_the_same(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en&grain=month&metric=engaged_share") as page:
        expect(title(page)).to_have_text("Engaged share")
        expect(page.get_by_role("button", name="Month", exact=True)).to_have_attribute("aria-pressed", "true")


def test_language_switch_keeps_what_is_looked_at(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=zh&metric=engaged_share&grain=month") as page:
        page.get_by_role("button", name="EN", exact=True).click()
        expect(title(page)).to_have_text("Engaged share")
        assert page.locator("html").get_attribute("lang") == "en"
        assert {"metric=engaged_share", "grain=month"} <= set(page.url.split("?")[1].split("&"))
        page.goto(demo)  # remembered, without a word in the address
        expect(page.locator("h1")).to_have_text("Metric tree")


def test_whole_path_by_keyboard(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en") as page:
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.dataset.metric"):
                break
        assert focused(page) == "weekly_engaged_listeners"
        page.keyboard.press("ArrowRight")
        first = focused(page)
        assert first != "weekly_engaged_listeners"
        page.keyboard.press("ArrowDown")
        assert focused(page) not in {first, "weekly_engaged_listeners"}
        page.keyboard.press("Home")
        page.keyboard.press("ArrowRight")
        assert focused(page) == first
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        page.keyboard.press("Enter")
        expect(card(page, first)).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("Escape")
        expect(page.locator("[data-panel]")).to_have_count(0)


def test_palette_finds_a_metric_by_its_other_name_or_its_owner(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en") as page:
        page.keyboard.press("Control+k")
        expect(page.get_by_role("combobox")).to_be_focused()
        page.keyboard.type("深度听众占比")
        page.keyboard.press("Enter")
        expect(title(page)).to_have_text("Engaged share")
        page.keyboard.press("Control+k")
        expect(page.get_by_role("combobox")).to_be_focused()
        page.keyboard.type("no such thing")
        expect(page.get_by_text("Nothing matches")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)


def test_one_key_changes_the_length_of_the_period_and_two_step_through_it(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en") as page:
        page.keyboard.press("d")
        expect(page.get_by_role("button", name="Day", exact=True)).to_have_attribute("aria-pressed", "true")
        picker = page.get_by_role("button", name="Choose the period")
        expect(picker).to_have_text(re.compile("20\\d\\d"))
        latest = picker.inner_text()
        page.keyboard.press("[")
        expect(picker).not_to_have_text(latest)
        page.keyboard.press("]")
        expect(picker).to_have_text(latest)


def test_period_is_chosen_by_its_name_and_compared_with_another(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en") as page:
        page.get_by_role("button", name="Choose the period").click()
        shown = page.get_by_role("group", name="Shown").get_by_role("radio")
        shown.nth(4).click()
        versus = page.get_by_role("group", name="Compared with").get_by_role("radio")
        versus.nth(8).click()
        assert {"at", "versus"} <= {pair.split("=")[0] for pair in page.url.split("?")[1].split("&")}
        page.keyboard.press("Escape")
        expect(page.get_by_role("group", name="Shown")).to_have_count(0)


def test_shift_click_copies_the_exact_value_and_does_not_open_the_card(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    exact = workspace.series(["engaged_share"], workspace.project.metrics[STAR].grain)["engaged_share"][-2].value
    with open_page(f"{url}/tree?lang=en") as page:
        card(page, "engaged_share").get_by_text("%", exact=False).first.click(modifiers=["Shift"])
        expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
        assert float(page.evaluate("navigator.clipboard.readText()")) == exact
        expect(title(page)).to_have_text("Weekly listeners on 3+ days")


def test_card_that_got_a_new_value_is_shown_at_once(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    with open_page(f"{url}/tree?lang=en") as page:
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        before = card(page, "sign_ups").inner_text()
        workspace.lift("sign_ups", 1.5)
        expect(card(page, "sign_ups")).not_to_have_text(before, timeout=10_000)


def test_page_says_that_it_is_offline_and_keeps_what_it_has(browser: Any, open_page: OpenPage) -> None:
    from .serving import serve_in_thread

    with serve_in_thread(FakeWorkspace()) as url:
        context = open_page(f"{url}/tree?lang=en", allowed=("ERR_",))
        page = context.__enter__()
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
    expect(page.get_by_text("Offline", exact=True)).to_be_visible(timeout=15_000)
    expect(card(page, STAR)).to_be_visible()
    context.__exit__(None, None, None)


def test_five_absences_are_five_texts(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    workspace.undetermined = {"search_success": Reason.NO_ROWS, "crash_rate": Reason.ZERO_DENOMINATOR}
    workspace.still = {"tracks_per_listener"}
    with open_page(f"{url}/tree?lang=en") as page:
        expect(card(page, "search_success")).to_contain_text("No data")
        expect(card(page, "crash_rate")).to_contain_text("Not applicable")
        expect(card(page, "tracks_per_listener")).to_contain_text("No change")
        page.goto(f"{url}/tree?lang=en&at=2026-11-23")
        expect(page.locator("[data-panel]")).to_contain_text("Partial period")
    with open_page(f"{url}/tree?lang=en&at=2020-01-06", allowed=("400",), ready="[role=alert]") as page:
        expect(page.get_by_role("alert").first).to_contain_text("Could not be loaded")


def test_error_says_what_to_do_and_can_be_tried_again(made_up: MadeUp, open_page: OpenPage) -> None:
    _, url = made_up
    with open_page(f"{url}/tree?lang=en&metric=weekly_engaged_listner", allowed=("404",), ready="[role=alert]") as page:
        alert = page.get_by_role("alert").first
        expect(alert).to_contain_text("'weekly_engaged_listner' is not defined")
        expect(alert).to_contain_text("did you mean 'weekly_engaged_listeners'?")
        assert alert.get_by_role("button", name="Try again").is_enabled()


def test_red_for_up_recolours_direction_and_leaves_status_alone(made_up: MadeUp, open_page: OpenPage) -> None:
    _, url = made_up
    with open_page(f"{url}/tree?lang=zh") as page:
        rising = card(page, "sign_ups").locator("[data-tone][data-direction=up]")
        status = card(page, "active_listeners").locator("svg[data-status]")
        before, mark = colour(rising), colour(status)
        page.get_by_role("button", name="设置").first.click()
        page.get_by_role("radio", name="红涨绿跌").check()
        assert colour(rising) != before
        assert colour(status) == mark


def test_phone_shows_the_list_and_opens_a_metric_over_it(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en", size="phone") as page:
        assert page.locator(".react-flow").count() == 0
        rows = page.locator("[data-row]")
        assert rows.count() > 20
        assert rows.first.get_attribute("data-row") == "weekly_engaged_listeners"
        page.locator('[data-row="engaged_share"]').tap()
        expect(title(page)).to_have_text("Engaged share")
        page.get_by_role("button", name="Close panel").tap()
        expect(page.locator("[data-panel]")).to_have_count(0)


def test_tv_mode_leaves_only_the_tree_and_its_panel(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en") as page:
        page.keyboard.press("t")
        expect(page.get_by_role("navigation", name="Pages")).to_be_hidden()
        expect(card(page, "weekly_engaged_listeners")).to_be_visible()
        page.keyboard.press("t")
        expect(page.get_by_role("navigation", name="Pages")).to_be_visible()


def test_paper_has_every_metric_and_the_reason(demo: str, open_page: OpenPage, tmp_path: Path) -> None:
    with open_page(f"{demo}/tree?lang=en") as page:
        page.wait_for_selector("[data-panel] canvas")
        page.emulate_media(media="print")
        for text in ("Crash rate", "Push open rate"):
            expect(page.locator("[data-row]").filter(has_text=text).first).to_be_visible()
        expect(page.locator(".react-flow")).to_be_hidden()
        printed = page.pdf(path=tmp_path / "tree.pdf", format="A4", print_background=True)
        assert printed.startswith(b"%PDF-")
        assert len(printed) > 30_000


def test_chinese_letters_come_from_the_package(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=zh") as page:
        assert page.evaluate("document.fonts.check('16px \"Noto Sans SC Variable\"', '北极星')")
        assert page.evaluate("document.fonts.check('16px \"Inter Variable\"', 'North')")


@pytest.mark.parametrize("address", ["/nowhere", "/metrics/plays/more"])
def test_address_of_no_page_leads_back_to_the_tree(demo: str, open_page: OpenPage, address: str) -> None:
    with open_page(f"{demo}{address}?lang=en", ready="text=There is no such page") as page:
        page.get_by_role("link", name="To the metric tree").click()
        expect(page.locator("h1")).to_have_text("Metric tree")


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.dataset.metric"))


def colour(element: Any) -> str:
    return str(element.evaluate("element => getComputedStyle(element).color"))
