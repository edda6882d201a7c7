"""How a column is read that holds numbers or days in another guise: `1,234.50`, `20261102`, `2026年11月2日`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from beichen.domain.text import Text


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression over a column, the type that it gives, and what was seen.

    Attributes:
        sql: DuckDB SQL in which `{column}` stands for the column, quoted.
        name: what the value is called beside the column, as in `amount_number`.
        unread: how many values it leaves empty because they do not read.
    """

    sql: str
    type: str
    name: str
    told: Text
    zone: str | None = None
    unread: int = 0

    def of(self, column: str) -> str:
        """The expression for a column, quoted."""
        return self.sql.replace("{column}", column)


@dataclass(frozen=True, slots=True)
class Guise:
    """A way in which text or a whole number may stand for something else.

    Attributes:
        test: true for a value that may.
        sign: true for a value that shows it; there must be one.
        whole: of whole numbers, not of text.
    """

    reading: Reading
    test: str
    sign: str = "true"
    whole: bool = False


GUISES: tuple[Guise, ...] = (
    Guise(
        Reading(
            "strptime({column}, '%Y年%m月%d日')::date",
            "DATE",
            "on",
            Text("days as 2026年11月2日", "“2026年11月2日”式的日期"),
        ),
        "try_strptime({column}, '%Y年%m月%d日') is not null",
    ),
    Guise(
        Reading(
            "strptime({column}::varchar, '%Y%m%d')::date", "DATE", "on", Text("days as 20261102", "“20261102”式的日期")
        ),
        "{column} between 19000101 and 21001231 and try_strptime({column}::varchar, '%Y%m%d') is not null",
        whole=True,
    ),
    Guise(
        Reading(
            "strptime({column}, '%Y.%m.%d')::date", "DATE", "on", Text("days as 2026.11.02", "“2026.11.02”式的日期")
        ),
        "try_strptime({column}, '%Y.%m.%d') is not null",
    ),
    Guise(
        Reading(
            "strptime({column}, '%d.%m.%Y')::date", "DATE", "on", Text("days as 02.11.2026", "“02.11.2026”式的日期")
        ),
        "try_strptime({column}, '%d.%m.%Y') is not null",
    ),
    Guise(
        Reading(
            "cast(regexp_replace({column}, '[^0-9.-]', '', 'g') as double)",
            "DOUBLE",
            "number",
            Text("numbers written with separators or a currency, as 1,234.50", "带千分位或货币符号的数字，如 1,234.50"),
        ),
        "regexp_full_match({column}, '\\s*-?\\s*[¥￥$€£]?\\s*-?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\\.[0-9]+)?\\s*元?\\s*')",
        # digits alone may be a code
        sign="regexp_matches({column}, '[,¥￥$€£元]')",
    ),
    Guise(
        Reading(
            "cast(regexp_replace({column}, '[^0-9.-]', '', 'g') as double) / 100",
            "DOUBLE",
            "share",
            Text("percentages, read as shares of 1", "百分数，按 0–1 的占比读取"),
        ),
        "regexp_full_match({column}, '\\s*-?[0-9]+(\\.[0-9]+)?\\s*[%％]\\s*')",
    ),
)
"""The first that fits is taken."""

_EPOCH_UNITS: Mapping[int, Text] = {
    1_000_000: Text("seconds", "秒"),
    1_000: Text("milliseconds", "毫秒"),
    1: Text("microseconds", "微秒"),
}


def since_1970(microseconds: int) -> Reading:
    """Numbers that count since 1970; `microseconds` is what one of it is."""
    unit = _EPOCH_UNITS[microseconds]
    return Reading(
        f"make_timestamp({{column}} * {microseconds})",
        "TIMESTAMP",
        "at",
        Text(f"{unit.en} since 1970, by its name and size", f"从列名和大小看，是 1970 年以来的{unit.zh}数"),
        zone="UTC",
    )


def with_gaps(kind: str, unread: int, example: str | None) -> Reading:
    """Values of which all but `unread` read as `kind`; those are left empty."""
    of, name = _PLAIN.get(kind, (Text(f"values of type {kind.lower()}", f"{kind.lower()} 类型的值"), "value"))
    such, zh_such = (f" such as {example!r}", f"（如 {example!r}）") if example is not None else ("", "")
    return Reading(
        f"try_cast({{column}} as {kind.lower()})",
        kind,
        name,
        Text(
            f"{of.en}, but for {unread:,} of them{such}, which are left empty",
            f"{of.zh}，其中 {unread:,} 个{zh_such}无法识别，按空值处理",
        ),
        unread=unread,
    )


_PLAIN: Mapping[str, tuple[Text, str]] = {
    "DOUBLE": (Text("numbers", "数字"), "number"),
    "BIGINT": (Text("whole numbers", "整数"), "number"),
    "DATE": (Text("days", "日期"), "on"),
    "TIMESTAMP": (Text("moments", "时间"), "at"),
    "BOOLEAN": (Text("yes or no", "是否值"), "flag"),
}
