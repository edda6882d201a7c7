"""Where a change sits, on a terminal: the segments that stand out, each with its metric and its own numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.text import Locale
from beichen.domain.units import format_share
from beichen.faces.cli.session import Document
from beichen.faces.cli.show.numbers import format_cell, format_delta
from beichen.faces.cli.show.text import Column, Style, paint, render_table
from beichen.faces.cli.wording import say

SHOWN = 8


def show_located(document: Document, project: Project, locale: Locale) -> list[str]:
    """The lines of `located`; nothing where there are no two periods to compare."""
    found = document["located"]
    if document["versus"] is None:
        return []
    left_out = list(_left_out(found["left_out"], project, locale))
    if not found["segments"]:
        why = Reason(found["reason"]).text.of(locale)
        return [paint(say("located_nowhere", locale, reason=why), Style.FAINT), *left_out]
    shown = found["segments"][:SHOWN]
    names = ("contribution", "excess", "within", "mix")
    used = [name for name in names if any(one[name] is not None for one in shown)]
    columns = [Column(say("located", locale)), Column(say("metric", locale)), Column(say("values", locale), right=True)]
    columns += [Column(say(name, locale), right=True) for name in (*used, "sure")]
    head, *body = render_table(columns, [_row(one, used, project, locale) for one in shown])
    left = len(found["segments"]) - len(shown)
    more = [say("more_segments", locale, count=left)] if left else []
    return [paint(head, Style.FAINT), *body, *more, *left_out]


def _row(one: Mapping[str, Any], used: list[str], project: Project, locale: Locale) -> tuple[str, ...]:
    metric = project.metrics[one["metric"]]
    return (
        " × ".join(
            f"{name} = {say('null_segment', locale) if value is None else value}"
            for name, value in one["segment"].items()
        ),
        metric.label.of(locale),
        f"{format_cell(one['before'], metric.unit)} → {format_cell(one['after'], metric.unit)}",
        *(format_delta(one[name], metric.unit) for name in used),
        format_share(one["confidence"]),
    )


def _left_out(rows: list[Mapping[str, str]], project: Project, locale: Locale) -> Iterator[str]:
    grouped: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        grouped.setdefault((row["metric"], row["reason"]), []).append(row["dimension"])
    for (metric, code), names in grouped.items():
        label, why = project.metrics[metric].label.of(locale), Reason(code).text.of(locale)
        joined = (", " if locale == "en" else "、").join(names)
        yield paint(say("located_left_out", locale, names=joined, metric=label, reason=why), Style.FAINT)
