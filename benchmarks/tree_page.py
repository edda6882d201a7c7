"""The tree page with 300 metrics in a browser, at rest and while twenty values a second become others.

    python benchmarks/tree_page.py

Needs Chromium, Playwright and the built front end. The values come from a server that answers
from memory, so that what is measured is the page alone.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

METRICS = 300
TICKS = 20  # a second
SECONDS = 10
FRAME_BAR = 2.0  # the 95th percentile of frames, against the page at rest
ROOT = Path(__file__).parents[1]
WIDE = """
import sys
sys.path.insert(0, "tests/browser")
from pathlib import Path
from wide_project import write_wide_project
write_wide_project(Path(sys.argv[1]), int(sys.argv[2]))
"""
SERVER = """
import asyncio, json, random, socket, sys
from contextlib import asynccontextmanager
from pathlib import Path
import uvicorn
from fastapi import FastAPI, Response
from fastapi.responses import FileResponse, StreamingResponse
from beichen.faces.http.assets import WEB

@asynccontextmanager
async def changing(app):
    task = asyncio.create_task(change())
    yield
    task.cancel()

app = FastAPI(lifespan=changing)
pages = {path.stem: json.loads(path.read_text()) for path in Path(sys.argv[1]).glob("*.json")}
cards = pages["tree"]["cards"]
per_second = 0
version = 1

async def change():
    global version
    while True:
        await asyncio.sleep(1 / (per_second or 20))
        if per_second:
            random.choice(cards[:40])["reading"]["value"] += 1
            version += 1

@app.post("/ticks/{count}")
async def ticks(count: int):
    global per_second
    per_second = count

@app.get("/api/v1/events")
async def events():
    async def told():
        seen = None
        while True:
            if seen != version:
                seen = version
                body = json.dumps({"version": version, "working": None})
                yield f"event: observations\\nid: {version}\\ndata: {body}\\n\\n"
            await asyncio.sleep(1 / 100)
    return StreamingResponse(told(), media_type="text/event-stream")

@app.get("/api/v1/{path:path}")
async def api(path: str):
    page = pages[path.removeprefix("pages/")]
    return Response(json.dumps(page, ensure_ascii=False), media_type="application/json")

@app.get("/{path:path}")
async def file(path: str):
    found = WEB / path
    return FileResponse(found if path and found.is_file() else WEB / "index.html")

listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[listener])
"""
WATCH = """
seconds => new Promise(done => {
  const frames = [], long = [], cards = [];
  const tasks = new PerformanceObserver(list => list.getEntries().forEach(entry => long.push(entry.duration)));
  tasks.observe({ entryTypes: ["longtask"] });
  const changes = new MutationObserver(list => {
    const card = ({ target }) => (target instanceof Element ? target : target.parentElement).closest("[data-metric]");
    cards.push(new Set(list.map(card)).size);
  });
  changes.observe(document.querySelector(".react-flow__nodes"), { subtree: true, childList: true, characterData: true });
  const begun = performance.now();
  let last = begun;
  const next = now => {
    frames.push(now - last);
    last = now;
    if (now - begun < seconds * 1000) return requestAnimationFrame(next);
    tasks.disconnect();
    changes.disconnect();
    done({ frames, long, cards });
  };
  requestAnimationFrame(next);
})
"""


def main() -> int:
    """Print the measurements; 1 when the bar is missed."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _keep_documents(folder)
        with _serve(folder) as url, sync_playwright() as engine:
            flags = ["--headless", "--no-sandbox", "--disable-gpu"]
            browser = engine.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            met = [_measure(page, url, levels) for levels in (9, 4)]
            browser.close()
    return 0 if all(met) else 1


def _measure(page: Any, url: str, levels: int) -> bool:
    _tell(f"{url}/ticks/0")
    page.goto(f"{url}/tree?lang=en&levels={levels}&metric=none")
    page.wait_for_selector("[data-metric]")
    page.wait_for_timeout(3000)
    resting = page.evaluate(WATCH, SECONDS)
    _tell(f"{url}/ticks/{TICKS}")
    ticking = page.evaluate(WATCH, SECONDS)
    drawn = page.locator(".react-flow [data-metric]").count()
    print(f"\n{METRICS} metrics, {levels} levels open, {drawn} cards drawn; {TICKS} values a second become others\n")
    return _report(resting, ticking)


def _keep_documents(folder: Path) -> None:
    """What the real server says of a project of so many metrics, as files."""
    project = folder / "project"
    subprocess.run([sys.executable, "-c", WIDE, project, str(METRICS)], check=True, cwd=ROOT)
    command = [sys.executable, "-m", "beichen", "serve", "--project", str(project), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout is not None
        url = next(word for line in server.stdout for word in line.split() if word.startswith("http"))
        for name, path in (("project", "project"), ("periods", "periods"), ("tree", "pages/tree")):
            with urllib.request.urlopen(f"{url.rstrip('/')}/api/v1/{path}", timeout=300) as answer:
                (folder / f"{name}.json").write_bytes(answer.read())
        server.terminate()


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    with subprocess.Popen([sys.executable, "-c", SERVER, folder], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        server.terminate()


def _tell(address: str) -> None:
    urllib.request.urlopen(urllib.request.Request(address, method="POST"), timeout=10).close()


def _report(resting: dict[str, Any], ticking: dict[str, Any]) -> bool:
    print(f"{'':24}{'at rest':>12}{'ticking':>12}{'ratio':>8}")
    ratio = 0.0
    for name, share in (("frame, median", 0.5), ("frame, 95%", 0.95), ("frame, 99%", 0.99)):
        before, after = (_quantile(each["frames"], share) for each in (resting, ticking))
        ratio = after / before if share == 0.95 else ratio
        print(f"{name:24}{before:9.1f} ms{after:9.1f} ms{after / before:8.2f}")
    for name, told in (("long tasks", len), ("in long tasks, ms", sum)):
        print(f"{name:24}{told(resting['long']):12.0f}{told(ticking['long']):12.0f}")
    changed = ticking["cards"]
    print(f"{'cards changed at once':24}{'':12}{max(changed, default=0):12}   in {len(changed)} changes seen")
    met = ratio <= FRAME_BAR
    print(
        f"\nframes at the 95th percentile: {ratio:.2f} × those at rest (bar {FRAME_BAR}): {'met' if met else 'MISSED'}"
    )
    print(json.dumps({"frame_ratio_95": round(ratio, 2), "long_tasks": len(ticking["long"])}))
    return met


def _quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


if __name__ == "__main__":
    sys.exit(main())
