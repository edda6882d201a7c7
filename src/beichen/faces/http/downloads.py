"""Breakdowns as files to work on with: made whole in a temporary file, then sent piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from tempfile import SpooledTemporaryFile
from typing import IO
from urllib.parse import quote

from fastapi.responses import StreamingResponse

from beichen.domain.text import Locale, Text
from beichen.engine.answer import Answer, Row
from beichen.sources.handout import FORMATS
from beichen.sources.handout.table import Cell, Column
from beichen.warehouse.calloff import CallOff
from beichen.warehouse.port import Limits
from beichen.workspace.exploring import Asked, ask, settled
from beichen.workspace.open import Workspace

DOWNLOAD_LIMITS = Limits(rows=1_000_000, seconds=60)

_IN_MEMORY = 4 * 2**20
_PIECE = 2**16


def hand_out(
    workspace: Workspace, asked: Asked, name: str, locale: Locale, calloff: CallOff | None = None
) -> StreamingResponse:
    """A breakdown's rows, one a period and segment, as a file of the format `name`.

    Raises:
        QueryError, LimitError: as of `break_down`.
    """
    asked = settled(workspace, asked)
    answer = ask(workspace, asked, limits=replace(DOWNLOAD_LIMITS, calloff=calloff))[-1]
    form = FORMATS[name]
    file: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  (it is closed when it has been sent)
    try:
        form.write(_columns(answer), _rows(answer, asked), file)  # type: ignore[arg-type]  # any file of bytes will do
    except BaseException:
        file.close()
        raise
    headers = {
        "content-disposition": _named(workspace, answer, form.suffix, locale),
        "cache-control": "private, no-store",
    }
    return StreamingResponse(_sent(file), media_type=form.media_type, headers=headers)


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _columns(answer: Answer) -> list[Column]:
    numbers = [Column(name, "number") for name in ("value", "numerator", "denominator", "n")]
    return [
        Column("period", "day"),
        *(Column(name, "text") for name in answer.by),
        *numbers,
        Column("complete", "flag"),
        Column("reason", "text"),
    ]


def _rows(answer: Answer, asked: Asked) -> Iterator[list[Cell]]:
    for row in answer:
        if (asked.start is None or row.period >= asked.start) and (asked.end is None or row.period < asked.end):
            yield _cells(row)


def _cells(row: Row) -> list[Cell]:
    values = [value for _, value in row.segment]
    numbers = [row.value, row.numerator, row.denominator, row.n]
    return [row.period, *values, *numbers, row.complete, row.reason.value if row.reason else None]


def _named(workspace: Workspace, answer: Answer, suffix: str, locale: Locale) -> str:
    """The file's name: plain for who reads ASCII only, and in the reader's language (RFC 6266, RFC 5987)."""
    label = workspace.project.metrics[answer.metric].label
    by = [workspace.project.dimension_label(name) for name in answer.by]
    parts = [label.of(locale), *(_BY.of(locale).format(each.of(locale)) for each in by)]
    plain = "_".join([answer.metric, *answer.by, answer.grain.value])
    ascii_name = "".join(c if c.isascii() and (c.isalnum() or c in "_-.") else "_" for c in plain)
    full = " ".join(parts).replace("/", "-").replace("\\", "-")
    return f"attachment; filename=\"{ascii_name}.{suffix}\"; filename*=UTF-8''{quote(f'{full}.{suffix}', safe='')}"


_BY = Text("by {}", "按{}")
