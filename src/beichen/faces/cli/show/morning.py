"""The answer of `beichen explain --all`: the sentence first, then a row for everything that moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.text import Locale
from beichen.faces.cli.session import Document
from beichen.faces.cli.show.numbers import format_cell, format_delta, format_relative
from beichen.faces.cli.show.text import Column, Style, paint, render_table
from beichen.faces.cli.wording import say

WHOLE = 100  # ends of a range from here on are shown without decimals


def show_morning(document: Document, project: Project, locale: Locale) -> str:
    """The sentence, what moved, then what did not and what could not be judged."""
    blocks = [
        [paint(document["sentence"][locale], Style.STRONG)],
        _moved(document, project, locale),
        _others(document, project, locale),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _moved(document: Document, project: Project, locale: Locale) -> list[str]:
    rows = list(_rows(document["moved"], project, locale))
    if not rows:
        return []
    columns = [
        Column(say("metric", locale)),
        Column(say("period", locale)),
        Column(say("value", locale), right=True),
        Column(say("change", locale), right=True),
        Column(""),
        Column(say("expected", locale), right=True),
        Column(say("importance", locale), right=True),
        Column(""),
    ]
    head, *body = render_table(columns, rows)
    return [paint(head, Style.FAINT), *body]


def _rows(moved: Sequence[Document], project: Project, locale: Locale, depth: int = 0) -> Iterator[tuple[str, ...]]:
    """A row for each, drivers indented below what they explain."""
    for row in moved:
        metric = project.metrics[row["metric"]]
        marks = [say(mark, locale) for mark in ("guardrail_broken", "earlier") if row[mark]]
        yield (
            "  " * depth + metric.label.of(locale),
            f"{row['period']} ({say(row['grain'], locale)})",
            format_cell(row["after"], metric.unit),
            format_delta(row["change"], metric.unit),
            format_relative(row["change"], row["before"], metric.unit),
            _range(row["expected"], metric.unit),
            f"{row['importance']:.2f}",
            ", ".join(marks),
        )
        yield from _rows(row["below"], project, locale, depth + 1)


def _range(expected: Document, unit: str | None) -> str:
    low, high = (round(end) if abs(end) >= WHOLE else end for end in (expected["low"], expected["high"]))
    return f"{format_cell(low, unit)} … {format_cell(high, unit)}"


def _others(document: Document, project: Project, locale: Locale) -> list[str]:
    lines = []
    comma = ", " if locale == "en" else "、"
    if document["within_noise"]:
        names = [project.metrics[name].label.of(locale) for name in document["within_noise"]]
        lines.append(say("within_noise", locale, names=comma.join(names)))
    reasons: dict[str, list[str]] = {}
    for row in document["undetermined"]:
        reasons.setdefault(row["reason"], []).append(project.metrics[row["metric"]].label.of(locale))
    for reason, names in reasons.items():
        told = Reason(reason).text.of(locale)
        lines.append(say("not_judged", locale, names=comma.join(names), reason=told))
    return [paint(line, Style.FAINT) for line in lines]
