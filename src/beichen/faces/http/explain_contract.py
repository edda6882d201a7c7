"""The document of `explain`, the same from every face."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import ConfigDict, Field

from beichen.domain.time import Grain
from beichen.faces.http.contracts import BothLanguages, Contract, Number
from beichen.judgement.robustness import Code
from beichen.judgement.robustness import Verdict as RobustnessVerdict
from beichen.tree.identity import BranchKind


class ExpectedRange(Contract):
    """Whether the change lies within what the metric's own history leads one to expect."""

    low: Number | None
    high: Number | None
    verdict: str
    reason: str | None


class EstimateAnswer(Contract):
    """What one more unit of a driver goes with in its parent: an association, with its 95% interval."""

    lag: int = Field(description="Periods after which it is strongest.")
    coefficient: Number = Field(description="Over all lags together, in the parent's unit.")
    low: Number
    high: Number
    periods: int
    evidence: Literal["association"]


class Branch(Contract):
    """What one driver added, in the unit of the metric explained; `interval` of an influence."""

    metric: str | None = Field(description="null for what is left over or unexplained at `parent`.")
    parent: str
    kind: BranchKind
    contribution: Number | None
    share: Number | None
    interval: tuple[Number, Number] | None
    estimate: EstimateAnswer | None = Field(default=None, description="Of an influence alone.")
    reason: str | None = Field(default=None, description="Why an influence has no estimate, or no contribution.")


class SegmentShare(Contract):
    """A segment's part in the change of the metric that it names, in that metric's unit."""

    metric: str
    segment: dict[str, str | None]
    before: Number | None
    after: Number | None
    contribution: Number | None
    excess: Number | None
    within: Number | None
    mix: Number | None


class RobustnessCheck(Contract):
    """The question asked once more, a little otherwise."""

    code: Code
    holds: bool | None = Field(description="null where it cannot be asked.")
    reason: BothLanguages = Field(description="What was found, or why nothing was.")


class RobustnessAnswer(Contract):
    """Whether the answer survives another period to compare with, and leaving out the day that moved most."""

    verdict: RobustnessVerdict
    checks: list[RobustnessCheck]


class LocatedSegment(Contract):
    """A segment of any combination of dimensions that stands out, in the units of the metric that it names."""

    metric: str = Field(description="Of the explained metric and its branches, the one at which it starts.")
    segment: dict[str, str | None]
    before: Number | None
    after: Number | None
    contribution: Number | None = Field(description="To that metric's change.")
    excess: Number | None
    within: Number | None
    mix: Number | None
    confidence: Number
    reason: str | None = Field(description="Why it has no contribution, as a code.")


class LeftOutDimension(Contract):
    """A dimension along which was not looked."""

    metric: str
    dimension: str
    reason: str


class LocatedAnswer(Contract):
    """Where the change sits."""

    segments: list[LocatedSegment]
    residual: Number | None
    reason: str | None = Field(description="Why there is no segment, as a code.")
    left_out: list[LeftOutDimension]


class CoincidingEvent(Contract):
    """Something that happened in the days of the two periods."""

    kind: str
    name: str
    text: BothLanguages
    on: date
    until: date | None
    metrics: list[str]
    segment: dict[str, list[str | None]]
    overlap: float
    author: str | None


class ExplainAnswer(Contract):
    """Why a metric moved: branches add up to the change, with `unexplained` for what a broken identity leaves."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "metric": "weekly_engaged_listeners",
                    "grain": "week",
                    "period": "2026-11-16",
                    "versus": "2026-11-09",
                    "before": 49198,
                    "after": 49488,
                    "change": 290,
                    "complete": True,
                    "expected": {"low": None, "high": None, "verdict": "undetermined", "reason": None},
                    "branches": [
                        {
                            "metric": "engaged_share",
                            "parent": "weekly_engaged_listeners",
                            "kind": "identity",
                            "contribution": 188.4,
                            "share": 0.6497,
                            "interval": None,
                        }
                    ],
                    "unexplained": 0,
                    "segments": [
                        {
                            "metric": "weekly_engaged_listeners",
                            "segment": {"channel": "organic"},
                            "before": 18204,
                            "after": 18444,
                            "contribution": 240,
                            "excess": 131.2,
                            "within": None,
                            "mix": None,
                        }
                    ],
                    "located": {
                        "segments": [
                            {
                                "metric": "active_listeners",
                                "segment": {"channel": "organic", "device": "ios"},
                                "before": 20110,
                                "after": 20480,
                                "contribution": 370,
                                "excess": 310.5,
                                "within": None,
                                "mix": None,
                                "confidence": 0.998,
                                "reason": None,
                            }
                        ],
                        "residual": 50,
                        "reason": None,
                        "left_out": [],
                    },
                    "events": [
                        {
                            "kind": "outage",
                            "name": "library_closed",
                            "text": {"en": "The library was closed", "zh": "图书馆闭馆"},
                            "on": "2013-10-11",
                            "until": "2013-10-12",
                            "metrics": [],
                            "segment": {"device": ["phone"]},
                            "overlap": 0.2,
                            "author": None,
                        }
                    ],
                    "robustness": {
                        "verdict": "robust",
                        "checks": [
                            {
                                "code": "neighbouring_period",
                                "holds": True,
                                "reason": {"en": "it holds against the week of 2 Nov 2026, too", "zh": "…"},
                            }
                        ],
                    },
                    "sentence": {"en": "…", "zh": "…"},
                }
            ]
        }
    )

    metric: str
    grain: Grain
    period: date | None
    versus: date | None
    before: Number | None
    after: Number | None
    change: Number | None
    complete: bool
    expected: ExpectedRange
    branches: list[Branch]
    unexplained: Number | None
    segments: list[SegmentShare]
    located: LocatedAnswer
    events: list[CoincidingEvent] = Field(description="What coincides, most overlap first; no cause.")
    robustness: RobustnessAnswer
    sentence: BothLanguages
