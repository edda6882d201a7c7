"""A proposed project: what was guessed of the data, and the names of the metrics that follow."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from beichen.sources.profile import ColumnProfile, Habit
from beichen.sources.roles import ColumnRole, Guess, Roles
from beichen.workspace.importing.drafts import AddedColumn, DimensionDraft, EntityDraft, ModelDraft, TimeDraft

# A threshold that fewer than this share of entity-weeks pass is too rare to lead by.
LEAST_ENGAGED_SHARE = 0.1
_MONEY = re.compile(r"amount|revenue|sales|gmv|paid|payment|金额|收入", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Planned:
    """A model to be written."""

    name: str
    path: str
    roles: Roles
    entity: str | None  # its name, as in `user`
    primary: bool
    dimensions: tuple[tuple[str, str], ...]  # name and column
    constant: frozenset[str]  # columns with one value per entity

    @property
    def is_model(self) -> bool:
        """True when it tells when something happened, or lists entities; other tables are left for a person."""
        return self.roles.time is not None or self.primary

    @property
    def count_name(self) -> str:
        """The metric that counts its rows."""
        return f"{self.name}_rows"

    def renamed(self, dimensions: tuple[tuple[str, str], ...]) -> Planned:
        """The same with other names of its dimensions."""
        return replace(self, dimensions=dimensions)

    def pinned(self) -> list[tuple[str, str]]:
        """Columns whose types are written down: text that is a moment, and in files without types the keys."""
        return [(g.column.name, g.column.type) for g in self.roles.guesses if is_pinned(g, self.roles.table.format)]

    def value_of(self, column: ColumnProfile) -> str:
        """The column that holds what a column stands for: itself, or one that is added."""
        return next((added.name for added in self.added() if added.column == column.name), column.name)

    def added(self) -> tuple[AddedColumn, ...]:
        """The columns that are added because others stand for something else."""
        read = [guess for guess in self.roles.guesses if guess.reading is not None and guess.role in _READ]
        return added_columns(read, [column.name for column in self.roles.table.columns])

    def draft(self) -> ModelDraft:
        """The model as it is written."""
        guess, why = self.roles.entity, {guess.column.name: guess.why.en for guess in self.roles.guesses}
        return ModelDraft(
            name=self.name,
            table=self.name,
            time=_time_draft(self.roles.time, self.added()) if self.roles.time else None,
            entities=(EntityDraft(self.entity, guess.column.name, self.primary, guess.why.en),)
            if guess is not None and self.entity is not None
            else (),
            dimensions=tuple(
                DimensionDraft(name, column, self.entity, f"{why[column]}, one per {self.entity}")
                if self.primary or column in self.constant
                else DimensionDraft(name, column, None, why[column])
                for name, column in self.dimensions
            ),
            added=self.added(),
            left_out=tuple((g.column.name, g.why.en) for g in self.roles.guesses if g.role in _LEFT_OUT),
        )


_LEFT_OUT = (ColumnRole.OTHER, ColumnRole.KEY)
# Columns of other roles are taken as they are stored.
_READ = (ColumnRole.TIME, ColumnRole.SUM, ColumnRole.AVERAGE)


def is_pinned(guess: Guess, file_format: str) -> bool:
    """True for a column whose type is written down, so that other rows do not change it."""
    untyped = file_format in ("csv", "excel", "json")
    if guess.reading is not None:
        return False
    read_as_something = guess.column.is_text and guess.column.type != "VARCHAR" and guess.role in _READ
    return read_as_something or (untyped and guess.role in (ColumnRole.ENTITY, ColumnRole.TIME))


def added_columns(guesses: Sequence[Guess], taken: Sequence[str]) -> tuple[AddedColumn, ...]:
    """The columns to add for guesses with a reading; a time is called `happened_at` or `happened_on`."""
    names = {name.lower() for name in taken}
    added = []
    for guess in guesses:
        assert guess.reading is not None
        begun = "happened" if guess.role is ColumnRole.TIME else words_of(guess.column.name)
        name = plain = f"{begun}_{guess.reading.name}"
        number = 1
        while name in names:
            number += 1
            name = f"{plain}_{number}"
        names.add(name)
        added.append(AddedColumn(name, guess.column.name, guess.reading))
    return tuple(added)


def _time_draft(time: Guess, added: Sequence[AddedColumn]) -> TimeDraft:
    found = next((column for column in added if column.column == time.column.name), None)
    if found is None:
        grain = "day" if time.column.type == "DATE" else "second"
        return TimeDraft(time.column.name, grain, None, time.why.en)
    grain = "day" if found.reading.type == "DATE" else "second"
    return TimeDraft(found.name, grain, found.reading.zone, f"{time.column.name}: {time.why.en}")


@dataclass(frozen=True, slots=True)
class Main:
    """The model whose entities the North Star counts, and how often they come."""

    model: Planned
    entity: str
    key: str  # its column
    habit: Habit | None

    @property
    def many(self) -> str:
        return plural(self.entity)

    @property
    def least_days(self) -> int | None:
        """On how many days of a week one must come to count as engaged; None: too few come so often."""
        if self.habit is None:
            return None
        return next((days for days in (3, 2) if self.habit.share(days) >= LEAST_ENGAGED_SHARE), None)

    @property
    def north_star(self) -> str:
        return f"weekly_{'engaged' if self.least_days else 'returning'}_{self.many}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A project to be written."""

    name: str
    models: tuple[Planned, ...]
    main: Main | None

    def metric_name(self, model: Planned, pattern: str, column: ColumnProfile) -> str:
        """A metric's name after a column: with the table's before it where another table has such a column."""
        name = _column_name(model, column)
        full = name if pattern.split("_", maxsplit=1)[0] == name.split("_")[0] else pattern.format(name)
        return f"{model.name}_{full}" if self.is_shared(model, column) else full

    def spoken_name(self, model: Planned, column: ColumnProfile) -> str:
        """A column as a label names it."""
        told = re.sub(r"^(is|was|has|did|total) ", "", _column_name(model, column).replace("_", " "))
        return f"{told} ({spoken(model.name)})" if self.is_shared(model, column) else told

    def is_shared(self, model: Planned, column: ColumnProfile) -> bool:
        """True when another table has a column of that name."""
        others = (other for other in self.models if other is not model)
        return any(words_of(c.name) == words_of(column.name) for other in others for c in other.roles.table.columns)

    def guardrails(self) -> list[str]:
        """The metrics that tell what went wrong."""
        return [
            self.metric_name(model, "{}_share", column)
            for model in self.models
            if model.roles.time is not None
            for column in model.roles.of(ColumnRole.FAULT)
        ]

    def outcomes(self) -> list[str]:
        """The metrics that add up money."""
        return [
            self.metric_name(model, "total_{}", column)
            for model in self.models
            if model.roles.time is not None
            for column in model.roles.of(ColumnRole.SUM)
            if is_money(column)
        ]


