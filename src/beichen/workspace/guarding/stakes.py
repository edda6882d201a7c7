"""Who wants which metric to go which way: what teams may pull against each other over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from beichen.domain.goal import KeyResult, Objective
from beichen.domain.metric import Good, parts_of
from beichen.domain.project import Project
from beichen.domain.tree import Guardrail
from beichen.workspace.guarding.courses import bad_direction


@dataclass(frozen=True, slots=True)
class Stake:
    """A metric that somebody wants to go one way.

    Attributes:
        good: 1 up, −1 down.
        owner: a person's id.
        team: the owner's, or the owner where there is no team.
    """

    metric: str
    good: int
    owner: str
    team: str


def stakes_on(project: Project, day: date | None) -> list[Stake]:
    """What is at stake on a day: key results of the objectives that run then, and the guardrails of the tree.

    Where no objective runs, the good directions of all metrics of the tree instead.
    """
    running = [o for o in project.objectives if day is None or o.begins_on <= day <= o.ends_on]
    found: dict[str, Stake] = {}
    for stake in [*_goals(project, running), *_guardrails(project)] if running else _directions(project):
        found.setdefault(stake.metric, stake)
    return list(found.values())


def pairs_of(project: Project, stakes: list[Stake]) -> list[tuple[Stake, Stake]]:
    """The pairs of different teams; a metric and one that it is made of move together by definition, and are none."""
    made_of = {stake.metric: _made_of(project, stake.metric) for stake in stakes}
    return [
        (a, b)
        for a, b in combinations(stakes, 2)
        if a.team != b.team and a.metric not in made_of[b.metric] and b.metric not in made_of[a.metric]
    ]


def pairs_across(project: Project, guardrails: Sequence[Guardrail]) -> list[tuple[Stake, Stake]]:
    """What is watched, and what guards it, of guardrails with owners in different teams."""
    found = []
    for guardrail in guardrails:
        metric, watched = project.metrics[guardrail.metric], project.metrics[guardrail.watches]
        if metric.owner and watched.owner:
            pushed = _stake(project, watched.name, _sign(watched.good) or 1, watched.owner)
            guarding = _stake(project, metric.name, -_sign(bad_direction(guardrail, metric)), metric.owner)
            found += [(pushed, guarding)] if pushed.team != guarding.team else []
    return found


def _goals(project: Project, objectives: Sequence[Objective]) -> Iterator[Stake]:
    for objective in objectives:
        for key_result in objective.key_results:
            good = _wanted(key_result, project.metrics[key_result.metric].good)
            if good:
                yield _stake(project, key_result.metric, good, key_result.owner)


def _wanted(key_result: KeyResult, good: Good | None) -> int:
    """The way that a key result asks for; 0 where it asks for none."""
    if key_result.keep is not None:
        return -1 if key_result.keep.operator.startswith("<") else 1
    if key_result.start is not None and key_result.target is not None and key_result.start != key_result.target:
        return 1 if key_result.target > key_result.start else -1
    return _sign(good)


def _guardrails(project: Project) -> Iterator[Stake]:
    for guardrail in project.tree.guardrails if project.tree else ():
        metric = project.metrics[guardrail.metric]
        if metric.owner:
            yield _stake(project, metric.name, -_sign(bad_direction(guardrail, metric)), metric.owner)


def _directions(project: Project) -> Iterator[Stake]:
    tree = project.tree
    names = [*tree.nodes_below(tree.north_star), *(g.metric for g in tree.guardrails)] if tree else []
    for metric in (project.metrics[name] for name in names):
        if metric.owner and metric.good is not None:
            yield _stake(project, metric.name, _sign(metric.good), metric.owner)


def _stake(project: Project, metric: str, good: int, owner: str) -> Stake:
    person = project.people.get(owner)
    return Stake(metric, good, owner, (person.team if person else None) or owner)


def _sign(good: Good | None) -> int:
    return 0 if good is None else 1 if good is Good.UP else -1


def _made_of(project: Project, metric: str) -> set[str]:
    """The metrics of which another is made, itself and all the way down."""
    found, waiting = {metric}, [metric]
    while waiting:
        parts = set(parts_of(project.metrics[waiting.pop()].spec)) - found
        found |= parts
        waiting += parts
    return found
