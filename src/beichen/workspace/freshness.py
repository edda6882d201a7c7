"""How fresh what the board shows is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from beichen.workspace.observe import Wish
from beichen.workspace.refresh import board_grain

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


@dataclass(frozen=True, slots=True)
class Freshness:
    """How far the data reach, and when the observations were last computed; None where nothing is known."""

    data_through: date | None  # the last day of the North Star's last complete period
    computed_at: datetime | None  # UTC


def read_freshness(workspace: Workspace) -> Freshness:
    """Freshness of the North Star, from the kept observations alone."""
    project = workspace.project
    if project.north_star is None:
        return Freshness(None, None)
    grain = board_grain(project)
    wish = Wish(project.north_star, grain)
    observed = workspace.observer.read([wish]).get(wish, [])
    complete = [observation for observation in observed if observation.complete]
    through = project.calendar.period(complete[-1].period, grain).last_day if complete else None
    return Freshness(through, observed[-1].computed_at if observed else None)
