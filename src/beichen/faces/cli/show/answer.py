"""The answer of `beichen query` as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from beichen.domain.metric import Metric
from beichen.domain.observation import Reason
from beichen.domain.text import Locale
from beichen.faces.cli.session import Document
from beichen.faces.cli.show.numbers import format_cell
from beichen.faces.cli.show.text import Column, Style, paint, render_table, visible
from beichen.faces.cli.wording import say


def show_answer(document: Document, metric: Metric, locale: Locale) -> str:
    """A metric's values by period and segment; columns that would be empty throughout are left out."""
    rows = document["rows"]
    grain = say(document["grain"], locale)
    title = paint(metric.label.of(locale), Style.STRONG) + paint(f"  {visible(metric.name)} · {grain}", Style.FAINT)
    if not rows:
        return f"{title}\n{say('no_rows', locale)}"
    dimensions = list(rows[0]["segment"])
    parts = any(row["denominator"] is not None for row in rows)
    remarks = any(row["value"] is None or not row["complete"] for row in rows)
    columns = [Column(say("period", locale)), *(Column(visible(name)) for name in dimensions)]
    columns.append(Column(say("value", locale), right=True))
    columns += [Column(say("parts", locale), right=True)] if parts else []
    columns += [Column("")] if remarks else []
    cells = (tuple(_cells(row, dimensions, metric.unit, locale, parts=parts, remarks=remarks)) for row in rows)
    head, *body = render_table(columns, cells)
    return "\n".join([title, paint(head, Style.FAINT), *body])


def _cells(
    row: Mapping[str, Any], dimensions: list[str], unit: str | None, locale: Locale, *, parts: bool, remarks: bool
) -> Iterator[str]:
    yield row["period"]
    for name in dimensions:
        value = row["segment"][name]
        yield say("null_segment", locale) if value is None else value
    yield format_cell(row["value"], unit)
    if parts:
        yield f"{format_cell(row['numerator'])} / {format_cell(row['denominator'])}"
    if remarks:
        yield _remark(row, locale)


def _remark(row: Mapping[str, Any], locale: Locale) -> str:
    remarks = [] if row["reason"] is None else [Reason(row["reason"]).text.of(locale)]
    if not row["complete"]:
        remarks.append(say("partial", locale))
    return ", ".join(remarks)
