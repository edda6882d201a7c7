"""What a column is for, guessed from its name and profile, with the reason for the guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from beichen.domain.text import Text
from beichen.sources.profile import ColumnProfile, TableProfile
from beichen.sources.readings import Reading, since_1970

MOST_SEGMENTS = 60  # beyond so many values a column is no dimension to look at
MOST_CODES = 10  # a whole number with so few values is a code


class ColumnRole(StrEnum):
    """What a column is for."""

    TIME = "time"
    ENTITY = "entity"
    KEY = "key"
    DIMENSION = "dimension"
    SUM = "sum"
    AVERAGE = "average"
    FAULT = "fault"  # a yes or no of something that went wrong
    OTHER = "other"


class Confidence(StrEnum):
    """How far a guess can be relied on."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Guess:
    """A column, what it is taken for, and why."""

    column: ColumnProfile
    role: ColumnRole
    why: Text
    confidence: Confidence = Confidence.LIKELY
    reading: Reading | None = None  # how its values are read, where its type alone does not say so


@dataclass(frozen=True, slots=True)
class Roles:
    """A table whose columns have been guessed."""

    table: TableProfile
    guesses: tuple[Guess, ...]

    @property
    def time(self) -> Guess | None:
        return next((guess for guess in self.guesses if guess.role is ColumnRole.TIME), None)

    @property
    def entity(self) -> Guess | None:
        return next((guess for guess in self.guesses if guess.role is ColumnRole.ENTITY), None)

    @property
    def is_primary(self) -> bool:
        """True when the table has one row per entity."""
        entity = self.entity
        return entity is not None and entity.column.distinct == self.table.rows and self.table.rows > 0

    def of(self, *roles: ColumnRole) -> tuple[ColumnProfile, ...]:
        return tuple(guess.column for guess in self.guesses if guess.role in roles)


def guess_roles(table: TableProfile) -> Roles:
    """Guess what each column of a table is for: one time and one entity at most."""
    time, entity = _best_time(table), _best_entity(table)
    guesses = []
    for column in table.columns:
        if time is not None and column is time.column:
            guesses.append(time)
        elif entity is not None and column is entity.column:
            guesses.append(entity)
        else:
            guesses.append(_guess(column, table.rows))
    return Roles(table, tuple(guesses))


def entity_name(column: str, table: str) -> str:
    """What an id column is the id of: `user_id` is a user's, `id` of the table `users` too."""
    words = [word for word in (_ID_ZH.sub("", word) for word in _words(column)) if word and not _ID.fullmatch(word)]
    name = "_".join(words) if words else "user" if column.lower() == "uid" else table
    return re.sub(r"(?<=[a-z])ies$", "y", name) if name.endswith("ies") else re.sub(r"(?<=[a-rt-z])s$", "", name)


# Whole words of a column's name, in lower case.
_ID = re.compile(r"ids?|[ug]uid|uid|key|no|nr|number|hash|code|.*(?:编号|单号|编码)")
_ID_ZH = re.compile(r"(?:编号|(?<=单)号|编码)$")
_ACTOR = re.compile(
    r"user|customer|member|account|client|learner|student|listener|visitor|player|patient|driver|buyer|subscriber"
    r"|employee|guest|reader|viewer|shopper|person|uid|.*(?:用户|客户|会员|学员|顾客).*"
)
_ACTORS = re.compile(r"(?:users|customers|members|clients|learners|students|listeners|visitors|players|guests|viewers)")
_THING = re.compile(
    r"session|device|order|invoice|item|product|sku|site|page|transaction|event|row|record|message|ticket|code|number"
)
_TIME = re.compile(r"time|timestamp|ts|at|date|day|when|created|occurred|happened|.*(?:时间|日期).*")
_LATER = re.compile(r"updated|modified|deleted|loaded|inserted|processed|expires|ended|end|until|birth")
_ADDED = re.compile(
    r"amount|revenue|total|sum|counts?|cnt|clicks?|quantity|qty|sales|gmv|cost|value|paid|payment|spend|seconds|minutes"
    r"|hours|duration|nights|views|plays|points|credits|units|bytes|.*(?:金额|数量|收入|次数|销量|销售额|件数|时长|费用|人数).*"
)
_CALENDAR = re.compile(r"ye?a?r|mo?nth|week|weekday|day|ho?u?r|minute|quarter|season|年|月|周|日")
_FAULT = re.compile(
    r"(?:crash|error|fail|refund|return|cancel|complain|unsub|spam|fraud|bounce|defect|churn|withdr).*|late"
)
# Whole numbers that are moments: seconds, milliseconds and microseconds since 1970, from 2001 to 2039.
_EPOCHS = ((1e9, 2.2e9, 1_000_000), (1e12, 2.2e12, 1_000), (1e15, 2.2e15, 1))


