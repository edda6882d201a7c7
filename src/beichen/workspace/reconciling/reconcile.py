"""The use case of a reconciliation: two definitions, or a definition and figures from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.observation import Reason, Undetermined
from beichen.domain.time import Calendar, Grain
from beichen.engine.plan import find_metric
from beichen.errors import BeichenError, QueryError
from beichen.project.contrast.condition import Aspect, Condition
from beichen.project.contrast.walk import walk
from beichen.workspace.periods import choose_periods
from beichen.workspace.reconciling.figures import Figures, read_figures
from beichen.workspace.reconciling.reconciliation import Amount, Reconciliation, Step
from beichen.workspace.reconciling.variants import Values, Variant, Variants, resolve

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


def reconcile(
    workspace: Workspace,
    a: str,
    b: str,
    *,
    at: date | None,
    grain: Grain | None,
    column: str | None,
    sheet: str | None,
) -> Reconciliation:
    """See `Workspace.reconcile`."""
    project = workspace.project
    metric = find_metric(project, a)
    grain = grain or metric.grain
    workspace.load_stale([a])
    if b in project.metrics:
        workspace.load_stale([b])
        return _between_metrics(workspace, a, b, _period(workspace, a, grain, at), grain)
    figures = read_figures(b, project, grain, column=column, sheet=sheet)
    return _to_figures(workspace, a, figures, at, grain)


def _period(workspace: Workspace, metric: str, grain: Grain, at: date | None) -> date:
    """The period asked for; else the last complete one.

    Raises:
        QueryError: the data have no such period.
    """
    totals = workspace.series([metric], grain).get(metric, ())
    pair = choose_periods(workspace.project.calendar, grain, totals, at, None)
    if pair is None:
        raise QueryError(f"{metric} has no value in any {grain.value}", hint="load its data first")
    return pair.at


def _between_metrics(workspace: Workspace, a: str, b: str, at: date, grain: Grain) -> Reconciliation:
    project = workspace.project
    before, after = project.metrics[a], project.metrics[b]
    other = after.grain if grain is before.grain else grain
    stages: list[tuple[Condition, Variant]] = []
    first = Variant(resolve(project, a), grain, project.calendar)
    if other is not grain:
        told = Condition(Aspect.PERIOD, _named(project.calendar, at, grain), _named(project.calendar, at, other))
        stages.append((told, Variant(first.definition, other, project.calendar)))
    for stage in walk(project, before.spec, after.spec):
        stages.append((stage.condition, Variant(stage.definition, other, project.calendar)))
    variants = Variants(workspace, [at])
    last = Variant(resolve(project, b), other, project.calendar)
    start, end = _value(variants.values(first), at), _value(variants.values(last), at)
    if isinstance(start, Undetermined) or isinstance(end, Undetermined):
        why = start if isinstance(start, Undetermined) else end
        return Reconciliation(a, b, grain, at, start, end, (), why)
    steps = steps_along(variants, stages, at, start)
    reached = steps[-1].value if steps else start
    return Reconciliation(a, b, grain, at, start, end, steps, end - reached)


def steps_along(
    variants: Variants, stages: Sequence[tuple[Condition, Variant]], at: date, start: int | float
) -> tuple[Step, ...]:
    """The values on the way; a condition that gives none alone is changed together with the next."""
    steps: list[Step] = []
    waiting: list[Condition] = []
    value = start
    for condition, variant in stages:
        waiting.append(condition)
        found = _value(variants.values(variant), at)
        if isinstance(found, Undetermined):
            continue
        change = found - value
        if change or any(told.before or told.after for told in waiting if told.aspect is not Aspect.KIND):
            steps.append(Step(tuple(waiting), found, change))
        value, waiting = found, []
    return tuple(steps)


def _to_figures(workspace: Workspace, a: str, figures: Figures, at: date | None, grain: Grain) -> Reconciliation:
    from beichen.workspace.reconciling.guessing import guess_way

    at = _period(workspace, a, grain, at) if at or not figures.by_period else figures.latest
    figure = figures.on(at)
    calendar = workspace.project.calendar
    variants = Variants(workspace, figures.days(at))
    first = Variant(resolve(workspace.project, a), grain, calendar)
    values = variants.values(first)
    if isinstance(values, BeichenError):
        raise values
    start = values[at]
    if isinstance(start, Undetermined):
        return Reconciliation(a, figures.name, grain, at, start, figure.value, (), start)
    guess = guess_way(workspace, variants, figures, (a, first, at))
    reached = guess.steps[-1].value if guess.steps else start
    left = figure.value - reached
    return Reconciliation(a, figures.name, grain, at, start, figure.value, guess.steps, left, guess.told)


def _value(values: Values | BeichenError, at: date) -> Amount:
    return Undetermined(Reason.PART_UNDETERMINED) if isinstance(values, BeichenError) else values[at]


def _named(calendar: Calendar, day: date, grain: Grain) -> str:
    return f"{grain.value} {calendar.start_of(day, grain)}"
