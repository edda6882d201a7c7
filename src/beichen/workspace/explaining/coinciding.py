"""The use case of coinciding events: what happened in the two periods of a change, most overlap first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from beichen.domain.observation import Segment
from beichen.domain.text import Text
from beichen.judgement.coinciding import STRONG, Coincidence, Moved, rank_coinciding, tell_coinciding
from beichen.workspace.explaining.happenings import happenings_between
from beichen.workspace.explaining.history import Remembering
from beichen.workspace.periods import Pair

MOST = 50
"""Coinciding events of one explanation, at most."""


def coinciding_with(
    workspace: Remembering,
    pair: Pair | None,
    *,
    path: Collection[str],
    below: Collection[str],
    located: Sequence[tuple[str, Segment]] = (),
) -> tuple[Coincidence, ...]:
    """What coincides with a change between two periods; nothing where there is no period.

    Args:
        path, below, located: see `Moved`; metrics in which a segment stands out are on the path, too.
    """
    if pair is None:
        return ()
    calendar = workspace.project.calendar
    period, versus = calendar.period(pair.at, pair.grain), calendar.period(pair.versus, pair.grain)
    first, until = min(period.start, versus.start), max(period.until, versus.until)
    on_path = {*path, *(metric for metric, _ in located)}
    moved = Moved(period, versus, on_path, frozenset(below), located)
    return tuple(rank_coinciding(happenings_between(workspace, first, until), moved)[:MOST])


def told_clause(found: Sequence[Coincidence]) -> Text | None:
    """A clause of the sentence about what coincides most; None where nothing does strongly."""
    return tell_coinciding(found[0]) if found and found[0].overlap >= STRONG else None


def coincidence_dict(found: Coincidence) -> dict[str, Any]:
    """One of `events` in the JSON document of `beichen explain --json`."""
    event = found.happening
    return {
        "kind": event.kind,
        "name": event.name,
        "text": event.text.as_dict(),
        "on": event.begins_on.isoformat(),
        "until": None if event.ends_on is None else event.ends_on.isoformat(),
        "metrics": list(event.metrics),
        "segment": {dimension: list(values) for dimension, values in event.segment},
        "overlap": found.overlap,
        "author": event.author,
    }
