"""How much CPU a start costs: of Python alone, of `import beichen`, of a query on the demo."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from measure import cpu_seconds

BEICHEN = [sys.executable, "-m", "beichen"]


def main() -> None:
    """Print CPU-seconds beside what they may be."""
    with tempfile.TemporaryDirectory(prefix="beichen-startup-") as name:
        folder = Path(name) / "demo"
        subprocess.run(
            [*BEICHEN, "demo", folder, "--users", "20000", "--no-serve"], check=True, stdout=subprocess.DEVNULL
        )
        measured = [
            ("python -c pass", cpu_seconds([sys.executable, "-c", "pass"]), None),
            ("import beichen", cpu_seconds([sys.executable, "-c", "import beichen"]), 0.3),
            ("beichen --version", cpu_seconds([*BEICHEN, "--version"]), None),
            ("beichen query (North Star)", cpu_seconds([*BEICHEN, "query", _north_star(folder)], folder), 1.0),
            (
                "beichen query --by channel",
                cpu_seconds([*BEICHEN, "query", _north_star(folder), "--by", "channel"], folder),
                1.0,
            ),
            ("beichen tree", cpu_seconds([*BEICHEN, "tree"], folder), None),
            ("beichen explain", cpu_seconds([*BEICHEN, "explain"], folder), None),
        ]
    print("| CPU-seconds, median of 7 | measured | at most |\n| --- | ---: | ---: |")
    for what, seconds, limit in measured:
        print(f"| {what} | {seconds:.3f} | {'' if limit is None else limit} |")


def _north_star(folder: Path) -> str:
    import beichen

    project = beichen.open(folder)
    try:
        name = project.project.north_star
        assert name is not None
        return name
    finally:
        project.close()


if __name__ == "__main__":
    main()
