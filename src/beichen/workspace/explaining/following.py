"""Following a segment down the tree, by what it did to each driver, to the metric at which its deviation starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeGuard

from beichen.domain.additivity import Additivity
from beichen.domain.formula import Formula, names_in
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.engine.additivity import additivity, shared_dimensions
from beichen.engine.answer import Row
from beichen.judgement.branches import Located, starting_driver
from beichen.judgement.rates import RatePart, split_rate
from beichen.workspace.explaining.leaftable import Leaves

Ends = Mapping[str, tuple[Observation, Observation]]
"""Totals before and after, by metric."""


@dataclass(frozen=True, slots=True)
class Follower:
    """Follows segments down; `ends` are the totals of the metrics that may be reached."""

    leaves: Leaves
    ends: Ends

    def start_of(self, found: Located) -> Located:
        """The segment at the lowest metric to whose driver nearly all of its change can be traced."""
        tree = self.leaves.workspace.project.tree
        at = found
        while tree is not None and (drivers := tree.drivers.get(at.metric)) is not None:
            below = None if drivers.identity is None else self._below(at, drivers.identity)
            if below is None:
                break
            at = below
        return at

    def _below(self, at: Located, formula: Formula) -> Located | None:
        """The segment at the driver where it starts; None where that is the metric itself."""
        names, dimensions = names_in(formula), [name for name, _ in at.segment]
        engine = self.leaves.workspace.engine
        if not all(name in self.ends and set(dimensions) <= set(shared_dimensions(engine, name)) for name in names):
            return None
        asked = self.leaves.within([at.metric, *names], dimensions)
        values = tuple(value for _, value in at.segment)
        pairs = {name: asked[name].get(values, [None, None]) for name in (at.metric, *names)}
        before, after = (_known({name: pair[place] for name, pair in pairs.items()}) for place in (0, 1))
        if before is None or after is None:
            return None
        below = starting_driver(formula, before, after, after[at.metric] - before[at.metric])
        if below is None:
            return None
        was, now = pairs[below]
        return None if was is None or now is None else self._told(at, below, was, now)

    def _told(self, at: Located, metric: str, was: Row, now: Row) -> Located | None:
        """The segment in the units of another metric."""
        engine, (total_was, total_now) = self.leaves.workspace.engine, self.ends[metric]
        if was.value is None or now.value is None:
            return None
        kinds = {additivity(engine, metric, name) for name, _ in at.segment}
        missing = Undetermined(Reason.NOT_ADDITIVE)
        if kinds == {Additivity.ADDS} and _is_known(total_was.value) and _is_known(total_now.value):
            contribution = now.value - was.value
            grown = (total_now.value - total_was.value) / total_was.value if total_was.value else 0.0
            excess = contribution - was.value * grown
            return Located(metric, at.segment, was.value, now.value, contribution, excess, None, None, at.confidence)
        if kinds == {Additivity.BY_PARTS}:
            split = split_rate({"segment": _part(was, now), "rest": _rest(total_was, total_now, was, now)})
            if isinstance(split, Undetermined):
                return None
            part = split["segment"]
            change = split["segment"].contribution + split["rest"].contribution
            excess = part.contribution - part.weight * change
            ends = was.value, now.value
            return Located(metric, at.segment, *ends, part.contribution, excess, part.within, part.mix, at.confidence)
        return Located(metric, at.segment, was.value, now.value, missing, missing, None, None, at.confidence)


def _known(rows: Mapping[str, Row | None]) -> dict[str, float] | None:
    """Values by name; None where one is missing."""
    values = {name: None if row is None else row.value for name, row in rows.items()}
    known = {name: float(value) for name, value in values.items() if value is not None}
    return known if len(known) == len(rows) else None


def _is_known(value: int | float | Undetermined) -> TypeGuard[int | float]:
    return not isinstance(value, Undetermined)


def _part(was: Row | Observation, now: Row | Observation) -> RatePart:
    return RatePart(was.numerator or 0, was.denominator or 0, now.numerator or 0, now.denominator or 0)


def _rest(total_was: Observation, total_now: Observation, was: Row, now: Row) -> RatePart:
    total, part = _part(total_was, total_now), _part(was, now)
    return RatePart(
        total.numerator_before - part.numerator_before,
        total.denominator_before - part.denominator_before,
        total.numerator_after - part.numerator_after,
        total.denominator_after - part.denominator_after,
    )
