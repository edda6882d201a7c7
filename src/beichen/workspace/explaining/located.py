"""Where a change sits, as a value with its JSON document, in which form it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from beichen.domain.observation import Reason, Undetermined
from beichen.judgement.branches import Located
from beichen.workspace.explaining.leaftable import LeftOut
from beichen.workspace.treeview import Amount, plain, reason_of

NUMBERS = ("before", "after", "contribution", "excess", "within", "mix", "confidence")


@dataclass(frozen=True, slots=True)
class LocatedChange:
    """The segments, of any combination of dimensions, in which a metric's change sits.

    Attributes:
        segments: each once, at the branch where it starts; what did most for the change first.
        residual: what the explained metric's segments leave of its change; undetermined where it is not localised.
        reason: why there is no segment; None where there is one.
        left_out: dimensions along which was not looked.
    """

    segments: tuple[Located, ...]
    residual: Amount
    reason: Reason | None
    left_out: tuple[LeftOut, ...] = ()

    @classmethod
    def nothing(cls, reason: Reason) -> LocatedChange:
        return cls((), Undetermined(reason), reason)

    def as_dict(self) -> dict[str, Any]:
        """`located` in the JSON document of `beichen explain --json`."""
        return {
            "segments": [_segment(one) for one in self.segments],
            "residual": plain(self.residual),
            "reason": None if self.reason is None else self.reason.value,
            "left_out": [
                {"metric": one.metric, "dimension": one.dimension, "reason": one.reason.value} for one in self.left_out
            ],
        }

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> LocatedChange:
        """The value that a document was made of."""
        reason = None if document["reason"] is None else Reason(document["reason"])
        unknown = Undetermined(reason or Reason.NOT_ADDITIVE)
        return cls(
            tuple(_read_segment(one) for one in document["segments"]),
            unknown if document["residual"] is None else document["residual"],
            reason,
            tuple(LeftOut(one["metric"], one["dimension"], Reason(one["reason"])) for one in document["left_out"]),
        )


def _segment(one: Located) -> dict[str, Any]:
    numbers: dict[str, Any] = {name: getattr(one, name) for name in NUMBERS}
    told = {name: plain(value) if isinstance(value, Undetermined) else value for name, value in numbers.items()}
    return {"metric": one.metric, "segment": dict(one.segment), **told, "reason": reason_of(one.contribution)}


def _read_segment(document: Mapping[str, Any]) -> Located:
    numbers = {name: document[name] for name in NUMBERS}
    if document["reason"] is not None:
        numbers |= dict.fromkeys(("contribution", "excess"), Undetermined(Reason(document["reason"])))
    return Located(document["metric"], tuple(document["segment"].items()), **numbers)
