"""An open project's stores and locks: its warehouse, its state, its engine, opened when they are first needed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from beichen.domain.finding import Finding
from beichen.domain.project import Project
from beichen.errors import StateError
from beichen.project.read import read_project
from beichen.workspace.refreshing.progress import no_progress
from beichen.workspace.refreshing.watch import Growing, OpenedOnce, Watch

if TYPE_CHECKING:
    from beichen.engine.run import Engine
    from beichen.state.open import State
    from beichen.warehouse.port import Warehouse
    from beichen.workspace.refreshing.loading import DataVersions
    from beichen.workspace.refreshing.observe import Observer, Wish

HOME = ".beichen"
"""The folder in a project in which the warehouse and the state are kept; never committed."""


class Opened:
    """A project with its warehouse and state. Threads may share it."""

    def __init__(self, project: Project, *, notice: Callable[[str], None] | None = None) -> None:
        self.project = project
        self.notice = notice or (lambda line: None)
        self.turn = threading.RLock()  # held by whoever asks the warehouse, loads or computes; readers need it not
        self.watch = Watch()
        self._refreshing = threading.Lock()
        self.epoch = 0  # grows when data were loaded or definitions have changed
        self._moments = Growing()

    def version(self) -> int:
        """A number that grows whenever something changed that a page may show, by whichever process.

        That is anything in the state store, the definitions, the data, and the day. Files of the
        project and of sources are looked at by a watcher, or by whoever reads while there is none.
        """
        today = datetime.now(ZoneInfo(self.project.calendar.timezone)).date()
        told = self.watch.trouble, self.watch.data_through
        return self._moments.number((self._state.stamp.read(), self.epoch, told, today))

    def findings(self) -> list[Finding]:
        """What the last refresh found in the data, the identities and the guardrails."""
        return self._state.findings.read()

    def ensure(self, wishes: Sequence[Wish]) -> None:
        """Load and compute what the wishes need and do not have; nothing that a watcher vouches for."""
        from beichen.workspace.refreshing.refresh import compute_stale

        lacking = self.watch.lacks(wishes)
        if not lacking:
            return
        with self.turn:
            self.load_stale(dict.fromkeys(wish.metric for wish in lacking))
            stale = self.observer.stale(lacking)
            if stale:
                self.notice(f"computing {len(stale)} set(s) of observations that were missing or stale")
                compute_stale(self._engine, self.observer, stale, no_progress)
            self.watch.add(lacking)

    def stale(self, wishes: Sequence[Wish]) -> list[Wish]:
        """The wishes whose observations are missing or rest on other data."""
        lacking = self.watch.lacks(wishes)
        if not lacking:
            return []
        with self.turn:
            stale = self.observer.stale(lacking)
            self.watch.add(set(lacking).difference(stale))
        return stale

    def load_stale(self, metrics: Sequence[str] | dict[str, None]) -> None:
        """Load the sources behind metrics that were never loaded, or have changed."""
        from beichen.engine.plan import find_metric
        from beichen.workspace.refreshing.loading import stale_sources

        for name in metrics:
            find_metric(self.project, name)
        stale = stale_sources(self.project, self._warehouse, metrics)
        for source in stale:
            self.notice(f"loading {source.name}, which was not loaded or has changed")
            self._warehouse.load(source)
        if stale:
            self.forget_data()

    def reread(self) -> None:
        """Read the project's files again; when they say something new, warehouse and state are opened anew.

        Raises:
            ProjectError: they say something that cannot be; the project stays as it was.
        """
        project = read_project(self.project.folder)
        with self.turn:
            if project == self.project:
                return
            # the warehouse is confined to the folders of the sources that it was opened for
            self.close()
            self.project = project
            for name in ("_engine", "observer", "_versions"):
                self.__dict__.pop(name, None)
            self.watch.restart()
            self.epoch += 1
        self.watch.news.set()

    def close(self) -> None:
        """Close the warehouse and the state, if they were opened."""
        with self.turn:
            for name in ("_warehouse", "_state"):
                opened = self.__dict__.pop(name, None)
                if opened is not None:
                    opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def home(self) -> Path:
        """Where the warehouse and the state are kept."""
        return self.project.folder / HOME

    @property
    def engine(self) -> Engine:
        """The engine, on the project's warehouse."""
        return self._engine

    @OpenedOnce
    def observer(self) -> Observer:
        """The keeper of observations."""
        from beichen.workspace.refreshing.observe import Observer

        return Observer(self.project, self._state, lambda: self._versions, lambda: self._engine)

    @property
    def state(self) -> State:
        """The state store."""
        return self._state

    @OpenedOnce
    def _warehouse(self) -> Warehouse:
        from beichen.warehouse.open import open_warehouse

        return open_warehouse(self.project, self.home)

    @OpenedOnce
    def _state(self) -> State:
        from beichen.state.open import open_state

        try:
            self.home.mkdir(exist_ok=True)
        except OSError as error:
            hint = "check that the project's folder can be written"
            raise StateError(f"cannot make the folder {self.home}: {error.strerror}", hint=hint) from error
        return open_state(self.home / "state.sqlite")

    @OpenedOnce
    def _engine(self) -> Engine:
        from beichen.engine.run import Engine

        return Engine(self.project, self._warehouse)

    @OpenedOnce
    def _versions(self) -> DataVersions:
        from beichen.workspace.refreshing.loading import DataVersions

        return DataVersions(self._engine)

    def forget_data(self) -> None:
        self._engine.forget()
        self.__dict__.pop("_versions", None)
        self.epoch += 1
