"""Proposed weights of the tree's indexes, as YAML that a person may take over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from beichen.domain.metric import Component, Index, Metric
from beichen.domain.project import Project
from beichen.judgement.health.facts import Facts
from beichen.judgement.health.reweighing import Part, Proposal, propose_weights
from beichen.workspace.health.lines import grid_of, rests_of

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


@dataclass(frozen=True, slots=True)
class Reweighing:
    """An index with the weights that its components would earn by what they foretell.

    Attributes:
        value: the metric that it should foretell.
        yaml: a further version of its weights; None where none is proposed.
    """

    metric: str
    value: str
    proposal: Proposal
    yaml: str | None

    def as_dict(self) -> dict[str, Any]:
        reason = self.proposal.reason
        return {
            "metric": self.metric,
            "value": self.value,
            "lag": self.proposal.lag,
            "parts": [
                {"metric": p.metric, "weight": p.weight, "proposed": p.proposed, "low": p.low, "high": p.high}
                for p in self.proposal.parts
            ],
            "yaml": self.yaml,
            "reason": None if reason is None else reason.as_dict(),
        }


def reweighings(workspace: Workspace, facts: Facts) -> tuple[Reweighing, ...]:
    """A proposal for every index of the tree; nothing is changed."""
    if not facts.starts:
        return ()
    project = workspace.project
    return tuple(
        _reweigh(workspace, project.metrics[name], value, facts) for name, value in _indexes(project, facts).items()
    )


def _indexes(project: Project, facts: Facts) -> dict[str, str]:
    """Each index of the tree with what it should foretell: the parent that it influences; of the North Star, its outcome."""
    tree = project.tree
    assert tree is not None
    found = {edge.child: edge.parent for edge in tree.below(tree.north_star)}
    if facts.outcomes:
        found[tree.north_star] = facts.outcomes[0].metric
    return {name: value for name, value in found.items() if isinstance(project.metrics[name].spec, Index)}


def _reweigh(workspace: Workspace, metric: Metric, value: str, facts: Facts) -> Reweighing:
    assert isinstance(metric.spec, Index)
    project, last = workspace.project, facts.starts[-1]
    version = metric.spec.version_at(last) or metric.spec.versions[-1]
    names = [value, *(component.metric for component in version.components)]
    reads = project.metrics[facts.north_star.metric].grain
    observed = workspace.series(names, reads)
    grid = grid_of(project, reads, observed.get(value, ()), last)
    parts = [
        Part(c.metric, c.weight, tuple(_score(c, v) for v in grid.values(project, observed.get(c.metric, ()))))
        for c in version.components
    ]
    line = grid.of(project, value, observed.get(value, ()), good=project.metrics[value].good)
    proposal = propose_weights(parts, line, grid.grain, rests_of(project, grid))
    begins = project.calendar.shift(last, facts.grain, 1)
    yaml = write_version(version.components, proposal, begins) if proposal.parts else None
    return Reweighing(metric.name, value, proposal, yaml)


def _score(component: Component, value: float | None) -> float | None:
    if value is None:
        return None
    reached = 100 * (value - component.zero) / (component.hundred - component.zero)
    return min(max(reached, 0.0), 100.0)


def write_version(components: tuple[Component, ...], proposal: Proposal, begins: date) -> str:
    """The entry of `versions:` that would make the proposal valid from a day on."""
    weights = {part.metric: part.proposed for part in proposal.parts}
    lines = [f"- valid_from: {begins}", "  components:"]
    lines += [
        f"    - {{metric: {c.metric}, weight: {round(weights[c.metric], 2):g}, zero: {c.zero:g}, hundred: {c.hundred:g}}}"
        for c in components
    ]
    return "\n".join(lines) + "\n"
