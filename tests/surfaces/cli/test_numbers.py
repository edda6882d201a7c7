"""Numbers in a terminal's table."""

from __future__ import annotations

import pytest

from beichen.faces.cli.show.numbers import format_cell, format_delta, format_relative


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (12345, None, "12,345"),
        (0, None, "0"),
        (-3, None, "−3"),
        (1234.5678, "GBP", "1,234.57"),
        (12.34567, None, "12.35"),
        (0.0123456, None, "0.01235"),
        (7.0, None, "7"),
        (0.41627, "share", "41.63%"),
        (None, None, "–"),
    ],
)
def test_value_is_written_so_that_columns_can_be_compared(value: float | None, unit: str | None, text: str) -> None:
    assert format_cell(value, unit) == text


@pytest.mark.parametrize(
    ("change", "unit", "text"),
    [
        (1234, None, "+1,234"),
        (-0.5, None, "−0.5"),
        (0, None, "±0"),
        (-0.0052, "share", "−0.52 pp"),
        (None, None, "–"),
    ],
)
def test_change_carries_its_sign_and_a_share_changes_in_points(
    change: float | None, unit: str | None, text: str
) -> None:
    assert format_delta(change, unit) == text


def test_relative_change_is_left_out_where_it_would_mislead() -> None:
    assert format_relative(50, 200) == "+25.0%"
    assert format_relative(50, 0) == ""
    assert format_relative(0.01, 0.2, "share") == ""
    assert format_relative(None, 200) == ""
