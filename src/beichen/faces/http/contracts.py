"""The documents that scripts rely on: `query`, `tree` and `explain`, the same from every face."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from beichen.domain.metric import Role
from beichen.domain.time import Grain
from beichen.domain.tree import EdgeKind
from beichen.judgement.robustness import Code
from beichen.judgement.robustness import Verdict as RobustnessVerdict
from beichen.judgement.status import Status
from beichen.tree.identity import BranchKind

Number = int | float


class _Contract(BaseModel):
    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class BothLanguages(_Contract):
    """A text in English and Chinese."""

    en: str
    zh: str


class QueryRow(_Contract):
    """One period and segment; `value` null has its `reason`."""

    period: date
    segment: dict[str, str | None]
    value: Number | None
    reason: str | None
    numerator: Number | None
    denominator: Number | None
    n: Number | None
    complete: bool


class QueryAnswer(_Contract):
    """What a metric was, by period and segment."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "metric": "weekly_engaged_listeners",
                    "grain": "week",
                    "rows": [
                        {
                            "period": "2026-11-16",
                            "segment": {"channel": "organic"},
                            "value": 18204,
                            "reason": None,
                            "numerator": None,
                            "denominator": None,
                            "n": 18204,
                            "complete": True,
                        }
                    ],
                }
            ]
        }
    )

    metric: str
    grain: Grain
    rows: list[QueryRow]


class TreeNode(_Contract):
    """A metric of the tree in the period, and in the one it is compared with."""

    metric: str
    label: BothLanguages
    role: Role
    owner: str | None
    value: Number | None
    reason: str | None
    previous: Number | None
    change: Number | None
    status: Status
    complete: bool
    draft: bool


class TreeEdge(_Contract):
    """A driver, and what it added to the North Star's change, in the North Star's unit."""

    parent: str
    child: str
    kind: EdgeKind
    contribution: Number | None
    share: Number | None
    interval: tuple[Number, Number] | None
    reason: str | None
    planned: bool


class TreeLeftover(_Contract):
    """What stays of the North Star's change at a metric whose identity does not hold, or cannot be computed."""

    parent: str
    contribution: Number | None
    share: Number | None
    reason: str | None


class TreeAnswer(_Contract):
    """The tree with values for one period against another."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "north_star": "weekly_engaged_listeners",
                    "grain": "week",
                    "period": "2026-11-16",
                    "versus": "2026-11-09",
                    "slice": {},
                    "nodes": [
                        {
                            "metric": "weekly_engaged_listeners",
                            "label": {"en": "Weekly listeners on 3+ days", "zh": "每周听歌超过3天的用户数"},
                            "role": "north_star",
                            "owner": "lin",
                            "value": 49488,
                            "reason": None,
                            "previous": 49198,
                            "change": 290,
                            "status": "risk",
                            "complete": True,
                            "draft": False,
                        }
                    ],
                    "edges": [
                        {
                            "parent": "weekly_engaged_listeners",
                            "child": "engaged_share",
                            "kind": "identity",
                            "contribution": 188.4,
                            "share": 0.6497,
                            "interval": None,
                            "reason": None,
                            "planned": False,
                        }
                    ],
                    "unexplained": 0,
                    "leftovers": [],
                }
            ]
        }
    )

    north_star: str
    grain: Grain
    period: date | None
    versus: date | None
    slice: dict[str, str | None]
    nodes: list[TreeNode]
    edges: list[TreeEdge]
    unexplained: Number | None
    leftovers: list[TreeLeftover]


class ExpectedRange(_Contract):
    """Whether the change lies within what the metric's own history leads one to expect."""

    low: Number | None
    high: Number | None
    verdict: str
    reason: str | None


class EstimateAnswer(_Contract):
    """What one more unit of a driver goes with in its parent: an association, with its 95% interval."""

    lag: int = Field(description="Periods after which it is strongest.")
    coefficient: Number = Field(description="Over all lags together, in the parent's unit.")
    low: Number
    high: Number
    periods: int
    evidence: Literal["association"]


class Branch(_Contract):
    """What one driver added, in the unit of the metric explained; `interval` of an influence."""

    metric: str | None = Field(description="null for what is left over or unexplained at `parent`.")
    parent: str
    kind: BranchKind
    contribution: Number | None
    share: Number | None
    interval: tuple[Number, Number] | None
    estimate: EstimateAnswer | None = Field(default=None, description="Of an influence alone.")
    reason: str | None = Field(default=None, description="Why an influence has no estimate, or no contribution.")


class SegmentShare(_Contract):
    """A segment's part in the change of the metric that it names, in that metric's unit."""

    metric: str
    segment: dict[str, str | None]
    before: Number | None
    after: Number | None
    contribution: Number | None
    excess: Number | None
    within: Number | None
    mix: Number | None


class RobustnessCheck(_Contract):
    """The question asked once more, a little otherwise."""

    code: Code
    holds: bool | None = Field(description="null where it cannot be asked.")
    reason: BothLanguages = Field(description="What was found, or why nothing was.")


class RobustnessAnswer(_Contract):
    """Whether the answer survives another period to compare with, and leaving out the day that moved most."""

    verdict: RobustnessVerdict
    checks: list[RobustnessCheck]


class ReconcileCondition(_Contract):
    """One condition of a definition: what it was, and what it becomes."""

    aspect: str
    before: str | None
    after: str | None
    of: str | None = Field(description="The part of a ratio or lifecycle metric that it belongs to.")


class ReconcileStep(_Contract):
    """One condition changed, or several that cannot be changed alone."""

    condition: str = Field(description="Its code; several are joined by `+`.")
    text: BothLanguages
    conditions: list[ReconcileCondition]
    value: Number = Field(description="What the definition gives now.")
    change: Number


class ReconcileGuess(_Contract):
    """How the definition of a number from elsewhere was looked for."""

    periods: int
    alternatives: list[list[ReconcileStep]] = Field(description="Other ways that give it in as few steps.")
    nearest: ReconcileStep | None
    tried: int


class ReconcileAnswer(_Contract):
    """The walk from `a` to `b`: the steps' changes and `unexplained` add up to the difference."""

    a: str
    b: str
    grain: Grain
    period: date
    a_value: Number | None
    b_value: Number | None
    difference: Number | None
    steps: list[ReconcileStep]
    unexplained: Number | None
    guessed: ReconcileGuess | None = Field(description="Null between two metrics, whose definitions are both known.")
    reason: str | None = Field(description="Why there is no walk, as a code.")


class LocatedSegment(_Contract):
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


class LeftOutDimension(_Contract):
    """A dimension along which was not looked."""

    metric: str
    dimension: str
    reason: str


class LocatedAnswer(_Contract):
    """Where the change sits."""

    segments: list[LocatedSegment]
    residual: Number | None
    reason: str | None = Field(description="Why there is no segment, as a code.")
    left_out: list[LeftOutDimension]


class CoincidingEvent(BaseModel):
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


class ExplainAnswer(_Contract):
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


Answers = Annotated[QueryAnswer | list[QueryAnswer], Field(description="One answer, or a list for several metrics.")]
