"""Run the benchmarks, one after the other: all, or those that are named.

    python benchmarks/run.py [NAME …]

Each is a script of its own that prints what it measured, side by side, in one run.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def main() -> int:
    """Run them and return 1 when one of them failed."""
    scripts = {
        path.stem: path for path in sorted(FOLDER.glob("*.py")) if path.stem not in ("run", "measure", "drawing")
    }
    names = sys.argv[1:] or list(scripts)
    if unknown := [name for name in names if name not in scripts]:
        print(f"no such benchmark: {', '.join(unknown)}; known: {', '.join(scripts)}", file=sys.stderr)
        return 2
    failed = []
    for name in names:
        print(f"\n## {name}\n", flush=True)
        if subprocess.run([sys.executable, scripts[name]], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
