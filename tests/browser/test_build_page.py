"""Building a metric in the browser: no YAML is written, everything is seen before it is saved, and it can be taken back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

import beichen

from .conftest import OpenPage
from .serving import serve_in_thread

READY = "[data-page=build]"


@pytest.fixture
def mine(demo_folder: Path, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A copy of the demo that the test may write into, and the address of its board."""
    folder = tmp_path / "lumen"
    shutil.copytree(
        demo_folder, folder, ignore=shutil.ignore_patterns("warehouse.duckdb*", "*.sqlite*", "serving.json")
    )
    with beichen.open(folder) as workspace:
        workspace.load()
        with serve_in_thread(workspace) as url:
            yield folder, url


def field(page: Any, at: str) -> Any:
    return page.locator(f'[data-field="{at}"]')


def control(page: Any, at: str) -> Any:
    return field(page, at).locator("input, select, textarea").first


def add_condition(page: Any, at: str, column: str, comparison: str, value: str) -> None:
    group = field(page, at)
    group.get_by_role("button", name="Condition").first.click()
    line = group.get_by_role("group").last
    line.get_by_label("Column").select_option(column)
    line.get_by_label("Comparison").select_option(label=comparison)
    line.get_by_label("Value").fill(value)


def fill_in_regulars(page: Any) -> None:
    control(page, "model").select_option("plays")
    add_condition(page, "test", "days", "is at least", "4")
    control(page, "label").fill("常来的听众")
    control(page, "label.en").fill("Regular listeners")


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.yml")}


def test_person_who_writes_no_yaml_makes_a_threshold_metric_and_takes_it_back(
    mine: tuple[Path, str], open_page: OpenPage
) -> None:
    folder, url = mine
    before = files(folder)
    with open_page(f"{url}/build?lang=en", ready=READY) as page:
        page.get_by_role("link", name=re.compile("^People who reach a bar")).click()
        expect(page.get_by_text("to fill in")).to_be_visible()
        expect(field(page, "model")).to_contain_text("Choose the table that it reads.")
        fill_in_regulars(page)

        # the numbers appear while the form is written, and the name is made of the label
        expect(page.locator("[data-card=preview] tbody tr")).to_have_count(13)
        expect(control(page, "name")).to_have_value("regular_listeners")
        expect(page.locator("[data-card=preview]")).to_contain_text("days >= 4")
        # what the rules say stands beside the field
        expect(field(page, "owner").locator('[data-code="metric-without-owner"]')).to_contain_text("has no owner")
        control(page, "owner").select_option("lin")
        expect(field(page, "owner").locator("[data-code]")).to_have_count(0)
        assert files(folder) == before

        page.get_by_role("button", name="SQL", exact=True).click()
        expect(page.get_by_role("region", name="SQL")).to_contain_text("SELECT")
        page.get_by_role("button", name="YAML", exact=True).click()
        expect(page.locator("[data-card=preview]")).to_contain_text("+  - name: regular_listeners")

        page.get_by_role("button", name="Save…").click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("+    where: days >= 4")
        dialog.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="Saved: regular_listeners")).to_be_visible()
        assert page.url.startswith(f"{url}/build/regular_listeners")
        changed = {name for name, text in files(folder).items() if before.get(name) != text}
        assert len(changed) == 1
        name = changed.pop()
        assert files(folder)[name].startswith(before[name])  # nothing of what was there is touched
        with beichen.open(folder) as opened:
            assert opened.project.metrics["regular_listeners"].owner == "lin"

        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("status").filter(has_text="Undone")).to_be_visible()
        assert files(folder) == before


def test_real_values_are_suggested_and_what_is_wrong_is_told_beside_the_field(
    mine: tuple[Path, str], open_page: OpenPage
) -> None:
    _, url = mine
    with open_page(f"{url}/build/+?lang=en&kind=simple&model=plays", ready=READY) as page:
        group = field(page, "measure.filter")
        add_condition(page, "measure.filter", "genre", "is", "p")
        expect(group.locator("datalist option[value=pop]")).to_have_count(1)
        group.get_by_label("Value").fill("pop")
        control(page, "label.en").fill("Pop plays")
        expect(page.locator("[data-card=preview]")).to_contain_text("genre = 'pop'")
        group.get_by_role("button", name="Write as SQL").click()
        group.get_by_label("as SQL").fill("gnre = 'pop'")
        expect(group.locator("[data-severity=error]")).to_contain_text("gnre")
        expect(page.get_by_role("button", name="Save…")).to_be_disabled()
        group.get_by_label("as SQL").fill("genre = 'pop' or genre = 'rock'")
        expect(group.locator("[data-severity=error]")).to_have_count(0)
        expect(page.get_by_text("Ready to save")).to_be_visible()


