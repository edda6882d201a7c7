"""What coincides with a change, as lines: kind, days, text and overlap; the most overlap first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from beichen.domain.event import kind_label
from beichen.domain.text import Locale
from beichen.faces.cli.session import Document
from beichen.faces.cli.show.text import Column, Style, paint, render_table
from beichen.faces.cli.wording import say

EVENTS_SHOWN = 5


def show_coinciding(document: Document, locale: Locale) -> list[str]:
    """The few that overlap most; nothing where nothing does."""
    events = document["events"]
    if not events:
        return []
    rows = [
        (
            kind_label(event["kind"]).of(locale),
            _days(event, locale),
            event["text"][locale],
            f"{event['overlap']:.2f}",
        )
        for event in events[:EVENTS_SHOWN]
    ]
    columns = [Column(""), Column(""), Column(""), Column(say("overlap", locale), right=True)]
    body = render_table(columns, rows)[1:]
    left = len(events) - len(rows)
    more = [say("more_events", locale, count=left)] if left else []
    return [paint(say("coinciding", locale), Style.FAINT), *body, *more]


def _days(event: Mapping[str, Any], locale: Locale) -> str:
    first, last = event["on"], event["until"]
    if last is None:
        return say("since_day", locale, day=first)
    return str(first) if first == last else f"{first} – {last}"
