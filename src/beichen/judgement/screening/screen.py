"""Screening candidates: the parts of their scores, what speaks against them, and their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from beichen.judgement.screening.breadth import judge_breadth
from beichen.judgement.screening.curve import trace
from beichen.judgement.screening.decomposing import judge_decomposability
from beichen.judgement.screening.direction import judge_direction
from beichen.judgement.screening.gaming import find_episodes, judge_gaming, seasonal_share
from beichen.judgement.screening.holding import Held, hold
from beichen.judgement.screening.leading import judge_leading
from beichen.judgement.screening.link import judge_value, link_draws
from beichen.judgement.screening.part import Missing, PartScore, undetermined
from beichen.judgement.screening.refusal import Refusal, refusals_of
from beichen.judgement.screening.resampling import Resampling, interval
from beichen.judgement.screening.score import WEIGHTS, pareto_front, score_draws, win_shares
from beichen.judgement.screening.sensitivity import judge_sensitivity
from beichen.judgement.screening.stability import cohorts_of, judge_stability
from beichen.judgement.screening.trial import Floats, Ints, Trial, later_value

FEWEST = 200
"""Entities below which nothing is judged."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One candidate, judged by itself; no weights have been applied.

    Attributes:
        evidence: `correlated` (nothing was held), `adjusted`, or `experimental` (a past
            experiment moved it and later value the same way).
        link: deviations of later value that a deviation of it foretells, in every draw; None where that cannot be told.
        raw: the plain correlation of the two, for comparison.
    """

    name: str
    kind: str  # behaviour or metric: of either kind a name stands once
    evidence: str
    parts: Mapping[str, PartScore]
    refusals: tuple[Refusal, ...] = ()
    link: Floats | None = None
    raw: float | None = None

    def refused(self, *reasons: Refusal) -> Judged:
        """The same with what else speaks against it, first; a code stands once."""
        known = {reason.code: reason for reason in (*reasons, *self.refusals)}
        return replace(self, refusals=tuple(known.values()))


@dataclass(frozen=True, slots=True)
class Ranked:
    """One candidate in its place. Score is 0–100 in every draw; `win_share` is None for refused candidates."""

    judged: Judged
    score: Floats | None
    win_share: float | None
    pareto: bool

    def as_dict(self) -> dict[str, Any]:
        """Its part of the JSON document."""
        return {
            "name": self.judged.name,
            "kind": self.judged.kind,
            "score": _told(self.score),
            "parts": {name: part.as_dict() for name, part in self.judged.parts.items()},
            "evidence": self.judged.evidence,
            "link": _told(self.judged.link) | {"raw": self.judged.raw},
            "rejected": [refusal.as_dict() for refusal in self.judged.refusals],
            "win_share": self.win_share,
            "pareto": self.pareto,
        }


def judge_candidates(trial: Trial) -> list[Judged]:
    """Every candidate of a trial, in its order."""
    if trial.entities < FEWEST:
        return [without_entities(each.name, each.kind, Missing.TOO_FEW) for each in trial.candidates]
    bench = _Bench.of(trial)
    return [bench.judge(j) for j in range(len(trial.candidates))]


def without_entities(name: str, kind: str, reason: Missing = Missing.NO_ENTITY, share: float | None = None) -> Judged:
    """A candidate of which nothing is known by entity; `share` is its decomposability."""
    parts = {part: undetermined(reason) for part in WEIGHTS}
    if share is not None:
        parts["decomposability"] = judge_decomposability(share, Resampling.of(1))
    return Judged(name, kind, "undetermined", parts)


def rank_candidates(judged: Sequence[Judged], weights: Mapping[str, float] = WEIGHTS) -> list[Ranked]:
    """Best first: those that stand by their score, then those without one, then the refused."""
    standing = [each for each in judged if not each.refusals and each.parts["value"].value is not None]
    parts = [each.parts for each in standing]
    keys = [(each.kind, each.name) for each in standing]
    shares = dict(zip(keys, map(float, win_shares(parts)), strict=True))
    front = dict(zip(keys, map(bool, pareto_front(parts)), strict=True))
    ranked = [
        Ranked(
            each,
            score_draws(each.parts, weights),
            shares.get((each.kind, each.name)),
            front.get((each.kind, each.name), False),
        )
        for each in judged
    ]
    return sorted(ranked, key=lambda r: (bool(r.judged.refusals), -(r.score[0] if r.score is not None else -1.0)))


@dataclass(frozen=True, slots=True)
class _Bench:
    """What all candidates of a trial are judged with."""

    trial: Trial
    draw: Resampling
    held: Held
    early: Held | None
    cohort: Ints | None
    value: Floats

    @classmethod
    def of(cls, trial: Trial) -> _Bench:
        return cls(
            trial,
            Resampling.of(trial.entities),
            hold(trial, trial.window),
            None if trial.early is None else hold(trial, trial.early),
            cohorts_of(trial.began),
            later_value(trial.later, trial.weights),
        )

    def judge(self, j: int) -> Judged:
        candidate, held, draw = self.trial.candidates[j], self.held, self.draw
        links, curve = link_draws(held, draw, j), trace(held, draw, j)
        gaming = judge_gaming(curve, find_episodes(held, j, self.trial.began), links, cheap=candidate.cheap)
        sensitivity = judge_sensitivity(self.trial.arms, j)
        parts = {
            "value": judge_value(links),
            "directionality": judge_direction(curve),
            "leading": judge_leading(self.early, draw, j),
            "sensitivity": sensitivity.part,
            "stability": judge_stability(held, draw, j, self.cohort),
            "gaming": gaming.part,
            "breadth": judge_breadth(self.trial.window[:, j], draw),
            "decomposability": judge_decomposability(candidate.decomposability, draw),
        }
        evidence = "experimental" if sensitivity.moved_value else "adjusted" if held.anything else "correlated"
        season = seasonal_share(held.scale[:, j], self.trial.began)
        refusals = tuple(refusals_of(links, gaming, season, cheap=candidate.cheap))
        raw = float((held.scale[:, j] * self.value).mean())
        return Judged(candidate.name, candidate.kind, evidence, parts, refusals, links, raw)


def _told(draws: Floats | None) -> dict[str, Any]:
    if draws is None:
        return {"value": None, "low": None, "high": None}
    low, high = interval(draws)
    value = float(draws[0])
    return {"value": value, "low": min(low, value), "high": max(high, value)}
