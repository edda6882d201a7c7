"""Known-truth worlds for screening: users with a value of which we know which behaviours carry it.

A world has carriers (what the user does of it is what later value is made of),
followers (they go with value only because background, first days or carriers
drive both), and gameable behaviours (some of them genuine, mostly inflated by
pushes to active users, by bots, or by campaigns of whole weeks, of which later
value knows nothing; only some are declared cheap).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from beichen.judgement.screening.resampling import interval
from beichen.judgement.screening.screen import judge_candidates, rank_candidates
from beichen.judgement.screening.trial import Candidate, Trial

Floats = NDArray[np.float64]

CARRIERS, FOLLOWERS, GAMEABLE = 5, 3, 2


@dataclass(frozen=True, slots=True)
class World:
    """A trial, and what an honest unit of each behaviour is worth: deviations of later value per deviation of it."""

    trial: Trial
    worth: Floats
    identified: NDArray[np.bool_]  # what the regression estimates is the worth: all but the inflated
    gameable: NDArray[np.bool_]


def make_world(seed: int, *, users: int = 4_000, hidden: float = 0.0) -> World:
    """One company with its users.

    Args:
        hidden: how strongly something that nobody measured drives followers and value alike.
    """
    chance = np.random.default_rng([seed, 77])
    began = chance.integers(0, 26 * 7, users)
    channel, region = chance.integers(0, 4, users), chance.integers(0, 3, users)
    drive = chance.normal(0, 1, 4)[channel] * 0.5 + chance.normal(0, 0.5, 3)[region]
    habit = chance.normal(0, 0.7, users) + 0.6 * drive
    pre = chance.poisson(np.exp(0.8 + habit))
    known = 0.5 * drive + 0.6 * (np.log1p(pre) - np.log1p(pre).mean())  # why people come, told by who they are

    latent = chance.normal(0, 1, users)  # what drives all that carries value
    carriers = [_counts(chance, 0.9 + 0.4 * latent + 0.4 * known, users) for _ in range(CARRIERS)]
    active = _scale(np.sum([np.log1p(carried) for carried in carriers], axis=0))
    unseen = np.random.default_rng([seed, 78]).normal(0, hidden, users)
    followers = [_counts(chance, 0.8 + 0.7 * known + 0.7 * active + unseen, users, noise=0.2) for _ in range(FOLLOWERS)]
    weights = chance.permutation([0.1, 0.18, 0.28, 0.4, 0.55])
    genuine, inflated = zip(*(_inflated(chance, g, known, active, began) for g in range(GAMEABLE)), strict=True)
    honest = [*carriers, *followers, *genuine]
    slopes = np.array([*weights, *([0.0] * FOLLOWERS), *([0.12] * GAMEABLE)])
    told = np.column_stack([np.log1p(column) for column in honest])
    value = (told - told.mean(axis=0)) / told.std(axis=0) @ slopes + 0.5 * known + unseen + chance.normal(0, 1.0, users)

    seen = np.column_stack([*carriers, *followers, *inflated]).astype(np.float64)
    kinds = np.array([0] * CARRIERS + [1] * FOLLOWERS + [2] * GAMEABLE)
    worth = np.where(kinds == 2, 0.0, slopes) / value.std()
    order = chance.permutation(len(kinds))
    candidates = tuple(
        Candidate(f"b{place}", cheap=bool(kinds[j] == 2 and chance.random() < 0.4), decomposability=1.0)
        for place, j in enumerate(order)
    )
    early = chance.binomial(seen.astype(np.int64), 0.5).astype(np.float64)
    trial = Trial(
        candidates,
        window=seen[:, order],
        later=np.expm1(value - value.min())[:, None],
        weights=np.ones(1),
        began=began,
        early=early[:, order],
        pre=pre[:, None].astype(np.float64),
        background=(channel, region),
    )
    return World(trial, worth[order], (kinds != 2)[order], (kinds == 2)[order])


def _counts(chance: np.random.Generator, log_rate: Floats, users: int, noise: float = 0.5) -> NDArray[np.int64]:
    return chance.poisson(np.exp(log_rate + chance.normal(0, noise, users)))


def _scale(column: Floats) -> Floats:
    return (column - column.mean()) / column.std()


def _inflated(
    chance: np.random.Generator, kind: int, known: Floats, active: Floats, began: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What users did of it themselves, and what is counted.

    Pushes go to active users, so that the count goes with value as much as what carries it.
    """
    users = len(began)
    genuine = _counts(chance, 0.4 + 0.3 * known + 0.3 * active, users)
    if kind % 2 == 0:  # some are pushed, always
        pushed = chance.random(users) < 1 / (1 + np.exp(0.3 - 2.5 * active))
        return genuine, genuine + pushed * chance.poisson(np.exp(1.5 + 0.5 * known + 0.5 * active))
    campaign = np.isin(began // 7, chance.choice(26, 5, replace=False))
    pushed = chance.random(users) < np.where(campaign, 0.95, 0.2)
    return genuine, genuine + pushed * chance.poisson(np.exp(1.2 + 0.4 * known + 0.7 * active))


@dataclass(frozen=True, slots=True)
class Tally:
    """What screening found in a number of worlds, beside what plain correlation would have said."""

    rank_correlations: list[float]  # of the score with the worth, by world
    raw_rank_correlations: list[float]
    gamed: list[bool]  # a gameable behaviour stood among the first three
    raw_gamed: list[bool]
    covered: list[bool]  # by behaviour whose worth is identified: its interval holds it
    carriers_refused: list[bool]
    others_refused: list[bool]


def tally(worlds: Iterable[World]) -> Tally:
    """Judge worlds and compare with what is known of them."""
    found = Tally([], [], [], [], [], [], [])
    for world in worlds:
        judged = judge_candidates(world.trial)
        ranked = rank_candidates(judged)
        names = [each.name for each in judged]
        scores = {each.judged.name: float(each.score[0]) for each in ranked if each.score is not None}
        raw = np.array([each.raw for each in judged])
        found.rank_correlations.append(rank_correlation(np.array([scores[name] for name in names]), world.worth))
        found.raw_rank_correlations.append(rank_correlation(raw, world.worth))
        found.gamed.append(any(world.gameable[names.index(each.judged.name)] for each in ranked[:3]))
        found.raw_gamed.append(bool(world.gameable[np.argsort(-raw)[:3]].any()))
        for j, each in enumerate(judged):
            if world.identified[j] and each.link is not None:
                low, high = interval(each.link)
                found.covered.append(low <= world.worth[j] <= high)
            (found.carriers_refused if world.worth[j] > 0 else found.others_refused).append(bool(each.refusals))
    return found


def rank_correlation(first: Floats, second: Floats) -> float:
    """Spearman's, equal values sharing their mean rank."""
    return float(np.corrcoef(_ranks(first), _ranks(second))[0, 1])


def _ranks(values: Floats) -> Floats:
    _, place, counts = np.unique(np.round(values, 9), return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[place]
