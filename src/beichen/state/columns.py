"""Column types that give back exactly what they were given."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from sqlalchemy import DateTime, Dialect
from sqlalchemy import Text as TextColumn
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from beichen.domain.text import Text

_INT64 = range(-(2**63), 2**63)


class AsGiven(UserDefinedType[int | float | str]):
    """A SQLite column that converts nothing: only one declared BLOB keeps 1 and 1.0 apart."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "BLOB"


class ExactNumber(TypeDecorator[int | float]):
    """A finite integer of any size, or a finite float: the same number and the same type come back.

    SQLite holds it as a number, or as text beyond 64 bits; PostgreSQL as text, the shortest that reads back the same.
    """

    impl = TextColumn
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return AsGiven() if dialect.name == "sqlite" else self.impl_instance

    def process_bind_param(self, value: int | float | None, dialect: Dialect) -> int | float | str | None:
        return number_for_sqlite(value) if dialect.name == "sqlite" else number_as_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> int | float | None:
        return _parse_number(value) if type(value) is str else value


def number_for_sqlite(value: int | float | None) -> int | float | str | None:
    """A number as SQLite can hold it exactly.

    Raises:
        ValueError: the number is infinite or not a number.
        TypeError: it is neither an integer nor a float.
    """
    if value is None:
        return None
    if isinstance(value, float):
        if isfinite(value):
            return value
        raise ValueError(f"{value} is not a number that can be kept: it is Undetermined")
    if isinstance(value, int):
        return value if value in _INT64 else str(value)
    raise TypeError(f"{value!r} is a {type(value).__name__}, neither int nor float")


def number_as_text(value: int | float | None) -> str | None:
    """A number as the shortest text that reads back the same; errors as `number_for_sqlite`."""
    kept = number_for_sqlite(value)
    return None if kept is None else str(kept)


def _parse_number(text: str) -> int | float:
    return int(text) if text.lstrip("-").isdigit() else float(text)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, given with its zone and given back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} says no zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class BothLanguages(TypeDecorator[Text]):
    """A text in English and Chinese, as JSON."""

    impl = TextColumn
    cache_ok = True

    def process_bind_param(self, value: Text | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value.as_dict(), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Text | None:
        return None if value is None else Text(**json.loads(value))