def _best_time(table: TableProfile) -> Guess | None:
    times = [column for column in table.columns if column.is_time and column.null_share < 0.5 and column.distinct > 0]
    if not times:
        return next(filter(None, map(_epoch, table.columns)), None)

    def fitness(column: ColumnProfile) -> tuple[int, int, float, int]:
        words = _words(column.name)
        named = _any(_TIME, words) - 2 * _any(_LATER, words)
        return (named, not column.is_text, -column.null_share, column.distinct)

    best = max(times, key=fitness)
    kind = best.type.lower()
    others = Text(f"; of {len(times)} such columns its name fits best", f"；{len(times)} 个时间列中，列名最贴切")
    why = Text(f"a {kind} from {best.low} to {best.high}", f"{_TYPES_ZH.get(kind, kind)}，从 {best.low} 到 {best.high}")
    named = fitness(best)[0] > 0
    return Guess(
        best,
        ColumnRole.TIME,
        Text(why.en + others.en, why.zh + others.zh) if len(times) > 1 else why,
        Confidence.SURE if named and not best.is_text else Confidence.LIKELY if named else Confidence.UNSURE,
        best.reading,
    )


_TYPES_ZH = {"timestamp": "时间", "timestamp with time zone": "带时区的时间", "date": "日期"}


def _epoch(column: ColumnProfile) -> Guess | None:
    """A number that counts since 1970, if that is what the column is."""
    if not (column.is_whole and column.low and column.high and _any(_TIME, _words(column.name))):
        return None
    for low, high, microseconds in _EPOCHS:
        if low <= int(column.low) and int(column.high) <= high:
            reading = since_1970(microseconds)
            return Guess(column, ColumnRole.TIME, reading.told, Confidence.LIKELY, reading)
    return None


def _best_entity(table: TableProfile) -> Guess | None:
    ranked = sorted(
        ((_entity_rank(column, table), column) for column in table.columns), key=lambda pair: pair[0], reverse=True
    )
    if not ranked or ranked[0][0] <= 0:
        return None
    rank, best = ranked[0]
    each = table.rows / best.distinct
    how_often = "one row each" if best.distinct == table.rows else f"{each:,.1f} rows each"
    zh_often = "每个一行" if best.distinct == table.rows else f"平均每个 {each:,.1f} 行"
    why = Text(
        f"an id by its name, {best.distinct:,} of them with {how_often}",
        f"从列名看是标识，共 {best.distinct:,} 个，{zh_often}",
    )
    sure = Confidence.SURE if rank >= 4 else Confidence.LIKELY if rank >= 3 else Confidence.UNSURE
    return Guess(best, ColumnRole.ENTITY, why, sure)


def _entity_rank(column: ColumnProfile, table: TableProfile) -> float:
    """How likely a column says who a row is about; 0: it does not."""
    words = _words(column.name)
    if (
        column.distinct < 2
        or column.null_share > 0.5
        or column.is_time
        or not _is_key_type(column)
        or _any(_TIME, words)
    ):
        return 0
    is_id = _any(_ID, words)
    if column.is_whole and not is_id and column.name.lower().endswith("s"):
        return 0  # `visitors` counts them, it does not say which
    named_alike = column.name.lower() in ("id", f"{entity_name('', table.name)}_id")
    if _any(_ACTOR, words):
        rank = 3.0 + is_id
    elif is_id and not _any(_THING, words):
        rank = 1.0
    else:
        return 0
    # One row each is the row's own key, unless the table lists the entities.
    own_key = column.distinct == table.rows and not (rank >= 3 or named_alike)
    few = column.distinct < MOST_CODES
    return 0 if own_key or (few and table.rows > 10 * MOST_CODES) else rank


