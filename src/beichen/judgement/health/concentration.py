"""Concentration: is one segment coming to carry it alone?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beichen.domain.text import Text
from beichen.judgement.health.check import CALM, Check, corrected, too_short, undetermined, watched
from beichen.judgement.health.facts import Facts, Line, Split
from beichen.judgement.health.grid import begins_at, on_grid
from beichen.judgement.health.path import Array, fit_path, gap_of
from beichen.judgement.health.watching import CADENCES, Status, Watched, watch
from beichen.judgement.health.words import percent

CODE = "concentration"
MATERIAL = 0.03  # of the North Star, above the share that it was heading for
CARRIES = 0.4  # of the North Star: less than that carries nothing alone


def judge_concentration(facts: Facts) -> Check:
    """The share of a dimension's largest segment against the path that it was on."""
    if not facts.splits:
        return undetermined(
            CODE,
            Text("it has no dimension whose segments add up to it", "没有各分群相加等于总量的维度"),
        )
    found = [one for split in facts.splits if (one := _watch(facts, split)) is not None]
    if not found:
        return too_short(CODE)
    worst = max(found, key=lambda one: (one.watched.statistic or 0.0, one.share))
    return watched(CODE, worst.watched, _reason(worst))


@dataclass(frozen=True, slots=True)
class _Largest:
    split: Split
    part: Line
    watched: Watched
    share: float  # lately
    expected: float  # by the path that it was on
    effective: float  # number of equal segments to which the split comes (1 / HHI)


def _watch(facts: Facts, split: Split) -> _Largest | None:
    shares = _shares(facts, split)
    if shares is None or len(split.parts) < 2:
        return None
    latest = CADENCES[facts.grain].latest // 2
    told: dict[int, tuple[int, float, float]] = {}
    filled = [on_grid(tuple(row), facts.rests) for row in np.log(shares / (1 - shares))]

    def statistic(lo: int, edge: int, end: int) -> float | None:
        largest = int(shares[:, end - latest : end].mean(axis=1).argmax())
        values = filled[largest]
        path = None if values is None else fit_path(values[lo:end], edge - lo, facts.grain)
        share = float(shares[largest, end - latest : end].mean())
        if path is None:
            told[end] = largest, share, share
            return None if values is None else 0.0
        expected = float((1 / (1 + np.exp(-path.centre[-latest:]))).mean())
        told[end] = largest, share, expected
        gap, error = gap_of(path, latest)
        beyond = corrected(gap / error, len(facts.splits))
        return beyond if share - expected >= MATERIAL and share >= CARRIES else min(beyond, CALM)

    found = watch(statistic, facts.starts, facts.grain)
    if found is None:
        return None
    largest, share, expected = told[len(facts.starts)]
    effective = 1 / float((shares[:, -latest:].mean(axis=1) ** 2).sum())
    return _Largest(split, split.parts[largest], found, share, expected, effective)


def _shares(facts: Facts, split: Split) -> Array | None:
    """Parts × periods; None where a period has no total."""
    values = np.array([[value or 0.0 for value in part.values] for part in split.parts], dtype=np.float64)
    total = values.sum(axis=0)
    if not len(values) or bool((values < 0).any()):
        return None
    first = begins_at(np.where(total > 0, 1.0, np.nan)) if bool((total > 0).any()) else len(total)
    if first > 0 or bool((total <= 0).any()):
        return None
    return np.asarray(np.clip(values / total, LEAST_SHARE, 1 - LEAST_SHARE))


LEAST_SHARE = 1e-4


def _reason(largest: _Largest) -> Text:
    dimension, part = largest.split.label, largest.part.label
    carried = percent(largest.share)
    if largest.watched.status is Status.OK:
        return Text(
            f"by {dimension.en} it is as spread as {largest.effective:.1f} equal segments; "
            f"the largest, {part.en}, carries {carried}, as it was heading for",
            f"按{dimension.zh}的分散程度相当于 {largest.effective:.1f} 个均等分群；最大的“{part.zh}”占 {carried}，与原有走势一致",
        )
    return Text(
        f"{part.en} ({dimension.en}) carries {carried} of it; on the path that it was on it would carry {percent(largest.expected)}",
        f"{dimension.zh}“{part.zh}”已占 {carried}，按原有走势应为 {percent(largest.expected)}",
    )
