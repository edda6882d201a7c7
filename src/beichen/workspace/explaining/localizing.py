"""Localize: which segments of a table at hand stand out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from beichen.sources.at_hand import read_table

if TYPE_CHECKING:
    from beichen.judgement.localization.localize import Localization


def localize_file(
    path: str,
    dimensions: Sequence[str],
    *,
    actual: str = "real",
    expected: str = "predict",
    numerator: tuple[str, str] | None = None,
    denominator: tuple[str, str] | None = None,
    sheet: str | None = None,
) -> Localization:
    """The fewest segments of a file's rows that explain why what was is not what was expected.

    Args:
        path: of a Parquet, CSV, JSON lines or Excel file with one row per leaf.
        dimensions, actual, expected, numerator, denominator: columns, as of `judgement.segments.localize`.
        sheet: of a workbook; None is the first.

    Raises:
        SourceError: the file cannot be read.
        QueryError: a column is missing or unfit.
    """
    from beichen.judgement.localization.localize import localize

    table = read_table(path, sheet=sheet)
    return localize(table, dimensions, actual, expected, numerator=numerator, denominator=denominator)
