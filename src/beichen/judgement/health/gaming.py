"""Gaming: is the North Star rising at the cost of what it ought to stand for?"""

from __future__ import annotations

import math
from dataclasses import dataclass

from beichen.domain.metric import Good
from beichen.domain.text import Text
from beichen.judgement.health.check import Check, corrected, too_short, undetermined, watched
from beichen.judgement.health.facts import Facts, Line
from beichen.judgement.health.grid import begins_at, is_relative, on_grid
from beichen.judgement.health.path import Array, Path, fit_path, gap_of
from beichen.judgement.health.watching import CADENCES, Status, Watched, watch
from beichen.judgement.health.words import percent

CODE = "gaming"
BOTH = 1.5  # standard errors that each of the two must at least be off its path


def judge_gaming(facts: Facts) -> Check:
    """North Star above its path while a guardrail or an outcome is on the wrong side of its own, again and again."""
    beside = [line for line in (*facts.guardrails, *facts.outcomes) if line.good is not None]
    if not beside:
        return undetermined(
            CODE,
            Text(
                "there is neither a guardrail nor an outcome with a good direction beside it",
                "没有设定好坏方向的护栏指标或结果指标可供对照",
            ),
        )
    star = on_grid(facts.north_star.values, facts.rests)
    if star is None:
        return too_short(CODE)
    star = -star if facts.north_star.good is Good.DOWN else star
    found = [pair for line in beside if (pair := _watch(facts, star, line, len(beside))) is not None]
    if not found:
        return too_short(CODE)
    worst = max(found, key=lambda pair: pair.watched.statistic or 0.0)
    return watched(CODE, worst.watched, _reason(worst, found))


@dataclass(frozen=True, slots=True)
class _Pair:
    line: Line
    watched: Watched
    risen: float  # of the North Star above its path, lately
    hurt: float  # of the line, towards its bad side


def _watch(facts: Facts, star: Array, line: Line, among: int) -> _Pair | None:
    values = on_grid(line.values, facts.rests)
    if values is None:
        return None
    bad = values if line.good is Good.DOWN else -values
    latest = CADENCES[facts.grain].latest // 2
    gaps: dict[int, tuple[float, float]] = {}

    def statistic(lo: int, edge: int, end: int) -> float | None:
        up, hurt = (fit_path(series[lo:end], edge - lo, facts.grain) for series in (star, bad))
        if up is None or hurt is None:
            return None
        gaps[end] = gap_of(up, latest)[0], gap_of(hurt, latest)[0]
        return corrected(_together(up, hurt, latest), among)

    found = watch(statistic, facts.starts, facts.grain, max(begins_at(star), begins_at(bad)))
    if found is None or found.statistic is None:
        return None
    risen, worse = gaps[len(facts.starts)]
    relative = is_relative(facts.north_star.values), is_relative(line.values)
    return _Pair(line, found, _grown(risen, relative[0]), _grown(worse, relative[1]))


def _together(up: Path, hurt: Path, latest: int) -> float:
    """Both in one number: the sum of two independent ones has √2 times their standard error."""
    first, second = (gap / error for gap, error in (gap_of(up, latest), gap_of(hurt, latest)))
    least = min(first, second)
    return (first + second) / math.sqrt(2) if least >= BOTH else least


def _grown(gap: float, relative: bool) -> float:
    return math.expm1(gap) if relative else gap


def _reason(worst: _Pair, found: list[_Pair]) -> Text:
    label, owner = worst.line.label, worst.line.owner
    if worst.watched.status is Status.OK:
        return Text(
            f"none of the {len(found)} guardrails and outcomes beside it is worse off while it rises",
            f"与其对照的 {len(found)} 个护栏指标和结果指标均未出现“它涨、对方变差”的情况",
        )
    whose = Text(f" (owner {owner})", f"（负责人{owner}）") if owner else Text("", "")
    return Text(
        f"it is {percent(worst.risen, 1)} above the path that it was on while {label.en}{whose.en} "
        f"is {percent(worst.hurt, 1)} on the wrong side of its own",
        f"北极星指标高于原有走势 {percent(worst.risen, 1)}，同时{label.zh}{whose.zh}朝不利方向偏离 {percent(worst.hurt, 1)}",
    )
