"""Segments that no refresh keeps: asked of the warehouse for the two periods of a change, and kept with its explanation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.engine.question import Question
from beichen.state.explained import ExplainedPart, PartKey
from beichen.workspace.explaining.ends import stretches
from beichen.workspace.explaining.keeping import fingerprint
from beichen.workspace.periods import Pair
from beichen.workspace.refreshing.observe import Wish

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

METHOD = "1"
MOST_KEPT = 2_000
"""Rows of one dimension that are kept: of a wider one, reading them would take as long as asking again."""


def asked_segments(workspace: Workspace, wish: Wish, pair: Pair) -> list[Observation]:
    """The segments of both periods by one dimension."""
    key = PartKey(f"segments by {wish.by[0]}", wish.metric, pair.grain, pair.at, pair.versus)
    rests_on = fingerprint(workspace, key, [wish.metric], METHOD)
    kept = workspace.state.explained.read(key, rests_on)
    if kept is not None:
        return [_read(workspace, wish, row, kept.computed_at) for row in kept.document]
    observed: list[Observation] = []
    for start, end in stretches(workspace, pair):
        question = Question((wish.metric,), by=wish.by, grain=wish.grain, start=start, end=end)
        with workspace.turn:
            observed += workspace.observer.answered(workspace.engine.answer(question)[0])
    if len(observed) <= MOST_KEPT:
        rows = [_row(observation) for observation in observed]
        workspace.state.explained.save([ExplainedPart(key, rests_on, datetime.now(UTC), rows)])
    return observed


def _row(o: Observation) -> list[Any]:
    value, reason = (None, o.value.reason.value) if isinstance(o.value, Undetermined) else (o.value, None)
    return [o.period.isoformat(), o.segment[0][1], value, reason, o.numerator, o.denominator, o.n, o.complete]


def _read(workspace: Workspace, wish: Wish, row: Sequence[Any], computed_at: datetime) -> Observation:
    period, segment, value, reason, numerator, denominator, n, complete = row
    return Observation(
        wish.metric,
        workspace.observer.key(wish).definition_hash,
        wish.grain,
        date.fromisoformat(period),
        ((wish.by[0], segment),),
        value if reason is None else Undetermined(Reason(reason)),
        numerator,
        denominator,
        n,
        None,
        complete,
        computed_at,
    )
