"""Everything that the health of a North Star is judged by, gathered from what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from beichen.domain.formula import render
from beichen.domain.metric import Good
from beichen.domain.observation import Observation
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.tree import EdgeKind, Tree
from beichen.domain.units import is_share
from beichen.errors import ProjectError
from beichen.judgement.health.facts import Broken, Ceiling, Driven, Facts, Line
from beichen.judgement.health.zombies import UNSEEN_WEEKS
from beichen.workspace.guarding.courses import bad_direction
from beichen.workspace.health.around import compared_of, definitions_of, uses_of
from beichen.workspace.health.lines import Grid, grid_of, rests_of, splits_of
from beichen.workspace.periods import choose_periods

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

Observed = Mapping[str, Sequence[Observation]]


def gather_facts(workspace: Workspace, at: date | None) -> Facts:
    """What is known of the North Star through the period that begins on `at`; None is its last complete one.

    Raises:
        ProjectError: the project names no North Star.
        QueryError: the day is not the first of a period, or the data have no such period.
    """
    project = workspace.project
    tree = project.tree
    if tree is None or tree.north_star not in project.metrics:
        raise ProjectError(
            "the project has no North Star whose health could be judged",
            hint="name one in tree.yml: `north_star: METRIC`",
        )
    name, grain = tree.north_star, project.metrics[tree.north_star].grain
    observed = workspace.series(_names(project, tree), grain)
    choose_periods(project.calendar, grain, observed.get(name, ()), at, None)
    until = None if at is None else project.calendar.start_of(at, grain)
    grid = grid_of(project, grain, observed.get(name, ()), until)
    today = _today(project, grid, at)
    line = _Lines(project, grid, observed)
    since = workspace.state.looks.since()
    known_looks = since is not None and today - since >= timedelta(weeks=UNSEEN_WEEKS)
    return Facts(
        grid.grain,
        grid.starts,
        line.of(name),
        today,
        rests=rests_of(project, grid),
        outcomes=tuple(line.of(outcome) for outcome in tree.outcomes),
        guardrails=_guardrails(project, tree, line),
        influences=_influences(tree, line),
        broken=tuple(Broken(found.message) for found in workspace.findings() if found.code == "identity-broken"),
        splits=splits_of(workspace, name, grid, observed.get(name, ())) if grid.starts else (),
        ceiling=_ceiling(project, line),
        definitions=definitions_of(workspace, name, today),
        uses=uses_of(workspace, today) if known_looks else (),
        looks_since=since,
        compared=compared_of(workspace, grid.starts[-1]) if grid.starts else (),
        identities=_identities(tree),
    )


class _Lines:
    """Metrics' lines on the grid."""

    def __init__(self, project: Project, grid: Grid, observed: Observed) -> None:
        self._project = project
        self._grid = grid
        self._observed = observed

    def of(self, metric: str, good: Good | None = None) -> Line:
        told = good or self._project.metrics[metric].good
        return self._grid.of(self._project, metric, self._observed.get(metric, ()), good=told)


def _names(project: Project, tree: Tree) -> list[str]:
    """Every metric whose totals are looked at, each once."""
    influencing = [name for edge in _influence_edges(tree) for name in (edge[0], edge[1])]
    benchmark = project.metrics[tree.north_star].benchmark
    population = [benchmark.of] if benchmark and benchmark.of else []
    guarding = [guardrail.metric for guardrail in tree.guardrails]
    names = [tree.north_star, *tree.outcomes, *guarding, *influencing, *population]
    return [name for name in dict.fromkeys(names) if name in project.metrics]


def _influence_edges(tree: Tree) -> list[tuple[str, str]]:
    return [(edge.parent, edge.child) for edge in tree.below(tree.north_star) if edge.kind is EdgeKind.INFLUENCE]


def _today(project: Project, grid: Grid, at: date | None) -> date:
    """The day after the last period, where one was asked for; else today."""
    if at is not None and grid.starts:
        return project.calendar.shift(grid.starts[-1], grid.grain, 1)
    return datetime.now(ZoneInfo(project.calendar.timezone)).date()


def _guardrails(project: Project, tree: Tree, line: _Lines) -> tuple[Line, ...]:
    found: dict[str, Line] = {}
    for guardrail in tree.guardrails:
        bad = bad_direction(guardrail, project.metrics[guardrail.metric])
        found.setdefault(guardrail.metric, line.of(guardrail.metric, Good.DOWN if bad is Good.UP else Good.UP))
    return tuple(found.values())


def _influences(tree: Tree, line: _Lines) -> tuple[Driven, ...]:
    drivers: dict[str, list[str]] = {}
    for parent, child in _influence_edges(tree):
        drivers.setdefault(parent, []).append(child)
    return tuple(Driven(line.of(parent), tuple(map(line.of, children))) for parent, children in drivers.items())


def _identities(tree: Tree) -> dict[str, str]:
    parents = dict.fromkeys(edge.parent for edge in tree.below(tree.north_star) if edge.kind is EdgeKind.IDENTITY)
    return {
        parent: render(formula)
        for parent in parents
        if parent in tree.drivers and (formula := tree.drivers[parent].identity) is not None
    }


def _ceiling(project: Project, line: _Lines) -> Ceiling | None:
    """Of a share 100%; else the population that its benchmark is a share of."""
    assert project.north_star is not None
    metric = project.metrics[project.north_star]
    if is_share(metric.unit):
        own = line.of(metric.name)
        return Ceiling((1.0,) * len(own.values), Text("100%", "100%"))
    if metric.benchmark is not None and metric.benchmark.of is not None:
        population = line.of(metric.benchmark.of)
        return Ceiling(population.values, population.label)
    return None
