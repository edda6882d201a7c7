"""Two metrics with one meaning."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.definition import definition_hash
from beichen.project.rules.base import Rule, name_of


class SameMeaning(Rule):
    code = "same-meaning"
    severity = Severity.WARNING
    meaning = Text(
        "One number under two names is signed twice and changed once: from then on the names disagree.",
        "同一口径有两个名字，迟早只改了其中一个，从此两个数对不上。",
    )
    fix = Text("Keep one, and refer to it where the other stood.", "保留其中一个，并让引用另一个的地方改用它。")

    def check(self, project: Project) -> Iterator[Finding]:
        first_of: dict[tuple[str, str], str] = {}
        for metric in project.metrics.values():
            # Weekly and monthly actives are told apart by their natural grain alone.
            meaning = (definition_hash(project, metric.name), metric.grain.value)
            first = first_of.setdefault(meaning, metric.name)
            if first != metric.name:
                name, other = name_of(project, metric.name), name_of(project, first)
                message = Text(f"{name.en} is defined as {other.en} is", f"“{name.zh}”与“{other.zh}”的口径完全相同")
                yield self.finding(message, metric.where)
