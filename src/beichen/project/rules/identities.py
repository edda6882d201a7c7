"""Identities: every formula that claims to equal a metric, in the tree and in derived metrics."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from beichen.domain.formula import Formula
from beichen.domain.metric import Derived
from beichen.domain.project import Project
from beichen.errors import Where


@dataclass(frozen=True, slots=True)
class Identity:
    """A metric, and the formula that is said to equal it."""

    parent: str
    formula: Formula
    where: Where | None


def identities_of(project: Project) -> Iterator[Identity]:
    """The identities of the tree, then those of derived metrics that the tree does not repeat."""
    seen = set()
    for parent, drivers in project.tree.drivers.items() if project.tree else ():
        if drivers.identity is not None:
            seen.add((parent, drivers.identity))
            yield Identity(parent, drivers.identity, drivers.where)
    for metric in project.metrics.values():
        if isinstance(metric.spec, Derived) and (metric.name, metric.spec.formula) not in seen:
            yield Identity(metric.name, metric.spec.formula, metric.where)
