"""How fresh what the board shows is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from beichen.workspace.refreshing.loading import sources_behind
from beichen.workspace.refreshing.observe import Wish
from beichen.workspace.refreshing.refresh import board_grain

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


@dataclass(frozen=True, slots=True)
class Freshness:
    """How far the data reach, and when the observations were last computed; None where nothing is known."""

    data_through: date | None  # the last day through which all of the North Star's models are complete
    computed_at: datetime | None  # UTC


def read_freshness(workspace: Workspace) -> Freshness:
    """Freshness of what the North Star is computed from."""
    project = workspace.project
    if project.north_star is None:
        return Freshness(None, None)
    kept = workspace.state.observations.slice_info(
        workspace.observer.key(Wish(project.north_star, board_grain(project)))
    )
    # while a watcher loads, what is shown still rests on the data of before
    through = workspace.watch.data_through if workspace.watch.on else find_data_through(workspace)
    return Freshness(through, kept.computed_at if kept else None)


def find_data_through(workspace: Workspace) -> date | None:
    """The last day through which all of the North Star's models are complete, as the warehouse says."""
    project = workspace.project
    if project.north_star is None:
        return None
    with workspace.turn:
        warehouse = workspace.engine.warehouse
        if any(warehouse.loaded_version(source) is None for source in sources_behind(project, [project.north_star])):
            return None
        spans = [workspace.engine.span(model) for model in project.models_of(project.north_star)]
    known = [span.through for span in spans if span is not None]
    return min(known) if known and len(known) == len(spans) else None
