"""Choosing in the browser: five steps kept in the address; what is saved or decided is seen before, and can be taken back."""

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
from .fake_workspace import FakeWorkspace
from .serving import serve_in_thread
from .test_every_page import barriers

READY = "[data-choose]"


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


def card(page: Any, name: str) -> Any:
    return page.locator(f"[data-card={name}]:visible")


def candidate(where: Any, name: str) -> Any:
    return where.locator(f"[data-candidate={name}]")


def test_journey_is_counted_from_stage_to_stage_and_by_segment(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/choose?lang=en", ready=READY) as page:
        stages = card(page, "journey").locator("[data-stage]")
        expect(stages.locator("h3")).to_have_text(
            ["Sign up", "First song", "First playlist", "3+ days in a week", "Subscribe"]
        )
        reached = [int(text.replace(",", "")) for text in stages.locator("strong").all_inner_texts()]
        assert reached == sorted(reached, reverse=True)
        assert reached[0] > reached[-1] > 0
        expect(card(page, "journey")).to_contain_text("tells most about who stays")
        expect(stages.locator("xpath=self::*[@data-most='true']")).to_have_count(1)
        card(page, "segments").get_by_role("button", name="region").click()
        page.wait_for_url("**dim=region**")
        expect(card(page, "segments").get_by_role("rowheader", name="east", exact=True)).to_be_visible()


def test_steps_are_walked_by_keyboard_and_stand_in_the_address(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/choose?lang=en", ready=READY) as page:
        page.get_by_role("navigation", name="Steps").get_by_role("link", name="Thresholds").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**step=thresholds**")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(card(page, "refused")).to_be_visible()
        page.reload()
        expect(card(page, "refused")).to_be_visible()
        page.go_back()
        expect(card(page, "thresholds")).to_be_visible()


def test_threshold_is_saved_as_a_metric_and_taken_back(mine: tuple[Path, str], open_page: OpenPage) -> None:
    folder, url = mine
    name = "days_listened_3_a_week"
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    with open_page(f"{url}/choose?lang=en&step=thresholds&choice={name}", ready=READY) as page:
        definition = card(page, "definition")
        expect(definition.get_by_role("region", name="What saving writes")).to_contain_text("where: times >= 3")
        expect(definition).to_contain_text(f"beichen screen --save-threshold {name}")
        definition.get_by_role("button", name="Save as a metric").click()
        expect(definition.get_by_role("link", name=name)).to_be_visible()
        assert any(f"name: {name}" in path.read_text(encoding="utf-8") for path in before)
        page.get_by_role("button", name="Undo").click()
        expect(definition.get_by_role("button", name="Save as a metric")).to_be_enabled()
    assert {path: path.read_bytes() for path in folder.rglob("*.yml")} == before


def test_pseudo_metrics_are_refused_with_their_reasons(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/choose?lang=zh&step=filter", ready=READY) as page:
        refused, standing = card(page, "refused"), card(page, "standing")
        expect(candidate(refused, "app_starts")).to_contain_text("容易刷")
        expect(candidate(refused, "sign_ups")).to_contain_text("流量或曝光")
        expect(candidate(refused, "subscription_revenue")).to_contain_text("可改作结果指标")
        expect(candidate(refused, "subscription_revenue_ytd")).to_contain_text("只增不减")
        expect(candidate(standing, "days_listened")).to_contain_text("控制其他因素后")
        expect(candidate(standing, "weekly_engaged_listeners")).to_contain_text("当前北极星")


def test_weights_stand_in_the_address_and_rank_anew(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/choose?lang=en&step=score", ready=READY) as page:
        score = candidate(card(page, "score"), "days_listened").locator("td").first
        usual = score.inner_text()
        weights = card(page, "weights")
        weights.get_by_label("Breadth").fill("500")
        weights.get_by_role("button", name="Rank under these weights").click()
        page.wait_for_url(re.compile("weight=breadth%3A500"))
        expect(card(page, "score").get_by_role("columnheader", name="Breadth weight 500")).to_be_visible()
        expect(score).not_to_have_text(usual)
        page.reload()
        expect(weights.get_by_label("Breadth")).to_have_value("500")
        weights.get_by_role("button", name="Usual weights").click()
        expect(score).to_have_text(usual)
        assert "weight" not in page.url


def test_two_candidates_are_compared_part_by_part(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/choose?lang=en&step=score", ready=READY) as page:
        duel = card(page, "duel")
        duel.get_by_role("button", name=re.compile("↔")).click()
        expect(duel.locator("[data-part]")).to_have_count(8)
        expect(duel).to_contain_text("surely ahead in")
        duel.get_by_label("Second candidate").select_option("app_starts")
        page.wait_for_url("**b=app_starts**")
        expect(duel.locator("[data-part=value]")).to_have_attribute("data-ahead", "first")


def test_decision_is_a_persons_and_seen_before_it_is_written(mine: tuple[Path, str], open_page: OpenPage) -> None:
    folder, url = mine
    address = f"{url}/choose?lang=en&step=decide&choice=days_listened_3_a_week&weight=value:40"
    with open_page(address, ready=READY) as page:
        decide = card(page, "decide")
        look = decide.get_by_role("button", name="Show what it changes")
        expect(look).to_be_disabled()
        decide.get_by_label("Who decides").select_option("maya")
        decide.get_by_label("Why, in a sentence").fill("It's the habit")
        expect(decide).to_contain_text(
            "beichen screen --decide days_listened_3_a_week --by maya --because 'It'\\''s the habit' --weight value=40"
        )
        look.click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("+north_star: days_listened_3_a_week")
        assert not (folder / "decisions").exists()
        dialog.get_by_role("button", name="Decide").click()
        expect(dialog).to_be_hidden()
        expect(page.locator("[data-incumbent=days_listened_3_a_week]")).to_be_visible()
        expect(card(page, "past").get_by_role("link", name="days listened: 3 or more a week")).to_be_visible()
    (record,) = (folder / "decisions").glob("*-north-star-days_listened_3_a_week.md")
    assert "It's the habit" in record.read_text(encoding="utf-8")


def test_incumbent_that_health_sends_is_up_for_re_election(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/choose?lang=en&incumbent=weekly_engaged_listeners", ready=READY) as page:
        star = page.locator("[data-incumbent=weekly_engaged_listeners]")
        expect(star).to_contain_text(re.compile(r"place \d of \d, score \d+ \(\d+–\d+\)"))
        star.get_by_role("link", name="Up for re-election").click()
        page.wait_for_url("**/health**")


def test_project_without_candidates_is_told_what_to_write(
    made_up: tuple[FakeWorkspace, str], open_page: OpenPage
) -> None:
    with open_page(f"{made_up[1]}/choose?lang=zh", ready="[data-empty]", allowed=("409",)) as page:
        expect(page.get_by_role("heading", name="还没有候选指标")).to_be_visible()
        expect(page.get_by_role("region", name="candidates.yml")).to_contain_text("cheap_to_inflate: true")
        assert barriers(page) == []


def test_candidate_that_does_not_exist_is_told_and_forgotten(demo: str, open_page: OpenPage) -> None:
    address = f"{demo}/choose?lang=en&step=score&a=days_lisened&b=plays"
    with open_page(address, ready="[role=alert]", allowed=("400",)) as page:
        expect(page.get_by_role("alert")).to_contain_text("did you mean 'days_listened'?")
        page.get_by_role("button", name="Forget weights and pair").click()
        expect(card(page, "score")).to_be_visible()


@pytest.mark.parametrize(("size", "theme", "language"), [("desk", "light", "en"), ("phone", "dark", "zh")])
@pytest.mark.parametrize("step", ["thresholds", "filter", "decide"])
def test_step_has_no_barrier(  # noqa: PLR0917  (what is varied)
    demo: str, open_page: OpenPage, step: str, size: str, theme: str, language: str
) -> None:
    address = f"{demo}/choose?lang={language}&step={step}"
    with open_page(address, size=size, theme=theme, ready=f"[data-step={step}]") as page:
        if step == "thresholds":
            page.wait_for_selector("[data-card=definition] pre")
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_paper_has_every_step(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/choose?lang=en", ready=READY) as page:
        page.emulate_media(media="print")
        for name in ("journey", "thresholds", "refused", "score", "decide"):
            expect(card(page, name)).to_be_visible()
