"""The tree: which metrics drive which, what guards them, what validates them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    planned: bool = False  # one end is a draft, or the identity that it belongs to holds one


@dataclass(frozen=True, slots=True)
class Tree:
    """Drivers by parent; free of cycles.

    What can be computed stands in `drivers`, what waits for drafts in `planned`: an
    identity that holds a draft, an influence of one, and all that drives one.
    """

    north_star: str
    drivers: Mapping[str, Drivers] = field(default_factory=dict)
    guardrails: tuple[Guardrail, ...] = ()
    outcomes: tuple[str, ...] = ()
    where: Where | None = None
    planned: Mapping[str, Drivers] = field(default_factory=dict)

    def edges_of(self, parent: str) -> tuple[Edge, ...]:
        """The edges below `parent`: identity first, each child once, in the author's order."""
        return _edges(parent, self.drivers.get(parent), planned=False)

    def drawn_edges_of(self, parent: str) -> tuple[Edge, ...]:
        """As `edges_of`, with the planned ones: a planned identity stands where an identity would."""
        edges = _edges(parent, self.planned.get(parent), planned=True) + self.edges_of(parent)
        return tuple(sorted(edges, key=lambda edge: edge.kind is EdgeKind.INFLUENCE))

    def below(self, root: str) -> tuple[Edge, ...]:
        """Every edge reachable from `root`, parents before their children, each once."""
        return _walk(root, self.edges_of)

    def drawn_below(self, root: str) -> tuple[Edge, ...]:
        """As `below`, with the planned ones."""
        return _walk(root, self.drawn_edges_of)

    def nodes_below(self, root: str) -> tuple[str, ...]:
        """`root` and every metric that drives it, each once, parents first."""
        return tuple(dict.fromkeys([root, *(edge.child for edge in self.below(root))]))

    def drawn_nodes_below(self, root: str) -> tuple[str, ...]:
        """As `nodes_below`, with drafts, and with what lies only below planned edges."""
        return tuple(dict.fromkeys([root, *(edge.child for edge in self.drawn_below(root))]))


def _edges(parent: str, drivers: Drivers | None, *, planned: bool) -> tuple[Edge, ...]:
    if drivers is None:
        return ()
    exact = names_in(drivers.identity) if drivers.identity is not None else ()
    estimated = (i.metric for i in drivers.influences if i.metric not in exact)
    return tuple(
        [Edge(parent, child, EdgeKind.IDENTITY, planned) for child in exact]
        + [Edge(parent, child, EdgeKind.INFLUENCE, planned) for child in estimated]
    )


def _walk(root: str, edges_of: Callable[[str], tuple[Edge, ...]]) -> tuple[Edge, ...]:
    found: dict[Edge, None] = {}
    waiting, seen = [root], {root}
    while waiting:
        for edge in edges_of(waiting.pop(0)):
            found.setdefault(edge)
            if edge.child not in seen:
                seen.add(edge.child)
                waiting.append(edge.child)
    return tuple(found)
