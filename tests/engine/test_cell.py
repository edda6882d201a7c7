"""From what a warehouse returns to exact numbers, or a reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from beichen.domain.observation import Reason
from beichen.engine.cell import known, label, number, quotient
from beichen.errors import QueryError


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (None, None),
        (2**100, 2**100),
        (0.1, 0.1),
        (True, 1),
        (Decimal(12), 12),
        (Decimal("1E+3"), 1000),
        (Decimal("12.50"), 12.5),
        (Decimal("0.10"), 0.1),
    ],
)
def test_number_is_exact_and_of_pythons_own_kind(raw: object, expected: object) -> None:
    assert number(raw) == expected
    assert type(number(raw)) is type(expected)


@pytest.mark.parametrize("raw", ["7", date(2026, 1, 5), timedelta(1), [1], {"a": 1}])
def test_what_is_no_number_is_refused(raw: object) -> None:
    with pytest.raises(QueryError, match="its values are not numbers"):
        number(raw)


def test_number_that_is_not_finite_is_undetermined() -> None:
    for raw in (float("nan"), float("inf"), Decimal("NaN"), Decimal("-Infinity")):
        value = number(raw)
        assert value is not None
        assert known(value, n=3) == (None, Reason.NOT_FINITE, None, None, 3, None)


def test_quotient_keeps_its_parts_and_knows_nothing_of_0() -> None:
    assert quotient(1, 4, n=4) == (0.25, None, 1, 4, 4, None)
    assert quotient(3, 0, n=0) == (None, Reason.ZERO_DENOMINATOR, 3, 0, 0, None)
    assert quotient(1e308, 1e-308, n=1).reason is Reason.NOT_FINITE


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (None, None),
        ("phone", "phone"),
        ("", ""),
        (True, "true"),
        (7, "7"),
        (Decimal("1.50"), "1.50"),
        (date(2026, 1, 5), "2026-01-05"),
        (datetime(2026, 1, 5, 10, tzinfo=UTC), "2026-01-05 10:00:00+00:00"),
    ],
)
def test_segments_are_named_by_text(raw: object, text: str | None) -> None:
    assert label(raw) == text
