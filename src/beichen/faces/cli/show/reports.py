"""What `beichen load` and `beichen refresh` did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from beichen.domain.text import Locale
from beichen.faces.cli.session import Document
from beichen.faces.cli.show.findings import show_findings
from beichen.faces.cli.show.numbers import format_cell
from beichen.faces.cli.show.text import Column, Style, paint, render_table
from beichen.faces.cli.wording import say


def show_loads(loads: Sequence[Mapping[str, Any]], locale: Locale) -> str:
    """One line a source: what was done, and how many rows it has now."""
    if not loads:
        return say("no_sources", locale)
    columns = [
        Column(say("source", locale)),
        Column(""),
        Column(say("rows", locale), right=True),
        Column(say("columns", locale), right=True),
    ]
    rows = [
        (load["source"], say(load["action"], locale), format_cell(load["rows"]), str(len(load["columns"])))
        for load in loads
    ]
    head, *body = render_table(columns, rows)
    return "\n".join([paint(head, Style.FAINT), *body])


def show_refresh(document: Document, locale: Locale) -> str:
    """How much was computed, and what was found on the way."""
    done = say("refreshed", locale, computed=f"{document['computed']:,}", reused=f"{document['reused']:,}")
    findings = document["findings"]
    return f"{done}\n\n{show_findings(findings, locale)}" if findings else done
