"""From one definition to another, one condition at a time, by definitions that can all be computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from beichen.domain.formula import render
from beichen.domain.metric import (
    KIND_OF,
    Agg,
    Cumulative,
    Derived,
    Index,
    Lifecycle,
    Measure,
    Ratio,
    Simple,
    Spec,
    Threshold,
)
from beichen.domain.project import Project
from beichen.project.contrast.clauses import join_clauses, split_clauses
from beichen.project.contrast.condition import Aspect, Condition
from beichen.project.contrast.wording import write_measure, write_setting


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition, with the parts that no metric of the project is."""

    spec: Spec
    parts: Mapping[str, Spec] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stage:
    """What a definition has become once a condition is changed."""

    condition: Condition
    definition: Definition


def walk(project: Project, before: Spec, after: Spec) -> tuple[Stage, ...]:
    """The stages from one definition to the other; the last one's is `after`. None when they are the same.

    In this order: the kind, the model, what is counted, the entity, clauses of filters (first those
    that go, then those that come), thresholds, windows.
    """
    return tuple(_walk(project, before, after))


def _walk(project: Project, before: Spec, after: Spec) -> Iterator[Stage]:
    if before == after:
        return
    match before, after:
        case Ratio(), Ratio():
            yield from _through_ratio(project, before, after)
        case (Lifecycle(), _) | (_, Lifecycle()):
            yield from _through_lifecycle(project, before, after)
        case Cumulative(model, measure, window), Simple():
            bare = Simple(model, measure)
            yield Stage(Condition(Aspect.WINDOW, write_setting(window), None), Definition(bare))
            yield from _walk(project, bare, after)
        case Simple(), Cumulative(model, measure, window):
            yield from _walk(project, before, Simple(model, measure))
            yield Stage(Condition(Aspect.WINDOW, None, write_setting(window)), Definition(after))
        case Simple(), Threshold():
            yield from _into_threshold(project, before, after)
        case Threshold(), Simple():
            yield from _out_of_threshold(project, before, after)
        case (Derived(), Derived()) | (Index(), Index()):
            yield Stage(Condition(Aspect.FORMULA, _formula(before), _formula(after)), Definition(after))
        case _ if type(before) is type(after):
            yield from _through_fields(project, before, after)
        case _:
            kinds = KIND_OF[type(before)], KIND_OF[type(after)]
            yield Stage(Condition(Aspect.KIND, *kinds), Definition(after))


def _through_ratio(project: Project, before: Ratio, after: Ratio) -> Iterator[Stage]:
    specs = project.metrics
    for stage in _walk(project, specs[before.numerator].spec, specs[after.numerator].spec):
        yield _as_part(stage, "numerator", lambda name: Ratio(name, before.denominator))
    for stage in _walk(project, specs[before.denominator].spec, specs[after.denominator].spec):
        yield _as_part(stage, "denominator", lambda name: Ratio(after.numerator, name))


def _through_lifecycle(project: Project, before: Spec, after: Spec) -> Iterator[Stage]:
    """Between the metrics whose entities they are; then from one state to the other."""
    if isinstance(before, Lifecycle) and isinstance(after, Lifecycle):
        for stage in _walk(project, project.metrics[before.of].spec, project.metrics[after.of].spec):
            yield _as_part(stage, "of", lambda name: Lifecycle(name, before.state))
        if before.state != after.state:
            yield Stage(Condition(Aspect.STATE, before.state.value, after.state.value), Definition(after))
    elif isinstance(before, Lifecycle):
        everyone = project.metrics[before.of].spec
        yield Stage(Condition(Aspect.STATE, before.state.value, None), Definition(everyone))
        yield from _walk(project, everyone, after)
    elif isinstance(after, Lifecycle):
        yield from _walk(project, before, project.metrics[after.of].spec)
        yield Stage(Condition(Aspect.STATE, None, after.state.value), Definition(after))


def _formula(spec: Spec) -> str:
    if isinstance(spec, Derived):
        return render(spec.formula)
    assert isinstance(spec, Index)
    weights = spec.versions[-1].components
    return " + ".join(f"{component.weight:g} {component.metric}" for component in weights)


def _as_part(stage: Stage, role: str, whole: Callable[[str], Spec]) -> Stage:
    """A stage of a part as one of the metric that it is a part of."""
    name, held = role + "~", stage.definition.parts

    def place(part: str) -> str:
        return f"{role}.{part}" if part in held else part

    inner = {place(part): rename_parts(spec, place) for part, spec in held.items()}
    own = rename_parts(stage.definition.spec, place)
    of = f"{role}.{stage.condition.of}" if stage.condition.of else role
    return Stage(replace(stage.condition, of=of), Definition(whole(name), {**inner, name: own}))


def rename_parts(spec: Spec, renamed: Callable[[str], str]) -> Spec:
    """The spec, the metrics that it is made of called otherwise."""
    match spec:
        case Ratio(numerator, denominator):
            return Ratio(renamed(numerator), renamed(denominator))
        case Lifecycle(of, state):
            return Lifecycle(renamed(of), state)
        case _:
            return spec


