"""What an uploaded file is proposed to become: for each column a type and a use, with reasons, to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from beichen.domain.model import Source
from beichen.domain.text import Text
from beichen.errors import SourceError
from beichen.sources.files import check_columns, find_files
from beichen.sources.profile import ColumnProfile, Room, Samples, TableProfile, open_samples
from beichen.sources.roles import ColumnRole, Confidence, Guess, Roles, entity_name, guess_roles
from beichen.workspace.importing.proposal import words_of
from beichen.workspace.importing.uploads import Upload, table_name

HEAD_ROWS = 20
EXAMPLES = 4
ROOM_MEMORY = "1GB"
MOST_COLUMNS = 300


class ColumnUse(StrEnum):
    """What a column becomes in the model."""

    TIME = "time"
    ENTITY = "entity"
    PRIMARY = "primary_entity"
    ENTITY_DIMENSION = "entity_dimension"
    EVENT_DIMENSION = "event_dimension"
    MEASURE = "measure"
    IGNORE = "ignore"


class ColumnKind(StrEnum):
    """A type as a person chooses it."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    YES_NO = "yes_no"
    DAY = "day"
    MOMENT = "moment"
    OTHER = "other"


SQL_TYPES: Mapping[ColumnKind, str] = {
    ColumnKind.TEXT: "VARCHAR",
    ColumnKind.WHOLE: "BIGINT",
    ColumnKind.NUMBER: "DOUBLE",
    ColumnKind.YES_NO: "BOOLEAN",
    ColumnKind.DAY: "DATE",
    ColumnKind.MOMENT: "TIMESTAMP",
}


