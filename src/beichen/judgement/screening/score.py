"""The score: parts weighed, and how far the choice depends on the weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from beichen.judgement.screening.part import PartScore
from beichen.judgement.screening.trial import Booleans, Floats

WEIGHTS: Mapping[str, float] = {
    "value": 25,
    "directionality": 15,
    "leading": 15,
    "sensitivity": 15,
    "stability": 10,
    "gaming": 10,
    "breadth": 5,
    "decomposability": 5,
}
"""Of the parts of the score; a part that is undetermined leaves its weight to the others."""

WEIGHTINGS = 1_000

Parts = Mapping[str, PartScore]


def score_draws(parts: Parts, weights: Mapping[str, float]) -> Floats | None:
    """0–100 in every draw; None where value predictiveness is undetermined, or nothing has a weight."""
    told = [(weights.get(name, 0.0), part.draws) for name, part in parts.items()]
    known = [(weight, draws) for weight, draws in told if draws is not None and weight > 0]
    if not known or parts["value"].draws is None:
        return None
    total = sum(weight for weight, _ in known)
    score: Floats = 100 * sum((weight * draws for weight, draws in known), start=np.zeros(len(known[0][1]))) / total
    return score


def win_shares(candidates: Sequence[Parts], *, seed: int = 0) -> Floats:
    """Of 1,000 random weightings (uniform over all that add up to one) the share in which each has the highest score."""
    if not candidates:
        return np.empty(0)
    values, known = _table(candidates)
    weights = np.random.default_rng([seed, 3]).dirichlet(np.ones(values.shape[1]), WEIGHTINGS)
    totals = weights @ known.T
    scores = np.divide(weights @ (values * known).T, totals, out=np.zeros_like(totals), where=totals > 0)
    won = np.bincount(scores.argmax(axis=1), minlength=len(candidates))
    shares: Floats = won / WEIGHTINGS
    return shares


def pareto_front(candidates: Sequence[Parts]) -> Booleans:
    """Those that no other beats: at least as good in every part both know, and better in one."""
    values, known = _table(candidates)
    front = np.ones(len(candidates), dtype=bool)
    for mine in range(len(candidates)):
        for other in range(len(candidates)):
            both = known[mine] & known[other]
            at_least = bool((values[other] >= values[mine])[both].all())
            front[mine] &= not (at_least and bool((values[other] > values[mine])[both].any()))
    return front


def _table(candidates: Sequence[Parts]) -> tuple[Floats, Booleans]:
    values = np.array([[_value(parts, name) for name in WEIGHTS] for parts in candidates]).reshape(-1, len(WEIGHTS))
    known = ~np.isnan(values)
    return np.where(known, values, 0.0), known


def _value(parts: Parts, name: str) -> float:
    value = parts[name].value
    return np.nan if value is None else value
