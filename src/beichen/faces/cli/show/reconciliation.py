"""The answer of `beichen reconcile`: a waterfall from one number to the other."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.observation import Reason
from beichen.domain.project import Project
from beichen.domain.text import Locale
from beichen.faces.cli.session import Document
from beichen.faces.cli.show.numbers import format_cell, format_delta
from beichen.faces.cli.show.text import Column, Style, paint, render_table
from beichen.faces.cli.wording import say

_BAR = 24


def show_reconciliation(document: Document, project: Project, locale: Locale) -> str:
    """Where the walk begins, every step, what is left, where it ends; for figures, what was tried."""
    unit = project.metrics[document["a"]].unit
    lines = [paint(_head(document, project, unit, locale), Style.STRONG)]
    if document["reason"] is not None:
        return "\n".join([*lines, say("no_walk", locale, reason=Reason(document["reason"]).text.of(locale))])
    if document["difference"] == 0:
        lines.append(say("same_number", locale))
    if document["steps"] or document["unexplained"]:
        lines += ["", *_table(document, project, unit, locale)]
    lines += _guessed(document, unit, locale)
    return "\n".join(lines)


def _head(document: Document, project: Project, unit: str | None, locale: Locale) -> str:
    ends = [
        f"{_name(project, document[side], locale)} {format_cell(document[f'{side}_value'], unit)}"
        for side in ("a", "b")
    ]
    period = f"{say(document['grain'], locale)} {document['period']}"
    return f"{period}:  {ends[0]} → {ends[1]}   {format_delta(document['difference'], unit)}"


def _name(project: Project, name: str, locale: Locale) -> str:
    return project.metrics[name].label.of(locale) if name in project.metrics else name


def _table(document: Document, project: Project, unit: str | None, locale: Locale) -> list[str]:
    largest = max([abs(step["change"]) for step in document["steps"]] + [abs(document["unexplained"])])
    rows = [(_name(project, document["a"], locale), format_cell(document["a_value"], unit), "", "")]
    for step in document["steps"]:
        bar = _bar(step["change"], largest)
        rows.append((step["text"][locale], format_cell(step["value"], unit), format_delta(step["change"], unit), bar))
    if document["unexplained"]:
        left = document["unexplained"]
        rows.append((say("unexplained", locale), "", format_delta(left, unit), _bar(left, largest)))
    rows.append((_name(project, document["b"], locale), format_cell(document["b_value"], unit), "", ""))
    columns = [Column(say("condition", locale)), Column(say("value", locale), right=True)]
    columns += [Column(say("change", locale), right=True), Column("")]
    head, *body = render_table(columns, rows)
    return [paint(head, Style.FAINT), *body]


def _bar(change: float, largest: float) -> str:
    size = round(abs(change) / largest * _BAR) if largest else 0
    return ("+" if change > 0 else "−") + "█" * size if change else ""


def _guessed(document: Document, unit: str | None, locale: Locale) -> Iterator[str]:
    guessed = document["guessed"]
    if guessed is None or document["difference"] == 0:
        return
    yield ""
    if document["steps"]:
        yield say("one_way", locale, periods=guessed["periods"])
    else:
        yield say("no_way_found", locale, tried=guessed["tried"])
    for steps in guessed["alternatives"]:
        yield say("other_way", locale, steps="; ".join(step["text"][locale] for step in steps))
    nearest = guessed["nearest"]
    if nearest is not None:
        told = format_cell(nearest["value"], unit)
        yield say("nearest_way", locale, step=nearest["text"][locale], value=told)
