"""What the data say about what the models promise: rows without a time or entity, entities in two segments."""

from __future__ import annotations

from collections.abc import Iterator

from sqlglot import exp

from beichen.domain.finding import Finding, Severity
from beichen.domain.model import Dimension, Entity, Scope
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.domain.units import SHARE, format_value
from beichen.engine.bind import BoundModel
from beichen.engine.build import column, count_rows, group_by_position, is_null, is_present, named, start_of


def check_data(model: BoundModel, grain: Grain) -> list[Finding]:
    """What a model's rows do not keep of its promises.

    Args:
        grain: an entity should have one value of its own dimensions within each period of this length.
    """
    return [*_missing(model), *_wandering(model, grain)]


def count_values(model: BoundModel, dimension: str, most: int) -> int:
    """How many values a dimension has, counted no further than `most` + 1."""
    bound = model.dimension(dimension)
    owner = model if bound.owner is None else model.others[bound.owner]
    values = exp.select(named(model.dimension_expression(bound), "value")).distinct().from_(owner.relation())
    query = exp.select(count_rows()).from_(values.limit(most + 1).subquery("found"))
    return int(model.fetch(query)[0][0])


def _missing(model: BoundModel) -> Iterator[Finding]:
    """Rows that count in no period, or for nobody."""
    checked: list[tuple[str, exp.Expr, Text]] = []
    if model.model.time is not None:
        checked.append(("rows-without-time", model.clock().moment, Text("a time", "时间")))
    for entity in model.model.entities:
        if not entity.primary:
            code = "rows-without-entity"
            checked.append((code, model.expression(entity.expr), Text(f"a {entity.name}", f" {entity.name}")))
    if not checked:
        return
    empty = [count_rows(is_null(tested)) for _, tested, _ in checked]
    query = exp.select(count_rows(), *empty).from_(model.relation())
    total, *counts = model.fetch(query)[0]
    for (code, _, what), count in zip(checked, counts, strict=True):
        if count:
            yield _missing_finding(model, code, what, count, total)


def _missing_finding(model: BoundModel, code: str, what: Text, count: int, total: int) -> Finding:
    share = format_value(count / total, SHARE, "en")
    effect = (
        Text("they count in no period", "不计入任何周期")
        if code == "rows-without-time"
        else Text("they count for nobody", "不计入任何按主体统计的指标")
    )
    return Finding(
        code,
        Severity.WARNING if code == "rows-without-time" else Severity.NOTE,
        Text(
            f"{count:,} of {total:,} rows ({share}) of model {model.name} have no {what.en[2:]}: {effect.en}",
            f"模型 {model.name} 的 {total:,} 行中有 {count:,} 行（{share}）缺少{what.zh}，{effect.zh}",
        ),
        where=model.model.where,
    )


def _wandering(model: BoundModel, grain: Grain) -> Iterator[Finding]:
    """Entities that lie in two segments of a dimension that should be theirs alone."""
    if model.model.time is None:
        return
    for dimension in model.model.dimensions:
        entity = model.model.entity(dimension.entity or "")
        if dimension.scope is Scope.ENTITY and entity is not None and not entity.primary:
            count = _count_wandering(model, dimension, entity, grain)
            if count:
                yield _wandering_finding(model, dimension, entity, count, grain)


def _count_wandering(model: BoundModel, dimension: Dimension, entity: Entity, grain: Grain) -> int:
    value, who = model.expression(dimension.expr), model.expression(entity.expr)
    day = model.clock().day
    period = start_of(day, grain, model.project.calendar.week_start)
    several = exp.or_(
        exp.NEQ(this=exp.Min(this=value.copy()), expression=exp.Max(this=value.copy())),
        # null is a value of its own
        exp.and_(
            exp.GT(this=exp.Count(this=value.copy()), expression=exp.Literal.number(0)),
            exp.LT(this=exp.Count(this=value.copy()), expression=count_rows()),
        ),
    )
    rows = exp.select(named(period, "period"), named(who, "entity")).from_(model.relation())
    present = [is_present(part) for part in (day, who)]
    found = group_by_position(rows.where(*present), 2).having(several)
    query = exp.select(exp.Count(this=exp.Distinct(expressions=[column("entity")]))).from_(found.subquery("found"))
    return int(model.fetch(query)[0][0])


def _wandering_finding(model: BoundModel, dimension: Dimension, entity: Entity, count: int, grain: Grain) -> Finding:
    return Finding(
        "entity-in-two-segments",
        Severity.WARNING,
        Text(
            f"{count:,} {entity.name}(s) of model {model.name} have two values of {dimension.name} within one "
            f"{grain.value}: segments by {dimension.name} do not add up to the total",
            f"模型 {model.name} 中有 {count:,} 个 {entity.name} 在同一周期内有多个 {dimension.name}，"
            f"按 {dimension.name} 分群之和不等于总体",
        ),
        Text(
            "declare `scope: event`, or take the dimension from a primary model",
            "改为 `scope: event`，或使用主模型中的维度",
        ),
        where=dimension.where or model.model.where,
    )
