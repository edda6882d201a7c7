"""The North Star page in use: what it says, what it does not draw again, its image, and the tour on a wall."""

from __future__ import annotations

import base64
import re
import struct
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from beichen.domain.annotation import Note
from beichen.domain.observation import Reason
from beichen.domain.pace import PaceVerdict
from beichen.domain.time import Grain
from beichen.workspace.pacing import Pace

from .conftest import OpenPage
from .fake_workspace import FakeWorkspace
from .music_app import STAR
from .serving import weeks_running

MadeUp = tuple[FakeWorkspace, str]
READY = "[data-north-star]"


def card(page: Any, name: str) -> Any:
    return page.locator(f"[data-card={name}]")


def side(page: Any, metric: str) -> Any:
    return page.locator(f"[data-side={metric}]")


def test_number_change_reason_and_stamp_are_on_the_first_screen(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/?lang=en", ready=READY) as page:
        page.wait_for_selector("[data-card=trend] canvas")
        expect(page.locator(f"[data-value={STAR}]")).to_have_text(re.compile(r"^\d"))
        expect(card(page, "hero")).to_contain_text(re.compile(r"vs Week \d+, 2026"))
        expect(card(page, "hero")).to_contain_text("What it stands for")
        expect(page.get_by_text(re.compile("^Data through .+ · Computed "))).to_be_visible()
        frame = page.locator(READY)
        assert frame.evaluate("each => each.scrollHeight <= each.clientHeight")


def test_reason_and_movers_lead_to_why(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/?lang=en", ready=READY) as page:
        hero = card(page, "hero").get_by_role("link", name="Why, in full")
        assert hero.get_attribute("href") == f"/why/{STAR}?lang=en"
        mover = card(page, "movers").locator("[data-mover]").first
        assert mover.get_attribute("href") == f"/why/{mover.get_attribute('data-mover')}?lang=en"


def test_shift_click_copies_every_digit_of_the_number(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    exact = workspace.series([STAR], Grain.WEEK)[STAR][-2].value
    with open_page(f"{url}/?lang=en", ready=READY) as page:
        page.locator(f"[data-value={STAR}] .number").click(modifiers=["Shift"])
        expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
        assert float(page.evaluate("navigator.clipboard.readText()")) == exact


def test_guardrail_beyond_its_limit_is_broken_by_shape_and_word(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    workspace.lift("crash_rate", 10)
    with open_page(f"{url}/?lang=en", ready=READY) as page:
        crash = side(page, "crash_rate")
        assert crash.get_attribute("data-status") == "off"
        assert crash.locator("svg[data-status=off]").count() == 1
        expect(crash).to_contain_text("broken")


def test_outcomes_say_that_they_validate_and_never_replace(made_up: MadeUp, open_page: OpenPage) -> None:
    _, url = made_up
    with open_page(f"{url}/?lang=zh", ready=READY) as page:
        expect(card(page, "outcomes")).to_contain_text("以财务结果验证北极星指标，而不取代它")


def test_value_that_cannot_be_told_has_its_reason_and_no_movers(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    workspace.undetermined[STAR] = Reason.ZERO_DENOMINATOR
    with open_page(f"{url}/?lang=en", ready=READY) as page:
        expect(card(page, "hero")).to_contain_text("Not applicable")
        expect(card(page, "hero")).to_contain_text("the denominator is 0")


def test_project_that_has_chosen_none_is_told_how_to(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    workspace.project = replace(workspace.project, tree=None)
    with open_page(f"{url}/?lang=zh", ready="text=尚未选定北极星指标") as page:
        expect(page.get_by_text("north_star:")).to_be_visible()


def test_running_period_tells_where_it_is_likely_to_close(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    workspace.kept_paces[STAR] = Pace(
        metric=STAR,
        grain=Grain.WEEK,
        period=workspace.project.calendar.period(date(2026, 11, 23), Grain.WEEK),
        through=date(2026, 11, 24),
        days=2,
        so_far=21_400,
        projected=50_120.4,
        low=48_900.0,
        high=51_300.0,
        periods=26,
        objective=None,
        key_result=None,
        target=52_000.0,
        verdict=PaceVerdict.SHORT,
    )
    with open_page(f"{url}/?lang=en", ready=READY) as page:
        goal = card(page, "goal")
        expect(goal).to_contain_text("Pace of Week 48, 2026")
        expect(goal).to_contain_text("likely to close at 50,120")
        expect(goal).to_contain_text("between 48,900 and 51,300, nine times in ten")
        expect(goal).to_contain_text("Likely to fall short")
        expect(goal).to_contain_text("21,400 through 24 Nov")


@pytest.mark.parametrize("address", ["/nowhere", "/metrics/plays/more"])
def test_address_of_no_page_leads_to_the_north_star(demo: str, open_page: OpenPage, address: str) -> None:
    with open_page(f"{demo}{address}?lang=en", ready="text=There is no such page") as page:
        page.get_by_role("link", name="To the North Star").click()
        expect(page.locator("h1")).to_have_text("North Star")


def test_trend_can_be_read_as_a_table_with_the_same_periods(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/?lang=en", ready=READY) as page:
        trend = card(page, "trend")
        trend.get_by_role("button", name="As a table").click()
        running = weeks_running(demo)
        expect(trend.get_by_role("row")).to_have_count(1 + 26 + running)  # the first is the heading
        expect(trend.get_by_role("row").filter(has_text="partial")).to_have_count(running)
        trend.get_by_role("button", name="As a chart").click()
        expect(trend.locator("canvas")).to_be_visible()


def test_note_is_a_letter_on_the_trend_and_a_line_that_takes_the_focus(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    note = Note(
        begins_on=date(2026, 10, 6), ends_on=date(2026, 10, 6), text="新首页全量上线", metric=STAR, author="lin"
    )
    workspace.state.annotations.add(note)
    with open_page(f"{url}/?lang=zh", ready=READY) as page:
        page.wait_for_selector("[data-card=trend] canvas")
        line = card(page, "trend").get_by_role("button", name="新首页全量上线")
        expect(line).to_contain_text("10月6日")
        line.focus()
        expect(page.locator(".chart-tip")).to_contain_text("新首页全量上线")


def test_changed_guardrail_is_drawn_again_and_nothing_else_is(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    with open_page(f"{url}/?lang=en", ready=READY) as page:
        page.wait_for_selector("[data-card=trend] canvas")
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        count_drawings(page)
        before = side(page, "crash_rate").text_content()
        workspace.lift("crash_rate", 1.3)
        expect(side(page, "crash_rate")).not_to_have_text(before, timeout=10_000)
        page.wait_for_timeout(500)
        assert set(page.evaluate("window.drawings")) == {"crash_rate"}


def test_changed_card_of_the_tree_is_drawn_again_and_no_other_is(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    with open_page(f"{url}/tree?lang=en&metric=none", ready="[data-metric=crash_rate]") as page:
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        page.wait_for_timeout(500)
        count_drawings(page)
        crash = page.locator("[data-metric=crash_rate]")
        before = crash.text_content()
        workspace.lift("crash_rate", 1.3)
        expect(crash).not_to_have_text(before, timeout=10_000)
        page.wait_for_timeout(500)
        assert set(page.evaluate("window.drawings")) == {"crash_rate"}


def test_tick_without_news_draws_nothing(made_up: MadeUp, open_page: OpenPage) -> None:
    workspace, url = made_up
    with open_page(f"{url}/?lang=en", ready=READY) as page:
        page.wait_for_selector("[data-card=trend] canvas")
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
        count_drawings(page)
        with page.expect_response(re.compile("pages/north-star"), timeout=10_000):
            workspace.lift("push_open_rate", 1.2)  # not on this page
        page.wait_for_timeout(500)
        assert page.evaluate("window.drawings") == []


@pytest.mark.parametrize(("language", "theme"), [("zh", "dark"), ("en", "light")])
def test_image_of_the_card_has_its_size_its_inks_and_goes_to_the_clipboard(
    demo: str, open_page: OpenPage, language: str, theme: str
) -> None:
    names = {"zh": ("分享为图片", "复制图片", "图片已复制"), "en": ("Share as an image", "Copy image", "Image copied")}
    share, copy, copied = names[language]
    with open_page(f"{demo}/?lang={language}", theme=theme, ready=READY) as page:
        card(page, "hero").get_by_role("button", name=share).click()
        canvas = page.locator(f"canvas[data-drawn={theme}]")
        expect(canvas).to_be_visible()
        image = base64.b64decode(canvas.evaluate("each => each.toDataURL()").split(",")[1])
        assert image.startswith(b"\x89PNG")
        assert struct.unpack(">II", image[16:24]) == (1440, 840)
        ground, inks = canvas.evaluate(INKS)
        assert sum(ground) < 150 if theme == "dark" else sum(ground) > 700
        assert inks > 0.02  # of the image is not ground
        page.get_by_role("button", name=copy).click()
        expect(page.get_by_role("status").filter(has_text=copied)).to_be_visible(timeout=20_000)
        assert page.evaluate("navigator.clipboard.read().then(items => items[0].types[0])") == "image/png"


def test_wall_goes_from_page_to_page_and_asks_for_nothing_twice(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/?lang=en&tv=1&every=2&show=star&show=tree", ready=READY) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        expect(page.get_by_role("navigation", name="Pages")).to_have_count(0)
        expect(page.locator("h1")).to_have_text("Metric tree", timeout=5_000)
        expect(page.locator("h1")).to_have_text("North Star", timeout=5_000)
        expect(page.locator("h1")).to_have_text("Metric tree", timeout=5_000)
        assert "tv=1" in page.url
        assert sum("pages/tree" in each for each in asked) == 1
        assert not any("pages/north-star" in each for each in asked)


def test_wall_waits_while_somebody_is_there(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/?lang=en&tv=1&every=2&show=star&show=tree", ready=READY) as page:
        page.mouse.move(300, 300)
        page.mouse.move(340, 320)
        expect(page.get_by_role("img", name="Paused")).to_be_visible()
        page.wait_for_timeout(3_000)
        expect(page.locator("h1")).to_have_text("North Star")
        page.get_by_role("button", name="Leave TV mode").click()
        expect(page.get_by_role("navigation", name="Pages")).to_be_visible()


def test_wall_shows_the_whole_page_without_a_scroll(demo: str, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{demo}/?lang=zh&tv=1&every=0")
    page.wait_for_selector("[data-card=trend] canvas")
    assert page.locator(READY).evaluate("each => each.scrollHeight <= each.clientHeight")
    size = page.locator(f"[data-value={STAR}]").evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    assert size > 100
    context.close()


def count_drawings(page: Any) -> None:
    page.evaluate("() => { window.drawings = []; window.boardDrawn = card => window.drawings.push(card); }")


# The colour of a corner, and how much of the image has another one.
INKS = """canvas => {
  const { width, height } = canvas;
  const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  const ground = [...pixels.slice((width - 1) * 4, (width - 1) * 4 + 3)];
  let others = 0;
  for (let at = 0; at < pixels.length; at += 4)
    if (Math.abs(pixels[at] - ground[0]) + Math.abs(pixels[at + 1] - ground[1]) > 40) others += 1;
  return [ground, others / (width * height)];
}"""
