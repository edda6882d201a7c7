"""What a person made of a proposal: the source and model that follow from it, and what cannot be so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from beichen.domain.project import Project
from beichen.sources.profile import Samples, TableProfile
from beichen.sources.readings import Reading
from beichen.sources.roles import ColumnRole, Guess
from beichen.workspace.importing.columns import SQL_TYPES, ColumnKind, ColumnUse, Proposed, ProposedColumn, opened
from beichen.workspace.importing.drafts import (
    AddedColumn,
    DimensionDraft,
    EntityDraft,
    ModelDraft,
    SourceDraft,
    TimeDraft,
    model_text,
    sources_text,
)
from beichen.workspace.importing.proposal import added_columns
from beichen.workspace.importing.troubles import (
    DIMENSIONS,
    ENTITIES,
    READ,
    Choices,
    ColumnChoice,
    Pairs,
    ReadAs,
    Trouble,
    find_troubles,
    taken_by,
)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would be written; `data` is where the file itself goes."""

    source: SourceDraft
    model: ModelDraft
    data: str
    troubles: tuple[Trouble, ...]

    @property
    def files(self) -> Mapping[str, str]:
        """The YAML by file."""
        return {
            f"sources/{self.source.name}.yml": sources_text([self.source]),
            f"models/{self.model.name}.yml": model_text(self.model),
        }

    @property
    def is_sound(self) -> bool:
        return not any(trouble.blocking for trouble in self.troubles)


def default_choices(proposed: Proposed, project: Project, joined: Mapping[str, str]) -> Choices:
    """The choices that the proposal itself stands for; `joined` names entities that are those of the project."""
    names = {column.name: joined.get(column.profile.name, column.name) for column in proposed.columns}
    return Choices(
        table=free_name(proposed.table.name, project, proposed.upload.ending),
        columns=tuple(
            ColumnChoice(
                column.profile.name,
                column.kind,
                column.use,
                names[column.name] if column.use in ENTITIES else column.name,
                names.get(column.of, column.of) if column.of else None,
            )
            for column in proposed.columns
        ),
    )


def free_name(name: str, project: Project, ending: str) -> str:
    """The name, numbered where the project has it already."""
    free, number = name, 1
    while taken_by(free, project, ending):
        number += 1
        free = f"{name}_{number}"
    return free


def plan_import(proposed: Proposed, choices: Choices, project: Project) -> ImportPlan:
    """What the choices would write, and what is wrong with them.

    Args:
        choices: one for each column of the proposal, in any order; others are not looked at.
    """
    chosen = {choice.column: choice for choice in choices.columns}
    pairs = [(column, chosen[column.profile.name]) for column in proposed.columns if column.profile.name in chosen]
    read = _read_types(proposed, pairs)
    return ImportPlan(
        source=_source(proposed, choices, read),
        model=_model(choices, pairs, read, proposed),
        data=f"data/{choices.table}{proposed.upload.ending}",
        troubles=tuple(find_troubles(proposed, choices, pairs, read, project)),
    )


def _read_types(proposed: Proposed, pairs: Pairs) -> ReadAs:
    pinned, readings = [], {}
    look = _Look(proposed)
    for column, choice in pairs:
        if choice.use is ColumnUse.IGNORE:
            continue
        is_changed = choice.kind is not column.kind and choice.kind in SQL_TYPES
        reading = look.read_as(choice.column, choice.kind) if is_changed else _own_reading(column, choice)
        if reading is not None:
            readings[choice.column] = reading
        elif is_changed:
            pinned.append((choice.column, SQL_TYPES[choice.kind]))
        elif _is_pinned(column, choice, proposed.table.format):
            pinned.append((choice.column, column.profile.type))
    asked = _properties_to_check(pairs)
    uneven = {name for key, names in asked.items() for name in names if not look.is_constant(key, name)}
    return ReadAs(tuple(pinned), readings, frozenset(uneven))


class _Look:
    """A second look at the file, for what a person chose and nobody had guessed; each is taken once."""

    def __init__(self, proposed: Proposed) -> None:
        self._proposed = proposed

    def read_as(self, column: str, kind: ColumnKind) -> Reading | None:
        """How a column is read as another type; None where naming the type is enough."""
        wanted = SQL_TYPES[kind]
        reading: Reading | None = self._taken(
            ("read", column, kind), lambda samples, table: samples.read_as(table, column, wanted)
        )
        return reading

    def is_constant(self, key: str, column: str) -> bool:
        """True when a column has one value per entity."""
        return bool(
            self._taken(
                ("constant", key, column), lambda samples, table: samples.constant_columns(table, key, [column])
            )
        )

    def _taken(self, what: tuple[str, str, str], look: Callable[[Samples, TableProfile], Any]) -> Any:
        taken = self._proposed.taken
        if what not in taken:
            with opened(self._proposed.upload, self._proposed.sheet) as samples:
                taken[what] = look(samples, samples.tables[0])
        return taken[what]


