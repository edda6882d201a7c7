"""Plateau: has the North Star stopped growing, and is that because there is nowhere left to grow?"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from beichen.domain.metric import Good
from beichen.domain.text import Text
from beichen.judgement.health.check import CALM, Check, too_short, watched
from beichen.judgement.health.facts import Facts
from beichen.judgement.health.grid import begins_at, is_relative, on_grid
from beichen.judgement.health.path import Array, fit_path, gap_of
from beichen.judgement.health.watching import CADENCES, Status, watch
from beichen.judgement.health.words import percent

CODE = "plateau"
NEAR = 0.9  # of its ceiling
GREW = 2.0  # standard errors from which it had been growing
FALLS = 0.5  # of its old growth, downward: that is a fall, not a plateau


def judge_plateau(facts: Facts) -> Check:
    """How far the latest periods lie below the path that they were growing on, while they stand still.

    It has failed only near its ceiling: a pause of growth below it is watched.
    """
    values = on_grid(facts.north_star.values, facts.rests)
    if values is None:
        return too_short(CODE)
    values = values if facts.north_star.good is not Good.DOWN else -values
    latest = CADENCES[facts.grain].latest // 2
    slopes: dict[int, float] = {}

    def statistic(lo: int, edge: int, end: int) -> float | None:
        path = fit_path(values[lo:end], edge - lo, facts.grain)
        if path is None:
            return None
        slopes[end] = path.slope
        gap, error = gap_of(path, latest)
        grew = path.slope > GREW * path.slope_error
        return -gap / error if grew and not _falls(values[edge:end], path.slope) else min(-gap / error, CALM)

    found = watch(statistic, facts.starts, facts.grain, begins_at(values))
    if found is None:
        return too_short(CODE)
    full = _filled(facts, latest)
    if found.status is Status.FAILED and (full is None or full < NEAR):
        found = replace(found, status=Status.WATCH)
    growth = slopes.get(len(facts.starts)) if is_relative(facts.north_star.values) else None
    return watched(CODE, found, _reason(facts, found.status, growth, full))


def _falls(latest: Array, slope: float) -> bool:
    at = np.arange(len(latest)) - (len(latest) - 1) / 2
    return float(at @ latest) / float(at @ at) < -FALLS * slope * math.sqrt(2)


def _filled(facts: Facts, latest: int) -> float | None:
    """How much of its ceiling it has reached of late."""
    if facts.ceiling is None:
        return None
    pairs = zip(facts.north_star.values[-latest:], facts.ceiling.values[-latest:], strict=True)
    shares = [value / most for value, most in pairs if value is not None and most]
    return sum(shares) / len(shares) if shares else None


def _reason(facts: Facts, status: Status, growth: float | None, full: float | None) -> Text:
    ceiling = Text("", "")
    if facts.ceiling is not None and full is not None:
        top = facts.ceiling.text
        ceiling = Text(
            f"; it stands at {percent(full)} of its ceiling ({top.en})", f"；当前为上限（{top.zh}）的 {percent(full)}"
        )
    if status is Status.OK:
        return Text(f"no sign that its growth has faded{ceiling.en}", f"没有增长见顶的迹象{ceiling.zh}")
    was = "" if growth is None else f" of {percent(growth, 1)} a period"
    was_zh = "" if growth is None else f"（此前每周期约 {percent(growth, 1)}）"
    left = (
        Text(" and has hardly any room left", "，几乎没有上升空间")
        if full is not None and full >= NEAR
        else Text("", "")
    )
    return Text(
        f"it has left its growth{was} and stands still{left.en}{ceiling.en}",
        f"增长已停滞{was_zh}{left.zh}{ceiling.zh}",
    )
