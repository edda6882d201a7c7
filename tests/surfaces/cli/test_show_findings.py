"""Findings on a terminal."""

from __future__ import annotations

from typing import Any

from beichen.faces.cli.show.findings import count_findings, show_findings


def _finding(
    code: str, severity: str, file: str | None, line: int | None, hint: dict[str, str] | None = None
) -> dict[str, Any]:
    return {
        "code": code,
        "severity": severity,
        "message": {"en": f"{code} in English", "zh": f"{code} 中文"},
        "hint": hint,
        "where": None if file is None else {"file": file, "line": line},
    }


FINDINGS = [
    _finding("B2", "warning", "tree.yml", 9),
    _finding("B1", "error", "metrics/a.yml", 12, {"en": "add an owner", "zh": "请指定负责人"}),
    _finding("B3", "warning", "metrics/a.yml", 3),
]


def test_findings_are_grouped_by_file_and_ordered_by_line_with_the_hint_below() -> None:
    assert show_findings(FINDINGS, "en").splitlines() == [
        "metrics/a.yml",
        "   3  warning  B3  B3 in English",
        "  12  error    B1  B1 in English",
        "    → add an owner",
        "",
        "tree.yml",
        "  9  warning  B2  B2 in English",
        "",
        "1 error, 2 warnings",
    ]


def test_findings_in_chinese() -> None:
    text = show_findings(FINDINGS, "zh")

    assert "请指定负责人" in text
    assert text.endswith("1 个错误，2 个警告")


def test_nothing_found_is_said() -> None:
    assert show_findings([], "en") == "No findings."


def test_finding_about_no_file_stands_under_the_project() -> None:
    assert show_findings([_finding("B9", "note", None, None)], "en").splitlines()[0] == "project"


def test_severities_are_counted_gravest_first() -> None:
    assert count_findings([*FINDINGS, _finding("B4", "note", None, None)], "en") == "1 error, 2 warnings, 1 note"


def test_hint_that_findings_in_a_row_share_is_said_once() -> None:
    hint = {"en": "add an owner", "zh": "请指定负责人"}
    lines = show_findings([_finding("B1", "error", "a.yml", line, hint) for line in (1, 2)], "en").splitlines()

    assert lines == [
        "a.yml",
        "  1  error  B1  B1 in English",
        "  2  error  B1  B1 in English",
        "    → add an owner",
        "",
        "2 errors",
    ]
