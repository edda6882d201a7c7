"""What a person may choose for an uploaded file, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Duration
from beichen.sources.readings import Reading
from beichen.workspace.importing.columns import ColumnKind, ColumnUse, Proposed, ProposedColumn

ENTITIES = (ColumnUse.ENTITY, ColumnUse.PRIMARY)
DIMENSIONS = (ColumnUse.ENTITY_DIMENSION, ColumnUse.EVENT_DIMENSION)
# Columns of these uses are taken as what they stand for; ids and properties as they are written.
READ = (ColumnUse.TIME, ColumnUse.MEASURE)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a column is to become."""

    column: str
    kind: ColumnKind
    use: ColumnUse
    name: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the file is to become.

    Attributes:
        complete_through: latest, clock or a day.
    """

    table: str
    columns: tuple[ColumnChoice, ...]
    grain: str | None = None
    zone: str | None = None
    complete_through: str = "latest"
    lag: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something to mend, or to know; `column` None is about the whole, `field` is what it is about."""

    column: str | None
    field: str
    blocking: bool
    text: Text


Pairs = Sequence[tuple[ProposedColumn, ColumnChoice]]


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How columns are read: types that are written down, and readings; `uneven` have several values per entity."""

    pinned: tuple[tuple[str, str], ...]
    readings: Mapping[str, Reading]
    uneven: frozenset[str]


def find_troubles(
    proposed: Proposed, choices: Choices, pairs: Pairs, read: ReadAs, project: Project
) -> Iterator[Trouble]:
    """All that is wrong with choices, or worth knowing."""
    yield from _of_table(choices, project, proposed.upload.ending)
    yield from _of_whole(choices, pairs)
    yield from _of_names(pairs)
    for column, choice in pairs:
        if choice.use is not ColumnUse.IGNORE:
            yield from _of_column(column, choice, proposed.table.rows, read)


def _of_table(choices: Choices, project: Project, ending: str) -> Iterator[Trouble]:
    if not _is_name(choices.table):
        yield _blocking(None, "table", _NAME.en, _NAME.zh)
    elif taken := taken_by(choices.table, project, ending):
        yield _blocking(
            None, "table", f"{choices.table} is taken: {taken.en}", f"“{choices.table}”已被占用：{taken.zh}"
        )
    if choices.complete_through not in ("latest", "clock") and not _is_day(choices.complete_through):
        yield _blocking(None, "complete_through", "write a day such as 2026-01-31", "请填写日期，如 2026-01-31")
    if choices.complete_through == "clock" and choices.lag:
        try:
            Duration.parse(choices.lag)
        except ValueError:
            yield _blocking(None, "lag", "write a length of time such as 2 days", "请填写时长，如 2 days")


def _of_whole(choices: Choices, pairs: Pairs) -> Iterator[Trouble]:
    times = [choice for _, choice in pairs if choice.use is ColumnUse.TIME]
    primaries = [choice for _, choice in pairs if choice.use is ColumnUse.PRIMARY]
    if not times and not primaries:
        yield _blocking(
            None,
            "columns",
            "say which column tells when a row happened, or which has one row per entity",
            "请指定哪一列是事件发生的时间，或者哪一列是主实体（每个实体一行）",
        )
    for choice in times[1:]:
        yield _blocking(choice.column, "use", "a model has one time", "一个模型只能有一个时间列")
    for choice in primaries[1:]:
        yield _blocking(choice.column, "use", "a model has one row per one entity only", "一个模型只能有一个主实体")
    owners = {choice.name for _, choice in pairs if choice.use in ENTITIES}
    for _, choice in pairs:
        if choice.use is ColumnUse.ENTITY_DIMENSION and choice.of not in owners:
            yield _blocking(choice.column, "of", "say whose property it is", "请选择它是哪个实体的属性")


def _of_names(pairs: Pairs) -> Iterator[Trouble]:
    """Names that cannot be, or that two columns have."""
    for uses in (ENTITIES, DIMENSIONS):
        seen: set[str] = set()
        for _, choice in pairs:
            if choice.use not in uses:
                continue
            if not _is_name(choice.name):
                yield _blocking(choice.column, "name", _NAME.en, _NAME.zh)
            elif choice.name in seen:
                yield _blocking(choice.column, "name", "another column has this name", "与另一列重名")
            seen.add(choice.name)


def _of_column(column: ProposedColumn, choice: ColumnChoice, rows: int, read: ReadAs) -> Iterator[Trouble]:
    profile = column.profile
    empty = round(profile.null_share * rows)
    reading = read.readings.get(choice.column)
    if choice.use is ColumnUse.TIME and choice.kind not in (ColumnKind.DAY, ColumnKind.MOMENT):
        yield _blocking(choice.column, "kind", "a time is a day or a moment", "时间列的类型应为日期或时间")
    if reading is not None and reading.unread:
        whole = reading.unread >= rows - empty
        text = Text("no value reads as this type", "没有任何值能按此类型识别") if whole else reading.told
        yield Trouble(choice.column, "kind", whole, text)
    if choice.use is ColumnUse.PRIMARY and (profile.distinct != rows or empty):
        yield _blocking(
            choice.column,
            "use",
            f"{profile.distinct:,} values in {rows:,} rows: there is more than one row per value",
            f"{rows:,} 行只有 {profile.distinct:,} 个取值，不是每个实体一行",
        )
    if choice.use is ColumnUse.TIME and empty:
        yield _telling(
            choice.column, f"{empty:,} rows without a time count in no period", f"{empty:,} 行没有时间，不计入任何周期"
        )
    if choice.use is ColumnUse.ENTITY and empty:
        yield _telling(
            choice.column, f"{empty:,} rows without one count for nobody", f"{empty:,} 行没有该标识，不计入任何实体"
        )
    if choice.column in read.uneven:
        yield _telling(
            choice.column,
            f"some {choice.of} have more than one value: it is rather a property of the event",
            f"部分 {choice.of} 有多个取值，更像是事件的属性",
        )


_NAME = Text(
    "write letters, digits and underscores, beginning with a letter", "只能使用文字、数字和下划线，并以文字开头"
)


def _is_day(text: str) -> bool:
    """True for a day of our times."""
    try:
        return 1900 <= date.fromisoformat(text).year <= 2200
    except ValueError:
        return False


def _is_name(name: str) -> bool:
    return re.fullmatch(r"[^\W\d]\w{0,79}", name) is not None


def taken_by(name: str, project: Project, ending: str) -> Text | None:
    """What has the name already."""
    folded = name.casefold()
    if any(folded in (source.name.casefold(), source.table.casefold()) for source in project.sources.values()):
        return Text("a source has this name", "已有同名数据源")
    if any(folded == model.casefold() for model in project.models):
        return Text("a model has this name", "已有同名模型")
    for file in (f"sources/{name}.yml", f"models/{name}.yml", f"data/{name}{ending}"):
        if (project.folder / file).exists():
            return Text(f"there is a file {file}", f"已有文件 {file}")
    return None


def _blocking(column: str | None, field: str, en: str, zh: str) -> Trouble:
    return Trouble(column, field, True, Text(en, zh))


def _telling(column: str, en: str, zh: str) -> Trouble:
    return Trouble(column, "use", False, Text(en, zh))
