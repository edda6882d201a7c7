"""Tables handed out as files, for people who work on in a spreadsheet or elsewhere: one file a format."""

from __future__ import annotations

from collections.abc import Mapping

from beichen.sources.handout import csv, parquet, workbook
from beichen.sources.handout.table import Format

FORMATS: Mapping[str, Format] = {
    "csv": csv.FORMAT,
    "parquet": parquet.FORMAT,
    "xlsx": workbook.FORMAT,
}
