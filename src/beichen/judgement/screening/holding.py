"""Holding: what of a candidate, and of the later value, is left once everything else is partialled out.

Both are regressed on the background, the pre-period, a trend and the other
candidates, on folds that do not hold the entity itself (cross-fitted partialling
out; Chernozhukov et al. 2018), so that a flexible regression cannot remember it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beichen.judgement.screening.trial import Candidate, Floats, Ints, Trial, later_value, spread

FOLDS = 5
PENALTY = 1.0  # of a ridge on columns of deviation 1: little beside thousands of entities
SAME = 0.995  # correlation of scales from which two candidates are one thing told twice
SEASON = 28  # days that are held together: who began in the same four weeks met the same season and schedule
RARE = 0.005  # share of the entities below which categories are put together


@dataclass(frozen=True, slots=True)
class Held:
    """What is left of each candidate and of the later value; columns are candidates.

    Attributes:
        scale: (entities, candidates) before anything was held, mean 0 and deviation 1.
        behaviour, value: what is left of the candidate, and of the later value beside it.
    """

    scale: Floats
    behaviour: Floats
    value: Floats
    anything: bool  # was held


def hold(trial: Trial, behaviour: Floats, *, seed: int = 0) -> Held:
    """Partial everything else out, the other candidates in their whole window.

    Args:
        behaviour: (entities, candidates), of the window or a part of it.
    """
    scale = spread(behaviour)
    design = _Design.of(trial, spread(trial.window))
    targets = np.column_stack([scale, later_value(trial.later, trial.weights)])
    fold = np.random.default_rng([seed, 1]).permutation(np.arange(trial.entities) % FOLDS)
    left = np.empty((2, *scale.shape))
    grams = [_gram(design.columns[fold == f], targets[fold == f]) for f in range(FOLDS)]
    whole = sum(grams[1:], start=grams[0])
    for f, gram in enumerate(grams):
        coefficients = design.fit(whole - gram)
        rows = fold == f
        told = np.einsum("np,tpk->tnk", design.columns[rows], coefficients, optimize=True)
        left[0, rows] = scale[rows] - told[0]
        left[1, rows] = targets[rows, -1:] - told[1]
    return Held(scale, left[0], left[1], bool(trial.background) or trial.pre is not None or scale.shape[1] > 1)


@dataclass(frozen=True, slots=True)
class _Design:
    """The columns of all regressions, and which of them each candidate's uses."""

    columns: Floats
    used: list[Ints]  # by candidate

    @classmethod
    def of(cls, trial: Trial, scale: Floats) -> _Design:
        when = spread(trial.began[:, None].astype(np.float64) - trial.began.min(initial=0))
        season = _categories(trial.began // SEASON)
        always = [np.ones((trial.entities, 1)), when, when**2, season, *map(_categories, trial.background)]
        if trial.pre is not None and trial.pre.shape[1]:
            always.append(_bends(spread(trial.pre), trial.pre))
        base = np.hstack(always)
        own = [_bends(scale[:, [j]], trial.window[:, [j]]) for j in range(scale.shape[1])]
        columns = np.hstack([base, *own])
        ends = base.shape[1] + np.cumsum([0, *(part.shape[1] for part in own)])
        ranges = [np.arange(ends[j], ends[j + 1]) for j in range(len(own))]
        others = _others(trial.candidates, scale)
        used = [np.concatenate([np.arange(base.shape[1]), *(ranges[i] for i in others[j])]) for j in range(len(own))]
        return cls(columns, used)

    def fit(self, gram: Floats) -> Floats:
        """(2, columns, candidates): coefficients of each candidate, and of the later value beside it."""
        width = self.columns.shape[1]
        found = np.zeros((2, width, len(self.used)))
        for j, used in enumerate(self.used):
            matrix = gram[np.ix_(used, used)] + PENALTY * np.eye(len(used))
            wanted = gram[np.ix_(used, [width + j, gram.shape[1] - 1])]
            found[:, used, j] = np.linalg.solve(matrix, wanted).T
        return found


def _gram(columns: Floats, targets: Floats) -> Floats:
    product: Floats = columns.T @ np.hstack([columns, targets])
    return product


def _bends(scale: Floats, raw: Floats) -> Floats:
    """A column as a curve: itself, its square, and whether it happened at all."""
    none = (raw == 0).astype(np.float64)
    none -= none.mean(axis=0)
    bends = np.hstack([scale, scale**2 - 1, none])
    return bends[:, bends.std(axis=0) > 1e-9]


def _categories(codes: Ints) -> Floats:
    """A column a category but the commonest; rare ones together."""
    values, place, counts = np.unique(codes, return_inverse=True, return_counts=True)
    common = [v for v in np.argsort(-counts) if counts[v] >= max(20, RARE * len(codes))][1:]
    columns = [place == v for v in common]
    rare = ~np.isin(place, [*common, int(np.argmax(counts))])
    if rare.any() and len(values) > 1:
        columns.append(rare)
    return np.column_stack(columns).astype(np.float64) if columns else np.empty((len(codes), 0))


def _others(candidates: tuple[Candidate, ...], scale: Floats) -> list[list[int]]:
    """By candidate the others that are held against it."""
    alike = np.abs(scale.T @ scale) / max(len(scale), 1) >= SAME
    return [
        [
            i
            for i, other in enumerate(candidates)
            if i != j and other.held and other.name not in mine.kin and not alike[i, j]
        ]
        for j, mine in enumerate(candidates)
    ]
