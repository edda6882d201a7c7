"""The answer of `beichen localize`: the segments as a table, and what they leave."""

from __future__ import annotations

from beichen.domain.observation import Reason
from beichen.domain.text import Locale
from beichen.domain.units import format_share
from beichen.faces.cli.session import Document
from beichen.faces.cli.show.numbers import format_cell, format_delta
from beichen.faces.cli.show.text import Column, Style, paint, render_table
from beichen.faces.cli.wording import say

_PARTS = ("contribution", "excess", "within", "mix")


def show_localization(document: Document, locale: Locale) -> str:
    """Every segment with its values and parts; else why there is none."""
    deviation = say("deviation", locale, amount=_amount(document["deviation"]))
    if not document["segments"]:
        return f"{deviation}\n{say('no_segment', locale, reason=Reason(document['reason']).text.of(locale))}"
    head, *body = _table(document, locale)
    rest = say("residual", locale, amount=_amount(document["residual"]))
    return "\n".join([deviation, "", paint(head, Style.FAINT), *body, "", rest])


def _table(document: Document, locale: Locale) -> list[str]:
    segments = document["segments"]
    parts = [part for part in _PARTS if any(segment[part] is not None for segment in segments)]
    columns = [Column(say("segments", locale))]
    columns += [Column(say(name, locale), right=True) for name in ("expected", "actual", *parts, "confidence")]
    rows = [
        (
            _where(segment["where"], locale),
            format_cell(segment["expected"], None),
            format_cell(segment["actual"], None),
            *(_amount(segment[part]) for part in parts),
            format_share(segment["confidence"]),
        )
        for segment in segments
    ]
    return render_table(columns, rows)


def _where(where: Document, locale: Locale) -> str:
    return ", ".join(
        f"{name} = {say('null_segment', locale) if value is None else value}" for name, value in where.items()
    )


def _amount(value: float | None) -> str:
    return "–" if value is None else format_delta(value, None)