def _guess(column: ColumnProfile, rows: int) -> Guess:
    """What a column that is neither the time nor the entity is taken for."""
    words = _words(column.name)
    values = Text(f"{column.distinct:,} values", f"{column.distinct:,} 个取值")
    if column.distinct == 0:
        return Guess(column, ColumnRole.OTHER, Text("it is empty", "整列为空"), Confidence.SURE)
    if column.is_time:
        return Guess(column, ColumnRole.OTHER, Text("a second time", "另一个时间列"), reading=column.reading)
    if _any(_FAULT, words) and _is_yes_or_no(column):
        why = Text("a yes or no whose name says that something went wrong", "是否值，列名表示出了问题")
        return Guess(column, ColumnRole.FAULT, why)
    if _any(_ID, words) and _is_key_type(column) and column.distinct > MOST_CODES:
        return Guess(column, ColumnRole.KEY, Text(f"an id with {values.en}", f"标识，{values.zh}"))
    if _is_dimension(column, rows):
        sure = Confidence.SURE if column.is_text or column.type == "BOOLEAN" else Confidence.LIKELY
        return Guess(column, ColumnRole.DIMENSION, values, sure)
    if _numbers_rows(column, rows):
        return Guess(column, ColumnRole.KEY, Text("it numbers the rows", "行号"))
    if column.is_number:
        return _number(column, _any(_ADDED, words) or _any(_ACTORS, words))
    if column.distinct == 1:
        return Guess(column, ColumnRole.OTHER, Text("the same value everywhere", "全列只有一个取值"), Confidence.SURE)
    kind = Text("text", "文本") if column.type == "VARCHAR" else Text.same(column.type.lower())
    return Guess(column, ColumnRole.OTHER, Text(f"{kind.en} with {values.en}", f"{kind.zh}，{values.zh}"))


def _number(column: ColumnProfile, adds_up: bool) -> Guess:
    """A number to add up, or one of which that is not known."""
    told = Text(f"numbers from {column.low} to {column.high}", f"数字，从 {column.low} 到 {column.high}")
    if column.reading is not None:
        told = Text(f"{column.reading.told.en}; {told.en}", f"{column.reading.told.zh}；{told.zh}")
    if adds_up:
        why = Text(f"{told.en}; by its name they add up", f"{told.zh}；从列名看可以相加")
        return Guess(column, ColumnRole.SUM, why, Confidence.LIKELY, column.reading)
    why = Text(f"{told.en}; whether they add up is not known", f"{told.zh}；能否相加无法判断")
    return Guess(column, ColumnRole.AVERAGE, why, Confidence.UNSURE, column.reading)


def _is_dimension(column: ColumnProfile, rows: int) -> bool:
    if column.distinct < 2:
        return False
    if column.type == "BOOLEAN" or column.type.startswith("ENUM"):
        return True
    if column.type == "VARCHAR":
        return column.distinct <= MOST_SEGMENTS and column.distinct <= max(10, rows / 4)
    if column.is_whole and _any(_CALENDAR, _words(column.name)) and not _any(_ADDED, _words(column.name)):
        return column.distinct <= MOST_SEGMENTS
    return column.is_whole and column.distinct <= min(MOST_CODES, rows / 4) and not _any(_ADDED, _words(column.name))


def _numbers_rows(column: ColumnProfile, rows: int) -> bool:
    if not column.is_whole or column.distinct != rows or column.low is None or column.high is None:
        return False
    return rows > MOST_CODES and int(column.low) in (0, 1) and int(column.high) - int(column.low) == rows - 1


def _is_key_type(column: ColumnProfile) -> bool:
    return (
        column.is_whole
        or column.type in ("VARCHAR", "UUID")
        or re.fullmatch(r"DECIMAL\(\d+,\s*0\)", column.type) is not None
    )


def _is_yes_or_no(column: ColumnProfile) -> bool:
    return column.type == "BOOLEAN" or (column.is_whole and (column.low, column.high) in (("0", "1"), ("0", "0")))


def _any(pattern: re.Pattern[str], words: Iterable[str]) -> bool:
    return any(pattern.fullmatch(word) for word in words)


def _words(name: str) -> list[str]:
    """`CustomerID`, `customer_id` and `customer id` are the same two words; `用户ID` are two as well."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[一-鿿])(?=[A-Za-z])", " ", name)
    return [word.lower() for word in re.split(r"[\W_]+", spaced) if word]
