"""The worked projects' expected files: where they lie, how they read, and how an answer differs from one."""

from __future__ import annotations

import csv
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
TEA_HOUSE = Path(__file__).resolve().parent / "fixtures" / "tea_house"
_NAME = re.compile(r"(?P<metric>\w+?)(?:\.by_(?P<by>\w+))?(?:\.(?P<grain>day|week|month|quarter|year))?")


@dataclass(frozen=True, slots=True)
class Expected:
    """One file: the question that it answers, and its rows by period and segment."""

    path: Path
    metric: str
    by: tuple[str, ...]
    grain: str | None
    rows: Mapping[tuple[str, str | None], Mapping[str, str]]


def read_expected(path: Path) -> Expected:
    named = _NAME.fullmatch(path.stem)
    assert named is not None, path
    by = (named["by"],) if named["by"] else ()
    with path.open(encoding="utf-8", newline="") as file:
        rows = {(row["period"], _segment(row["segment"], by)): row for row in csv.DictReader(file)}
    return Expected(path, named["metric"], by, named["grain"], rows)


def expected_files(folder: Path) -> list[Path]:
    return sorted((folder / "expected").glob("*.csv"))


def differences(expected: Expected, answer: Iterable[Mapping[str, Any]], *, money: bool = False) -> list[str]:
    """What an answer's rows have wrong, missing or extra; rows as in `query --json`.

    Integers are compared exactly, other numbers to 1e-9 relative, money sums to 1e-6 absolute too.
    """
    found: list[str] = []
    seen: set[tuple[str, str | None]] = set()
    for row in answer:
        key = (str(row["period"]), next(iter(row["segment"].values())) if expected.by else None)
        wanted = expected.rows.get(key)
        if wanted is None or key in seen or tuple(row["segment"]) != expected.by:
            found.append(f"{key}: not expected: {row}")
            continue
        seen.add(key)
        wrong = [name for name in ("value", "numerator", "denominator") if not _agrees(name, row, wanted, money)]
        if row["complete"] is not (wanted["complete"] == "true"):
            wrong.append("complete")
        if (row["value"] is None) is not bool(row["reason"]):
            wrong.append("reason")
        found += [f"{key} {name}: {row.get(name)!r} is not {wanted.get(name)!r}" for name in wrong]
    found += [f"{key}: missing" for key in expected.rows.keys() - seen]
    return found


def same_number(got: float | None, wanted: float | None, *, absolute: float = 0.0) -> bool:
    if got is None or wanted is None:
        return got is None and wanted is None
    if isinstance(got, bool):
        return False
    slack = max(1e-9 * max(abs(got), abs(wanted)), absolute)
    return abs(got - wanted) <= slack


def data_folder(name: str) -> Path:
    """The folder of a shared data set; skips the test where there is none."""
    folder = Path(os.environ.get("BEICHEN_DATA") or CHECKOUT.parent / "shared" / "data") / name
    if not folder.is_dir():
        pytest.skip(f"no data set {name!r}: set BEICHEN_DATA to the folder that holds it")
    return folder


def spec_folder(name: str) -> Path:
    """The folder of a worked project; skips the test where there is none."""
    folder = Path(os.environ.get("BEICHEN_SPEC") or CHECKOUT.parent / "shared" / "spec") / name
    if not folder.is_dir():
        pytest.skip(f"no worked project {name!r}: set BEICHEN_SPEC to the folder that holds it")
    return folder


def copy_project(folder: Path, into: Path, data: Path | None = None) -> Path:
    """A writable copy of a project; its relative data paths lead to `data`."""
    target = into / folder.name
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns("expected", "*.sql"))
    for path in [target, *target.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    for source in (target / "sources").glob("*.yml"):
        text = source.read_text(encoding="utf-8")
        if data is not None:
            text = text.replace(f"../../data/{data.name}", str(data))
        source.write_text(text, encoding="utf-8")
    return target


def _segment(written: str, by: tuple[str, ...]) -> str | None:
    return None if not by or written == "null" else written


def _agrees(name: str, row: Mapping[str, Any], wanted: Mapping[str, str], money: bool) -> bool:
    """Numerator and denominator are compared where the file states the denominator."""
    if name != "value" and not wanted["denominator"]:
        return True
    got, text = row[name], wanted[name]
    if re.fullmatch(r"-?\d+", text) and isinstance(got, int):
        return got == int(text)
    return same_number(got, float(text) if text else None, absolute=1e-6 if money else 0.0)
