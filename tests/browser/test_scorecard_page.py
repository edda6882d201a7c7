"""The scorecard in use: order, groups and filters in the address, the keyboard, a file of what is seen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from beichen.domain.time import Grain

from .conftest import OpenPage
from .fake_workspace import FakeWorkspace
from .music_app import STAR

READY = "[data-scorecard] [data-row]"
MadeUp = tuple[FakeWorkspace, str]


def rows(page: Any) -> list[str]:
    """The metrics, from top to bottom."""
    found: list[str] = page.locator(READY).evaluate_all("each => each.map(row => row.dataset.row)")
    return found


def statuses(page: Any) -> set[str]:
    found: list[str] = page.locator(READY).evaluate_all("each => each.map(row => row.dataset.status)")
    return set(found)


def test_every_metric_stands_under_its_team_the_north_star_first(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/scorecard?lang=en", ready=READY) as page:
        assert rows(page)[0] == STAR
        headings = page.locator("tbody th[scope=rowgroup] b").all_text_contents()
        assert headings == ["Growth", "Product", "Content", "Platform", "Trust", "Finance"]
        expect(page.get_by_text(re.compile(r"^(\d+) of \1 metrics$"))).to_be_visible()


def test_head_sorts_one_way_the_other_and_not(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/scorecard?lang=en&group=none", ready=READY) as page:
        as_written = rows(page)
        head = page.get_by_role("columnheader", name="Progress")
        for order, sort in (("ascending", "progress"), ("descending", "-progress"), ("none", None)):
            head.get_by_role("button").click()
            expect(head).to_have_attribute("aria-sort", order)
            assert ("sort=" + sort in page.url) if sort else ("sort=" not in page.url)
        assert rows(page) == as_written


def test_status_of_the_strip_shows_these_alone_and_keeps_its_count(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/scorecard?lang=en", ready=READY) as page:
        none = page.get_by_role("button", name=re.compile("^Only No target"))
        count = int(re.sub(r"\D", "", none.text_content() or ""))
        none.click()
        expect(none).to_have_attribute("aria-pressed", "true")
        assert "status=none" in page.url
        assert (statuses(page), len(rows(page))) == ({"none"}, count)
        none.click()
        assert "status" not in page.url


def test_filters_are_in_the_address_and_can_all_be_cleared(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/scorecard?lang=en", ready=READY) as page:
        everything = len(rows(page))
        page.get_by_label("Team", exact=True).first.select_option("trust")
        page.get_by_label("Role", exact=True).select_option("guardrail")
        assert rows(page) == ["negative_feedback_rate", "unsubscribe_rate"]
        page.get_by_label("Find", exact=True).fill("退订")
        page.wait_for_url("**text=*")
        assert rows(page) == ["unsubscribe_rate"]
        page.reload()
        page.wait_for_selector(READY)
        assert rows(page) == ["unsubscribe_rate"]
        page.get_by_label("Find", exact=True).fill("no such thing")
        expect(page.get_by_text("No metric matches")).to_be_visible()
        page.get_by_role("main").get_by_role("button", name="Clear filters").last.click()
        expect(page.locator(READY)).to_have_count(everything)
        expect(page.get_by_label("Find", exact=True)).to_have_value("")


def test_text_that_is_typed_makes_no_step_to_go_back_to(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/scorecard?lang=en", ready=READY) as page:
        steps = page.evaluate("history.length")
        page.get_by_label("Find", exact=True).press_sequentially("crash")
        page.wait_for_url("**text=crash*")
        assert page.evaluate("history.length") == steps


def test_keyboard_goes_from_metric_to_metric_and_opens_one(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/scorecard?lang=en&group=none&sort=metric", ready=READY) as page:
        order = rows(page)
        page.locator(f"[data-row={order[0]}] a").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.closest('[data-row]').dataset.row") == order[2]
        page.keyboard.press("End")
        assert page.evaluate("document.activeElement.closest('[data-row]').dataset.row") == order[-1]
        page.keyboard.press("Home")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/metrics/{order[0]}?lang=en")


def test_status_can_be_the_heading_worst_first(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/scorecard?lang=en&group=status", ready=READY) as page:
        shown = page.locator(READY).evaluate_all("each => each.map(row => row.dataset.status)")
        worst_first = ["off", "risk", "unknown", "ok", "none"]
        assert shown == sorted(shown, key=worst_first.index)


def test_file_holds_the_rows_that_are_seen_with_every_digit(
    made_up: MadeUp, open_page: OpenPage, tmp_path: Path
) -> None:
    workspace, url = made_up
    exact = workspace.series([STAR], Grain.WEEK)[STAR][-2].value
    with open_page(f"{url}/scorecard?lang=en&role=north_star", ready=READY) as page:
        with page.expect_download() as started:
            page.get_by_role("button", name="Download as CSV").click()
        file = tmp_path / started.value.suggested_filename
        started.value.save_as(file)
        page.get_by_role("button", name="Copy the table").click()
        expect(page.get_by_text("1 rows copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")

    head, row = file.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("metric,name,role,team,owner,status,grain,period,value,unit,")
    assert row.split(",")[0] == STAR
    assert str(exact) in row.split(",")
    assert copied.splitlines()[1].split("\t")[0] == STAR


def test_rows_are_cards_on_a_phone(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/scorecard?lang=zh", size="phone", ready=READY) as page:
        assert page.locator("table").count() == 0
        assert rows(page)[0] == STAR
        assert page.locator("[data-scorecard]").evaluate("each => each.scrollWidth <= each.clientWidth")


def test_one_changed_value_draws_one_row_again(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    with open_page(f"{url}/scorecard?lang=en", ready=READY) as page:
        page.wait_for_timeout(500)
        page.evaluate("() => { window.drawn = []; window.boardDrawn = (name) => window.drawn.push(name); }")
        before = page.locator("[data-row=crash_rate]").text_content()
        workspace.lift("crash_rate", 2)
        expect(page.locator("[data-row=crash_rate]")).not_to_have_text(before or "")
        assert set(page.evaluate("window.drawn")) == {"crash_rate"}