@dataclass(frozen=True, slots=True)
class ProposedColumn:
    """A column, what it is taken for, and why.

    Attributes:
        name: that the entity or dimension gets.
        of: the entity whose property a dimension is.
        adds_up: of a measure, whether its name says that it may be added up.
    """

    profile: ColumnProfile
    kind: ColumnKind
    use: ColumnUse
    name: str
    of: str | None
    why: Text
    confidence: Confidence
    guess: Guess
    examples: tuple[str, ...]
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class Proposed:
    """An uploaded file, profiled."""

    upload: Upload
    sheet: str | None
    table: TableProfile
    columns: tuple[ProposedColumn, ...]
    head: tuple[tuple[str | None, ...], ...]
    keys: Mapping[str, tuple[str, ...]]  # values of the columns that may be ids, to look for elsewhere
    # what a second look at the file showed: each costs reading it again
    taken: dict[tuple[str, str, str], Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def time(self) -> ProposedColumn | None:
        return next((column for column in self.columns if column.use is ColumnUse.TIME), None)


def propose_columns(upload: Upload, sheet: str | None) -> Proposed:
    """Profile an upload and guess what its columns are for.

    Args:
        sheet: of a workbook; None is its first.

    Raises:
        SourceError: it cannot be read, has no header, or no rows.
    """
    with opened(upload, sheet) as samples:
        (table,) = samples.tables
        if table.rows == 0:
            raise SourceError(f"{upload.name} has a header and no rows", hint="there is nothing to guess from")
        roles = guess_roles(table)
        columns = _columns(samples, roles)
        keys = {
            column.profile.name: tuple(samples.values(table, column.profile.name, 500))
            for column in columns
            if column.guess.role in (ColumnRole.ENTITY, ColumnRole.KEY)
        }
        return Proposed(upload, sheet, table, columns, tuple(samples.head(table, HEAD_ROWS)), keys)


@contextmanager
def opened(upload: Upload, sheet: str | None, typed: tuple[tuple[str, str], ...] = ()) -> Iterator[Samples]:
    """An upload opened for questions, within bounds.

    Raises:
        SourceError: it cannot be read; the message names the file and no folder.
    """
    room = Room(ROOM_MEMORY, upload.folder / "spill", MOST_COLUMNS)
    try:
        with open_samples([upload.path], sheet=sheet, columns=typed, room=room) as samples:
            (table,) = samples.tables
            source = Source(upload.name, "file", str(upload.path), table.name, sheet=sheet)
            check_columns(source, find_files(source), [column.name for column in table.columns])
            yield samples
    except SourceError as error:
        message = error.message.replace(str(upload.path), upload.name).replace(f"source {upload.name!r}", upload.name)
        message = message.replace(f"source {table_name(upload.name)!r}", upload.name)
        raise SourceError(message, hint=error.hint) from error


def kind_of(sql_type: str) -> ColumnKind:
    """The type as a person names it."""
    plain = sql_type.upper()
    if plain == "VARCHAR" or plain.startswith("ENUM"):
        return ColumnKind.TEXT
    if plain == "BOOLEAN":
        return ColumnKind.YES_NO
    if plain == "DATE":
        return ColumnKind.DAY
    if plain.startswith("TIMESTAMP"):
        return ColumnKind.MOMENT
    if re.fullmatch(r"U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER", plain):
        return ColumnKind.WHOLE
    return ColumnKind.NUMBER if re.match(r"FLOAT|DOUBLE|DECIMAL", plain) else ColumnKind.OTHER


def _columns(samples: Samples, roles: Roles) -> tuple[ProposedColumn, ...]:
    table, entity = roles.table, roles.entity
    examples = samples.examples(table, EXAMPLES)
    told_apart = [column.name for column in roles.of(ColumnRole.DIMENSION, ColumnRole.FAULT)]
    primary = roles.is_primary and bool(told_apart)
    constant = samples.constant_columns(table, entity.column.name, told_apart) if entity else frozenset[str]()
    owner = words_of(entity_name(entity.column.name, table.name)) if entity else None
    proposed = [
        _column(guess, examples[guess.column.name], owner, constant=guess.column.name in constant, primary=primary)
        for guess in roles.guesses
    ]
    return _without_doubles(proposed)


def _column(
    guess: Guess, examples: tuple[str, ...], owner: str | None, *, constant: bool, primary: bool
) -> ProposedColumn:
    """A guess as a use in the model; `owner` is the entity, of which a constant column is a property."""
    column = guess.column
    proposed = ProposedColumn(
        profile=column,
        kind=kind_of(guess.reading.type if guess.reading else column.type),
        use=ColumnUse.IGNORE,
        name=words_of(column.name),
        of=None,
        why=guess.why,
        confidence=guess.confidence,
        guess=guess,
        examples=examples,
        adds_up=guess.role is ColumnRole.SUM,
    )
    if guess.role is ColumnRole.TIME:
        return replace(proposed, use=ColumnUse.TIME)
    if guess.role is ColumnRole.ENTITY and owner is not None:
        return replace(proposed, use=ColumnUse.PRIMARY if primary else ColumnUse.ENTITY, name=owner)
    if guess.role in (ColumnRole.DIMENSION, ColumnRole.FAULT):
        return _dimension(proposed, owner if constant or primary else None)
    if guess.role in (ColumnRole.SUM, ColumnRole.AVERAGE):
        return replace(proposed, use=ColumnUse.MEASURE)
    if guess.role is ColumnRole.KEY:
        return replace(proposed, name=words_of(entity_name(column.name, "row")))
    return proposed


def _dimension(proposed: ProposedColumn, owner: str | None) -> ProposedColumn:
    if owner is None:
        return replace(proposed, use=ColumnUse.EVENT_DIMENSION)
    why = Text(f"{proposed.why.en}, one per {owner}", f"{proposed.why.zh}，每个 {owner} 只有一个")
    return replace(proposed, use=ColumnUse.ENTITY_DIMENSION, of=owner, why=why)


def _without_doubles(columns: Sequence[ProposedColumn]) -> tuple[ProposedColumn, ...]:
    """No two names alike: the second gets a number."""
    seen: dict[str, int] = {}
    named = []
    for column in columns:
        number = seen.get(column.name, 0) + 1
        seen[column.name] = number
        named.append(column if number == 1 else replace(column, name=f"{column.name}_{number}"))
    return tuple(named)
