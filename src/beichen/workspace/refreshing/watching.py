"""Keeps a served project up to date in the background, so that whoever looks at it only reads what is kept."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from beichen.domain.model import Completeness
from beichen.domain.time import Grain
from beichen.engine.tables import tables_of
from beichen.errors import BeichenError
from beichen.project.files import FILES
from beichen.project.texts import SUFFIXES, Texts
from beichen.workspace.refreshing.freshness import find_data_through
from beichen.workspace.refreshing.loading import stale_sources
from beichen.workspace.refreshing.observe import Wish
from beichen.workspace.refreshing.projecting import are_paces_stale
from beichen.workspace.refreshing.refresh import board_wishes, compute_stale, tree_metrics
from beichen.workspace.refreshing.refreshing import OvertakenError, TurnWith
from beichen.workspace.refreshing.watch import Activity

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

LOOK_EVERY = 2.0  # seconds
TRY_AGAIN_EVERY = 10.0
ASK_EVERY = 300.0
"""Seconds between looks at what only the warehouse can tell: rows of tables that no source loads."""

log = logging.getLogger("beichen.watching")


@contextmanager
def watched(workspace: Workspace) -> Iterator[Watcher]:
    """Watch a workspace in a thread of its own for as long as the block lasts."""
    watcher = Watcher(workspace)
    workspace.watch.on = True
    thread = threading.Thread(target=watcher.run, name="watcher", daemon=True)
    thread.start()
    try:
        yield watcher
    finally:
        watcher.stop()
        thread.join()
        workspace.watch.on = False
        workspace.watch.restart()


class Watcher:
    """Looks every few seconds whether files of the project or of its sources have changed, and acts on it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._watch = workspace.watch
        self._stopped = threading.Event()
        self._files = _project_files(workspace)
        self._seen: Hashable = None
        self._asked_at = time.monotonic()
        self._days = _days_by_clock(workspace)

    def run(self) -> None:
        """Look until stopped."""
        while not self._stopped.is_set():
            self._watch.news.clear()
            try:
                self.look()
                self._watch.trouble = None
            except OvertakenError:
                continue
            except BeichenError as error:
                # told to whoever looks at the board, which goes on showing what was computed before
                if str(self._watch.trouble) != str(error):
                    self._watch.trouble = error
            except Exception:
                log.exception("the project could not be brought up to date")
            self._watch.activity = None
            self._watch.news.wait(TRY_AGAIN_EVERY if self._watch.trouble else LOOK_EVERY)

    def stop(self) -> None:
        """End after what is being done."""
        self._stopped.set()
        self._watch.news.set()

    def look(self) -> None:
        """Bring up to date what has changed since the last look.

        Raises:
            BeichenError: the project's files cannot be, or data cannot be read; to be tried again.
        """
        workspace = self._workspace
        files = _project_files(workspace)
        if files != self._files:
            workspace.reread()
            # forms show the text of files, which may be another although it means the same
            workspace.epoch += 1
            self._files = files
        days = _days_by_clock(workspace)
        asks = time.monotonic() - self._asked_at > ASK_EVERY and _has_tables_of_others(workspace)
        if asks or days != self._days:
            self._asked_at, self._days = time.monotonic(), days
            with workspace.turn:
                workspace.forget_data()
        moment = self._moment()
        if moment == self._seen and not self._sources_changed():
            return
        self._refresh()
        self._warm()
        self._seen = moment  # that of before: what came in between is found by the next look

    def _refresh(self) -> None:
        """What the board keeps ready."""
        workspace, turn = self._workspace, TurnWith(self._workspace)
        with turn:
            kept = board_wishes(workspace.project, workspace.engine, workspace.observer)
            outdated = self._sources_changed() or bool(workspace.observer.stale(kept)) or are_paces_stale(workspace)
        if outdated:
            workspace.refresh(progress=self._tell)
        with turn:
            workspace.watch.add(kept)
            workspace.watch.data_through = find_data_through(workspace)

    def _warm(self) -> None:
        """What somebody may ask for next: the tree at its other grains, and whatever was asked for before."""
        workspace, turn = self._workspace, TurnWith(self._workspace)
        with turn:
            offered = [Wish(name, grain) for grain in Grain for name in tree_metrics(workspace.project)]
            wanted = list(dict.fromkeys([*workspace.watch.vouched, *offered]))
            stale = workspace.observer.stale(wanted)
            engine, observer = workspace.engine, workspace.observer
        compute_stale(engine, observer, stale, self._tell, turn)
        with turn:
            workspace.watch.add(wanted)

    def _tell(self, what: str, done: int, total: int) -> None:
        self._watch.activity = Activity(what, done, total)

    def _sources_changed(self) -> bool:
        workspace = self._workspace
        with workspace.turn:
            return bool(stale_sources(workspace.project, workspace.engine.warehouse, workspace.project.metrics))

    def _moment(self) -> Hashable:
        """What changes when observations may have become stale without a file having changed."""
        workspace = self._workspace
        return workspace.epoch, workspace.state.stamp.read()


def _project_files(workspace: Workspace) -> Hashable:
    """The project's files as they lie on disk, told by size and time."""
    folder = workspace.project.folder
    texts = Texts(folder)
    names = [name for kind in FILES.values() if kind.is_folder for name in texts.yaml_below(kind.place)]
    names += [
        kind.place.removesuffix(".yml") + end for kind in FILES.values() if not kind.is_folder for end in SUFFIXES
    ]
    found = []
    for name in names:
        try:
            status = (folder / name).stat()
        except OSError:
            continue
        found.append((name, status.st_size, status.st_mtime_ns))
    return tuple(found)


def _has_tables_of_others(workspace: Workspace) -> bool:
    """True when a model reads a table that no source loads: nothing but the warehouse can tell that it changed."""
    project = workspace.project
    loaded = {source.table.lower() for source in project.sources.values()}
    return any(tables_of(project, model) - loaded for model in project.models.values())


def _days_by_clock(workspace: Workspace) -> tuple[date, ...]:
    """The local day of every source that is complete through the clock: rows need not come for it to move on."""
    zone = ZoneInfo(workspace.project.calendar.timezone)
    now = datetime.now(UTC)
    return tuple(
        (now - source.lag).astimezone(zone).date()
        for source in workspace.project.sources.values()
        if source.complete_through is Completeness.CLOCK
    )
