"""Events: what happened, inside the company or out, that a change may coincide with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from beichen.domain.text import Text
from beichen.errors import Where

Condition = tuple[tuple[str, tuple[str | None, ...]], ...]
"""To whom something happened: dimension → values; () is everyone."""

OTHER = "other"
DATA_QUALITY = "data_quality"

EVENT_KINDS: Mapping[str, Text] = {
    "release": Text("release", "发版"),
    "campaign": Text("campaign", "营销活动"),
    "price": Text("price", "价格"),
    "content": Text("content", "内容"),
    "outage": Text("outage", "故障"),
    "market": Text("market", "外部市场"),
    "holiday": Text("holiday", "节假日"),
    DATA_QUALITY: Text("data quality", "数据质量"),
    OTHER: Text("other", "其他"),
}
"""The kinds that have a name in both languages; any other short word is a kind of its own."""

RESERVED_KINDS: Mapping[str, Text] = {
    "annotation": Text("note", "注释"),
    "initiative": Text("initiative", "举措"),
    "experiment": Text("experiment", "实验"),
    "definition": Text("definition", "口径"),
}
"""What is kept elsewhere, and is told beside events under these names."""

LONGEST_KIND = 40
LONGEST_TEXT = 500
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on some days.

    Attributes:
        begins_on, ends_on: its first and its last day.
        metrics: that it is about; () is all of them.
        owner: a person of the project.
    """

    name: str
    label: Text
    kind: str
    begins_on: date
    ends_on: date
    metrics: tuple[str, ...] = ()
    segment: Condition = ()
    link: str | None = None
    owner: str | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class EventTable:
    """Events that lie in the rows of a model; what is named here are expressions over its columns.

    Attributes:
        day, until: columns of the first and the last day; None: the model's time, and that same day.
        kind: of every row for which `kind_of` gives none.
        segment: dimension → expression.
    """

    name: str
    model: str
    text: str
    kind: str = OTHER
    day: str | None = None
    until: str | None = None
    kind_of: str | None = None
    metric: str | None = None
    segment: Mapping[str, str] = field(default_factory=dict)
    filter: str | None = None
    owner: str | None = None
    where: Where | None = None


def kind_label(kind: str) -> Text:
    """What people call a kind of event, or of what is told beside events."""
    return EVENT_KINDS.get(kind) or RESERVED_KINDS.get(kind) or Text.same(kind.replace("_", " "))
