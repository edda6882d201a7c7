"""Lists for whoever builds on the API: the metrics, and what checks found."""

from __future__ import annotations

from beichen.domain.finding import Finding, Severity
from beichen.domain.metric import Good
from beichen.domain.time import Grain
from beichen.faces.http.pages.parts import MetricName, Part, Words, name_of
from beichen.faces.http.paging import Asked, Page, portion
from beichen.faces.http.ports import BoardWorkspace
from beichen.faces.http.problems import Place


class MetricItem(MetricName):
    """A metric, with what its numbers need to be read."""

    kind: str
    unit: str | None
    good: Good | None
    grain: Grain


class MetricList(Page[MetricItem]):
    """Metrics by name."""


class FindingItem(Part):
    """What a check found."""

    code: str
    severity: Severity
    message: Words
    hint: Words | None
    where: Place | None


class FindingList(Page[FindingItem]):
    """Findings, those that make numbers wrong first."""


def list_metrics(workspace: BoardWorkspace, asked: Asked) -> MetricList:
    """The metrics of the project."""
    project = workspace.project
    found = portion(list(project.metrics), lambda name: (name,), asked)
    return MetricList(items=[_metric(workspace, name) for name in found.items], total=found.total, next=found.next)


def list_findings(workspace: BoardWorkspace, asked: Asked) -> FindingList:
    """What the rules say of the definitions, and the last refresh of the data, identities and guardrails."""
    every = [*workspace.check(), *workspace.findings()]
    numbered = list(enumerate(every))
    found = portion(numbered, lambda one: (_RANK[one[1].severity], one[1].code, one[0]), asked)
    items = [_finding(finding) for _, finding in found.items]
    return FindingList(items=items, total=found.total, next=found.next)


_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def _metric(workspace: BoardWorkspace, name: str) -> MetricItem:
    metric = workspace.project.metrics[name]
    named = name_of(workspace.project, name)
    return MetricItem(
        metric=named.metric,
        label=named.label,
        role=named.role,
        owner=named.owner,
        kind=metric.kind,
        unit=metric.unit,
        good=metric.good,
        grain=metric.grain,
    )


def _finding(finding: Finding) -> FindingItem:
    return FindingItem(
        code=finding.code,
        severity=finding.severity,
        message=Words.of(finding.message),
        hint=Words.of(finding.hint) if finding.hint else None,
        where=Place(file=finding.where.file, line=finding.where.line) if finding.where else None,
    )
