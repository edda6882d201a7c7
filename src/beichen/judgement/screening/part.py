"""A part of the score: 0–1 with its interval, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from beichen.domain.text import Text
from beichen.judgement.screening.resampling import interval
from beichen.judgement.screening.trial import Floats


class Missing(StrEnum):
    """Why a part of the score is undetermined."""

    NO_EXPERIMENT = "no_experiment"
    NO_EARLY = "no_early_behaviour"
    ONE_COHORT = "one_cohort"
    NO_ENTITY = "not_told_by_entity"
    NO_DEFINITION = "no_definition"
    TOO_FEW = "too_few"
    NO_TRACE = "no_trace"

    @property
    def text(self) -> Text:
        """The reason for a person to read."""
        return _MISSING[self]


_MISSING = {
    Missing.NO_EXPERIMENT: Text(
        "no past experiment of these entities: its weight is spread over the other parts",
        "没有针对这些用户的历史实验，其权重由其他项分担",
    ),
    Missing.NO_EARLY: Text("the window is too short to be halved", "观察窗口太短，无法拆成前后两半"),
    Missing.ONE_COHORT: Text("all entities began at the same time", "所有用户都在同一时期开始，无法比较各批次"),
    Missing.NO_ENTITY: Text(
        "the metric cannot be told of one entity, so it is judged by its definition alone",
        "该指标无法落到单个用户上，只能依据口径判断",
    ),
    Missing.NO_DEFINITION: Text("nothing is known of its definition", "缺少口径信息"),
    Missing.NO_TRACE: Text(
        "it ends at a highest value, and no week shows that it was inflated: nothing to tell by",
        "该指标有上限，也没有出现被集中推高的时期，无从判断",
    ),
    Missing.TOO_FEW: Text("too few entities", "用户数太少"),
}


@dataclass(frozen=True, slots=True)
class PartScore:
    """One part of one candidate's score; `draws` are those of its interval, row 0 what was found."""

    draws: Floats | None
    missing: Missing | None = None

    @property
    def value(self) -> float | None:
        return None if self.draws is None else float(self.draws[0])

    def as_dict(self) -> dict[str, Any]:
        """Value and interval; null and the reason where there is none."""
        if self.draws is None:
            assert self.missing is not None
            return {"value": None, "reason": self.missing.text.as_dict()}
        low, high = interval(self.draws)
        value = float(self.draws[0])
        return {"value": value, "low": min(low, value), "high": max(high, value)}


def undetermined(reason: Missing) -> PartScore:
    """No value, and why."""
    return PartScore(None, reason)
