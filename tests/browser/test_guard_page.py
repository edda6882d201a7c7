"""The guard page: what fires, what was traded for what, who owns either side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ..workspace.guarding.radio import open_radio
from .conftest import OpenPage
from .serving import serve_in_thread


@pytest.fixture
def radio(tmp_path: Path) -> Iterator[str]:
    """A radio in the week in which its listeners are bought with complaints."""
    with open_radio(tmp_path, weeks=14) as workspace:
        workspace.refresh()
        with serve_in_thread(workspace) as url:
            yield url


def test_page_tells_what_was_won_and_paid_since_when_and_who_owns_either_side(radio: str, open_page: OpenPage) -> None:
    with open_page(f"{radio}/guard?lang=en", ready="[data-guard]") as page:
        [row] = page.locator("[data-card=guardrails] li").all()
        expect(row).to_contain_text("Firing")
        expect(row).to_contain_text("since Week 14, 2026")
        expect(row).to_contain_text("+1,200 listeners cost 340 complaints; before: 90 per 1,200")
        expect(row).to_contain_text("Both sit mostly in channel: paid")
        expect(row).to_contain_text("Ben Oduya for it, Ada Ray for what it watches")
        expect(page.locator("[data-card=episodes] li")).to_contain_text("condition · goes on")


def test_what_is_not_there_is_said(radio: str, open_page: OpenPage) -> None:
    with open_page(f"{radio}/guard?lang=zh", ready="[data-guard]") as page:
        expect(page.locator("[data-card=conflicts]")).to_contain_text("没有超出偶然波动的目标冲突")
        expect(page.locator("[data-card=outcomes]")).to_contain_text("指标树中还没有结果指标")


def test_demo_has_its_guardrails_teams_and_outcomes(demo: str, open_page: OpenPage) -> None:
    with open_page(f"{demo}/guard?lang=en", ready="[data-guard]") as page:
        expect(page.locator("[data-card=guardrails] li")).to_have_count(3)
        expect(page.locator("[data-card=matrix] tbody tr")).to_have_count(6)
        expect(page.locator("[data-card=outcomes] li")).to_have_count(2)
        page.locator("[data-card=guardrails]").get_by_role("link", name="Crash rate").click()
        expect(page).to_have_url(f"{demo}/metrics/crash_rate?lang=en")
