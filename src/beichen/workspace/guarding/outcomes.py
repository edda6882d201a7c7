"""The outcomes of the tree: how each follows the North Star, and whether one has parted from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from beichen.domain.observation import Reason, Undetermined
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.judgement.outcomes.following import Following
from beichen.workspace.guarding.courses import Looked, grain_between

if TYPE_CHECKING:
    from beichen.judgement.outcomes.following import Vector


class OutcomeStatus(StrEnum):
    """How an outcome stands to the North Star."""

    FOLLOWING = "following"
    LOOSE = "loose"  # no relation stands out of chance
    PARTED = "parted"  # the North Star rose and the outcome did not follow any more
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """How one outcome follows the North Star; an association, no cause.

    Attributes:
        since: first day of the period in which it began to fall short; None unless it has parted.
        following: None where it cannot be told; `reason` says why.
    """

    metric: str
    grain: Grain
    status: OutcomeStatus
    since: date | None
    following: Following | None
    reason: Text

    def as_dict(self) -> dict[str, Any]:
        """The outcome in the JSON document of `beichen guard --json`."""
        return {
            "metric": self.metric,
            "status": self.status.value,
            "since": self.since.isoformat() if self.since else None,
            "reason": self.reason.as_dict(),
        }


def judge_outcomes(looked: Looked) -> list[OutcomeView]:
    """Every outcome of the tree, in the author's order."""
    tree = looked.workspace.project.tree
    return [_judge(looked, tree.north_star, name) for name in tree.outcomes] if tree else []


def _judge(looked: Looked, star: str, outcome: str) -> OutcomeView:
    from beichen.judgement.outcomes.following import follow_outcome
    from beichen.judgement.outcomes.parting import watch_outcome

    project = looked.workspace.project
    grain = grain_between(project.metrics[star], project.metrics[outcome])
    looked.ready([star, outcome], grain)
    periods, (led, followed) = _aligned(looked, [star, outcome], grain)
    found = follow_outcome(led, followed)
    if isinstance(found, Undetermined):
        return OutcomeView(outcome, grain, OutcomeStatus.UNDETERMINED, None, None, found.reason.text)
    parted = watch_outcome(led, followed).parted_since
    if parted is not None:
        return OutcomeView(outcome, grain, OutcomeStatus.PARTED, periods[parted], found, _PARTED)
    loose = found.low <= 0
    status = OutcomeStatus.LOOSE if loose else OutcomeStatus.FOLLOWING
    return OutcomeView(outcome, grain, status, None, found, _LOOSE if loose else _follows(project, star, found, grain))


def _aligned(looked: Looked, names: list[str], grain: Grain) -> tuple[list[date], list[Vector]]:
    """The values of metrics by period, NaN where one is missing; every period from the first to the last."""
    import numpy as np

    observed = [{o.period: o.value for o in looked.closed(name, grain)} for name in names]
    known = sorted({day for values in observed for day in values})
    calendar = looked.workspace.project.calendar
    periods = [period.start for period in calendar.periods(known[0], known[-1], grain)] if known else []
    missing = Undetermined(Reason.NO_PERIOD)
    rows = [[values.get(day, missing) for day in periods] for values in observed]
    return periods, [np.array([np.nan if isinstance(v, Undetermined) else v for v in row], dtype=float) for row in rows]


_PARTED = Text(
    "The North Star kept rising, and the outcome fell short of what used to follow.",
    "北极星指标持续上升，但该结果指标已低于以往应有的跟随水平。",
)
_LOOSE = Text(
    "No relation to the North Star's growth stands out of chance.", "与北极星指标增速之间没有超出偶然波动的关联。"
)


def _follows(project: Project, star: str, found: Following, grain: Grain) -> Text:
    label = project.metrics[star].label
    amount, low, high = (f"{number:.2f}" for number in (found.elasticity, found.low, found.high))
    unit = _PERIODS[grain]
    when_en = (
        "in the same " + unit.en if found.lead == 0 else f"mostly {found.lead} {unit.en}{'s' * (found.lead > 1)} later"
    )
    when_zh = f"当{unit.zh}" if found.lead == 0 else f"主要滞后 {found.lead} {unit.zh}"
    return Text(
        f"1% more {label.en} went with {amount}% more of it ({low} to {high}), {when_en}; an association.",
        f"{label.zh}每增长 1%，该指标相应变化 {amount}%（{low} ~ {high}），{when_zh}；仅为相关。",
    )


_PERIODS = {
    Grain.DAY: Text("day", "日"),
    Grain.WEEK: Text("week", "周"),
    Grain.MONTH: Text("month", "月"),
    Grain.QUARTER: Text("quarter", "季度"),
    Grain.YEAR: Text("year", "年"),
}
