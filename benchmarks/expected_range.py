"""Expected ranges on real data: how often they hold and how wide they are, beside last week's value ± 1.96 deviations.

Each range comes from the periods before its own alone, so that every period is held back.
Set BEICHEN_DATA to the folder that holds the examples' data; sets that are not there are left out.

    python benchmarks/expected_range.py [PROJECT …]
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median, pstdev
from time import process_time

from beichen.domain.observation import Observation, Undetermined
from beichen.domain.time import Grain
from beichen.judgement.change import ExpectedRange, Verdict
from beichen.workspace.explaining.expectation import ranges_from
from beichen.workspace.open import Workspace, open_workspace

ROOT = Path(__file__).parents[1]
DATA = {"bike_sharing": "ts_bikeshare_hourly", "oulad": "oulad", "online_retail": "online_retail"}
GRAINS = (Grain.DAY, Grain.WEEK, Grain.MONTH)
LAG = {Grain.DAY: 7, Grain.WEEK: 1, Grain.MONTH: 1}
MISS_COST = 2 / 0.05  # of the interval score (Gneiting & Raftery 2007)
FALL = 0.2  # which would have been found, had it been in the data: a range does not know its own period
DEMO_USERS = "20000"


@dataclass
class Tally:
    """What was counted over the series of one project at one grain."""

    series: int = 0
    periods: int = 0
    held: int = 0
    naive_periods: int = 0
    naive_held: int = 0
    widths: list[float] = field(default_factory=list)  # ours ÷ the naive one's, by series
    scores: list[float] = field(default_factory=list)
    found: list[float] = field(default_factory=list)  # share of falls by a fifth that are called moved, by series
    naive_found: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def row(self, name: str, grain: Grain) -> str:
        naive = f"{self.naive_held / self.naive_periods:.1%}" if self.naive_periods else "–"
        return (
            f"| {name} | {grain.value} | {self.series} | {self.periods:,} | {self.held / self.periods:.1%} | {naive} "
            f"| {median(self.widths):.2f} | {median(self.scores):.2f} | {median(self.found):.0%} "
            f"| {median(self.naive_found):.0%} | {median(self.cpu_ms):.1f} |"
        )


def main() -> None:
    """Print one row per project and grain."""
    print(
        "| project | grain | series | periods | held | naive held | width ÷ naive | score ÷ naive | CPU ms a series |"
    )
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for name, workspace in projects(Path(folder), sys.argv[1:]):
            for grain in GRAINS:
                tally = measure(workspace, grain)
                if tally.widths:
                    print(tally.row(name, grain), flush=True)


def projects(folder: Path, names: Sequence[str]) -> Iterator[tuple[str, Workspace]]:
    """The examples whose data are there, and the demo, each open while it is looked at."""
    data = Path(os.environ.get("BEICHEN_DATA") or ROOT.parent / "shared" / "data").resolve()
    os.environ["BEICHEN_DATA"] = str(data)
    for name in names or [*DATA, "demo"]:
        if name == "demo":
            command = [sys.executable, "-m", "beichen", "demo", folder / name, "--no-serve", "--users", DEMO_USERS]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        elif (data / DATA[name]).is_dir():
            shutil.copytree(ROOT / "examples" / name, folder / name, ignore=shutil.ignore_patterns(".beichen"))
        else:
            continue
        with open_workspace(folder / name) as workspace:
            yield name, workspace


def measure(workspace: Workspace, grain: Grain) -> Tally:
    """All metrics of a project at one grain; those that never change are left out."""
    tally = Tally()
    for metric, observed in workspace.series(list(workspace.project.metrics), grain).items():
        values = [value_of(observation) for observation in observed]
        if len({value for value in values if value is not None}) < 3:
            continue
        started = process_time()
        ranges = ranges_from(workspace.project, metric, grain, observed)
        elapsed = (process_time() - started) * 1000
        found = [ranges[observation.period] for observation in observed]
        if any(each.verdict is not Verdict.UNDETERMINED for each in found):
            tally.series += 1
            tally.cpu_ms.append(elapsed)
            count(tally, values, found, naive_ranges(values, LAG[grain]))
    return tally


def value_of(observation: Observation) -> float | None:
    """The value of a whole period."""
    if isinstance(observation.value, Undetermined) or not observation.complete:
        return None
    return float(observation.value)


Ends = tuple[float, float]


def naive_ranges(values: Sequence[float | None], lag: int) -> list[Ends | None]:
    """The value `lag` periods before ± 1.96 deviations of such differences so far."""
    ranges: list[Ends | None] = []
    differences: list[float] = []
    for at, value in enumerate(values):
        before = values[at - lag] if at >= lag else None
        enough = before is not None and len(differences) >= 5
        reach = 1.96 * pstdev(differences) if enough else 0.0
        ranges.append((before - reach, before + reach) if enough and before is not None else None)
        if value is not None and before is not None:
            differences.append(value - before)
    return ranges


def count(
    tally: Tally, values: Sequence[float | None], found: Sequence[ExpectedRange], naive: Sequence[Ends | None]
) -> None:
    """Add one series: its periods with a verdict, and of those the ones that the naive method can judge too."""
    ours: list[tuple[float, float, bool]] = []
    theirs: list[tuple[float, float, bool]] = []
    for value, each, ends in zip(values, found, naive, strict=True):
        if value is None or each.verdict is Verdict.UNDETERMINED or each.low is None or each.high is None:
            continue
        tally.periods += 1
        tally.held += each.verdict is Verdict.NOISE
        if ends is not None:
            tally.naive_periods += 1
            tally.naive_held += ends[0] <= value <= ends[1]
            ours.append(look_at(value, (each.low, each.high)))
            theirs.append(look_at(value, ends))
    if theirs and fmean(width for width, *_ in theirs) > 0:
        tally.widths.append(fmean(width for width, *_ in ours) / fmean(width for width, *_ in theirs))
        tally.scores.append(fmean(score for _, score, _ in ours) / fmean(score for _, score, _ in theirs))
        tally.found.append(fmean(found for *_, found in ours))
        tally.naive_found.append(fmean(found for *_, found in theirs))


def look_at(value: float, ends: Ends) -> tuple[float, float, bool]:
    """The width; the width plus what a miss costs by its distance; whether the value less a fifth lies outside."""
    low, high = ends
    width = high - low
    score = width + MISS_COST * (max(low - value, 0.0) + max(value - high, 0.0))
    return width, score, not low <= value * (1 - FALL) <= high


if __name__ == "__main__":
    main()
