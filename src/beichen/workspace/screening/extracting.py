"""From the warehouse to a trial: who began, what they did in the window, and what happened later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from beichen.domain.candidate import Candidates
from beichen.domain.experiment import Experiment
from beichen.domain.project import Project
from beichen.domain.time import Span
from beichen.engine.cohorts import EPOCH, Column, Counted, FirstText, compile_cohort
from beichen.engine.lower import DIALECTS
from beichen.judgement.screening.trial import Arms, Candidate, Floats, Ints, Trial
from beichen.workspace.screening.columns import (
    Between,
    candidate_of_behaviour,
    candidate_of_metric,
    of_behaviour,
    of_metric,
)

if TYPE_CHECKING:
    from beichen.engine.run import Engine

HALVES_FROM = 4
"""Days that either half of the window must have at least."""


@dataclass(frozen=True, slots=True)
class Extract:
    """A trial, and what else is told of its cohort.

    Attributes:
        began: entities that began; left_out: those of them whose later windows have not closed.
        apart: ready metrics that cannot be told of one entity.
        counts: by behaviour and days, how often each entity of the trial did it within them.
    """

    trial: Trial
    began: int
    left_out: int
    apart: tuple[str, ...]
    counts: Mapping[tuple[str, int], Floats]


def extract(engine: Engine, candidates: Candidates, horizons: Sequence[int]) -> Extract:
    """Ask the warehouse once for everything that screening needs.

    Args:
        horizons: days within which thresholds are looked for.

    Raises:
        QueryError: an expression does not fit its model.
    """
    plan = _Plan(engine.project, candidates, horizons)
    spans = spans_of(engine, plan.columns)
    statement = compile_cohort(engine.models, candidates.cohort, plan.columns, spans)
    rows = engine.warehouse.fetch(DIALECTS[engine.warehouse.dialect].write(statement))
    return plan.read(rows, spans)


def spans_of(engine: Engine, columns: Sequence[Column]) -> dict[str, Span | None]:
    """The spans of the models that columns read; of one without a time, which is read whole, any."""
    models = {each.model for each in columns}
    return {model: engine.span(model) if engine.models[model].model.time is not None else _ANY for model in models}


_ANY = Span(EPOCH, EPOCH, EPOCH)


class _Plan:
    """Which column of the statement is what."""

    def __init__(self, project: Project, candidates: Candidates, horizons: Sequence[int]) -> None:
        self.candidates = candidates
        self.columns: list[Column] = []
        days = candidates.window - candidates.pre
        ready: dict[str, Between] = {b.name: of_behaviour(b) for b in candidates.behaviours}
        told = {
            name: found
            for name in candidates.metrics
            if (found := of_metric(project, project.metrics[name], candidates.cohort.entity, days)) is not None
        }
        self.apart = tuple(name for name in candidates.metrics if name not in told)
        self.listed: tuple[Candidate, ...] = (
            *(candidate_of_behaviour(behaviour) for behaviour in candidates.behaviours),
            *(candidate_of_metric(project, project.metrics[name], candidates.behaviours) for name in told),
        )
        every = [*ready.values(), *told.values()]
        half = candidates.pre + days // 2
        self.window = self._add(between(candidates.pre, candidates.window) for between in every)
        halved = days >= 2 * HALVES_FROM
        self.early = self._add(between(candidates.pre, half) for between in every) if halved else []
        self.pre = self._add(b(0, candidates.pre) for b in ready.values()) if candidates.pre else []
        self.later = self._add(Counted(v.model, v.measure, v.first, v.until) for v in candidates.value)
        self.background = self._add(
            dimension_column(project, candidates.cohort.entity, name) for name in candidates.background
        )
        self.counts = {
            (behaviour.name, days): self._add([of_behaviour(behaviour)(0, days)])[0]
            for behaviour in candidates.behaviours
            for days in horizons
        }
        self.experiments = [e for e in project.experiments if e.assignment.entity == candidates.cohort.entity]
        self.variants = self._add(_variant(each, max(candidates.pre, 1)) for each in self.experiments)

    def read(self, rows: Sequence[tuple[Any, ...]], spans: Mapping[str, Span | None]) -> Extract:
        began = np.array([row[0] for row in rows], dtype=np.int64)
        closed = np.ones(len(rows), dtype=bool)
        for value in self.candidates.value:
            closed &= began + value.until <= covered_until(spans[value.model])
        observed = began + self.candidates.window <= min(
            (covered_until(spans[b.model]) for b in self.candidates.behaviours), default=covered_until(None)
        )
        closed &= observed
        kept = np.flatnonzero(closed)
        numbers = self._numbers(rows)
        trial = Trial(
            self.listed,
            window=numbers[kept][:, self.window],
            early=numbers[kept][:, self.early] if self.early else None,
            pre=numbers[kept][:, self.pre] if self.pre else None,
            background=tuple(_codes([rows[int(i)][1 + n] for i in kept]) for n in self.background),
            later=numbers[kept][:, self.later],
            weights=np.array([value.weight for value in self.candidates.value]),
            began=began[kept],
            arms=tuple(self._arms(rows, numbers, observed)),
        )
        counts = {key: numbers[kept, n] for key, n in self.counts.items()}
        return Extract(trial, len(rows), len(rows) - len(kept), self.apart, counts)

    def _add(self, columns: Any) -> list[int]:
        start = len(self.columns)
        self.columns += columns
        return list(range(start, len(self.columns)))

    def _numbers(self, rows: Sequence[tuple[Any, ...]]) -> Floats:
        """Every column as numbers, texts as NaN; what an entity without rows has no average of is the mean of the others."""
        texts = {n for n, wanted in enumerate(self.columns) if isinstance(wanted, FirstText)}
        read = np.array(
            [[np.nan if n in texts or value is None else value for n, value in enumerate(row[1:])] for row in rows],
            dtype=np.float64,
        ).reshape(len(rows), len(self.columns))
        told = np.isfinite(read)
        means = np.where(told, read, 0.0).sum(axis=0) / np.maximum(told.sum(axis=0), 1)
        numbers: Floats = np.where(told, read, means)
        return numbers

    def _arms(self, rows: Sequence[tuple[Any, ...]], numbers: Floats, observed: Any) -> list[Arms]:
        found = []
        for experiment, n in zip(self.experiments, self.variants, strict=True):
            names = [row[1 + n] for row in rows]
            inside = np.array([name is not None for name in names]) & observed
            treated = np.array([name != experiment.control for name in names])[inside]
            found.append(Arms(experiment.name, treated, numbers[inside][:, self.window]))
        return found


def dimension_column(project: Project, entity: str, name: str) -> FirstText:
    """A background dimension: of the entity's primary model if it has it, else of an entity's rows on its first day."""
    bare = name.rsplit(".", maxsplit=1)[-1]
    owners = [
        model
        for model in project.models.values()
        if model.entity(entity) is not None
        and model.dimension(bare) is not None
        and name in (bare, f"{model.name}.{bare}")
    ]
    primary = next((model for model in owners if _is_primary(model.primary_entity, entity)), None)
    return FirstText((primary or owners[0]).name, bare, until=None if primary is not None else 1)


def _is_primary(entity: Any, name: str) -> bool:
    return entity is not None and entity.name == name


def _variant(experiment: Experiment, until: int) -> FirstText:
    given = experiment.assignment
    return FirstText(given.model, given.variant, given.filter, until=until)


def covered_until(span: Span | None) -> int:
    """The first day that is not covered, as days since 1970; of no data, far away: they leave nobody out."""
    return 10**9 if span is None else (span.through - EPOCH).days + 1


def _codes(values: Sequence[Any]) -> Ints:
    known = {value: code for code, value in enumerate(sorted({str(value) for value in values}))}
    return np.array([known[str(value)] for value in values], dtype=np.int64)
