"""Takes the pictures of docs/img from the demo project: `python tests/browser/shots.py [DEMO_FOLDER] [NAME…]`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.serving import serve_in_thread  # noqa: E402  (the path above makes it importable)

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
USERS = 20_000
SETTLED_MS = 4_000  # for what arrives after a page: charts, reasons


@dataclass(frozen=True)
class Shot:
    """One picture."""

    name: str
    address: str
    size: tuple[int, int] = (1440, 900)
    theme: str = "light"


WALL, PHONE = (1920, 1080), (390, 844)
STAR = "weekly_engaged_listeners"

SHOTS = (
    Shot("north-star.png", "/?lang=en"),
    Shot("north-star.zh.png", "/?lang=zh"),
    Shot("north-star-dark.png", "/?lang=zh", theme="dark"),
    Shot("north-star-phone.png", "/?lang=zh", PHONE),
    Shot("north-star-tv.png", "/?lang=zh&tv=1&every=30", WALL, "dark"),
    Shot("board.png", "/tree?lang=en"),
    Shot("board.zh.png", "/tree?lang=zh"),
    Shot("board-dark.png", "/tree?lang=en", theme="dark"),
    Shot("board-tv.png", "/tree?lang=zh&tv=1&every=30", WALL, "dark"),
    Shot("board-phone.png", "/tree?lang=zh", PHONE),
    Shot("metric.png", f"/metrics/{STAR}?lang=en&by=channel"),
    Shot("metric.zh.png", f"/metrics/{STAR}?lang=zh&by=channel"),
    Shot("why.png", f"/why/{STAR}?lang=en"),
    Shot("why.zh.png", f"/why/{STAR}?lang=zh"),
    Shot("moved.png", "/moved?lang=en"),
    Shot("moved.zh.png", "/moved?lang=zh"),
    Shot("choose.png", "/choose?lang=en&step=score"),
    Shot("choose.zh.png", "/choose?lang=zh"),
    Shot("guard.png", "/guard?lang=en"),
    Shot("guard.zh.png", "/guard?lang=zh"),
    Shot("health.png", "/health?lang=en"),
    Shot("health.zh.png", "/health?lang=zh"),
    Shot("scorecard.png", "/scorecard?lang=en"),
    Shot("scorecard.zh.png", "/scorecard?lang=zh"),
    Shot("build.png", f"/build/{STAR}?lang=en"),
    Shot("build.zh.png", f"/build/{STAR}?lang=zh"),
)


def main() -> None:
    """Take every picture."""
    target = ROOT / "docs" / "img"
    target.mkdir(parents=True, exist_ok=True)
    with demo_folder() as folder, board(folder) as url, sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        wanted = sys.argv[2:]
        for shot in (each for each in SHOTS if not wanted or each.name in wanted):
            take(chromium, url, shot, target)
        chromium.close()


@contextmanager
def demo_folder() -> Iterator[Path]:
    """The folder named on the command line, or a new demo."""
    if len(sys.argv) > 1:
        yield Path(sys.argv[1])
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "lumen"
        command = [sys.executable, "-m", "beichen", "demo", str(folder), "--users", str(USERS), "--no-serve"]
        subprocess.run(command, check=True)
        yield folder


@contextmanager
def board(folder: Path) -> Iterator[str]:
    import beichen

    with beichen.open(folder) as workspace, serve_in_thread(workspace) as url:
        yield url


def take(chromium: Any, url: str, shot: Shot, target: Path) -> None:
    """Open the address, wait until everything has arrived, and keep what is seen."""
    width, height = shot.size
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme=shot.theme,
        device_scale_factor=2 if width < 1000 else 1.5,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(url + shot.address)
    page.wait_for_selector("main :is(canvas, table, [data-row], .react-flow, [data-card]):visible")
    page.wait_for_selector("[aria-busy=true]", state="detached")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(SETTLED_MS)
    page.screenshot(path=target / shot.name)
    context.close()


if __name__ == "__main__":
    main()
