"""Leading-ness: how much of the later value the first half of the window foretells already."""

from __future__ import annotations

from beichen.judgement.screening.holding import Held
from beichen.judgement.screening.link import link_draws, marks
from beichen.judgement.screening.part import Missing, PartScore, undetermined
from beichen.judgement.screening.resampling import Resampling


def judge_leading(early: Held | None, draw: Resampling, candidate: int) -> PartScore:
    """As value predictiveness, of the behaviour in the first half of the window."""
    if early is None:
        return undetermined(Missing.NO_EARLY)
    return PartScore(marks(link_draws(early, draw, candidate)))
