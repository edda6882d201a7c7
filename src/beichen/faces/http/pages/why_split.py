"""The exact split of a change: a waterfall of its lowest parts, every branch with its values, and the way down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pydantic import Field

from beichen.domain.metric import Good
from beichen.domain.observation import Observation, Undetermined
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.domain.tree import EdgeKind
from beichen.faces.http.pages.parts import Number, Part, Tone, Words, tone_of
from beichen.faces.http.ports import BoardWorkspace
from beichen.tree.identity import BranchKind

STEPS_SHOWN = 8

StepKind = Literal["before", "branch", "others", "unexplained", "after"]
_Part = Literal["branch", "others", "unexplained"]
_Row = Mapping[str, Any]


class Step(Part):
    """One bar of the waterfall, from where the one above it ended."""

    kind: StepKind
    metric: str | None
    label: Words | None = Field(description="null where the kind says it all.")
    begins: Number
    ends: Number
    amount: Number
    tone: Tone


class BranchRow(Part):
    """A driver below the metric, or what is left over at one; in the order of the tree, children below their parent."""

    metric: str | None = Field(description="null for what the formula of `parent` leaves over.")
    label: Words
    parent: str
    kind: BranchKind
    depth: int = Field(description="1 for the metric's own drivers.")
    unit: str | None
    before: Number | None = Field(description="The driver's own value, in its own unit.")
    after: Number | None
    contribution: Number | None = Field(description="To the metric's change, in the metric's unit; null: not known.")
    share: Number | None = Field(description="contribution ÷ change.")
    reach: Number = Field(description="|contribution| ÷ the largest one, 0–1.")
    low: Number | None = Field(description="Of an estimate: its interval.")
    high: Number | None
    tone: Tone


class PathStep(Part):
    """A step of the way down the tree: the branch that did most for the change."""

    metric: str
    label: Words
    contribution: Number
    share: Number | None


def waterfall_of(project: Project, found: _Row, good: Good | None) -> list[Step]:
    """From the value before to the one after, through the largest of the lowest exact branches."""
    before, after = found["before"], found["after"]
    leaves = _lowest_exact(found["branches"], found["metric"])
    if before is None or after is None or not leaves:
        return []
    shown, others = _largest(leaves)
    steps = [Step(kind="before", metric=None, label=None, begins=0, ends=before, amount=before, tone="neutral")]
    level = before
    for branch in shown:
        amount = branch["contribution"]
        label = Words.of(project.metrics[branch["metric"]].label)
        steps.append(_step("branch", level, amount, good, metric=branch["metric"], label=label))
        level += amount
    rest: list[tuple[_Part, Number]] = [("others", others), ("unexplained", found["unexplained"] or 0)]
    for kind, amount in rest:
        if amount:
            steps.append(_step(kind, level, amount, good))
            level += amount
    return [*steps, Step(kind="after", metric=None, label=None, begins=0, ends=after, amount=after, tone="neutral")]


def branches_of(workspace: BoardWorkspace, found: _Row, grain: Grain, good: Good | None) -> list[BranchRow]:
    """Every branch with the driver's own values of both periods."""
    project = workspace.project
    rows = list(_in_tree_order(found["branches"], found["metric"]))
    names = list(dict.fromkeys(row["metric"] for row, _ in rows if row["metric"] is not None))
    ends = _ends(workspace, found, names, grain)
    largest = max((abs(row["contribution"]) for row, _ in rows if row["contribution"] is not None), default=0)
    return [_branch(project, row, depth, ends, good=good, largest=largest) for row, depth in rows]


def path_of(project: Project, found: _Row) -> list[PathStep]:
    """Down from the metric, by the driver that did most for the change; empty where nothing did."""
    sign = 1 if (found["change"] or 0) > 0 else -1
    path: list[PathStep] = []
    at, passed = found["metric"], {found["metric"]}
    while True:
        below = [
            row
            for row in found["branches"]
            if row["parent"] == at and row["metric"] not in {None, *passed} and (row["contribution"] or 0) * sign > 0
        ]
        if not below:
            return path
        most = max(below, key=lambda row: row["contribution"] * sign)
        at = most["metric"]
        passed.add(at)
        label = Words.of(project.metrics[at].label)
        path.append(PathStep(metric=at, label=label, contribution=most["contribution"], share=most["share"]))


