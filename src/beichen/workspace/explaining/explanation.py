"""Why a metric moved, as a value with its JSON document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from beichen.domain.observation import Segment
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.judgement.change import ExpectedRange
from beichen.judgement.segments import SegmentShare
from beichen.tree.identity import Branch, Split
from beichen.workspace.treeview import Amount, plain


@dataclass(frozen=True, slots=True)
class Explanation:
    """A change, split over the tree and over the segments of each dimension.

    Attributes:
        split: contributions in the metric's unit; of a metric that nothing drives, none.
        segments: of the metric itself, by one dimension at a time, largest first.
        sentence: the answer in one sentence.
    """

    metric: str
    grain: Grain
    period: date | None
    versus: date | None
    before: Amount
    after: Amount
    change: Amount
    complete: bool
    expected: ExpectedRange
    split: Split
    segments: tuple[SegmentShare, ...]
    sentence: Text

    def as_dict(self) -> dict[str, Any]:
        """The JSON document of `beichen explain --json`."""
        return {
            "metric": self.metric,
            "grain": self.grain.value,
            "period": None if self.period is None else self.period.isoformat(),
            "versus": None if self.versus is None else self.versus.isoformat(),
            "before": plain(self.before),
            "after": plain(self.after),
            "change": plain(self.change),
            "complete": self.complete,
            "expected": _expected(self.expected),
            "branches": [_branch(branch) for branch in self.split.branches],
            "unexplained": plain(self.split.unexplained),
            "segments": [_segment(share) for share in self.segments],
            "events": [],
            "sentence": self.sentence.as_dict(),
        }


def _expected(expected: ExpectedRange) -> dict[str, Any]:
    reason = None if expected.reason is None else expected.reason.value
    return {"low": expected.low, "high": expected.high, "verdict": expected.verdict.value, "reason": reason}


def _branch(branch: Branch) -> dict[str, Any]:
    return {
        "metric": branch.metric,
        "parent": branch.parent,
        "kind": branch.kind.value,
        "contribution": plain(branch.contribution),
        "share": plain(branch.share),
        "interval": None if branch.interval is None else list(branch.interval),
    }


def _segment(share: SegmentShare) -> dict[str, Any]:
    return {
        "metric": share.metric,
        "segment": _named(share.segment),
        "before": plain(share.before),
        "after": plain(share.after),
        "contribution": plain(share.contribution),
        "excess": plain(share.excess),
        "within": None if share.within is None else plain(share.within),
        "mix": None if share.mix is None else plain(share.mix),
    }


def _named(segment: Segment) -> dict[str, str | None]:
    return dict(segment)
