"""The use case of a refresh: load, compute, check, keep."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from beichen.domain.finding import Finding
from beichen.domain.observation import Undetermined
from beichen.errors import ProjectError
from beichen.state.refreshes import Refresh
from beichen.tree.checks import check_identity
from beichen.workspace.explaining.history import keep_definitions
from beichen.workspace.explaining.locating import locate_tree
from beichen.workspace.explaining.morning import keep_morning
from beichen.workspace.guarding.guardrails import keep_episodes
from beichen.workspace.guarding.standing import Observed, breached_guardrails, own_wishes
from beichen.workspace.refreshing.happened import keep_broken_identities, keep_data_incidents, keep_table_events
from beichen.workspace.refreshing.observe import Wish
from beichen.workspace.refreshing.progress import Progress
from beichen.workspace.refreshing.projecting import refresh_paces
from beichen.workspace.refreshing.refresh import (
    RefreshReport,
    board_grain,
    board_wishes,
    compute_stale,
    data_findings,
    tree_metrics,
)

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace


def refresh(workspace: Workspace, *, full: bool, progress: Progress) -> RefreshReport:
    """Bring observations and findings up to date, and write down that it was done."""
    project = workspace.project
    started = datetime.now(UTC)
    loads = workspace.load(full=full, progress=progress) if project.sources else []
    with workspace.turn:
        wishes = board_wishes(project, workspace.engine, workspace.observer)
        stale = list(wishes) if full else workspace.observer.stale(wishes)
    compute_stale(workspace.engine, workspace.observer, stale, progress, TurnWith(workspace))
    refresh_paces(workspace, full=full, progress=progress, turn=TurnWith(workspace))
    keep_definitions(workspace)
    locate_tree(workspace, progress, TurnWith(workspace))
    state = workspace.state
    if full or stale or not state.refreshes.latest():
        progress("check the data", 0, 1)
        state.findings.replace("data", data_findings(workspace.engine, board_grain(project)))
        keep_data_incidents(workspace)
    state.findings.replace("events", keep_table_events(workspace))
    state.findings.replace("tree", tree_findings(workspace))
    keep_episodes(workspace)
    keep_morning(workspace, progress)
    reused = len(wishes) - len(stale)
    state.refreshes.save_refresh(Refresh(started, datetime.now(UTC), len(stale), reused))
    return RefreshReport(len(stale), reused, tuple(loads), tuple(state.findings.read()))


class OvertakenError(ProjectError):
    """The definitions have changed while something was computed by them."""


class TurnWith:
    """A turn at the warehouse, as long as the definitions are those that they were.

    Raises:
        OvertakenError: (on entering) they are not.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._project = workspace.project

    def __enter__(self) -> None:
        self._workspace.turn.acquire()
        if self._workspace.project is not self._project:
            self._workspace.turn.release()
            raise OvertakenError("the definitions have changed meanwhile", hint="refresh again")

    def __exit__(self, *_: object) -> None:
        self._workspace.turn.release()


def tree_findings(workspace: Workspace) -> list[Finding]:
    """Identities that do not hold, in which periods is kept as incidents, and guardrails that are breached."""
    project = workspace.project
    if project.tree is None:
        return []
    grain = board_grain(project)
    shown = tree_metrics(project)
    observed = workspace.observer.read([Wish(name, grain) for name in shown])
    values = values_by_period(observed)
    keep_broken_identities(workspace, grain, values)
    found = check_identity(project.tree, values)
    return found + breached_guardrails(project, workspace.observer.read(own_wishes(project, shown)))


def values_by_period(observed: Observed) -> dict[date, dict[str, float | Undetermined]]:
    """Values by period, then metric; of whole periods only: of a partial one the parts need not fit yet."""
    values: dict[date, dict[str, float | Undetermined]] = {}
    for wish, observations in observed.items():
        for observation in observations:
            if observation.complete:
                values.setdefault(observation.period, {})[wish.metric] = observation.value
    return values
