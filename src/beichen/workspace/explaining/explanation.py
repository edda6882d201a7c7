"""Why a metric moved, as a value with its JSON document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from beichen.domain.observation import Segment, Undetermined
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.judgement.change import ExpectedRange
from beichen.judgement.coinciding import Coincidence
from beichen.judgement.influence import Estimate
from beichen.judgement.robustness import Robustness
from beichen.judgement.segments import SegmentShare
from beichen.tree.identity import Branch, BranchKind, Split
from beichen.workspace.explaining.coinciding import coincidence_dict
from beichen.workspace.explaining.influencing import estimate_dict
from beichen.workspace.explaining.located import LocatedChange
from beichen.workspace.treeview import Amount, plain, reason_of


@dataclass(frozen=True, slots=True)
class Explanation:
    """A change, split over the tree and over the segments of each dimension.

    Attributes:
        split: contributions in the metric's unit; of a metric that nothing drives, none.
        estimates: of influences, by parent and driver: what one more unit goes with.
        segments: of the metric itself, by one dimension at a time, largest first.
        located: the segments of any combination of dimensions that stand out, at the branch where each starts.
        events: what coincides, most overlap first; no cause.
        robustness: whether the answer survives a slightly different question.
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
    estimates: Mapping[tuple[str, str], Estimate | Undetermined]
    segments: tuple[SegmentShare, ...]
    located: LocatedChange
    events: tuple[Coincidence, ...]
    robustness: Robustness
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
            "branches": [self._branch(branch) for branch in self.split.branches],
            "unexplained": plain(self.split.unexplained),
            "segments": _all_segments(self.segments, self.located),
            "located": self.located.as_dict(),
            "events": [coincidence_dict(each) for each in self.events],
            "robustness": self.robustness.as_dict(),
            "sentence": self.sentence.as_dict(),
        }

    def _branch(self, branch: Branch) -> dict[str, Any]:
        row: dict[str, Any] = {
            "metric": branch.metric,
            "parent": branch.parent,
            "kind": branch.kind.value,
            "contribution": plain(branch.contribution),
            "share": plain(branch.share),
            "interval": None if branch.interval is None else list(branch.interval),
        }
        if branch.kind is BranchKind.INFLUENCE and branch.metric is not None:
            estimate = self.estimates.get((branch.parent, branch.metric))
            row["estimate"] = estimate_dict(estimate)
            row["reason"] = reason_of(estimate if isinstance(estimate, Undetermined) else branch.contribution)
        return row


def _expected(expected: ExpectedRange) -> dict[str, Any]:
    reason = None if expected.reason is None else expected.reason.value
    return {"low": expected.low, "high": expected.high, "verdict": expected.verdict.value, "reason": reason}


def by_one_dimension(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Of an explanation's document, the segments of the explained metric itself by one dimension at a time."""
    own = document["metric"]
    return [row for row in document["segments"] if row["metric"] == own and len(row["segment"]) == 1]


def _all_segments(shares: Sequence[SegmentShare], located: LocatedChange) -> list[dict[str, Any]]:
    """Every segment by one dimension, and those of any depth and branch that stand out; the largest first."""
    rows = [_segment(share) for share in shares]
    told = {(row["metric"], frozenset(row["segment"].items())) for row in rows}
    for one in located.as_dict()["segments"]:
        if (one["metric"], frozenset(one["segment"].items())) not in told:
            rows.append({name: one[name] for name in _SEGMENT_KEYS})
    return sorted(rows, key=lambda row: -1.0 if row["contribution"] is None else abs(row["contribution"]), reverse=True)


_SEGMENT_KEYS = ("metric", "segment", "before", "after", "contribution", "excess", "within", "mix")


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
