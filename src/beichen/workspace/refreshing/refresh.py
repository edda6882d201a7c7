"""Refresh: everything that the board shows, brought up to date; only what is stale is computed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from beichen.domain.finding import Finding
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.engine.additivity import shared_dimensions
from beichen.engine.checks import check_data, count_values
from beichen.engine.lower import DIALECTS
from beichen.engine.plan import leaves_of
from beichen.engine.run import Engine
from beichen.warehouse.port import LoadReport
from beichen.workspace.refreshing.observe import Observer, Wish, by_question
from beichen.workspace.refreshing.progress import Progress

WIDEST = 100
"""Dimensions with more values are not kept by segment: they are asked of the warehouse when needed."""


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did.

    Attributes:
        computed, reused: slices (a metric at a grain, in total or by one dimension).
        findings: of the data, the identities and the guardrails.
    """

    computed: int
    reused: int
    loads: tuple[LoadReport, ...] = ()
    findings: tuple[Finding, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        return {
            "computed": self.computed,
            "reused": self.reused,
            "loads": [report.as_dict() for report in self.loads],
            "findings": [finding.as_dict() for finding in self.findings],
        }


def board_grain(project: Project) -> Grain:
    """The grain at which the tree is shown: the North Star's own."""
    return project.metrics[project.north_star].grain if project.north_star else Grain.WEEK


def tree_metrics(project: Project) -> tuple[str, ...]:
    """Every metric that the tree shows: nodes, guardrails and outcomes, each once."""
    if project.tree is None:
        return ()
    tree = project.tree
    drawn = [name for name in tree.drawn_nodes_below(tree.north_star) if name in project.metrics]
    return tuple(dict.fromkeys([*drawn, *(g.metric for g in tree.guardrails), *tree.outcomes]))


def board_wishes(project: Project, engine: Engine, observer: Observer) -> list[Wish]:
    """What is kept ready.

    All totals at their own grain, the tree's at its grain and the North Star's at
    every grain, and the tree's segments by each narrow dimension.
    """
    grain = board_grain(project)
    shown = tree_metrics(project)
    wishes = [Wish(name, metric.grain) for name, metric in project.metrics.items()]
    wishes += [Wish(name, grain) for name in shown]
    # the board offers every grain, and the North Star's periods say which
    wishes += [Wish(project.north_star, other) for other in Grain] if project.north_star else []
    sliced = [Wish(name, grain, (by,)) for name in shown for by in shared_dimensions(engine, name)]
    stale = set(observer.stale(sliced))
    widths = _Widths(engine)
    # what is kept already was narrow when it was computed from the same data
    wishes += [wish for wish in sliced if wish not in stale or widths.is_narrow(wish.metric, wish.by[0])]
    return list(dict.fromkeys(wishes))


def compute_stale(
    engine: Engine,
    observer: Observer,
    wishes: Sequence[Wish],
    progress: Progress,
    turn: AbstractContextManager[object] | None = None,
) -> None:
    """Compute wishes, those that can share a question together; models with a query are staged while it lasts.

    Args:
        turn: of those who ask the warehouse; given back after every question.
    """
    turn = turn or nullcontext()
    groups = by_question(wishes)
    with staged_models(engine, [wish.metric for group in groups for wish in group], groups, turn):
        for done, group in enumerate(groups):
            what = f"compute by {group[0].grain.value}" + "".join(f", {name}" for name in group[0].by)
            progress(what, done, len(groups))
            with turn:
                observer.compute(group)
            time.sleep(0)  # whoever waits for a turn may have it
    progress("compute", len(groups), len(groups))


def data_findings(engine: Engine, grain: Grain) -> list[Finding]:
    """What the data do not keep of what the models promise; models that no metric reads are left out."""
    project = engine.project
    read = dict.fromkeys(model for metric in project.metrics for model in project.models_of(metric))
    return [finding for name in read for finding in check_data(engine.models[name], grain)]


@contextmanager
def staged_models(
    engine: Engine, metrics: Sequence[str], groups: Sequence[Sequence[Wish]], turn: AbstractContextManager[object]
) -> Iterator[None]:
    """Keep the rows of models that are a query in temporary tables, when more than one question reads them."""
    models = {leaf.model for metric in metrics for leaf in leaves_of(engine.project, metric)}
    worth = [engine.models[name] for name in sorted(models) if len(groups) > 1 and engine.models[name].model.sql]
    names = []
    try:
        for bound in worth:
            name = f"staged {bound.name}"
            engine.warehouse.stage(name, DIALECTS[engine.warehouse.dialect].write(bound.query()))
            names.append(name)
            bound.staged = name
        yield
    finally:
        with turn:  # nobody is in the middle of a question that reads them
            for bound in worth:
                bound.staged = None
            engine.warehouse.unstage(names)


class _Widths:
    """How many values dimensions have, each asked once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[tuple[str, str], bool] = {}

    def is_narrow(self, metric: str, dimension: str) -> bool:
        return all(self._model(leaf.model, dimension) for leaf in leaves_of(self._engine.project, metric))

    def _model(self, model: str, dimension: str) -> bool:
        bound = self._engine.models[model]
        found = bound.dimension(dimension)
        key = (found.owner or model, found.dimension.name)
        if key not in self._known:
            self._known[key] = count_values(bound, dimension, WIDEST) <= WIDEST
        return self._known[key]
