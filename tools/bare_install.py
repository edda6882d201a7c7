"""Prove that a bare install of the wheel works: a demo project, its board, an asset, the tree over HTTP.

python tools/bare_install.py dist/beichen-….whl
"""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0  # seconds for the server to answer


def main() -> int:
    """Install the wheel into an environment of its own and ask it for everything once."""
    wheel = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="beichen-bare-") as folder:
        environment = _install(wheel, Path(folder))
        beichen = environment / "bin" / "beichen"
        project = Path(folder) / "demo"
        subprocess.run([beichen, "demo", project, "--users", "2000", "--no-serve"], cwd=folder, check=True)
        _visit_board(beichen, project)
        print(f"{wheel.name}: installs bare, opens its board; {_megabytes(environment):.0f} MB installed")
    return 0


def _install(wheel: Path, folder: Path) -> Path:
    uv = shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
    environment = folder / "environment"
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, environment], check=True)
    subprocess.run([uv, "pip", "install", "--quiet", "--python", environment / "bin" / "python", wheel], check=True)
    return environment


def _visit_board(beichen: Path, project: Path) -> None:
    port = _free_port()
    server = subprocess.Popen([beichen, "serve", "--project", project, "--port", str(port)])
    try:
        page = _fetch(f"http://127.0.0.1:{port}/").decode()
        asset = re.search(r'src="(/?[^"]+\.js)"', page)
        if asset is None:
            raise SystemExit("the page names no script")
        if not _fetch(f"http://127.0.0.1:{port}/{asset[1].lstrip('/')}"):
            raise SystemExit(f"{asset[1]} is empty")
        tree = json.loads(_fetch(f"http://127.0.0.1:{port}/api/v1/tree"))
        north_star = next(node for node in tree["nodes"] if node["metric"] == tree["north_star"])
        if not north_star["value"]:
            raise SystemExit(f"the North Star has no value: {north_star}")
    finally:
        server.terminate()
        server.wait(timeout=30)


def _fetch(url: str) -> bytes:
    """The body behind a URL, waiting for the server to come up."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(url, timeout=30) as response:
                body: bytes = response.read()
                return body
        except URLError as error:
            refused = isinstance(error.reason, ConnectionRefusedError)
            if not refused or time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / 1e6


if __name__ == "__main__":
    sys.exit(main())