def is_money(column: ColumnProfile) -> bool:
    """True for a column whose name speaks of money."""
    return _MONEY.search(column.name) is not None


def words_of(column: str) -> str:
    """A column's name as part of a metric's name: letters, digits and underscores, beginning with a letter."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", column)
    words = re.sub(r"\W+", "_", spaced).strip("_").lower()
    return words if re.match(r"[^\W\d]", words) else f"column_{words}".rstrip("_")


def _column_name(model: Planned, column: ColumnProfile) -> str:
    """A column's words, numbered where another column of its table has the same."""
    name = words_of(column.name)
    alike = [c.name for c in model.roles.table.columns if words_of(c.name) == name]
    return f"{name}_{alike.index(column.name) + 1}" if len(alike) > 1 else name


def spoken(name: str) -> str:
    return words_of(name).replace("_", " ")


_NOUNS: Mapping[str, str] = {
    "user": "用户", "customer": "客户", "member": "会员", "account": "账户", "client": "客户", "learner": "学员",
    "student": "学生", "listener": "听众", "visitor": "访客", "player": "玩家", "patient": "患者", "driver": "司机",
    "buyer": "买家", "subscriber": "订阅者", "employee": "员工", "guest": "客人", "reader": "读者", "viewer": "观众",
}  # fmt: skip


def in_chinese(entity: str) -> str:
    return _NOUNS.get(entity, f" {entity} " if entity.isascii() else entity)


def plural(noun: str) -> str:
    """An English noun in the plural, as the proposal's texts use it."""
    if not noun.isascii():
        return noun
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun) else "s")
