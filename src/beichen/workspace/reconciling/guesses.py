"""What usually differs where somebody else's number differs: each a single change of a definition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from beichen.domain.metric import Agg, Cumulative, Lifecycle, Measure, Ratio, Simple, Spec, Threshold, Trailing
from beichen.domain.project import Project
from beichen.domain.time import WEEKDAYS, Calendar, Duration, Grain
from beichen.project.contrast.clauses import join_clauses, split_clauses
from beichen.project.contrast.condition import Aspect, Condition
from beichen.project.contrast.walk import Definition
from beichen.project.contrast.wording import write_measure, write_setting
from beichen.workspace.reconciling.variants import Variant

ZONES = ("UTC", "Asia/Shanghai", "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles")
DAYS = (1, 7, 14, 28, 30, 90)

Change = Callable[[Variant], Variant | None]


@dataclass(frozen=True, slots=True)
class Guess:
    """One change: what it is, what it touches, and the variant that it makes (None where it has nothing to change)."""

    condition: Condition
    touches: str
    apply: Change


def guesses_for(project: Project, metric: str, grain: Grain, segments: Sequence[tuple[Condition, str]]) -> list[Guess]:
    """Every single change worth trying, the likeliest first.

    Args:
        segments: such as may have been left out or taken alone, each with the condition on rows that is left.
    """
    found = [*_of_definition(project, project.metrics[metric].spec)]
    found += _of_calendar(project.calendar, grain)
    found += [_sliced(told, condition) for told, condition in segments]
    found += [_shifted(by) for by in (-1, 1)]
    return found


def _of_calendar(calendar: Calendar, grain: Grain) -> Iterator[Guess]:
    for zone in ZONES:
        if zone != calendar.timezone:
            condition = Condition(Aspect.TIMEZONE, calendar.timezone, zone)
            yield Guess(condition, "timezone", _in_calendar(timezone=zone))
    if grain is Grain.WEEK:
        for day in (0, 6, 5):
            if day != calendar.week_start:
                condition = Condition(Aspect.WEEK_START, WEEKDAYS[calendar.week_start], WEEKDAYS[day])
                yield Guess(condition, "week_start", _in_calendar(week_start=day))


def _in_calendar(**settings: Any) -> Change:
    return lambda variant: replace(variant, calendar=replace(variant.calendar, **settings))


def _sliced(told: Condition, condition: str) -> Guess:
    def apply(variant: Variant) -> Variant | None:
        return None if variant.slice else replace(variant, slice=condition)

    return Guess(told, "slice", apply)


def _shifted(by: int) -> Guess:
    told = "before" if by < 0 else "after"
    return Guess(Condition(Aspect.PERIOD, None, told), "shift", lambda variant: replace(variant, shift=by))


def _of_definition(project: Project, spec: Spec) -> Iterator[Guess]:
    """Changes of the definition itself, or of the parts that it is made of."""
    match spec:
        case Ratio(numerator, denominator):
            yield from _of_part(project, "numerator", project.metrics[numerator].spec)
            yield from _of_part(project, "denominator", project.metrics[denominator].spec)
        case Lifecycle(of):
            yield from _of_part(project, "of", project.metrics[of].spec)
        case _:
            for condition, touches, change in _of_rows(project, spec):
                yield Guess(condition, touches, _on_spec(change))


def _on_spec(change: Callable[[Any], Any]) -> Change:
    def apply(variant: Variant) -> Variant | None:
        changed = change(variant.definition.spec)
        return None if changed is None else replace(variant, definition=Definition(changed))

    return apply


def _of_part(project: Project, role: str, part: Spec) -> Iterator[Guess]:
    for condition, touches, change in _of_rows(project, part):
        yield Guess(replace(condition, of=role), f"{role}.{touches}", _on_part(project, role, change))


def _on_part(project: Project, role: str, change: Callable[[Any], Any]) -> Change:
    def apply(variant: Variant) -> Variant | None:
        whole: Any = variant.definition.spec
        parts = variant.definition.parts
        name = getattr(whole, role)
        changed = change(parts[name] if name in parts else project.metrics[name].spec)
        if changed is None:
            return None
        own = f"{role}~"
        definition = Definition(replace(whole, **{role: own}), {**parts, own: changed})
        return replace(variant, definition=definition)

    return apply


Altered = tuple[Condition, str, Callable[[Any], Any]]


def _of_rows(project: Project, spec: Spec) -> Iterator[Altered]:
    """Changes of a definition that reads rows."""
    held = {each.name for each in fields(spec)}
    yield from _clauses(project, spec, held)
    if isinstance(spec, Simple | Cumulative):
        yield from _measures(project, spec)
    if isinstance(spec, Threshold):
        yield from _entities(project, spec)
        yield from _thresholds(spec)
    yield from _windows(spec)


def _clauses(project: Project, spec: Any, held: set[str]) -> Iterator[Altered]:
    places = [name for name in held if name.endswith("filter")] + (["measure"] if "measure" in held else [])
    for place in sorted(places):
        text = spec.measure.filter if place == "measure" else getattr(spec, place)
        for clause in split_clauses(text, project.dialect):
            condition = Condition(Aspect.FILTER, clause, None)
            yield condition, f"{place}:{clause}", _dropping(project, place, clause)


def _dropping(project: Project, place: str, clause: str) -> Callable[[Any], Any]:
    def drop(spec: Any) -> Any:
        text = spec.measure.filter if place == "measure" else getattr(spec, place)
        clauses = split_clauses(text, project.dialect)
        if clause not in clauses:
            return None
        left = join_clauses(tuple(each for each in clauses if each != clause))
        if place == "measure":
            return replace(spec, measure=replace(spec.measure, filter=left))
        return replace(spec, **{place: left})

    return drop


def _measures(project: Project, spec: Simple | Cumulative) -> Iterator[Altered]:
    """Rows instead of those who made them, or the other way round; another entity."""
    measure = spec.measure
    entities = [entity.expr for entity in project.models[spec.model].entities]
    others: list[tuple[Aspect, Measure]] = []
    if measure.agg is Agg.COUNT_DISTINCT:
        others.append((Aspect.DEDUPE, Measure(Agg.COUNT)))
    if measure.agg in (Agg.COUNT, Agg.COUNT_DISTINCT):
        aspect = Aspect.DEDUPE if measure.agg is Agg.COUNT else Aspect.ENTITY
        others += [(aspect, Measure(Agg.COUNT_DISTINCT, expr)) for expr in entities if expr != measure.expr]
    for aspect, other in others:
        told = Condition(aspect, write_measure(measure), write_measure(other))
        yield told, "measure", _measured(other)


def _measured(other: Measure) -> Callable[[Any], Any]:
    return lambda spec: replace(spec, measure=replace(other, filter=spec.measure.filter))


def _entities(project: Project, spec: Threshold) -> Iterator[Altered]:
    for entity in project.models[spec.model].entities:
        if entity.name != spec.entity:
            told = Condition(Aspect.ENTITY, spec.entity, entity.name)
            yield told, "entity", _setting("entity", entity.name)


def _thresholds(spec: Threshold) -> Iterator[Altered]:
    """The numbers of the test, one up and one down."""
    for match in re.finditer(r"(?<![\w.])\d+(?![\w.])", spec.where):
        for number in (int(match[0]) - 1, int(match[0]) + 1):
            text = f"{spec.where[: match.start()]}{number}{spec.where[match.end() :]}"
            yield Condition(Aspect.THRESHOLD, spec.where, text), "where", _setting("where", text)


def _windows(spec: Any) -> Iterator[Altered]:
    held = {each.name for each in fields(spec)}
    for name in sorted(held.intersection(("within", "window"))):
        now = getattr(spec, name)
        for days in DAYS:
            other: Duration | Trailing = Duration(days, "day") if name == "within" else Trailing(days)
            if other != now:
                told = Condition(Aspect.WINDOW, write_setting(now), write_setting(other))
                yield told, name, _setting(name, other)


def _setting(name: str, value: object) -> Callable[[Any], Any]:
    settings: Mapping[str, Any] = {name: value}
    return lambda spec: replace(spec, **settings)
