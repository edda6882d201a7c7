"""The board on a real data set, the learners of the Open University: every page that shows its metrics."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

import beichen

from ..examples.conftest import EXAMPLES, data_folder
from .conftest import OpenPage
from .pages import PAGES
from .serving import serve_in_thread
from .test_every_page import barriers, settle

SHOWN = {
    "North Star": "/?",
    "tree": "/tree?",
    "scorecard": "/scorecard?",
    "metric": "/metrics/engaged_learners?by=region&",
    "why": "/why/engaged_learners?",
    "form of a metric": "/build/engaged_learners?",
}
LOOKS = [("en", "desk", "light"), ("zh", "desk", "dark"), ("zh", "phone", "light"), ("en", "phone", "dark")]


@pytest.fixture(scope="module")
def oulad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a board on the example project."""
    data = data_folder()
    folder = tmp_path_factory.mktemp("board") / "oulad"
    shutil.copytree(EXAMPLES / "oulad", folder, ignore=shutil.ignore_patterns(".beichen", "data"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BEICHEN_DATA", str(data))
        with beichen.open(folder) as workspace:
            workspace.refresh()
            with serve_in_thread(workspace) as url:
                yield url


@pytest.mark.parametrize(("language", "size", "theme"), LOOKS)
@pytest.mark.parametrize("name", SHOWN)
def test_page_of_real_data_has_no_barrier(  # noqa: PLR0917  (what is varied)
    oulad: str, open_page: OpenPage, name: str, language: str, size: str, theme: str
) -> None:
    page = next(page for page in PAGES if page.name == name)
    with open_page(f"{oulad}{SHOWN[name]}lang={language}", size=size, theme=theme, ready=page.ready) as opened:
        settle(opened, page, size)
        expect(opened.locator("h1")).to_have_text(page.titles[language])
        assert barriers(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
