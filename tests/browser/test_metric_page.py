"""The metric page in a real browser: trend, segments, explorer, definition, annotations; by mouse and by keyboard."""

from __future__ import annotations

import csv
import io
from typing import Any

from playwright.sync_api import expect

from .conftest import OpenPage
from .serving import weeks_running

STAR = "weekly_engaged_listeners"
READY = "[data-metric]"


def at(home: str, metric: str = STAR, **search: str) -> str:
    asked = "&".join(f"{key}={value}" for key, value in {"lang": "en", **search}.items())
    return f"{home}/metrics/{metric}?{asked}"


def card(page: Any, name: str) -> Any:
    return page.locator(f"[data-card={name}]")


def test_trend_reaches_as_far_as_it_is_asked_and_the_address_says_so(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo), ready=READY) as page:
        reach = card(page, "trend").get_by_role("group", name="How far back")
        expect(reach.get_by_role("button", name="26")).to_have_attribute("aria-pressed", "true")
        reach.get_by_role("button", name="52").click()
        expect(card(page, "trend")).to_contain_text("last 52 weeks")
        assert "periods=52" in page.url
        card(page, "trend").get_by_role("button", name="As a table").click()
        expect(card(page, "trend").locator("tbody tr")).to_have_count(52 + weeks_running(demo))


def test_segments_are_ordered_by_any_column(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo, dim="channel"), ready=f"{READY} [data-card=segments] tbody tr") as page:
        segments = card(page, "segments")
        segments.get_by_role("button", name="Value").click()
        expect(segments.get_by_role("columnheader", name="Value")).to_have_attribute("aria-sort", "descending")
        shown = [number(text) for text in segments.locator("tbody tr td:nth-child(2)").all_inner_texts()]
        assert shown == sorted(shown, reverse=True)
        segments.get_by_role("button", name="Value").click()
        expect(segments.get_by_role("columnheader", name="Value")).to_have_attribute("aria-sort", "ascending")
        whole = number(page.locator("[data-value]").inner_text())
        assert sum(shown) == whole  # a listener came from one channel


def test_segments_that_do_not_add_up_say_so(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo, dim="device"), ready=f"{READY} [data-card=segments] tbody tr") as page:
        segments = card(page, "segments")
        expect(segments).to_contain_text("No contributions: the parts do not add up to the total.")
        expect(segments.get_by_role("columnheader", name="Excess")).to_have_count(0)
        segments.get_by_label("By").select_option("region")
        expect(segments.get_by_role("columnheader", name="Excess")).to_be_visible()
        assert "dim=region" in page.url


def test_explorer_is_in_the_address_and_comes_back_with_it(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo), ready=READY) as page:
        explorer = card(page, "explorer")
        explorer.get_by_label("Add a dimension").select_option("channel")
        expect(explorer.locator("tbody tr")).to_have_count(7)  # the total, and six channels
        explorer.get_by_label("Dimension to filter by").select_option("region")
        finder = explorer.get_by_label("Value", exact=True)
        finder.fill("east")
        expect(finder.locator("xpath=../datalist/option")).to_have_count(2)
        everywhere = explorer.locator("tbody tr").first.text_content()
        finder.press("Enter")
        expect(explorer.get_by_text("region: east")).to_be_visible()
        expect(explorer.locator("tbody tr").first).not_to_have_text(everywhere)
        explorer.get_by_role("button", name="Bars").click()
        assert all(part in page.url for part in ("by=channel", "pick=region%3Aeast", "as=bars"))
        total = explorer.locator("tbody tr").first.inner_text()
        page.reload()
        expect(explorer.locator("tbody tr").first).to_contain_text("Total")
        expect(explorer.locator("tbody tr").first).not_to_have_text(everywhere)
        assert explorer.locator("tbody tr").first.inner_text() == total
        explorer.get_by_role("button", name="Remove region: east").click()
        expect(explorer.get_by_text("region: east")).to_have_count(0)
        page.go_back()
        expect(explorer.get_by_text("region: east")).to_be_visible()


def test_condition_is_applied_and_a_wrong_one_is_explained_in_its_place(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo), ready=READY, allowed=("400 (Bad Request)",)) as page:
        explorer = card(page, "explorer")
        explorer.get_by_label("Condition").fill("devise = 'ios'")
        explorer.get_by_label("Condition").press("Enter")
        expect(explorer.get_by_role("alert")).to_contain_text("has no column 'devise'")
        explorer.get_by_label("Condition").fill("device = 'ios'")
        explorer.get_by_label("Condition").press("Enter")
        expect(explorer.get_by_role("alert")).to_have_count(0)
        expect(explorer.locator("tbody tr")).to_have_count(1)


