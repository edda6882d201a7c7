"""Conflicts between teams: which goals pull against each other, on what evidence, and who should talk to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from beichen.domain.observation import Undetermined
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.domain.tree import Tree
from beichen.judgement.conflicts.pulling import Direction, Evidence, Pair, Pull, find_pulls, measure_pull
from beichen.judgement.conflicts.signs import Opposed, opposed_in
from beichen.workspace.guarding.courses import Looked
from beichen.workspace.guarding.guardrails import fired_conditions
from beichen.workspace.guarding.stakes import Stake, pairs_across, pairs_of, stakes_on
from beichen.workspace.refreshing.refresh import board_grain

if TYPE_CHECKING:
    from beichen.judgement.conflicts.surprises import Matrix

YEAR = {Grain.DAY: 365.25, Grain.WEEK: 52.18, Grain.MONTH: 12.0, Grain.QUARTER: 4.0, Grain.YEAR: 1.0}
SEASON = {Grain.DAY: 7}


class Basis(StrEnum):
    """From where a conflict is known."""

    TREE = "tree"  # the arithmetic of its identities
    DATA = "data"  # how the two have moved
    EPISODE = "episode"  # a guardrail between them fired within the year, whatever chance may have had in it


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two teams' metrics of which one's good is the other's bad.

    Attributes:
        strength: −1 to 0; from data, a partial correlation in the good directions of both; from the tree alone, by
            how many percent the weaker of the two pushes the common ancestor when it goes 1% its good way.
        low, high: its interval; of the tree's arithmetic, the strength itself.
        lag: periods by which the second follows the first; negative the other way round.
        ancestor: the metric that both push, where the tree tells so.
    """

    a: Stake
    b: Stake
    direction: Direction
    strength: float
    low: float
    high: float
    evidence: Evidence
    basis: tuple[Basis, ...]
    lag: int
    periods: int
    ancestor: str | None

    def as_dict(self) -> dict[str, Any]:
        """The conflict in the JSON document of `beichen guard --json`."""
        return {
            "a": self.a.metric,
            "b": self.b.metric,
            "teams": [self.a.team, self.b.team],
            "direction": self.direction.value,
            "strength": self.strength,
            "low": self.low,
            "high": self.high,
            "evidence": self.evidence.value,
        }


def find_conflicts(looked: Looked) -> list[Conflict]:
    """The conflicts between teams that stand out of chance, follow from the tree, or made a guardrail fire; the strongest first."""
    tree = looked.workspace.project.tree
    return _Search(looked, tree).conflicts() if tree else []


def describe_conflict(project: Project, conflict: Conflict) -> Text:
    """Who should talk to whom, about what."""
    a, b = project.metrics[conflict.a.metric].label, project.metrics[conflict.b.metric].label
    first, second = _who(project, conflict.a), _who(project, conflict.b)
    up_a, up_b = _wish(conflict.a), _wish(conflict.b)
    how = _ONLY_FIRED if conflict.basis == (Basis.EPISODE,) else _PULLING
    return Text(
        f"{first.en} wants {a.en} {up_a.en}, {second.en} wants {b.en} {up_b.en}, {how.en}: they should talk.",
        f"{first.zh}希望{a.zh}{up_a.zh}，{second.zh}希望{b.zh}{up_b.zh}，{how.zh}，建议双方当面对齐。",
    )


_PULLING = Text("and the two pull against each other", "两者相互掣肘")
_ONLY_FIRED = Text("and the guardrail between the two fired within the year", "两者之间的护栏在一年内触发过")


