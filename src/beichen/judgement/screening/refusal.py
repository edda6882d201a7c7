"""Refusals: why a candidate is a pseudo-metric, whatever its score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from beichen.domain.text import Text
from beichen.judgement.screening.gaming import Gaming
from beichen.judgement.screening.resampling import interval
from beichen.judgement.screening.trial import Floats

NEGLIGIBLE = 0.1
"""Deviations of later value; an interval about 0 that ends below it says that there is no link to speak of."""


SEASONAL = 0.5
"""Share of a candidate's variance from which it is when an entity began, not what it does, that is counted."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason against a candidate. Codes are stable."""

    code: str  # cumulative, traffic, financial, no_link, gameable, season_driven
    reason: Text

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, "reason": self.reason.as_dict()}


def refusals_of(links: Floats, gaming: Gaming, season: float | None, *, cheap: bool) -> Iterator[Refusal]:
    """What the data say against a candidate.

    Args:
        season: share of its variance between weeks of beginning.
    """
    low, high = interval(links)
    if low <= 0 and high < NEGLIGIBLE:
        yield Refusal("no_link", _no_link(float(links[0])))
    if cheap and not (low > 0 and gaming.top_rises):
        yield Refusal("gameable", _CHEAP)
    elif gaming.episodes_empty:
        yield Refusal("gameable", _EPISODES)
    elif gaming.top_falls and low > 0:
        yield Refusal("gameable", _TOP)
    if season is not None and season > SEASONAL:
        yield Refusal("season_driven", _SEASON)


def _no_link(link: float) -> Text:
    told = f"{link:+z.2f}".replace("-", "−")
    return Text(
        "once the pre-period, the background and the other behaviours are held, a standard deviation more of it goes "
        f"with {told} standard deviations of later value: not distinguishable from nothing, or less than nothing",
        f"在控制前期行为、用户背景和其他行为之后，它每高 1 个标准差，后续价值仅变化 {told} 个标准差，与无关联没有区别，甚至为负",
    )


_CHEAP = Text(
    "a push or a default can raise it, and those who have most of it show no more later value than those below them",
    "推送或默认设置就能把它刷高，而数值最高的用户，其后续价值并不更高",
)
_EPISODES = Text(
    "there were weeks in which it was inflated, and later value did not follow",
    "曾有几周它被明显推高，但后续价值并没有随之上升",
)
_TOP = Text(
    "those who have most of it have less later value than those below them: the cheapest way up carries no value",
    "数值最高的用户，后续价值反而低于次高的用户：最省力的推高方式并不带来价值",
)
_SEASON = Text(
    "most of it is decided by when somebody begins, as seasons, schedules and price campaigns do, not by what they do",
    "它的差异大多取决于用户何时开始（季节、日程或价格活动），而不是用户做了什么",
)
