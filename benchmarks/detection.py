"""Detection: how large a change must be to be called moved, and for its segment to be found, on real data.

From a period of a real series a share of one segment's events is taken away by chance, as if it had been lost.
Set BEICHEN_DATA to the folder that holds the examples' data; sets that are not there are left out.

    python benchmarks/detection.py [--picture FILE.svg]
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from drawing import Line, Panel, draw

from beichen.domain.time import Grain
from beichen.judgement.change import ExpectedRange, Verdict
from beichen.judgement.localization.moves import localize_change
from beichen.workspace.explaining.expectation import expected_ranges
from beichen.workspace.open import Workspace, open_workspace

ROOT = Path(__file__).parents[1]
DATA = {"bike_sharing": "ts_bikeshare_hourly", "clickstream": "ecom_clickstream_synth"}
SHARES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8)
SIZES = {"about 3%": 0.03, "about 10%": 0.1, "about 30%": 0.3}  # of the total, the segment
DATES, SEEDS = 8, 3
COUNT, ENTITIES, RATIO = "additive count", "distinct entities", "ratio"
Numbers = np.ndarray[Any, np.dtype[np.float64]]
Where = dict[str, str | None]


@dataclass(frozen=True)
class Case:
    """A metric of an example project, and the dimensions along which its segments make up the total."""

    project: str
    kind: str
    metric: str
    grain: Grain
    dimensions: tuple[str, ...]


LEARNERS, VISITORS = ("region", "gender", "imd_band"), ("platform", "channel", "lifecycle")
CASES = (
    Case("oulad", COUNT, "submissions", Grain.WEEK, LEARNERS),
    Case("oulad", ENTITIES, "active_learners", Grain.WEEK, LEARNERS),
    Case("oulad", RATIO, "engaged_share", Grain.WEEK, LEARNERS),
    Case("online_retail", COUNT, "orders", Grain.WEEK, ("country",)),
    Case("online_retail", ENTITIES, "ordering_customers", Grain.WEEK, ("country",)),
    Case("bike_sharing", COUNT, "rentals", Grain.WEEK, ("part_of_day",)),
    Case("bike_sharing", RATIO, "casual_share", Grain.WEEK, ("part_of_day",)),
    Case("clickstream", ENTITIES, "sessions", Grain.WEEK, VISITORS),
    Case("clickstream", RATIO, "cart_rate", Grain.WEEK, VISITORS),
)


@dataclass
class Tally:
    """How often a loss was seen, of so many."""

    tries: int = 0
    moved: int = 0
    named: int = 0
    found: int = 0
    alone: int = 0

    def add(self, moved: bool, named: Sequence[Where], lost: Where) -> None:
        self.tries += 1
        self.moved += moved
        self.named += bool(named)
        self.found += lost in named
        self.alone += list(named) == [lost]


@dataclass(frozen=True)
class Change:
    """A metric's leaves in a period and in the one before it, and the range in which the period's total was expected."""

    case: Case
    leaves: list[tuple[str | None, ...]]
    before: Numbers  # (2, leaves): numerator, denominator; of a metric that adds, the value, and 0
    after: Numbers
    expected: ExpectedRange

    def without(self, inside: Numbers, share: float, generator: np.random.Generator) -> Change:
        """The same, had each event of some leaves been lost with a probability."""
        after = self.after.copy()
        lost = np.where(inside, generator.binomial(np.round(after[0]).astype(int), share), 0)
        after[0] -= lost
        return Change(self.case, self.leaves, self.before, after, self.expected)

    @property
    def moved(self) -> bool:
        """Whether the total lies outside of its expected range."""
        top, bottom = self.after.sum(axis=1)
        value = top / bottom if self.case.kind == RATIO else top
        return not (self.expected.low or 0.0) <= value <= (self.expected.high or 0.0)

    def named(self) -> list[Where]:
        """The segments that are located, as `explain` does it."""
        values = map(list, zip(*self.leaves, strict=True))
        columns: dict[str, Any] = dict(zip(self.case.dimensions, values, strict=True))
        columns |= {"before": self.before[0], "after": self.after[0]}
        columns |= {"before_size": self.before[1], "after_size": self.after[1]} if self.case.kind == RATIO else {}
        answer = localize_change(pa.table(columns), self.case.dimensions, ratio=self.case.kind == RATIO)
        return [
            {name: None if value is None else str(value) for name, value in each.where.items()}
            for each in answer.segments
        ]

    def inside(self, where: Where) -> Numbers:
        """1 for the leaves of a segment."""
        places = [(self.case.dimensions.index(name), value) for name, value in where.items()]
        return np.array([all(leaf[place] == value for place, value in places) for leaf in self.leaves], float)


@dataclass
class Curves:
    """Tallies by case, the segment's size and the share that was lost."""

    tallies: dict[tuple[Case, str, float], Tally] = field(default_factory=dict)


