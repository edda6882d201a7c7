"""One value with its sufficient statistics, while it is on its way from rows to an answer."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any, NamedTuple

from beichen.domain.observation import Reason
from beichen.errors import QueryError

Value = int | float


class Cell(NamedTuple):
    """A value, or the reason why there is none, with what is known of its parts.

    A tuple, not a dataclass: an answer may hold millions.
    """

    value: Value | None
    reason: Reason | None = None
    numerator: Value | None = None
    denominator: Value | None = None
    n: int | None = None
    sum_squares: float | None = None


def known(value: Value, n: int | None = None) -> Cell:
    """A plain value; one that is not finite is undetermined."""
    if not math.isfinite(value):
        return Cell(None, Reason.NOT_FINITE, n=n)
    return Cell(value, n=n)


def quotient(numerator: Value, denominator: Value, n: int | None) -> Cell:
    """numerator ÷ denominator; undetermined, its parts kept, when the denominator is 0."""
    if denominator == 0:
        return Cell(None, Reason.ZERO_DENOMINATOR, numerator, denominator, n)
    value = numerator / denominator
    if not math.isfinite(value):
        return Cell(None, Reason.NOT_FINITE, n=n)
    return Cell(value, None, numerator, denominator, n)


def number(raw: Any) -> Value | None:
    """What a warehouse returned as int or float: integers stay exact, decimals with a fraction become floats.

    Raises:
        QueryError: it is no number.
    """
    if isinstance(raw, bool):
        return int(raw)
    if raw is None or isinstance(raw, int | float):
        return raw
    if isinstance(raw, Decimal):
        exponent = raw.as_tuple().exponent
        return int(raw) if isinstance(exponent, int) and exponent >= 0 else float(raw)
    raise QueryError(
        f"its values are not numbers: {label(raw)!r}",
        hint="a metric is a number: cast `expr` to one, or count with agg: count or count_distinct",
    )


def label(raw: Any) -> str | None:
    """A dimension's value as the text that names its segment; None for the null segment."""
    if raw is None or isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return str(raw)
