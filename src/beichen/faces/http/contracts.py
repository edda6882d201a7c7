"""The documents that scripts rely on: `query`, `tree` and `reconcile`, the same from every face."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from beichen.domain.metric import Role
from beichen.domain.time import Grain
from beichen.domain.tree import EdgeKind
from beichen.judgement.status import Status

Number = int | float


class Contract(BaseModel):
    """A document, or a part of one."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class BothLanguages(Contract):
    """A text in English and Chinese."""

    en: str
    zh: str


class QueryRow(Contract):
    """One period and segment; `value` null has its `reason`."""

    period: date
    segment: dict[str, str | None]
    value: Number | None
    reason: str | None
    numerator: Number | None
    denominator: Number | None
    n: Number | None
    complete: bool


class QueryAnswer(Contract):
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


class TreeNode(Contract):
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


class TreeEdge(Contract):
    """A driver, and what it added to the North Star's change, in the North Star's unit."""

    parent: str
    child: str
    kind: EdgeKind
    contribution: Number | None
    share: Number | None
    interval: tuple[Number, Number] | None
    reason: str | None
    planned: bool


class TreeLeftover(Contract):
    """What stays of the North Star's change at a metric whose identity does not hold, or cannot be computed."""

    parent: str
    contribution: Number | None
    share: Number | None
    reason: str | None


class TreeAnswer(Contract):
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


class ReconcileCondition(Contract):
    """One condition of a definition: what it was, and what it becomes."""

    aspect: str
    before: str | None
    after: str | None
    of: str | None = Field(description="The part of a ratio or lifecycle metric that it belongs to.")


class ReconcileStep(Contract):
    """One condition changed, or several that cannot be changed alone."""

    condition: str = Field(description="Its code; several are joined by `+`.")
    text: BothLanguages
    conditions: list[ReconcileCondition]
    value: Number = Field(description="What the definition gives now.")
    change: Number


class ReconcileGuess(Contract):
    """How the definition of a number from elsewhere was looked for."""

    periods: int
    alternatives: list[list[ReconcileStep]] = Field(description="Other ways that give it in as few steps.")
    nearest: ReconcileStep | None
    tried: int


class ReconcileAnswer(Contract):
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


Answers = Annotated[QueryAnswer | list[QueryAnswer], Field(description="One answer, or a list for several metrics.")]