class _Search:
    """Looks for conflicts at the grain of the tree."""

    def __init__(self, looked: Looked, tree: Tree) -> None:
        self._looked, self._tree = looked, tree
        self._project = looked.workspace.project
        self._grain = board_grain(self._project)
        self._nodes = tree.nodes_below(tree.north_star)
        star = looked.closed(tree.north_star, self._grain)
        last = self._project.calendar.period(star[-1].period, self._grain).last_day if star else None
        self._pairs = pairs_of(self._project, stakes_on(self._project, last))
        self._fired = pairs_across(self._project, fired_conditions(looked))
        at_stake = (stake.metric for pair in [*self._pairs, *self._fired] for stake in pair)
        self._names = list(dict.fromkeys([*at_stake, *self._nodes]))
        looked.ready(self._names, self._grain)

    def conflicts(self) -> list[Conflict]:
        pulls, opposed = self._pulls(), self._opposed()
        found = {
            key: _conflict(pair, pulls.get(key), opposed.get(key))
            for pair in self._pairs
            if (key := _key(pair)) in pulls or key in opposed
        }
        for pair in self._fired:
            fired = self._fired_conflict(pair, found.get(_key(pair)) or found.get(_key(pair[::-1])))
            if fired is not None:
                found[_key((fired.a, fired.b))] = fired
        return sorted(found.values(), key=lambda conflict: conflict.strength)

    def _pulls(self) -> dict[tuple[str, str], Pull]:
        """What the data say, by the names of a pair."""
        pulls = find_pulls(self._surprised, [self._asked(pair) for pair in self._pairs])
        return {(self._names[pull.pair.a], self._names[pull.pair.b]): pull for pull in pulls}

    def _opposed(self) -> dict[tuple[str, str], Opposed]:
        """What the tree's arithmetic says, by the names of a pair."""
        looked, grain = self._looked, self._grain
        good = {stake.metric: stake.good for pair in self._pairs for stake in pair}
        values = {name: observed[-1].value for name in self._nodes if (observed := looked.closed(name, grain))}
        asked = [_key(pair) for pair in self._pairs if set(_key(pair)) <= set(self._nodes)]
        return {(found.a, found.b): found for found in opposed_in(self._tree, values, good, asked)}

    def _fired_conflict(self, pair: tuple[Stake, Stake], known: Conflict | None) -> Conflict | None:
        """A conflict that a guardrail tells of: one that is known has it as another basis."""
        if known is not None:
            return replace(known, basis=(*known.basis, Basis.EPISODE))
        pull = measure_pull(self._surprised, self._asked(pair))
        if pull is None or pull.strength >= 0:
            return None
        return replace(_conflict(pair, pull, None), basis=(Basis.EPISODE,))

    def _asked(self, pair: tuple[Stake, Stake]) -> Pair:
        a, b = pair
        held = tuple(self._columns[name] for name in self._held(a.metric, b.metric))
        return Pair(self._columns[a.metric], self._columns[b.metric], a.good, b.good, held)

    def _held(self, a: str, b: str) -> list[str]:
        """The North Star's other drivers: none that the two drive, or are driven by; nearest to it first."""
        kin = {a, b, *self._tree.nodes_below(a), *self._tree.nodes_below(b)}
        return [n for n in self._nodes if n not in kin and not {a, b} & set(self._tree.nodes_below(n))]

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self._names)}

    @cached_property
    def _surprised(self) -> Matrix:
        from beichen.judgement.conflicts.surprises import surprises

        return surprises(self._matrix(), season=SEASON.get(self._grain, 1), year=YEAR[self._grain])

    def _matrix(self) -> Matrix:
        import numpy as np

        observed = {name: {o.period: o.value for o in self._looked.closed(name, self._grain)} for name in self._names}
        periods = sorted({day for values in observed.values() for day in values})
        found = np.full((len(periods), len(self._names)), np.nan)
        for row, day in enumerate(periods):
            for column, name in enumerate(self._names):
                value = observed[name].get(day)
                if value is not None and not isinstance(value, Undetermined):
                    found[row, column] = value
        return found


def _key(pair: tuple[Stake, Stake]) -> tuple[str, str]:
    return pair[0].metric, pair[1].metric


def _conflict(pair: tuple[Stake, Stake], pull: Pull | None, opposed: Opposed | None) -> Conflict:
    a, b = pair
    ancestor = opposed.ancestor if opposed else None
    if pull is not None:
        basis = (Basis.TREE, Basis.DATA) if opposed else (Basis.DATA,)
        measured = pull.strength, pull.low, pull.high
        return Conflict(a, b, pull.direction, *measured, pull.evidence, basis, pull.lag, pull.periods, ancestor)
    assert opposed is not None
    strength = -min(abs(opposed.push_a), abs(opposed.push_b), 1.0)
    # all else is held by arithmetic
    return Conflict(
        a, b, Direction.TOGETHER, strength, strength, strength, Evidence.ADJUSTED, (Basis.TREE,), 0, 1, ancestor
    )


def _who(project: Project, stake: Stake) -> Text:
    person = project.people.get(stake.owner)
    name = person.name if person else stake.owner
    team = project.teams.get(stake.team)
    return Text(f"{name} ({team.label.en})", f"{name}（{team.label.zh}）") if team else Text.same(name)


def _wish(stake: Stake) -> Text:
    return Text("up", "上升") if stake.good > 0 else Text("down", "下降")