def test_what_is_seen_can_be_downloaded(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo, by="channel", periods="12"), ready=f"{READY} [data-card=explorer] tbody tr") as page:
        explorer = card(page, "explorer")
        explorer.get_by_role("button", name="Download").click()
        with page.expect_download() as started:
            explorer.get_by_role("link", name="CSV").click()
        download = started.value
        rows = list(csv.DictReader(io.StringIO(download.path().read_text(encoding="utf-8-sig"))))
        assert download.suggested_filename == "Weekly listeners on 3+ days by channel.csv"
        assert {row["channel"] for row in rows} >= {"app_store", "friends"}
        assert len({row["period"] for row in rows}) == 12 + weeks_running(demo)


def test_definition_is_read_as_yaml_and_as_sql(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo), ready=READY) as page:
        definition = card(page, "definition")
        expect(definition).to_contain_text("metrics/north_star.yml:4")
        expect(definition.get_by_role("region", name="YAML")).to_contain_text("where: days >= 3")
        definition.get_by_role("button", name="SQL").click()
        sql = definition.get_by_role("region", name="SQL")
        expect(sql).to_contain_text("GROUP BY")
        definition.get_by_role("button", name="Copy").click()
        expect(page.get_by_text("Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == sql.inner_text()


def test_annotation_is_written_changed_deleted_and_brought_back_by_keyboard(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo, "push_open_rate"), ready=READY) as page:
        notes = card(page, "notes")
        page.get_by_role("button", name="Annotate").press("Enter")
        form = page.get_by_role("dialog", name="Annotation")
        form.get_by_label("What happened").fill("New push texts 🎧")
        form.get_by_label("By").select_option(label="Maya Okafor")
        form.get_by_role("button", name="Save").press("Enter")
        expect(form).to_have_count(0)
        expect(notes).to_contain_text("New push texts 🎧")
        expect(card(page, "trend")).to_contain_text("New push texts 🎧")

        notes.get_by_role("button", name="Edit: New push texts").press("Enter")
        form.get_by_label("What happened").fill("Shorter push texts")
        form.get_by_role("button", name="Save").press("Enter")
        expect(notes).to_contain_text("Shorter push texts")

        notes.get_by_role("button", name="Edit: Shorter push texts").press("Enter")
        form.get_by_role("button", name="Delete").press("Enter")
        expect(notes).to_contain_text("Deleted: Shorter push texts")
        expect(notes.get_by_role("button", name="Edit: Shorter push texts")).to_have_count(0)
        notes.get_by_role("button", name="Undo").press("Enter")
        expect(notes.get_by_role("button", name="Edit: Shorter push texts")).to_be_visible()


def test_click_on_the_chart_begins_an_annotation_of_that_week(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo), ready=f"{READY} [data-card=trend] canvas") as page:
        canvas = card(page, "trend").locator("canvas").first
        box = canvas.bounding_box()
        assert box is not None
        canvas.click(position={"x": box["width"] - 16, "y": box["height"] / 2})
        day = page.get_by_role("dialog").get_by_label("First day").input_value()
        card_text = page.evaluate("location.search")
        assert day > "2020-01-01", card_text
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_unknown_metric_leads_to_the_one_that_is_meant(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo, "engaged_shar"), ready="h2", allowed=("404 (Not Found)",)) as page:
        page.get_by_role("link", name="Engaged share").click()
        expect(page.locator("[data-metric=engaged_share]")).to_be_visible()


def test_metric_outside_the_tree_has_a_page(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo, "subscription_revenue_ytd"), ready=READY) as page:
        expect(page.get_by_text("Not in the tree")).to_be_visible()
        expect(page.get_by_role("link", name="Show in the tree")).to_have_count(0)


def test_related_metric_is_one_click_away_and_keeps_the_period(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo, grain="month", by="channel"), ready=READY) as page:
        card(page, "relations").get_by_role("link", name="Engaged share").first.click()
        expect(page.locator("[data-metric=engaged_share]")).to_be_visible()
        assert "grain=month" in page.url
        assert "by=channel" not in page.url


def test_trees_panel_leads_to_the_page(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/tree?metric=engaged_share&lang=en", ready="[data-panel=engaged_share]") as page:
        page.locator("[data-panel]").get_by_role("link", name="Engaged share").click()
        expect(page.locator("[data-metric=engaged_share]")).to_be_visible()


def test_language_switch_keeps_what_is_explored(demo: str, open_page: OpenPage) -> None:
    with open_page(at(demo, by="channel"), ready=f"{READY} [data-card=explorer] tbody tr") as page:
        page.get_by_role("button", name="中文").click()
        expect(card(page, "explorer")).to_contain_text("拆分维度")
        expect(card(page, "explorer").locator("tbody tr")).to_have_count(7)
        assert "by=channel" in page.url


def number(text: str) -> int:
    return int(text.replace(",", ""))
