"""Decoupling: do the teams' levers still move it, and does the tree still add up?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beichen.domain.text import Text
from beichen.judgement.health.check import Check, too_short, undetermined, watched
from beichen.judgement.health.facts import Driven, Facts
from beichen.judgement.health.following import find_lag, follow, freed
from beichen.judgement.health.grid import begins_at, on_grid
from beichen.judgement.health.link import first_lag, lost
from beichen.judgement.health.path import Array
from beichen.judgement.health.watching import CADENCES, Status, Watched, watch
from beichen.judgement.health.words import each, percent

CODE = "decoupling"
RIDGE = 1e-3  # of the drivers' movements: two that move as one share their weight


def judge_decoupling(facts: Facts) -> Check:
    """Identities that the data break, and parents that no longer follow their influences taken together."""
    if facts.broken:
        first = facts.broken[0].message
        reason = Text(f"an identity of the tree no longer holds: {first.en}", f"指标树中的恒等式不再成立：{first.zh}")
        return Check(CODE, Status.FAILED, float(len(facts.broken)), 0.0, None, reason, unit="count")
    if not facts.influences:
        return _without_influences(facts)
    found = [_watch(facts, driven) for driven in facts.influences]
    told = [one for one in found if one is not None and one.watched.statistic is not None]
    if not told:
        return _unseen() if any(found) else too_short(CODE)
    worst = max(told, key=lambda one: one.watched.statistic or 0.0)
    return watched(CODE, worst.watched, _reason(worst, len(told)))


@dataclass(frozen=True, slots=True)
class _Pull:
    driven: Driven
    watched: Watched
    now: float  # of one that was 1


def _watch(facts: Facts, driven: Driven) -> _Pull | None:
    parent = on_grid(driven.parent.values, facts.rests)
    drivers = [on_grid(line.values, facts.rests) for line in driven.drivers]
    usable = [line for line in drivers if line is not None]
    if parent is None or not usable:
        return None
    first = max(begins_at(line) for line in (parent, *usable))
    lags = [first_lag(line[first:], parent[first:], facts.grain, _sign(facts, line, parent, first)) for line in usable]
    most = max(lags)
    shifted = np.stack([line[most - lag : len(line) - lag] for line, lag in zip(usable, lags, strict=True)])
    latest: dict[int, float] = {}

    def statistic(lo: int, edge: int, end: int) -> float | None:
        lo = max(lo, first + most)
        y = parent[lo:end]
        x = shifted[:, lo - most : end - most]
        index = _index(x, y, edge - lo, facts)
        found = None if index is None else follow(index, y, edge - lo, facts.grain, 0)
        latest[end] = 0.0 if found is None else found.now / found.before
        return lost(found, 1.0, len(facts.influences))

    found = watch(statistic, facts.starts, facts.grain, first + most)
    return None if found is None else _Pull(driven, found, latest[len(facts.starts)])


def _sign(facts: Facts, line: Array, parent: Array, first: int) -> float:
    """Whichever way the driver goes with its parent at the clearest lag, as the first look knew it."""
    cadence = CADENCES[facts.grain]
    known = max(first + cadence.least, len(parent) - cadence.track - cadence.latest)
    x, y = line[first:known], parent[first:known]
    lag = find_lag(x, y, facts.grain)
    together = float(np.corrcoef(np.diff(x[: len(x) - lag]), np.diff(y[lag:]))[0, 1]) if len(x) > lag + 3 else 0.0
    return -1.0 if together < 0 else 1.0


def _index(x: Array, y: Array, reference: int, facts: Facts) -> Array | None:
    """The drivers as one, each weighted as the reference has it."""
    own = freed(y, reference, facts.grain)
    rows = [freed(line, reference, facts.grain) for line in x]
    usable = [at for at, row in enumerate(rows) if row is not None]
    if own is None or not usable:
        return None
    design = np.stack([rows[at] for at in usable if rows[at] is not None], axis=1)[:reference]  # type: ignore[misc]
    square = design.T @ design
    weights = np.linalg.solve(square + RIDGE * np.diag(np.diag(square)), design.T @ own[:reference])
    return np.asarray(weights @ x[usable])


def _without_influences(facts: Facts) -> Check:
    if facts.identities:
        reason = Text(
            "every identity of the tree holds; no influence is declared below it that could fade",
            "指标树中的恒等式均成立；其下没有声明可能减弱的影响关系",
        )
        return Check(CODE, Status.OK, 0.0, 0.0, None, reason, unit="count")
    return undetermined(CODE, Text("the tree has nothing below the North Star", "指标树中北极星指标之下没有驱动"))


def _unseen() -> Check:
    return undetermined(
        CODE,
        Text(
            "the identities hold; that the declared influences move their parents cannot be told from chance in the data so far",
            "恒等式均成立；目前的数据中，所声明的影响关系尚不能与随机波动区分",
        ),
    )


def _reason(worst: _Pull, parents: int) -> Text:
    parent, names = worst.driven.parent.label, each([line.label for line in worst.driven.drivers])
    if worst.watched.status is Status.OK:
        return Text(
            f"identities hold, and {'all parents' if parents > 1 else parent.en} still move with what influences them",
            f"恒等式均成立，{'各父级指标' if parents > 1 else parent.zh}仍随其影响因素变化",
        )
    return Text(
        f"{parent.en} no longer moves with {names.en}: of what went with them before, {percent(max(worst.now, 0.0))} is left lately",
        f"{parent.zh}不再随{names.zh}变化：近期仅剩此前关联的 {percent(max(worst.now, 0.0))}",
    )
