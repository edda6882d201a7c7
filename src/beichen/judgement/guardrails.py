"""Findings for guardrails that are beyond their limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from beichen.domain.finding import Finding, Severity
from beichen.domain.metric import Metric
from beichen.domain.observation import Undetermined
from beichen.domain.period_name import period_within
from beichen.domain.project import Person
from beichen.domain.text import Locale, Text
from beichen.domain.time import Grain
from beichen.domain.tree import Guardrail, Limit
from beichen.domain.units import SHARE, format_exact, format_value, is_share

CLOSE = 0.005  # of the limit


def guardrail_findings(
    guardrails: Iterable[Guardrail],
    metrics: Mapping[str, Metric],
    people: Mapping[str, Person],
    values: Mapping[str, float | Undetermined],
    *,
    period: date,
    grain: Grain,
) -> list[Finding]:
    """One finding (`guardrail-breached`) for every guardrail whose value breaks its fixed limit.

    Args:
        values: by metric, in one closed period; a guardrail that is left out, or has no value, is passed over.
        period: the period's first day.
    """
    findings = []
    for guardrail in guardrails:
        value = values.get(guardrail.metric)
        if value is None or isinstance(value, Undetermined) or guardrail.limit is None or guardrail.limit.holds(value):
            continue
        metric = metrics[guardrail.metric]
        breach = describe_breach(metric.label, value, guardrail.limit, metric.unit)
        when, watched = period_within(period, grain), metrics[guardrail.watches].label
        owner = people.get(metric.owner) if metric.owner else None
        message = Text(
            f"{breach.en}, {when.en}; it guards {watched.en}" + (f"; owner {owner.name}" if owner else ""),
            f"{when.zh}{breach.zh}，守护对象为{watched.zh}" + (f"，负责人{owner.name}" if owner else ""),
        )
        findings.append(Finding("guardrail-breached", Severity.WARNING, message, where=guardrail.where))
    return findings


def describe_breach(label: Text, value: float, limit: Limit, unit: str | None) -> Text:
    """A guardrail's value beside the limit that it breaks: `Crash rate was 2.4%, limit < 2%`."""
    return Text(
        f"{label.en} was {_beside(value, limit, unit, 'en')}, limit {limit.text}",
        f"{label.zh}为 {_beside(value, limit, unit, 'zh')}，限值 {limit.text}",
    )


def _beside(value: float, limit: Limit, unit: str | None, locale: Locale) -> str:
    """The value, with every digit where a rounded one could look like the limit itself."""
    unit = SHARE if limit.text.rstrip().endswith("%") else unit
    if abs(value - limit.value) > CLOSE * abs(limit.value):
        return format_value(value, unit, locale)
    return f"{format_exact(value * 100)}%" if is_share(unit) else format_exact(value)
