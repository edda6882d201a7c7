"""What keeps the numbers from being brought up to date is told on every page; a page hears what it missed."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from beichen.errors import ProjectError, Where

from .conftest import OpenPage
from .fake_workspace import FakeWorkspace


def test_trouble_with_the_project_is_told_above_the_numbers_of_before(
    made_up: tuple[FakeWorkspace, str], open_page: OpenPage
) -> None:
    workspace, url = made_up
    workspace.watch.trouble = ProjectError("unknown key 'ownr'", hint="did you mean 'owner'?", where=Where("m.yml", 7))
    with open_page(f"{url}/tree?lang=en") as page:
        banner = page.locator("[data-trouble]")
        expect(banner).to_contain_text("The numbers cannot be brought up to date.")
        expect(banner).to_contain_text("m.yml:7")
        expect(banner).to_contain_text("did you mean 'owner'?")
        workspace.watch.trouble = None
        workspace.stored += 1
        expect(banner).to_have_count(0, timeout=15_000)


def test_page_that_was_fetched_before_a_write_and_listens_after_it_asks_again(
    made_up: tuple[FakeWorkspace, str], open_page: OpenPage
) -> None:
    workspace, url = made_up
    workspace.watch.on = True  # answers say at which version they were made
    late = "const Real = EventSource; window.EventSource = class { constructor(a) { window.begin = () => new Real(a); return { addEventListener: (n, f) => (window.heard ??= []).push([n, f]), close: () => {} }; } };"
    with open_page(f"{url}/healthz", ready="body", allowed=("404",)) as page:
        page.add_init_script(late)
        page.goto(f"{url}/tree?lang=en")
        card = page.locator("[data-panel] [data-value]")
        before = card.inner_text()
        workspace.lift("engaged_share", 1.5)
        page.evaluate(
            "() => { const stream = window.begin(); window.heard.forEach(([name, told]) => stream.addEventListener(name, told)); }"
        )
        expect(card).not_to_have_text(re.compile(re.escape(before)), timeout=15_000)
