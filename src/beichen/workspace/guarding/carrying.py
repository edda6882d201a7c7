"""Which segment carries both sides of a trade, from the segments that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.metric import Good
from beichen.domain.time import Grain
from beichen.engine.additivity import additivity, shared_dimensions
from beichen.judgement.guarding.trade import carrying
from beichen.judgement.segments import SegmentShare, share_segments
from beichen.workspace.refreshing.observe import Wish

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


def segment_of_both(
    workspace: Workspace, sides: tuple[tuple[str, Good], tuple[str, Good]], grain: Grain, before: date, after: date
) -> dict[str, str | None]:
    """Dimension → value of the segment that carried the most of both changes; empty where none stands out.

    Args:
        sides: what was pushed, and what was hurt, each with the direction of its movement.
        before, after: first days of the periods that are compared.
    """
    (won, up), (paid, bad) = sides
    gains, costs = (_shares(workspace, name, grain, before, after) for name in (won, paid))
    found = carrying(gains, costs, up, bad)
    return {} if found is None else dict(found.segment)


def _shares(workspace: Workspace, metric: str, grain: Grain, before: date, after: date) -> Sequence[SegmentShare]:
    """The metric's segments by every dimension that is kept."""
    engine = workspace.engine
    wishes = [Wish(metric, grain, (by,)) for by in shared_dimensions(engine, metric)]
    stale = set(workspace.stale(wishes))
    kept = [wish for wish in wishes if wish not in stale]
    ends = {o.period: o for o in workspace.series([metric], grain)[metric] if o.period in (before, after)}
    if before not in ends or after not in ends:
        return ()
    shares: list[SegmentShare] = []
    for wish, observed in workspace.observer.read_periods(kept, [before, after]).items():
        was = {o.segment: o for o in observed if o.period == before}
        now = {o.segment: o for o in observed if o.period == after}
        kind = additivity(engine, metric, wish.by[0])
        shares += share_segments(metric, kind, was, now, total_before=ends[before], total_after=ends[after])
    return shares