def values_of(workspace: BoardWorkspace, found: _Row, grain: Grain) -> Mapping[str, Number | None]:
    """The later period's value of every driver."""
    names = list(dict.fromkeys(row["metric"] for row in found["branches"] if row["metric"] is not None))
    return _ends(workspace, found, names, grain).after


def _step(
    kind: _Part,
    level: Number,
    amount: Number,
    good: Good | None,
    *,
    metric: str | None = None,
    label: Words | None = None,
) -> Step:
    tone: Tone = "neutral" if kind == "unexplained" else tone_of(amount, good)
    return Step(kind=kind, metric=metric, label=label, begins=level, ends=level + amount, amount=amount, tone=tone)


def _lowest_exact(branches: Sequence[_Row], root: str) -> list[_Row]:
    """The exact branches that are not split further, in the tree's order: together they are the change."""
    exact = [b for b in branches if b["kind"] == EdgeKind.IDENTITY and b["contribution"] is not None]
    parents = {branch["parent"] for branch in exact}
    return [branch for branch in exact if branch["metric"] not in parents or branch["metric"] == root]


def _largest(leaves: Sequence[_Row]) -> tuple[list[_Row], Number]:
    """The largest leaves, in the tree's order, and the sum of those left out."""
    if len(leaves) <= STEPS_SHOWN:
        return list(leaves), 0
    kept = sorted(leaves, key=lambda b: -abs(b["contribution"]))[:STEPS_SHOWN]
    left_out = [branch for branch in leaves if branch not in kept]
    return [branch for branch in leaves if branch in kept], sum(b["contribution"] for b in left_out)


def _in_tree_order(branches: Sequence[_Row], root: str) -> Iterator[tuple[_Row, int]]:
    """Each branch with its depth; below a metric that drives several, its own drivers are given once."""
    below: dict[str, list[_Row]] = {}
    for row in branches:
        below.setdefault(row["parent"], []).append(row)
    given: set[str] = set()

    def walk(parent: str, depth: int) -> Iterator[tuple[_Row, int]]:
        given.add(parent)
        for row in below.get(parent, ()):
            yield row, depth
            if row["metric"] is not None and row["metric"] not in given:
                yield from walk(row["metric"], depth + 1)

    return walk(root, 1)


@dataclass(frozen=True, slots=True)
class _Ends:
    """The drivers' own values of the two periods."""

    before: Mapping[str, Number | None]
    after: Mapping[str, Number | None]


def _ends(workspace: BoardWorkspace, found: _Row, names: Sequence[str], grain: Grain) -> _Ends:
    if found["period"] is None or found["versus"] is None or not names:
        return _Ends({}, {})
    at, versus = date.fromisoformat(found["period"]), date.fromisoformat(found["versus"])
    until = workspace.project.calendar.shift(max(at, versus), grain, 1)
    series = workspace.series(names, grain, min(at, versus), until)
    before, after = (
        {name: _number(o) for name, observed in series.items() for o in observed if o.period == day}
        for day in (versus, at)
    )
    return _Ends(before, after)


def _branch(project: Project, row: _Row, depth: int, ends: _Ends, *, good: Good | None, largest: Number) -> BranchRow:
    name, amount = row["metric"], row["contribution"]
    metric = project.metrics[name] if name is not None else None
    return BranchRow(
        metric=name,
        label=Words.of((metric or project.metrics[row["parent"]]).label),
        parent=row["parent"],
        kind=row["kind"],
        depth=depth,
        unit=metric.unit if metric else None,
        before=ends.before.get(name),
        after=ends.after.get(name),
        contribution=amount,
        share=row["share"],
        reach=abs(amount) / largest if amount is not None and largest else 0,
        low=row["interval"][0] if row["interval"] else None,
        high=row["interval"][1] if row["interval"] else None,
        tone=tone_of(amount, good) if metric else "neutral",
    )


def _number(observation: Observation) -> Number | None:
    return None if isinstance(observation.value, Undetermined) else observation.value
