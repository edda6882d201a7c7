"""CPU-seconds of a program and everything that it starts."""

from __future__ import annotations

import resource
import statistics
import subprocess
from collections.abc import Sequence
from pathlib import Path


def cpu_seconds(words: Sequence[str | Path], folder: Path | None = None, runs: int = 7) -> float:
    """The median of several runs, after one that is not counted."""
    taken = []
    for _ in range(runs + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(words, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return statistics.median(taken[1:])
