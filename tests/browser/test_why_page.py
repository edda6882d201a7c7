"""The Why page in a real browser: the whole explanation, its links, its states, on one sheet of paper."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from .conftest import OpenPage
from .fake_workspace import FakeWorkspace

STAR = "weekly_engaged_listeners"
READY = "[data-why]"
COLUMNS = {"en": "Contribution", "zh": "贡献"}


def document(base: str, metric: str = STAR, asked: str = "") -> Any:
    with urlopen(f"{base}/api/v1/pages/why/{metric}{asked}") as answer:
        return json.load(answer)


def number(text: str) -> float:
    """A number as the page writes it."""
    return float(re.sub(r"[^0-9.\-]", "", text.replace("−", "-")))


def test_parts_that_are_shown_add_up_to_the_change_that_is_shown(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/why/{STAR}?lang=en", ready=READY) as page:
        rows = page.locator("[data-card=split] li")
        amounts = [number(text) for text in rows.locator("span.number").all_inner_texts()]
        before, *parts, after = amounts
        assert before + sum(parts) == pytest.approx(after, abs=0.5 * len(parts) + 1)
        expect(page.locator("[data-unexplained] th")).to_have_text("Unexplained")


def test_every_driver_leads_to_its_own_explanation_of_the_same_periods(demo: str, open_page: OpenPage) -> None:
    asked = document(demo)
    at, versus = asked["period"]["start"], asked["versus"]["start"]
    with open_page(f"{demo}/why/{STAR}?lang=en&at={at}&versus={versus}", ready=READY) as page:
        page.locator("[data-branch=active_listeners] a").click()
        page.wait_for_selector("[data-why=active_listeners]")
        assert f"at={at}" in page.url
        assert f"versus={versus}" in page.url
        page.go_back()
        page.wait_for_selector(f"[data-why={STAR}]")


def test_copied_link_restores_the_explanation_exactly(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/why/{STAR}?lang=en", ready=READY) as page:
        page.get_by_role("button", name="Copy link to this explanation").click()
        expect(page.get_by_text("Link copied")).to_be_visible()
        link = page.evaluate("navigator.clipboard.readText()")
        shown = page.locator("[data-card=split]").inner_text()
    asked = document(demo)
    assert f"at={asked['period']['start']}" in link
    assert f"versus={asked['versus']['start']}" in link
    assert "grain=week" in link
    with open_page(link, ready=READY) as page:
        assert page.locator("[data-card=split]").inner_text() == shown


def test_other_dimension_is_chosen_with_the_keyboard_and_stands_in_the_address(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/why/{STAR}?lang=en", ready=READY) as page:
        choice = page.locator("[data-card=segments] [role=group] button")
        choice.nth(1).focus()
        page.keyboard.press("Enter")
        expect(choice.nth(1)).to_have_attribute("aria-pressed", "true")
        assert "dim=" in page.url
        page.reload()
        expect(page.locator("[data-card=segments] [role=group] button").nth(1)).to_have_attribute(
            "aria-pressed", "true"
        )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_columns_are_named_in_the_language_of_the_reader(demo: str, open_page: OpenPage, language: str) -> None:
    with open_page(f"{demo}/why/{STAR}?lang={language}", ready=READY) as page:
        expect(page.locator("[data-card=tree] thead")).to_contain_text(COLUMNS[language])


def test_partial_period_is_said_to_be_and_leads_to_the_latest_complete_one(demo: str, open_page: OpenPage) -> None:
    with urlopen(f"{demo}/api/v1/periods?grain=month") as answer:
        running = json.load(answer)["periods"][0]
    assert running["complete"] is False
    with open_page(f"{demo}/why/{STAR}?lang=en&grain=month&at={running['start']}", ready=READY) as page:
        expect(page.locator("[data-told=partial]")).to_be_visible()
        assert page.locator("[data-card=tree]").count() == 0
        page.get_by_role("button", name="Show the latest complete period").click()
        page.wait_for_selector("[data-card=tree]")
        assert "at=" not in page.url


def test_metric_without_drivers_says_so(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/why/crash_rate?lang=en", ready=READY) as page:
        expect(page.locator("[data-told]")).to_have_attribute("data-told", re.compile("no_drivers|still"))


def test_unknown_metric_is_said_to_be_with_a_suggestion(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/why/weekly_engaged_listener?lang=en", ready="h2", allowed=("404",)) as page:
        expect(page.locator("main")).to_contain_text("did you mean 'weekly_engaged_listeners'?")


def test_metric_that_did_not_change_says_so(made_up: tuple[FakeWorkspace, str], open_page: OpenPage) -> None:
    workspace, url = made_up
    workspace.still.update(workspace.rows)
    with open_page(f"{url}/why/{STAR}?lang=en", ready=READY) as page:
        expect(page.locator("[data-told=still], [data-told=no_drivers]")).to_be_visible()


def test_explanation_is_printed_on_one_sheet(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/why/{STAR}?lang=zh", ready="[data-card=events]") as page:
        sheet = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_panel_leads_to_the_whole_explanation(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?lang=en") as page:
        page.locator("[data-panel]").get_by_role("link", name="Why, in full").click()
        page.wait_for_selector(f"[data-why={STAR}]")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_nothing_hangs_over_the_edge(demo: str, open_page: OpenPage, size: str) -> None:
    with open_page(f"{demo}/why/{STAR}?lang=en", size=size, ready="[data-card=events]") as page:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        wide = (
            "[...document.querySelectorAll('[data-why] *')].filter(e => e.getBoundingClientRect().right > innerWidth)"
        )
        assert page.evaluate(f"{wide}.length") == 0


def test_what_coincides_comes_in_the_order_of_its_overlap_with_its_days_and_segments(
    demo: str, open_page: OpenPage
) -> None:
    asked = document(demo)["events"]
    assert [event["overlap"] for event in asked] == sorted((event["overlap"] for event in asked), reverse=True)
    assert (asked[0]["kind"], asked[0]["name"]) == ("outage", "android_crashes")
    with open_page(f"{demo}/why/{STAR}?lang=en", ready="[data-card=events]") as page:
        card = page.locator("[data-card=events]")
        expect(card).to_contain_text("not therefore a cause")
        first = card.locator("li").first
        expect(first).to_contain_text("Crashes on Android, rolled back")
        expect(first).to_contain_text("device = android")
        expect(first.get_by_role("img", name=f"Overlap {asked[0]['overlap']:.2f} of 1")).to_be_visible()
        expect(first.get_by_role("img", name="outage")).to_be_visible()


def test_influences_are_told_with_interval_words_and_what_they_rest_on(demo: str, open_page: OpenPage) -> None:
    asked = document(demo)["influences"]
    known = next(row for row in asked["rows"] if row["contribution"] is not None)
    low, high = known["low"], known["high"]
    assert low <= known["contribution"] <= high
    with open_page(f"{demo}/why/{STAR}?lang=en", ready=READY) as page:
        card = page.locator("[data-card=influences]")
        row = card.locator(f"[data-influence={known['metric']}]")
        expect(card).to_contain_text("association, not a cause")
        expect(row).to_contain_text("≈")
        expect(row).to_contain_text(known["estimate"]["words"]["en"])
        expect(row).to_contain_text("association over")
        expect(row.get_by_role("img")).to_have_count(1)
        expect(card).to_contain_text(asked["together"]["en"])
        expect(card.locator("[data-rest]")).to_have_count(len(asked["rests"]))


def test_segments_in_which_a_change_sits_stand_with_the_metric_where_it_starts(demo: str, open_page: OpenPage) -> None:
    metric = "active_listeners"
    rows = document(demo, metric)["located"]["rows"]
    with open_page(f"{demo}/why/{metric}?lang=en", ready=READY) as page:
        shown = page.locator("[data-card=located] [data-located]")
        expect(shown).to_have_count(len(rows))
        for index, row in enumerate(rows):
            for part in row["segment"]:
                expect(shown.nth(index)).to_contain_text(str(part["value"]))
            expect(shown.nth(index).locator("a")).to_have_text(row["metric"]["label"]["en"])


def test_where_no_segment_is_named_the_reason_stands_instead(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/why/listening_health?lang=zh", ready=READY) as page:
        expect(page.locator("[data-card=located]")).to_contain_text("未指出具体分群：各部分相加不等于总量。")
