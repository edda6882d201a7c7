"""A real browser on a real board: the demo project for the pages, made-up data for the states that it rarely shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

import beichen
from beichen.faces.http.assets import WEB

from .fake_workspace import FakeWorkspace
from .serving import serve_in_thread

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOOPBACK = re.compile(r"^(https?://127\.0\.0\.1[:/]|data:|blob:)")
SIZES = {"desk": (1440, 900), "phone": (390, 844)}


def missing(what: str) -> None:
    """Something that the tests need is not there: they fail in CI, and are left out on a laptop."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not (WEB / "index.html").is_file():
        missing("the front end is not built: python hatch_build.py")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        missing("there is no Chromium: apt-get install chromium")
    with sync_playwright() as engine:
        launched = engine.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo project with its data; whoever writes takes a copy."""
    folder = tmp_path_factory.mktemp("demo") / "lumen"
    command = [sys.executable, "-m", "beichen", "demo", str(folder), "--users", "1500", "--no-serve"]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def demo(demo_folder: Path) -> Iterator[str]:
    """The address of a board on the demo project."""
    with beichen.open(demo_folder) as workspace, serve_in_thread(workspace) as url:
        yield url


@pytest.fixture
def made_up() -> Iterator[tuple[FakeWorkspace, str]]:
    """A workspace of formulas, to be changed by the test, and the address of its board."""
    workspace = FakeWorkspace()
    with serve_in_thread(workspace) as url:
        yield workspace, url


@dataclass
class Watch:
    """What a page did that it must not."""

    allowed: tuple[str, ...] = ()
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def attach(self, page: Any) -> None:
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._see(request.url))

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not any(part in text for part in self.allowed):
            self.errors.append(text)

    def _see(self, url: str) -> None:
        if not LOOPBACK.match(url):
            self.strangers.append(url)


OpenPage = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def open_page(browser: Any) -> OpenPage:
    """Open an address; a console error, or a request that leaves the machine, fails the test."""

    @contextmanager
    def opened(
        url: str,
        *,
        size: str = "desk",
        theme: str = "light",
        allowed: tuple[str, ...] = (),
        ready: str = ":is([data-panel], [data-row]):visible",
    ) -> Iterator[Any]:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            reduced_motion="reduce",
            locale="zh-CN",
            permissions=["clipboard-read", "clipboard-write"],
            has_touch=size == "phone",
        )
        page = context.new_page()
        watch = Watch(allowed)
        watch.attach(page)
        page.goto(url)
        page.wait_for_selector(ready)
        yield page
        context.close()
        assert watch.errors == []
        assert watch.strangers == []

    return opened
