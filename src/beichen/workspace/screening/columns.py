"""Candidates as columns of a cohort: a behaviour as it is, a ready metric as what one entity adds to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from beichen.domain.candidate import Behaviour
from beichen.domain.metric import (
    Agg,
    Cumulative,
    Derived,
    Index,
    Metric,
    Ratio,
    Simple,
    Spec,
    Threshold,
    model_of,
)
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.engine.cohorts import Column, Counted, PeriodsActive, PeriodsCounted
from beichen.judgement.screening.trial import Candidate

Between = Callable[[int, int], Column]
"""A column of the days `first` to `until` − 1."""

_DAYS = {Grain.DAY: 1, Grain.WEEK: 7, Grain.MONTH: 30, Grain.QUARTER: 91, Grain.YEAR: 365}
_ADDING = (Agg.COUNT, Agg.SUM, Agg.COUNT_DISTINCT)


def of_behaviour(behaviour: Behaviour) -> Between:
    """A behaviour of one entity."""
    return lambda first, until: Counted(behaviour.model, behaviour.measure, first, until)


def of_metric(project: Project, metric: Metric, entity: str, days: int) -> Between | None:
    """What one entity adds to a metric: its rows, or the periods in which it is counted.

    Args:
        days: of the window in which it is measured.

    Returns:
        None for a metric that entities do not add up to, or whose periods are longer than the window.
    """
    spec = metric.spec
    model = model_of(spec)
    if model is None or project.models[model].entity(entity) is None or _DAYS[metric.grain] > days:
        return None
    match spec:
        case Threshold(entity=counted) if counted == entity:
            return lambda first, until: PeriodsCounted(spec, _DAYS[metric.grain], first, until)
        case Simple(measure=measure) if measure.agg is Agg.COUNT_DISTINCT and _is_entity(project, spec, entity):
            return lambda first, until: PeriodsActive(spec.model, measure.filter, metric.grain, first, until)
        case Simple(measure=measure) if measure.agg in _ADDING:
            return lambda first, until: Counted(spec.model, measure, first, until)
        case _:
            return None


def candidate_of_metric(project: Project, metric: Metric, behaviours: tuple[Behaviour, ...]) -> Candidate:
    """A metric as a candidate; behaviours that are told from the same rows are not held against it."""
    kin = {behaviour.name for behaviour in behaviours if behaviour.model == model_of(metric.spec)}
    return Candidate(
        metric.name, "metric", held=False, kin=frozenset(kin), decomposability=decomposability(metric.spec)
    )


def candidate_of_behaviour(behaviour: Behaviour) -> Candidate:
    """A behaviour as a candidate."""
    adding = behaviour.measure.agg in _ADDING
    return Candidate(behaviour.name, cheap=behaviour.cheap_to_inflate, decomposability=1.0 if adding else 0.25)


def decomposability(spec: Spec) -> float:
    """1 where segments add up to the whole, ¾ where they split into rate and mix, less where they only nearly do."""
    match spec:
        case Simple(measure=measure):
            return 1.0 if measure.agg in _ADDING else _OTHER.get(measure.agg, 0.25)
        case Threshold():
            return 1.0
        case Ratio() | Derived():
            return 0.75
        case Cumulative() | Index():
            return 0.5
        case _:
            return 0.75


_OTHER: Mapping[Agg, float] = {Agg.AVG: 0.75}


def _is_entity(project: Project, spec: Simple, entity: str) -> bool:
    identified = project.models[spec.model].entity(entity)
    return identified is not None and identified.expr == spec.measure.expr
