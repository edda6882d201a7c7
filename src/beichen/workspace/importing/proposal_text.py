"""A proposed project as YAML that a person goes on writing: every guess with its reason beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from beichen.sources.profile import ColumnProfile
from beichen.sources.roles import ColumnRole
from beichen.workspace.building.scalars import expression, flow, scalar
from beichen.workspace.importing.drafts import SourceDraft, sources_text
from beichen.workspace.importing.proposal import Main, Plan, Planned, in_chinese, is_money, spoken

_HABIT_REASON = {"en": "who comes back soon can form a habit", "zh": "很快再来的人，才可能形成习惯"}
_MORE_REASON = {"en": "who does more has more reasons to come on another day", "zh": "用得越多，换一天再来的理由就越多"}
_BEGIN_REASON = {"en": "who is new today is the one who may return later", "zh": "今天的新人，就是以后可能回来的人"}


def settings_text(plan: Plan) -> str:
    """beichen.yml."""
    lines = [
        "version: 1",
        f"name: {scalar(plan.name)}",
        "timezone: UTC                  # guessed: write where your days begin, such as Asia/Shanghai",
        "week_start: monday",
        "locale: en",
        "warehouse: duckdb",
    ]
    if plan.main is not None:
        lines.append(f"north_star: {plan.main.north_star}")
    lines += [
        "",
        "teams: [{id: product, label: {en: Product, zh: 产品}}]",
        "people: [{id: me, name: Your Name, team: product, email: you@example.com}]   # a metric's owner is a person",
    ]
    return _joined(lines)


def sources_of(plan: Plan) -> str:
    """sources/files.yml."""
    return sources_text([_source(model) for model in plan.models], "The files stay where they are.")


def _source(model: Planned) -> SourceDraft:
    left = "It has no date, no time and no list of entities: no model was made of it."
    return SourceDraft(
        name=model.name,
        path=model.path,
        rows=model.roles.table.rows,
        pinned=tuple(model.pinned()),
        remarks=() if model.is_model else (left,),
    )


def metrics_text(plan: Plan, model: Planned) -> str:
    """metrics/<table>.yml: rows counted and numbers added up; empty for a model without time."""
    if model.roles.time is None:
        return ""
    metrics = [_measure(model.count_name, f"Rows of {model.name}", f"{model.name} 记录数", model, {"agg": "count"})]
    for column in model.roles.of(ColumnRole.SUM):
        name, told = plan.metric_name(model, "total_{}", column), plan.spoken_name(model, column)
        how = {"agg": "sum", "expr": expression(model.value_of(column))}
        metric = _measure(name, f"Total {told}", f"{told} 合计", model, how)
        metrics.append({**metric, "role": "outcome", "good": "up"} if is_money(column) else metric)
    for column in model.roles.of(ColumnRole.AVERAGE):
        name, told = plan.metric_name(model, "average_{}", column), plan.spoken_name(model, column)
        how = {"agg": "avg", "expr": expression(model.value_of(column))}
        metrics.append(_measure(name, f"Average {told}", f"平均 {told}", model, how))
    for column in model.roles.of(ColumnRole.FAULT):
        metrics += _faults(plan, model, column)
    return _joined(["metrics:", *_metric_lines(metrics)])


def _measure(name: str, en: str, zh: str, model: Planned, how: Mapping[str, str]) -> dict[str, object]:
    """A simple metric over a model's rows."""
    return {**_begun(name, en, zh), "type": "simple", "model": model.name, **how, "grain": "week"}


def _faults(plan: Plan, model: Planned, column: ColumnProfile) -> list[dict[str, object]]:
    """A yes or no of something that went wrong: how often, and its share as a guardrail."""
    told, column_sql = plan.spoken_name(model, column), expression(column.name)
    count, share = plan.metric_name(model, "{}_count", column), plan.metric_name(model, "{}_share", column)
    how = {"agg": "count", "filter": column_sql if column.type == "BOOLEAN" else f"{column_sql} = 1"}
    parts = {"type": "ratio", "numerator": count, "denominator": model.count_name}
    return [
        {**_measure(count, f"{told} (rows)".capitalize(), f"{told} 次数", model, how), "good": "down"},
        {
            **_begun(share, f"{told} (share)".capitalize(), f"{told} 占比", role="guardrail"),
            **parts,
            "grain": "week",
            "unit": "share",
            "good": "down",
        },
    ]


