"""Whether a metric's segments by a dimension make up its total (METRICS.md, "Additivity")."""

from __future__ import annotations

from beichen.domain.additivity import Additivity
from beichen.domain.formula import Formula, Name, Number, names_in
from beichen.domain.metric import (
    Agg,
    Conversion,
    Cumulative,
    Derived,
    Lifecycle,
    Measure,
    Ratio,
    Repeat,
    Retention,
    Simple,
    Threshold,
)
from beichen.domain.model import Scope
from beichen.engine.bind import BoundDimension, BoundModel
from beichen.engine.plan import leaves_of
from beichen.engine.run import Engine
from beichen.errors import QueryError


def additivity(engine: Engine, metric: str, dimension: str) -> Additivity:
    """How the metric's segments by a dimension relate to its total.

    What the definitions promise: that an entity has one value of an entity's
    dimension is checked against the data elsewhere.

    Raises:
        QueryError: a part of the metric lacks the dimension.
    """
    spec = engine.project.metrics[metric].spec
    match spec:
        case Ratio(numerator, denominator):
            parts = {additivity(engine, part, dimension) for part in (numerator, denominator)}
            return Additivity.BY_PARTS if parts == {Additivity.ADDS} else Additivity.NONE
        case Derived(formula):
            adds = all(additivity(engine, part, dimension) is Additivity.ADDS for part in names_in(formula))
            return Additivity.ADDS if adds and _is_linear(formula) else Additivity.NONE
        case Lifecycle(of):
            return additivity(engine, of, dimension)
        case Simple(model, measure) | Cumulative(model, measure):
            bound = engine.models[model]
            return _measured(bound, measure, bound.dimension(dimension))
        case Threshold(model, entity):
            return _by_entity(engine.models[model].dimension(dimension), entity, Additivity.ADDS)
        case Retention(model, entity) | Conversion(model, entity) | Repeat(model, entity):
            return _by_entity(engine.models[model].dimension(dimension), entity, Additivity.BY_PARTS)
        case _:
            return Additivity.NONE


def shared_dimensions(engine: Engine, metric: str) -> tuple[str, ...]:
    """The dimensions by which a metric can be sliced, by their bare names where those are unambiguous."""
    offered = [engine.models[leaf.model] for leaf in leaves_of(engine.project, metric)]
    names = [name for bound in offered[:1] for name in _names(bound)]
    return tuple(name for name in names if all(_offers(bound, name) for bound in offered))


def _measured(bound: BoundModel, measure: Measure, dimension: BoundDimension) -> Additivity:
    match measure.agg:
        case Agg.COUNT | Agg.SUM:
            return Additivity.ADDS
        case Agg.AVG:
            return Additivity.BY_PARTS
        case Agg.COUNT_DISTINCT:
            counted = bound.expression(measure.expr or "")
            entity = next((e.name for e in bound.model.entities if bound.expression(e.expr) == counted), None)
            return Additivity.NONE if entity is None else _by_entity(dimension, entity, Additivity.ADDS)
        case _:
            return Additivity.NONE


def _by_entity(dimension: BoundDimension, entity: str, otherwise: Additivity) -> Additivity:
    """Distinct entities add up over a property of theirs, and over nothing else."""
    scoped = dimension.dimension.scope is Scope.ENTITY and dimension.dimension.entity == entity
    return otherwise if scoped else Additivity.NONE


def _is_linear(formula: Formula) -> bool:
    """True for sums and multiples of metrics without a constant term."""
    if isinstance(formula, Number):
        return formula.value == 0
    if isinstance(formula, Name):
        return True
    if formula.operator in "+-":
        return _is_linear(formula.left) and _is_linear(formula.right)
    if formula.operator == "*" and not names_in(formula.left):
        return _is_linear(formula.right)
    return not names_in(formula.right) and _is_linear(formula.left)


def _names(bound: BoundModel) -> list[str]:
    """Each offered dimension once: bare where that is unambiguous, else by its full name."""
    offered = bound.offered_dimensions()
    bare = [found.dimension.name for found in offered.values()]
    return [found.dimension.name if bare.count(found.dimension.name) == 1 else full for full, found in offered.items()]


def _offers(bound: BoundModel, name: str) -> bool:
    try:
        bound.dimension(name)
    except QueryError:
        return False
    return True