def test_second_who_saves_is_told_and_chooses(mine: tuple[Path, str], open_page: OpenPage) -> None:
    folder, url = mine
    address = f"{url}/build/active_listeners?lang=en"
    refused = ("412",)  # the browser tells of every refusal
    with (
        open_page(address, ready="[data-editor]") as first,
        open_page(address, ready="[data-editor]", allowed=refused) as second,
    ):
        control(second, "unit").fill("people")
        expect(second.get_by_text("Ready to save")).to_be_visible()
        control(first, "owner").select_option("qiao")
        expect(first.get_by_text("Ready to save")).to_be_visible()
        first.keyboard.press("Control+s")
        first.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
        expect(first.get_by_role("status").filter(has_text="Saved")).to_be_visible()
        between = files(folder)

        second.get_by_role("button", name="Save…").click()
        second.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
        conflict = second.locator("[data-conflict]")
        expect(conflict).to_contain_text("Somebody else changed it meanwhile")
        expect(conflict).to_contain_text("owner: qiao")
        assert files(folder) == between
        conflict.get_by_role("button", name="Take theirs").click()
        expect(control(second, "owner")).to_have_value("qiao")
        expect(control(second, "unit")).to_have_value("listeners")
        expect(second.get_by_text("Nothing changed")).to_be_visible()


def test_metric_is_saved_again_and_again_and_shows_what_undoing_leaves(
    mine: tuple[Path, str], open_page: OpenPage
) -> None:
    _, url = mine
    with open_page(f"{url}/build/active_listeners?lang=en", ready="[data-editor]") as page:
        for unit in ("people", "members"):
            control(page, "unit").fill(unit)
            expect(page.get_by_text("Ready to save")).to_be_visible()
            page.get_by_role("button", name="Save…").click()
            page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
            expect(page.get_by_text("Nothing changed")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(control(page, "unit")).to_have_value("people")
        expect(page.get_by_text("Nothing changed")).to_be_visible()


def test_what_is_not_saved_is_not_left_by_mistake(mine: tuple[Path, str], open_page: OpenPage) -> None:
    _, url = mine
    with open_page(f"{url}/build/active_listeners?lang=en", ready="[data-editor]") as page:
        asked: list[str] = []

        def stay(dialog: Any) -> None:
            asked.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", stay)
        page.get_by_role("link", name="Metric tree").click()
        expect(page.locator("h1")).to_have_text("Metric tree")  # nothing was changed
        page.go_back()
        control(page, "unit").fill("people")
        page.get_by_role("link", name="Metric tree").click()
        page.evaluate("history.back()")
        expect(control(page, "unit")).to_have_value("people")
        assert len(asked) == 2 and "not saved" in asked[0]
        page.remove_listener("dialog", stay)
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("link", name="Metric tree").click()
        expect(page.locator("h1")).to_have_text("Metric tree")


def test_metric_that_is_used_cannot_be_removed(mine: tuple[Path, str], open_page: OpenPage) -> None:
    folder, url = mine
    before = files(folder)
    with open_page(f"{url}/build/active_listeners?lang=en", ready="[data-editor]") as page:
        page.get_by_role("button", name="Remove", exact=True).click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("metric 'active_listeners' is not defined")
        expect(dialog.get_by_role("button", name="Remove", exact=True)).to_be_disabled()
    assert files(folder) == before


@pytest.mark.parametrize("kind", ["simple", "threshold", "ratio", "derived", "conversion", "retention", "repeat", "lifecycle", "cumulative", "index"])  # fmt: skip
def test_every_kind_of_metric_has_its_form(demo: str, open_page: OpenPage, kind: str) -> None:
    with open_page(f"{demo}/build/+?lang=zh&kind={kind}", ready="[data-editor]") as page:
        expect(page.get_by_text("待填")).to_be_visible()
        expect(page.locator("[data-severity=missing]").first).to_be_visible()
        assert page.locator("[data-field]").count() > 10
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_phone_can_build_too(mine: tuple[Path, str], open_page: OpenPage) -> None:
    _, url = mine
    with open_page(f"{url}/build/+?lang=en&kind=threshold", size="phone", ready="[data-editor]") as page:
        fill_in_regulars(page)
        expect(page.get_by_text("Ready to save")).to_be_visible()
        page.get_by_role("button", name="Save…").tap()
        expect(page.get_by_role("dialog")).to_contain_text("regular_listeners")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
