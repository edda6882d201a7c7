"""What is around the North Star besides numbers: its definitions, who uses which metric, outside figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from beichen.domain.metric import Benchmark, Metric, parts_of
from beichen.domain.observation import Observation
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.judgement.change import Verdict
from beichen.judgement.health.facts import Compared, Definitions, Redefinition, Use
from beichen.state.slice import SliceKey
from beichen.workspace.explaining.expectation import expected_ranges
from beichen.workspace.explaining.history import Change, history_of
from beichen.workspace.health.lines import whole_values

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-/.年](0?[1-9]|1[0-2]))?(?!\d)")


def definitions_of(workspace: Workspace, metric: str, by_day: date) -> Definitions:
    """Since when its definition is known, and every change of it up to a day with what it did to the number."""
    history = history_of(workspace, metric)
    grain = workspace.project.metrics[metric].grain
    changes = sorted((change for change in history.changes if change.on <= by_day), key=lambda change: change.at)
    return Definitions(
        history.known_since,
        tuple(Redefinition(change.on, _shift(workspace, change, grain)) for change in changes),
    )


def _shift(workspace: Workspace, change: Change, grain: Grain) -> float | None:
    """How much larger the number is by the new definition, in the middle of all periods that both know."""
    keys = [SliceKey(change.metric, hash_, grain, ()) for hash_ in (change.before_hash, change.after_hash)]
    found = workspace.state.observations.read_slices(keys)
    if len(found) < len(keys):
        return None
    before, after = (whole_values(found[key]) for key in keys)
    ratios = [new / old - 1 for day, old in before.items() if old and (new := after.get(day)) is not None]
    return median(ratios) if ratios else None


def uses_of(workspace: Workspace, by_day: date) -> tuple[Use, ...]:
    """Every metric with its last look, whether anything is done about it, and when it last left its expected range."""
    project = workspace.project
    looks = workspace.state.looks.last(by_day)
    acted = set(_acted_on(project))
    return tuple(
        _use(workspace, metric, looks.get(name), acted=name in acted, by_day=by_day)
        for name, metric in project.metrics.items()
    )


def _use(workspace: Workspace, metric: Metric, last_look: date | None, *, acted: bool, by_day: date) -> Use:
    ranges = expected_ranges(workspace, metric.name, metric.grain)
    judged = [day for day, found in ranges.items() if found.verdict is not Verdict.UNDETERMINED and day <= by_day]
    moved = [day for day in judged if ranges[day].verdict is Verdict.MOVED]
    return Use(metric.name, metric.label, last_look, acted, max(moved, default=None), len(judged))


def _acted_on(project: Project) -> Iterator[str]:
    """What somebody did something for, or what other metrics are made of."""
    for initiative in project.initiatives:
        yield from initiative.metrics
    for experiment in project.experiments:
        yield from (experiment.primary, *experiment.secondary, *experiment.guardrails)
    for objective in project.objectives:
        yield from (key_result.metric for key_result in objective.key_results)
    if project.tree is not None:
        yield from (guardrail.metric for guardrail in project.tree.guardrails)
        yield from project.tree.outcomes
    for metric in project.metrics.values():
        yield from parts_of(metric.spec)
        if metric.benchmark is not None and metric.benchmark.of is not None:
            yield metric.benchmark.of


def compared_of(workspace: Workspace, until: date) -> tuple[Compared, ...]:
    """Every metric that has a benchmark, beside it, in its last complete period that began by a day."""
    return tuple(
        _compared(workspace, metric, metric.benchmark, until)
        for metric in workspace.project.metrics.values()
        if metric.benchmark is not None
    )


def _compared(workspace: Workspace, metric: Metric, benchmark: Benchmark, until: date) -> Compared:
    names = [metric.name] if benchmark.of is None else [metric.name, benchmark.of]
    series = workspace.series(names, metric.grain)
    own, base = _last(series, metric.name, until), _last(series, benchmark.of, until) if benchmark.of else None
    of = workspace.project.metrics[benchmark.of].label if benchmark.of else None
    value = own if benchmark.of is None else own / base if own is not None and base else None
    return Compared(
        metric.name,
        metric.label,
        value,
        benchmark.value,
        benchmark.source,
        dated_in(benchmark.source),
        metric.good,
        metric.unit,
        of,
    )


def _last(series: Mapping[str, Sequence[Observation]], metric: str, until: date) -> float | None:
    told = {day: value for day, value in whole_values(series.get(metric, ())).items() if day <= until}
    return told[max(told)] if told else None


def dated_in(source: str) -> date | None:
    """The last year, or month of a year, that a source names: `Report 2025-06` is as of June 2025's first day."""
    found = _YEAR.findall(source)
    if not found:
        return None
    year, month = found[-1]
    return date(int(year), int(month or 12), 1)
