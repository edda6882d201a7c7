"""The tables of docs/explanation/metric-semantics.md are what the engine answers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from beichen.workspace.open import open_workspace

from .expected import CHECKOUT, TEA_HOUSE, copy_project, same_number

PAGE = CHECKOUT / "docs" / "explanation" / "metric-semantics.md"
TABLE = re.compile(r"<!-- answer: (?P<metric>\w+)(?: by (?P<by>\w+))? -->\n(?P<table>(?:\|.*\n)+)")
UNKNOWN = {"undetermined", "unknown"}


def test_every_answer_on_the_page_is_what_the_engine_answers(tmp_path: Path) -> None:
    tables = list(TABLE.finditer(PAGE.read_text(encoding="utf-8")))
    assert len(tables) >= 15
    workspace = open_workspace(copy_project(TEA_HOUSE, tmp_path))
    for table in tables:
        by = (table["by"],) if table["by"] else ()
        rows = workspace.query(table["metric"], by=by).as_dict()["rows"]
        header, _, *lines = [line.strip("| ").split(" | ") for line in table["table"].splitlines()]
        assert len(lines) == len(rows), table["metric"]
        written = {tuple(line[: 1 + len(by)]): dict(zip(header, line, strict=True)) for line in lines}
        for row in rows:
            key = (row["period"], *("null" if value is None else value for value in row["segment"].values()))
            assert_written(written[key], row)
    workspace.close()


def assert_written(line: dict[str, str], row: dict[str, Any]) -> None:
    assert line["complete"] == str(row["complete"]).lower(), line
    for name in ("value", "numerator", "denominator"):
        if name in line:
            wanted = None if line[name] in UNKNOWN else float(line[name])
            assert same_number(row[name], wanted), (line, row)


def test_page_shows_the_visits_of_the_example() -> None:
    shown = [
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| 2024-01-\d\d \d\d:\d\d ", line)
    ]
    cells = sorted(tuple(cell.strip().replace("*null*", "") for cell in line.strip("|").split("|")) for line in shown)
    rows = (TEA_HOUSE / "data" / "visits.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert cells == sorted((at[:-3], *rest) for at, *rest in (row.split(",") for row in rows))
