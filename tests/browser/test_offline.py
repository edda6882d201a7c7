"""A board whose server goes away says so, since when, and how old its numbers are; and is itself again when it is back."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from .conftest import OpenPage
from .fake_workspace import FakeWorkspace
from .serving import serve_in_thread
from .test_every_page import barriers

# What the browser itself says of a server that is not there.
GONE = (
    "ERR_CONNECTION_REFUSED",
    "ERR_INCOMPLETE_CHUNKED_ENCODING",
    "ERR_CONNECTION_RESET",
    "ERR_EMPTY_RESPONSE",
    "preload assets",  # of axe, which asks for the style sheets
)
READY = "[data-card=project]"


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2])


@pytest.mark.parametrize(
    ("language", "since", "through"),
    [
        ("zh", "起，与服务器的连接已断开。", "当前显示的是最后一次收到的内容，数据截至"),
        ("en", "No connection to the server since", "Shown is what was received last, with data through"),
    ],
)
def test_banner_says_since_when_and_leaves_by_itself(
    open_page: OpenPage, language: str, since: str, through: str
) -> None:
    workspace = FakeWorkspace()
    with ExitStack() as serving:
        url = serving.enter_context(serve_in_thread(workspace))
        with open_page(f"{url}/settings?lang={language}", allowed=GONE, ready=READY) as page:
            expect(page.locator("[data-connection=live]")).to_be_visible()
            expect(page.locator("[data-offline]")).to_have_count(0)

            serving.close()
            banner = page.locator("[data-offline]")
            expect(banner).to_be_visible(timeout=15_000)
            expect(banner).to_contain_text(since)
            expect(banner).to_contain_text(through)
            expect(page.locator("[data-connection=offline]")).to_be_visible()
            expect(page.locator(READY).first).to_be_visible()  # what was received stays

            with serve_in_thread(workspace, port_of(url)):
                expect(banner).to_have_count(0, timeout=15_000)
                expect(page.locator("[data-connection=live]")).to_be_visible()


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_banner_has_no_barrier_and_hides_nothing(open_page: OpenPage, size: str, theme: str) -> None:
    with ExitStack() as serving:
        url = serving.enter_context(serve_in_thread(FakeWorkspace()))
        with open_page(f"{url}/settings?lang=en", size=size, theme=theme, allowed=GONE, ready=READY) as page:
            expect(page.locator("[data-connection=live]")).to_be_visible()
            serving.close()
            expect(page.locator("[data-offline]")).to_be_visible(timeout=15_000)
            banner, content = page.locator("[data-offline]").bounding_box(), page.locator("main").bounding_box()
            assert banner["y"] + banner["height"] <= content["y"] + 0.5
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert barriers(page) == []


def test_retry_asks_at_once(open_page: OpenPage) -> None:
    workspace = FakeWorkspace()
    with ExitStack() as serving:
        url = serving.enter_context(serve_in_thread(workspace))
        with open_page(f"{url}/settings?lang=en", allowed=GONE, ready=READY) as page:
            expect(page.locator("[data-connection=live]")).to_be_visible()
            serving.close()
            retry = page.locator("[data-offline]").get_by_role("button", name="Try again")
            expect(retry).to_be_visible(timeout=15_000)
            with page.expect_request("**/api/v1/events"):
                retry.click()
            expect(page.locator("[data-offline]")).to_be_visible()
            with serve_in_thread(workspace, port_of(url)):
                expect(page.locator("[data-offline]")).to_have_count(0, timeout=15_000)


def test_server_that_is_back_at_once_is_not_talked_about(open_page: OpenPage) -> None:
    workspace = FakeWorkspace()
    with ExitStack() as serving:
        url = serving.enter_context(serve_in_thread(workspace))
        with open_page(f"{url}/settings?lang=en", allowed=GONE, ready=READY) as page:
            expect(page.locator("[data-connection=live]")).to_be_visible()
            page.evaluate(
                "new MutationObserver(() => { if (document.querySelector('[data-offline]')) window.told = true })"
                ".observe(document.body, {childList: true, subtree: true})"
            )
            serving.close()
            with serve_in_thread(workspace, port_of(url)):
                expect(page.locator("[data-connection=offline]")).to_be_visible()
                expect(page.locator("[data-connection=live]")).to_be_visible(timeout=15_000)
                assert page.evaluate("window.told") is None
