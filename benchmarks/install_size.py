"""How much disk a plain install takes, and which packages take it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIMIT = 400
SHOWN = 8


def main() -> None:
    """Print the megabytes of a plain install, the largest packages first."""
    with tempfile.TemporaryDirectory(prefix="beichen-size-") as name:
        environment = Path(name) / "environment"
        uv = shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, environment], check=True)
        python = environment / "bin" / "python"
        subprocess.run([uv, "pip", "install", "--quiet", "--python", python, ROOT], check=True)
        packages = next(environment.glob("lib/python*/site-packages"))
        sizes = sorted(((_megabytes(path), path.name) for path in packages.iterdir()), reverse=True)
        print("| MB | package |\n| ---: | --- |")
        for size, package in sizes[:SHOWN]:
            print(f"| {size:.1f} | {package} |")
        print(f"| **{_megabytes(environment):.1f}** | **the whole environment** (at most {LIMIT}) |")


def _megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file() and not file.is_symlink()]
    return sum(file.stat().st_size for file in files) / 1e6


if __name__ == "__main__":
    main()
