"""The health page: the verdict first, a course for what could be judged, a reason for what could not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from ..workspace.health.gym import hurt, open_gym, pushed
from .conftest import OpenPage
from .serving import serve_in_thread

READY = "[data-health]"
CODES = ["link", "plateau", "gaming", "decoupling", "drift", "zombies", "concentration", "benchmark"]


def card(page: Any, code: str) -> Any:
    return page.locator(f"[data-card={code}]")


def test_verdict_and_every_check_are_told(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/health?lang=en", ready=READY) as page:
        assert page.locator(READY).get_attribute("data-health") in {"keep", "watch"}
        assert [code for code in CODES if card(page, code).is_visible()] == CODES


def test_check_that_could_be_judged_has_its_course_against_the_threshold(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/health?lang=en", ready=READY) as page:
        gaming = card(page, "gaming")
        expect(gaming.get_by_role("img")).to_have_accessible_name(
            re.compile(r"Gaming: course of the statistic from .* to .*; now .* σ, watched from 2\.8 σ")
        )
        expect(gaming).to_contain_text("If it fails: elect again")


def test_check_that_could_not_be_judged_says_why_and_draws_nothing(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/health?lang=zh", ready=READY) as page:
        zombies = card(page, "zombies")
        expect(zombies).to_contain_text("无法判断")
        expect(zombies).to_contain_text("需先积累 8 周的查看记录")
        expect(zombies.get_by_role("img")).to_have_count(0)


def test_benchmark_leads_to_its_metric(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/health?lang=en", ready=READY) as page:
        card(page, "benchmarks").get_by_role("link", name="Playlist creation rate").click()
        page.wait_for_url("**/metrics/playlist_creation_rate**")


def test_rail_leads_to_it(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/?lang=en", ready="[data-north-star]") as page:
        page.get_by_role("navigation").get_by_role("link", name="Health").click()
        expect(page.locator("h1")).to_have_text("Health")


def test_re_election_opens_choose_with_today_s_north_star_as_the_incumbent(tmp_path: Path, open_page: OpenPage) -> None:
    with (
        open_gym(tmp_path, members=pushed, complaints=hurt) as workspace,
        serve_in_thread(workspace) as home,
        open_page(f"{home}/health?lang=en", ready="[data-health=re-elect]") as page,
    ):
        expect(card(page, "gaming")).to_contain_text("Failed")
        page.get_by_role("link", name="Open Choose with it as the incumbent").click()
        page.wait_for_url("**/choose?**")
        assert "incumbent=members" in page.url
