"""The answer of `beichen event`: what was kept."""

from __future__ import annotations

from typing import Any

from beichen.domain.event import kind_label
from beichen.domain.text import Locale
from beichen.faces.cli.session import Document
from beichen.faces.cli.wording import say
from beichen.state.events import KeptEvent


def event_document(kept: KeptEvent) -> dict[str, Any]:
    """The JSON document of `beichen event --json`."""
    event = kept.event
    return {
        "id": kept.id,
        "key": event.name if kept.keyed else None,
        "kind": event.kind,
        "text": event.label.as_dict(),
        "on": event.begins_on.isoformat(),
        "until": event.ends_on.isoformat(),
        "metrics": list(event.metrics),
        "segment": {dimension: list(values) for dimension, values in event.segment},
        "link": event.link,
        "owner": event.owner,
    }


def show_event(document: Document, locale: Locale, *, new: bool) -> str:
    """One line that repeats what is known now."""
    days = document["on"] if document["on"] == document["until"] else f"{document['on']} – {document['until']}"
    kind = kind_label(document["kind"]).of(locale)
    return say("event_kept" if new else "event_changed", locale, days=days, kind=kind, text=document["text"][locale])