def _into_threshold(project: Project, before: Simple, after: Threshold) -> Iterator[Stage]:
    """By way of the same entities with no behaviour asked of them."""
    model = project.models.get(before.model)
    entity = model.entity(after.entity) if model else None
    if entity is None:
        yield Stage(Condition(Aspect.KIND, "simple", "threshold"), Definition(after))
        return
    counted = replace(before, measure=Measure(Agg.COUNT_DISTINCT, entity.expr, before.measure.filter))
    yield from _through_fields(project, before, counted)
    anyone = _anyone(counted, after.entity)
    yield Stage(Condition(Aspect.KIND, "simple", "threshold"), Definition(anyone))
    yield from _through_fields(project, anyone, after)


def _out_of_threshold(project: Project, before: Threshold, after: Simple) -> Iterator[Stage]:
    model = project.models.get(after.model)
    entity = model.entity(before.entity) if model else None
    if entity is None:
        yield Stage(Condition(Aspect.KIND, "threshold", "simple"), Definition(after))
        return
    counted = replace(after, measure=Measure(Agg.COUNT_DISTINCT, entity.expr, after.measure.filter))
    yield from _through_fields(project, before, _anyone(counted, before.entity))
    yield Stage(Condition(Aspect.KIND, "threshold", "simple"), Definition(counted))
    yield from _through_fields(project, counted, after)


def _anyone(counted: Simple, entity: str) -> Threshold:
    """The same count, as the entities with at least one row."""
    rows = (("rows", Measure(Agg.COUNT)),)
    return Threshold(counted.model, entity, rows, "rows >= 1", counted.measure.filter)


_FILTERS = ("filter", "from_filter", "to_filter", "event_filter", "cohort_filter", "returns_filter")
_ORDER = ("model", "measure", "per", "entity", *_FILTERS, "having", "where", "comeback", "within", "window")
_ASPECTS = {
    "model": Aspect.MODEL,
    "per": Aspect.DEDUPE,
    "entity": Aspect.ENTITY,
    "comeback": Aspect.WINDOW,
    "within": Aspect.WINDOW,
    "window": Aspect.WINDOW,
}


def _through_fields(project: Project, before: Any, after: Any) -> Iterator[Stage]:
    """Between two definitions of one kind that read rows."""
    spec = before
    names = sorted((each.name for each in fields(before)), key=_ORDER.index)
    for name in names:
        old, new = getattr(spec, name), getattr(after, name)
        if old == new:
            continue
        if name == "measure":
            for stage in _through_measure(project, spec, new):
                yield stage
                spec = stage.definition.spec
        elif name in _FILTERS:
            for condition, text in _through_filter(project, old, new):
                spec = replace(spec, **{name: text})
                yield Stage(condition, Definition(spec))
        elif name in ("having", "where"):
            condition = Condition(Aspect.THRESHOLD, _threshold(spec), _threshold(after))
            spec = replace(spec, having=after.having, where=after.where)
            yield Stage(condition, Definition(spec))
        else:
            spec = replace(spec, **{name: new})
            yield Stage(Condition(_ASPECTS[name], write_setting(old), write_setting(new)), Definition(spec))
    if spec != after:
        # filters that say the same in other words
        yield Stage(Condition(Aspect.FILTER, None, None), Definition(after))


def _through_measure(project: Project, spec: Any, new: Measure) -> Iterator[Stage]:
    old: Measure = spec.measure
    counted = replace(new, filter=old.filter)
    if counted != old:
        spec = replace(spec, measure=counted)
        aspect = _aspect_of(project, spec.model, old, new)
        yield Stage(Condition(aspect, write_measure(old), write_measure(new)), Definition(spec))
    for condition, text in _through_filter(project, old.filter, new.filter):
        spec = replace(spec, measure=replace(counted, filter=text))
        yield Stage(condition, Definition(spec))


def _aspect_of(project: Project, model: str, old: Measure, new: Measure) -> Aspect:
    if {old.agg, new.agg} == {Agg.COUNT, Agg.COUNT_DISTINCT}:
        return Aspect.DEDUPE
    ids = {entity.expr for entity in project.models[model].entities}
    if old.agg is new.agg is Agg.COUNT_DISTINCT and ids.intersection((old.expr, new.expr)):
        return Aspect.ENTITY
    return Aspect.MEASURE


def _through_filter(project: Project, old: str | None, new: str | None) -> Iterator[tuple[Condition, str | None]]:
    """Each clause that goes, then each that comes, with the filter that is left."""
    had, wanted = split_clauses(old, project.dialect), split_clauses(new, project.dialect)
    left = had
    going = [(clause, None) for clause in had if clause not in wanted]
    coming = [(None, clause) for clause in wanted if clause not in had]
    for gone, come in [*going, *coming]:
        left = tuple(clause for clause in left if clause != gone) + ((come,) if come else ())
        text = new if set(left) == set(wanted) else join_clauses(left)
        yield Condition(Aspect.FILTER, gone, come), text


def _threshold(spec: Threshold) -> str:
    told = [f"{name} = {write_measure(measure)}" for name, measure in spec.having if measure != Measure(Agg.COUNT)]
    return f"{spec.where} ({', '.join(told)})" if told else spec.where
