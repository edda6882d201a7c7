"""The tree page in use: by mouse, by keyboard, on a phone, on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

import beichen
from beichen.domain.observation import Reason

from .conftest import OpenPage
from .fake_workspace import FakeWorkspace
from .music_app import STAR
from .serving import serve_in_thread
from .wide_project import write_wide_project

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
        page.goto(f"{demo}/tree")  # remembered, without a word in the address
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
        expect(card(page, first)).to_have_attribute("aria-selected", "true")
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
def test_address_of_no_page_leads_back_to_the_north_star(demo: str, open_page: OpenPage, address: str) -> None:
    with open_page(f"{demo}{address}?lang=en", ready="text=There is no such page") as page:
        page.get_by_role("link", name="To the North Star").click()
        expect(page.locator("h1")).to_have_text("North Star")


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a board on a tree of 300 metrics, one more of which is only a draft."""
    folder = write_wide_project(tmp_path_factory.mktemp("wide") / "project", 300)
    (folder / "metrics" / "wishes.yml").write_text(
        "metrics: [{name: later, draft: true, owner: lin, label: {en: Later on, zh: 以后再说}}]\n", encoding="utf-8"
    )
    tree = (folder / "tree.yml").read_text(encoding="utf-8")
    drawn = tree.replace("m3: {identity: m10 + m11 + m12}", "m3: {identity: m10 + m11 + m12, influences: [later]}")
    assert drawn != tree
    (folder / "tree.yml").write_text(drawn, encoding="utf-8")
    with beichen.open(folder) as workspace, serve_in_thread(workspace) as url:
        yield url


def test_contribution_mode_shows_what_drivers_added_in_order_and_says_in_whose_unit(
    demo: str, open_page: OpenPage
) -> None:
    with open_page(f"{demo}/tree?lang=en") as page:
        page.get_by_role("button", name="Contribution", exact=True).click()
        assert "mode=contribution" in page.url
        expect(
            page.get_by_text("Contributions to the change of Weekly listeners on 3+ days, in listeners")
        ).to_be_visible()
        added = card(page, "active_listeners")
        expect(added).to_have_attribute("data-added", "true")
        expect(card(page, "weekly_engaged_listeners")).to_contain_text("Whole change")
        tops = [box(page, name)["y"] for name in ("active_listeners", "engaged_share")]
        amounts = [amount_in(page, name) for name in ("active_listeners", "engaged_share")]
        assert (tops[0] < tops[1]) == (amounts[0] > amounts[1])


