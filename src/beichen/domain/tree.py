"""The tree: which metrics drive which, what guards them, what validates them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from beichen.domain.formula import Formula, names_in
from beichen.domain.metric import Good
from beichen.domain.text import Text
from beichen.errors import Where


class EdgeKind(StrEnum):
    """Exact, or estimated."""

    IDENTITY = "identity"
    INFLUENCE = "influence"


@dataclass(frozen=True, slots=True)
class Influence:
    """A driver whose effect is estimated, with the reason to believe in it."""

    metric: str
    because: Text | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Drivers:
    """What drives one metric: an exact formula, estimated influences, or both."""

    identity: Formula | None = None
    influences: tuple[Influence, ...] = ()
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound such as `< 0.8%`; `value` in the metric's own unit (0.008)."""

    operator: str  # < <= > >=
    value: float
    text: str

    def holds(self, value: float) -> bool:
        match self.operator:
            case "<":
                return value < self.value
            case "<=":
                return value <= self.value
            case ">":
                return value > self.value
            case _:
                return value >= self.value


@dataclass(frozen=True, slots=True)
class Guardrail:
    """A metric that must not be hurt while another is pushed; one of `limit` and `when` at least."""

    metric: str
    watches: str
    limit: Limit | None = None
    when: Good | None = None  # bad when it moves so while what it watches is up
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """Parent and child, and how sure the relation is."""

    parent: str
    child: str
    kind: EdgeKind


@dataclass(frozen=True, slots=True)
class Tree:
    """Drivers by parent; free of cycles."""

    north_star: str
    drivers: Mapping[str, Drivers] = field(default_factory=dict)
    guardrails: tuple[Guardrail, ...] = ()
    outcomes: tuple[str, ...] = ()
    where: Where | None = None

    def edges_of(self, parent: str) -> tuple[Edge, ...]:
        """The edges below `parent`: identity first, each child once, in the author's order."""
        drivers = self.drivers.get(parent)
        if drivers is None:
            return ()
        exact = names_in(drivers.identity) if drivers.identity is not None else ()
        estimated = (i.metric for i in drivers.influences if i.metric not in exact)
        return tuple(
            [Edge(parent, child, EdgeKind.IDENTITY) for child in exact]
            + [Edge(parent, child, EdgeKind.INFLUENCE) for child in estimated]
        )

    def below(self, root: str) -> tuple[Edge, ...]:
        """Every edge reachable from `root`, parents before their children, each once."""
        found: dict[Edge, None] = {}
        waiting, seen = [root], {root}
        while waiting:
            for edge in self.edges_of(waiting.pop(0)):
                found.setdefault(edge)
                if edge.child not in seen:
                    seen.add(edge.child)
                    waiting.append(edge.child)
        return tuple(found)

    def nodes_below(self, root: str) -> tuple[str, ...]:
        """`root` and every metric that drives it, each once, parents first."""
        return tuple(dict.fromkeys([root, *(edge.child for edge in self.below(root))]))
