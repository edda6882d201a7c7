"""Findings as a list, grouped by the file that they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from beichen.domain.finding import Severity
from beichen.domain.text import Locale
from beichen.faces.cli.show.text import Column, Style, paint, render_table, visible
from beichen.faces.cli.wording import say

_STYLES = {"error": Style.BAD, "warning": Style.STRONG, "note": Style.FAINT}


def show_findings(findings: Sequence[Mapping[str, Any]], locale: Locale) -> str:
    """Every finding with its line, code and message, its hint below it; at the end, how many there are."""
    if not findings:
        return say("no_findings", locale)
    ordered = sorted(findings, key=_place)
    blocks = [
        "\n".join([paint(visible(file) or say("project", locale), Style.STRONG), *_lines(list(group), locale)])
        for file, group in groupby(ordered, key=lambda finding: _place(finding)[0])
    ]
    return "\n\n".join([*blocks, count_findings(findings, locale)])


def count_findings(findings: Iterable[Mapping[str, Any]], locale: Locale) -> str:
    """`2 errors, 1 note`: the severities that there are, gravest first."""
    counts = Counter(finding["severity"] for finding in findings)
    said = [
        say(f"one_{severity}" if counts[severity] == 1 else f"{severity}s", locale, n=counts[severity])
        for severity in Severity
        if counts[severity]
    ]
    return (", " if locale == "en" else "，").join(said)


def _place(finding: Mapping[str, Any]) -> tuple[str, int]:
    where = finding["where"]
    return (where["file"], where["line"] or 0) if where else ("", 0)


def _lines(findings: Sequence[Mapping[str, Any]], locale: Locale) -> list[str]:
    rows = [
        (str(_place(f)[1] or ""), say(f["severity"], locale), f["code"], _in(f["message"], locale)) for f in findings
    ]
    table = render_table([Column("", right=True), Column(""), Column(""), Column("")], rows)[1:]
    lines: list[str] = []
    for finding, line, following in zip(findings, table, [*findings[1:], None], strict=True):
        lines.append("  " + paint(line, _STYLES[finding["severity"]]))
        # A hint that several findings in a row share is said once, below the last.
        if finding["hint"] and (following is None or following["hint"] != finding["hint"]):
            lines.append("    → " + visible(_in(finding["hint"], locale)))
    return lines


def _in(text: Mapping[str, str] | str, locale: Locale) -> str:
    """A text in the reader's language; one that was written in a single language stands for both."""
    return text if isinstance(text, str) else text[locale]