def test_what_stays_unexplained_is_a_card_of_its_own_in_both_modes(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    workspace.leftovers = [{"parent": "active_listeners", "contribution": -250.0, "share": -0.4, "reason": None}]
    for mode in ("", "&mode=contribution"):
        with open_page(f"{url}/tree?lang=en{mode}") as page:
            rest = page.locator('[data-rest="true"]')
            expect(rest).to_contain_text("Unexplained")
            expect(rest).to_contain_text("−250")
            expect(rest).to_contain_text("the formula does not hold in the data")
    with open_page(f"{url}/tree?lang=en&mode=contribution", size="phone") as page:
        expect(page.locator('[data-row="? active_listeners"]')).to_contain_text("−250")


def test_slice_is_chosen_shown_everywhere_and_given_up_again(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en&metric=none", ready=".react-flow [data-metric]") as page:
        whole = card(page, STAR).text_content()
        page.get_by_role("button", name="Slice the tree: All").click()
        page.get_by_role("radio", name="first device").check()
        page.get_by_role("button", name="android", exact=True).click()
        expect(page.get_by_role("button", name="Slice the tree: first device = android")).to_be_focused()
        expect(card(page, STAR)).not_to_have_text(whole)
        assert "slice=first_device%3Aandroid" in page.url
        expect(page.locator("[data-metric] svg[data-status]")).to_have_count(0)
        page.get_by_role("button", name="Show all again").click()
        expect(card(page, STAR)).to_have_text(whole)


def test_metric_without_the_dimension_says_that_it_does_not_apply(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en&slice=device:ios") as page:
        expect(card(page, "store_visitors")).to_contain_text("Not applicable")
        expect(page.locator("[data-rest=true]").first).to_be_visible()


def test_slice_that_is_not_there_is_refused_with_a_way_out(demo: str, open_page: OpenPage) -> None:
    address = f"{demo}/tree?lang=en&slice=chanel:search"
    with open_page(address, allowed=("400",), ready="[role=alert]") as page:
        expect(page.get_by_role("alert").first).to_contain_text("did you mean 'channel'?")
        page.get_by_role("button", name="Show all again").click()
        expect(card(page, STAR)).to_be_visible()


def test_branches_are_folded_by_mouse_and_by_keyboard_and_the_address_says_so(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en&metric=none", ready=".react-flow [data-metric]") as page:
        active = card(page, "active_listeners")
        expect(active).to_have_attribute("aria-expanded", "true")
        page.locator(".react-flow__node", has=active).locator("button[aria-hidden]").click()
        expect(active).to_have_attribute("aria-expanded", "false")
        expect(card(page, "new_listeners")).to_have_count(0)
        assert "fold=active_listeners" in page.url
        active.focus()
        page.keyboard.press("ArrowRight")
        expect(active).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("-")
        expect(card(page, "new_listeners")).to_have_count(0)
        page.reload()
        expect(card(page, "active_listeners")).to_have_attribute("aria-expanded", "false")


def test_one_key_opens_so_many_levels(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en&metric=none", ready=".react-flow [data-metric]") as page:
        page.keyboard.press("2")
        expect(card(page, "active_listeners")).to_be_visible()
        expect(card(page, "new_listeners")).to_have_count(0)
        page.keyboard.press("+")
        expect(card(page, "new_listeners")).to_be_visible()
        assert "levels=3" in page.url


def test_search_leads_to_what_is_meant_and_opens_what_hides_it(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en&metric=none&levels=1", ready=".react-flow [data-metric]") as page:
        page.keyboard.press("s")
        page.keyboard.type("Sign-up rate")
        found = card(page, "sign_up_rate")
        expect(found).to_be_visible()
        expect(found).to_have_attribute("data-aside", "false")
        expect(card(page, STAR)).to_have_attribute("data-aside", "true")
        expect(page.get_by_text("1 of 1")).to_be_visible()
        page.keyboard.press("Escape")
        expect(found).to_have_count(0)


def test_tree_is_one_for_whoever_hears_it(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en") as page:
        tree = page.get_by_role("tree", name="Metric tree, from the North Star to what drives it")
        item = tree.get_by_role("treeitem", name="Engaged share")
        expect(item).to_have_attribute("aria-level", "2")
        expect(item).to_have_attribute("aria-setsize", "2")
        expect(tree.locator("[tabindex='0']")).to_have_count(1)
        assert tree.get_by_role("treeitem", name="Guardrails: Crash rate").count() == 1


def test_metric_that_is_opened_stands_out_with_what_is_around_it(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en&metric=weekly_retention") as page:
        for name in ("weekly_retention", "retained_listeners", STAR, "reopen_3d"):
            expect(card(page, name)).to_have_attribute("data-aside", "false")
        expect(card(page, "sign_ups")).to_have_attribute("data-aside", "true")


def test_three_hundred_metrics_open_three_levels_and_are_walked_beyond_what_is_drawn(
    wide: str, open_page: OpenPage
) -> None:
    with open_page(f"{wide}/tree?lang=en&metric=none", ready=".react-flow [data-metric]") as page:
        expect(page.locator(".react-flow [data-metric]")).to_have_count(14)
        page.keyboard.press("9")
        page.wait_for_url("**levels=9**")
        expect(page.get_by_role("img", name="Map of the tree")).to_be_visible()
        assert page.locator(".react-flow [data-metric]").count() < 120
        card(page, "m0").focus()
        page.keyboard.press("End")
        page.wait_for_function(
            "document.activeElement.dataset.metric === 'm120' || document.activeElement.dataset.metric === 'later'"
        )


def test_draft_is_dashed_says_who_is_asked_and_opens_nothing(wide: str, open_page: OpenPage) -> None:
    with open_page(f"{wide}/tree?lang=en&levels=4&find=later&metric=none", ready='[data-metric="later"]') as page:
        later = card(page, "later")
        expect(later).to_contain_text("Draft")
        expect(later).to_contain_text("林晓 is asked to define it")
        assert later.evaluate("element => getComputedStyle(element).borderStyle") == "dashed"
        later.click(force=True)
        expect(page.locator("[data-panel]")).to_have_count(0)


def test_phone_folds_searches_slices_and_tells_contributions_as_well(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en", size="phone") as page:
        page.get_by_role("button", name="Fold what drives Weekly active listeners").tap()
        expect(page.locator('[data-row="new_listeners"]')).to_have_count(0)
        page.get_by_role("button", name="Contribution", exact=True).tap()
        expect(page.locator('[data-row="engaged_share"]')).to_contain_text("%")
        page.get_by_role("searchbox", name="Find in the tree").fill("crash")
        expect(page.locator('[data-row="crash_rate"]')).to_have_attribute("data-aside", "false")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_paper_has_the_picture_and_the_list(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en") as page:
        page.wait_for_selector("[data-panel] canvas")
        page.wait_for_timeout(2000)  # what is only for paper is fetched when the page is at rest
        page.emulate_media(media="print")
        picture = page.get_by_role("img", name="Picture of the metric tree")
        expect(picture).to_be_visible()
        expect(picture).to_contain_text("Weekly active listeners")
        expect(page.locator("[data-row]").filter(has_text="Push open rate").first).to_be_visible()


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.dataset.metric"))


def colour(element: Any) -> str:
    return str(element.evaluate("element => getComputedStyle(element).color"))


def box(page: Any, metric: str) -> dict[str, float]:
    found = card(page, metric).bounding_box()
    assert found is not None
    return dict(found)


def amount_in(page: Any, metric: str) -> float:
    """The contribution that a card tells."""
    text = re.search(r"[+−]?[\d.,]+", card(page, metric).locator("span.number").first.inner_text())
    assert text is not None
    return float(text[0].replace("−", "-").replace(",", ""))