def _own_reading(column: ProposedColumn, choice: ColumnChoice) -> Reading | None:
    return (column.guess.reading or column.profile.reading) if choice.use in READ else None


def _is_pinned(column: ProposedColumn, choice: ColumnChoice, file_format: str) -> bool:
    """True for a type that other rows must not change, or that the file does not say."""
    if column.profile.reading is not None:
        return False
    says_no_types = file_format != "parquet" and choice.use in (*ENTITIES, ColumnUse.TIME)
    return says_no_types or (column.profile.is_text and column.profile.type != "VARCHAR" and choice.use in READ)


def _properties_to_check(pairs: Pairs) -> dict[str, list[str]]:
    """By the column of an entity, the dimensions that a person says are its properties, which was not guessed."""
    keys = {choice.name: choice.column for _, choice in pairs if choice.use in ENTITIES}
    asked: dict[str, list[str]] = {}
    for column, choice in pairs:
        if (
            choice.use is ColumnUse.ENTITY_DIMENSION
            and column.use is not ColumnUse.ENTITY_DIMENSION
            and choice.of in keys
        ):
            asked.setdefault(keys[choice.of or ""], []).append(choice.column)
    return asked


def _source(proposed: Proposed, choices: Choices, read: ReadAs) -> SourceDraft:
    upload = proposed.upload
    told = f"Imported from {upload.name}"
    if upload.encoding not in (None, "utf-8"):
        told += f", which was in {upload.encoding} and is kept in UTF-8"
    return SourceDraft(
        name=choices.table,
        path=f"data/{choices.table}{upload.ending}",
        rows=proposed.table.rows,
        sheet=(proposed.sheet or upload.sheets[0]) if len(upload.sheets) > 1 else None,
        pinned=read.pinned,
        complete_through=None if choices.complete_through == "latest" else choices.complete_through,
        lag=choices.lag if choices.complete_through == "clock" else None,
        remarks=(f"{told}.",),
    )


def _model(choices: Choices, pairs: Pairs, read: ReadAs, proposed: Proposed) -> ModelDraft:
    added = _added(pairs, read, [column.profile.name for column in proposed.columns])
    held = {column.column: column.name for column in added}
    entities = [
        EntityDraft(
            choice.name, held.get(choice.column, choice.column), choice.use is ColumnUse.PRIMARY, _why(column, choice)
        )
        for column, choice in pairs
        if choice.use in ENTITIES
    ]
    dimensions = [
        DimensionDraft(
            choice.name,
            held.get(choice.column, choice.column),
            choice.of if choice.use is ColumnUse.ENTITY_DIMENSION else None,
            _why(column, choice),
        )
        for column, choice in pairs
        if choice.use in DIMENSIONS
    ]
    return ModelDraft(
        name=choices.table,
        table=choices.table,
        time=_time(choices, pairs, added),
        entities=tuple(sorted(entities, key=lambda entity: not entity.primary)),
        dimensions=tuple(dimensions),
        added=added,
        left_out=tuple((c.profile.name, _left_out(c, choice)) for c, choice in pairs if choice.use in _NOT_NAMED),
    )


_NOT_NAMED = (ColumnUse.MEASURE, ColumnUse.IGNORE)


def _left_out(column: ProposedColumn, choice: ColumnChoice) -> str:
    return f"for metrics: {column.why.en}" if choice.use is ColumnUse.MEASURE else column.why.en


def _added(pairs: Pairs, read: ReadAs, taken: Sequence[str]) -> tuple[AddedColumn, ...]:
    guesses = []
    for column, choice in pairs:
        if reading := read.readings.get(choice.column):
            role = ColumnRole.TIME if choice.use is ColumnUse.TIME else ColumnRole.OTHER
            guesses.append(Guess(column.profile, role, column.why, reading=reading))
    return added_columns(guesses, taken)


def _time(choices: Choices, pairs: Pairs, added: Sequence[AddedColumn]) -> TimeDraft | None:
    column, choice = next(((c, choice) for c, choice in pairs if choice.use is ColumnUse.TIME), (None, None))
    if column is None or choice is None:
        return None
    found = next((one for one in added if one.column == choice.column), None)
    why = _why(column, choice)
    grain = choices.grain or ("day" if choice.kind is ColumnKind.DAY else "second")
    if found is None:
        return TimeDraft(choice.column, grain, choices.zone, why)
    return TimeDraft(found.name, grain, choices.zone or found.reading.zone, f"{choice.column}: {why}" if why else None)


def _why(column: ProposedColumn, choice: ColumnChoice) -> str | None:
    """The reason of the guess, while it is the guess that is followed."""
    return column.why.en if choice.use is column.use and choice.kind is column.kind else None