def main() -> None:
    """Print the table, and draw it where that is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--picture", type=Path)
    asked = parser.parse_args()
    curves = Curves()
    with tempfile.TemporaryDirectory() as folder:
        for case, changes in read_changes(Path(folder)):
            for size, weight in SIZES.items():
                lose(curves, case, changes, size, weight)
    print_table(curves)
    if asked.picture:
        asked.picture.write_text(picture(curves), encoding="utf-8")


def read_changes(folder: Path) -> Iterator[tuple[Case, list[Change]]]:
    """Of each case whose data are there, some changes from one period to the next."""
    data = Path(os.environ.get("BEICHEN_DATA") or ROOT.parent / "shared" / "data").resolve()
    os.environ["BEICHEN_DATA"] = str(data)
    for project in dict.fromkeys(case.project for case in CASES):
        if not (data / DATA.get(project, project)).is_dir():
            continue
        shutil.copytree(ROOT / "examples" / project, folder / project, ignore=shutil.ignore_patterns(".beichen"))
        with open_workspace(folder / project) as workspace:
            for case in (each for each in CASES if each.project == project):
                yield case, changes_of(workspace, case)


def changes_of(workspace: Workspace, case: Case) -> list[Change]:
    """Changes at equal distances, of those periods that have a verdict."""
    leaves: dict[date, dict[tuple[str | None, ...], tuple[float, float]]] = {}
    for row in workspace.query(case.metric, by=case.dimensions, grain=case.grain):
        if row.complete:
            parts = (row.numerator, row.denominator) if case.kind == RATIO else (row.value, 0)
            leaves.setdefault(row.period, {})[tuple(value for _, value in row.segment)] = (
                float(parts[0] or 0),
                float(parts[1] or 0),
            )
    ranges = expected_ranges(workspace, case.metric, case.grain)
    pairs = [
        (before, at)
        for before, at in zip(leaves, list(leaves)[1:], strict=False)
        if ranges[at].verdict is not Verdict.UNDETERMINED
    ]
    chosen = [pairs[(2 * number + 1) * len(pairs) // (2 * DATES)] for number in range(DATES)]
    return [_change(case, leaves[before], leaves[at], ranges[at]) for before, at in chosen]


def _change(
    case: Case,
    before: dict[tuple[str | None, ...], tuple[float, float]],
    after: dict[tuple[str | None, ...], tuple[float, float]],
    expected: ExpectedRange,
) -> Change:
    names = list(dict.fromkeys([*before, *after]))
    columns = [np.array([end.get(name, (0.0, 0.0)) for name in names]).T for end in (before, after)]
    return Change(case, names, columns[0], columns[1], expected)


def lose(curves: Curves, case: Case, changes: Sequence[Change], size: str, weight: float) -> None:
    """Lose shares of the segment whose part of the total is nearest to `weight`, again and again."""
    for number, change in enumerate(changes):
        where = segment_of(change, weight)
        if where is None:
            continue
        inside = change.inside(where)
        for share in SHARES:
            for seed in range(SEEDS if share else 1):
                generator = np.random.default_rng([number, seed, int(1000 * share)])
                struck = change.without(inside, share, generator)
                tally = curves.tallies.setdefault((case, size, share), Tally())
                tally.add(struck.moved, struck.named(), where)


def segment_of(change: Change, weight: float) -> Where | None:
    """The segment of one or two dimensions whose size is nearest to a part of the total; None if none is near."""
    sizes = change.before[1] if change.case.kind == RATIO else change.before[0]
    cells: dict[tuple[tuple[str, str | None], ...], float] = {}
    for depth in (1, 2):
        for places in combinations(range(len(change.case.dimensions)), depth):
            for leaf, each in zip(change.leaves, sizes, strict=True):
                cell = tuple((change.case.dimensions[place], leaf[place]) for place in places)
                cells[cell] = cells.get(cell, 0.0) + each / sizes.sum()
    near = {cell: abs(np.log(part / weight)) for cell, part in cells.items() if part > 0}
    best = min(near, key=lambda cell: near[cell])
    return dict(best) if near[best] < np.log(1.7) else None


def print_table(curves: Curves) -> None:
    """P(moved) and P(found) by case, size and share lost; the first row of each case is its false alarms."""
    print("| project | metric | segment | lost | tries | moved | segment found | and no other |")
    print("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for (case, size, share), tally in curves.tallies.items():
        shown = [f"{count / tally.tries:.0%}" for count in (tally.moved, tally.found, tally.alone)]
        if not share:
            shown[1:] = [f"{tally.named / tally.tries:.0%} name one", ""]
        print(f"| {case.project} | {case.metric} | {size} | {share:.0%} | {tally.tries} | {' | '.join(shown)} |")


def picture(curves: Curves) -> str:
    """A chart a metric, a column a kind of metric: lines that are drawn through for the segment, dashed for the verdict."""
    charts = [[_chart(curves, case) for case in CASES if case.kind == kind] for kind in (COUNT, ENTITIES, RATIO)]
    panels = [column[row] for row in range(3) for column in charts]
    return draw(panels, columns=3, x="share of the segment that was lost", y="of all tries")


def _chart(curves: Curves, case: Case) -> Panel:
    lines = []
    for what, number in product(("found", "moved"), range(len(SIZES))):
        size = list(SIZES)[number]
        tallies = {share: curves.tallies.get((case, size, share)) for share in SHARES[1:]}
        points = [(share, getattr(tally, what) / tally.tries) for share, tally in tallies.items() if tally]
        lines.append(Line(size if what == "found" else "", points, number, dashed=what == "moved"))
    return Panel(f"{case.project.replace('_', ' ')}: {case.metric.replace('_', ' ')}", case.kind, lines)


if __name__ == "__main__":
    main()