def north_star_text(main: Main) -> str:
    """metrics/north_star.yml: a suggestion, and what it is made of."""
    many, zh = main.many, in_chinese(main.entity)
    counted = {"grain": "week", "unit": many, "good": "up"}
    distinct = {"type": "simple", "model": main.model.name, "agg": "count_distinct", "expr": expression(main.key)}
    metrics: list[dict[str, object]] = [
        {
            **_begun(f"active_{many}", f"Weekly active {spoken(many)}", f"周活跃{zh}", "key_result"),
            **distinct,
            **counted,
        }
    ]
    for state, said in (("new", "新增"), ("retained", "留存"), ("resurrected", "回流")):
        begun = _begun(f"{state}_{many}", f"{state.capitalize()} {spoken(many)}", f"{said}{zh}")
        metrics.append({**begun, "type": "lifecycle", "of": f"active_{many}", "state": state, **counted})
    back = _begun(
        f"new_{main.entity}_next_week", f"New {spoken(many)} back the next week", f"新{zh}次周留存率", "key_result"
    )
    comeback = {"type": "retention", "model": main.model.name, "entity": main.entity, "offset": 1}
    metrics.append({**back, **comeback, "grain": "week", "unit": "share", "good": "up"})
    per = _begun(f"rows_per_{main.entity}", f"Rows per active {spoken(main.entity)}", f"人均 {main.model.name} 记录数")
    metrics.append(
        {**per, "type": "ratio", "numerator": main.model.count_name, "denominator": f"active_{many}", "grain": "week"}
    )
    return _joined(
        [
            "# A suggestion to begin with. Is it the number that grows when people get what they came for?",
            "metrics:",
            *(_engaged_lines(main, main.least_days) if main.least_days else _returning_lines(main)),
            *_metric_lines(metrics),
        ]
    )


def _engaged_lines(main: Main, days: int) -> list[str]:
    many, zh = main.many, in_chinese(main.entity)
    share = main.habit.share(days) if main.habit else 0.0
    label = {"en": f"Weekly {spoken(many)} active on {days}+ days", "zh": f"每周活跃{days}天及以上的{zh}数"}
    engaged = _begun("engaged_share", "Engaged share", "深度活跃占比", "key_result")
    parts = {"type": "ratio", "numerator": main.north_star, "denominator": f"active_{many}"}
    return [
        f"  # {share:.0%} of a week's {spoken(many)} come on {days} days or more: often enough to be a habit, and not all do.",
        *_north_star_head(main, label),
        "    type: threshold",
        f"    model: {main.model.name}",
        f"    entity: {scalar(main.entity)}",
        "    having: {days: {agg: count_distinct, expr: local_date()}}",
        f"    where: days >= {days}",
        "    grain: week",
        f"    unit: {scalar(many)}",
        "    good: up",
        *_metric_lines([{**engaged, **parts, "grain": "week", "unit": "share", "good": "up"}]),
    ]


def _returning_lines(main: Main) -> list[str]:
    many, zh = main.many, in_chinese(main.entity)
    seldom = f" ({main.habit.share(2):.0%} on 2 or more)" if main.habit else ""
    return [
        f"  # Few come on several days of one week{seldom}: that they come back in another week is what counts.",
        *_north_star_head(main, {"en": f"Weekly returning {spoken(many)}", "zh": f"每周回访{zh}数"}),
        "    type: derived",
        f"    formula: retained_{many} + resurrected_{many}",
        "    grain: week",
        f"    unit: {scalar(many)}",
        "    good: up",
    ]


def _north_star_head(main: Main, label: Mapping[str, str]) -> list[str]:
    return [
        f"  - name: {main.north_star}",
        f"    label: {flow(label)}",
        "    role: north_star",
        "    owner: me",
        "    # value: say in a sentence what it is worth to them; `beichen check` asks for it",
    ]


def tree_text(plan: Plan, main: Main) -> str:
    """tree.yml."""
    many, star = main.many, main.north_star
    back = {"metric": f"new_{main.entity}_next_week", "because": _HABIT_REASON}
    more = {"metric": f"rows_per_{main.entity}", "because": _MORE_REASON}
    lines = [
        f"north_star: {star}",
        "",
        "# An identity is exact and checked against the data; an influence is believed.",
        "drivers:",
        f"  {star}:",
    ]
    if main.least_days:
        lines += [f"    identity: active_{many} * engaged_share", f"  active_{many}:"]
        lines += [f"    identity: new_{many} + retained_{many} + resurrected_{many}"]
        lines += _influences("engaged_share", [back, more])
    else:
        begin = {"metric": f"new_{many}", "because": _BEGIN_REASON}
        lines += [f"    identity: retained_{many} + resurrected_{many}"]
        lines += _influences(f"retained_{many}", [back, more]) + _influences(f"resurrected_{many}", [begin])
    if faults := plan.guardrails():
        lines += ["", 'guardrails:   # a fixed limit says more, as in limit: "< 1%"']
        lines += [f"  - {flow({'metric': fault, 'watches': star, 'when': 'up'})}" for fault in faults]
    if outcomes := plan.outcomes():
        lines += ["", f"outcomes: {flow(outcomes)}   # they validate the North Star and do not replace it"]
    return _joined(lines)


def _influences(parent: str, influences: Sequence[Mapping[str, object]]) -> list[str]:
    return [f"  {parent}:", "    influences:", *(f"      - {flow(influence)}" for influence in influences)]


def _begun(name: str, en: str, zh: str, role: str = "input") -> dict[str, object]:
    """What every metric begins with."""
    return {"name": name, "label": {"en": en, "zh": zh.strip()}, "role": role, "owner": "me"}


def _metric_lines(metrics: Sequence[Mapping[str, object]]) -> list[str]:
    return [f"  - {flow(metric)}" for metric in metrics]


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"
