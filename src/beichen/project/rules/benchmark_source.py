"""A benchmark that comes from nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from beichen.domain.finding import Finding, Severity
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.project.rules.base import Rule, name_of


class BenchmarkWithoutSource(Rule):
    code = "benchmark-without-source"
    severity = Severity.NOTE
    meaning = Text(
        "An outside figure without its source cannot be checked, and grows old unseen.",
        "没有出处的行业基准无法核实，过时了也没人知道。",
    )
    fix = Text("Add `source:` with the report or page, and its year.", "添加 `source:`，写明报告或页面及年份。")

    def check(self, project: Project) -> Iterator[Finding]:
        for metric in project.metrics.values():
            if metric.benchmark is not None and not metric.benchmark.source:
                name = name_of(project, metric.name)
                message = Text(f"The benchmark of {name.en} names no source", f"“{name.zh}”的行业基准没有写明出处")
                yield self.finding(message, metric.where)
