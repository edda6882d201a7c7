from __future__ import annotations

from datetime import date

import pytest

from beichen.workspace.health.around import dated_in


@pytest.mark.parametrize(
    ("source", "dated"),
    [
        ("Trade report 2025", date(2025, 12, 1)),
        ("Report 2023, page of 2024-06", date(2024, 6, 1)),
        ("行业报告，2024年3月", date(2024, 3, 1)),
        ("seed article, example", None),
        ("order no. 120251", None),
    ],
)
def test_source_is_as_old_as_the_last_year_that_it_names(source: str, dated: date | None) -> None:
    assert dated_in(source) == dated
