"""An open project: the one door to everything that can be asked of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack, overload
from zoneinfo import ZoneInfo

from beichen.domain.finding import Finding
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.errors import BeichenError, StateError
from beichen.project.read import read_project
from beichen.workspace.building.writing import finish_writes
from beichen.workspace.reading import Asked, read_grain, read_question
from beichen.workspace.refreshing.progress import Progress, no_progress
from beichen.workspace.refreshing.watch import Growing, OpenedOnce, Watch

if TYPE_CHECKING:
    from beichen.domain.observation import Observation, Undetermined
    from beichen.engine.answer import Answer
    from beichen.engine.run import Engine
    from beichen.judgement.goals import GoalStanding
    from beichen.state.open import State
    from beichen.warehouse.port import Limits, LoadReport, Warehouse
    from beichen.workspace.building.changes import Changes
    from beichen.workspace.explaining.explanation import Explanation
    from beichen.workspace.explaining.morning_read import MorningRead
    from beichen.workspace.guarding.guard import Guard
    from beichen.workspace.pacing import Pace
    from beichen.workspace.refreshing.freshness import Freshness
    from beichen.workspace.refreshing.loading import DataVersions
    from beichen.workspace.refreshing.observe import Observer, Wish
    from beichen.workspace.refreshing.refresh import RefreshReport
    from beichen.workspace.slicing import SliceChoice
    from beichen.workspace.treeview import TreeView

HOME = ".beichen"
"""The folder in a project in which the warehouse and the state are kept; never committed."""


def open_workspace(folder: str | PathLike[str] = ".", *, notice: Callable[[str], None] | None = None) -> Workspace:
    """Read the project in `folder`; warehouse and state are opened when they are first needed.

    Args:
        notice: told what is done before the answer, such as a load that was needed.

    Raises:
        ProjectError: the folder holds no sound project.
    """
    finish_writes(Path(folder), Path(folder) / HOME, alone=False)
    return Workspace(read_project(Path(folder)), notice=notice)


class Workspace:
    """A project with its warehouse and state. Threads may share it."""

    def __init__(self, project: Project, *, notice: Callable[[str], None] | None = None) -> None:
        self.project = project
        self.notice = notice or (lambda line: None)
        self.turn = threading.RLock()  # held by whoever asks the warehouse, loads or computes; readers need it not
        self.watch = Watch()
        self._refreshing = threading.Lock()
        self.epoch = 0  # grows when data were loaded or definitions have changed
        self._moments = Growing()

    def check(self) -> list[Finding]:
        """What the lint rules say of the definitions, and the last refresh of the data."""
        from beichen.project.rules import check_project

        return check_project(self.project)

    def load(
        self, names: Sequence[str] = (), *, full: bool = False, progress: Progress | None = None
    ) -> list[LoadReport]:
        """Bring data in; sources that have not changed are left as they are.

        Args:
            names: of sources; none is all of them.
            full: read everything again.

        Raises:
            SourceError: a source cannot be read.
            WarehouseError: the warehouse is locked or full.
        """
        from beichen.workspace.refreshing.loading import load_sources

        with self.turn:
            reports = load_sources(self.project, self._warehouse, names, full=full, progress=progress or no_progress)
            self.forget_data()
            return reports

    def refresh(self, *, full: bool = False, progress: Progress | None = None) -> RefreshReport:
        """Load what changed, compute the observations that are stale, and check data, identities and guardrails.

        Args:
            full: compute all of them again.
        """
        from beichen.workspace.refreshing.refreshing import refresh

        with self._refreshing:
            while True:
                project = self.project
                try:
                    return refresh(self, full=full, progress=progress or no_progress)
                except BeichenError:
                    if self.project is project:
                        raise  # else the definitions have changed meanwhile: begin again

    @overload
    def query(  # type: ignore[overload-overlap]  # a str is a Sequence[str], too
        self, metrics: str, *, limits: Limits | None = None, **asked: Unpack[Asked]
    ) -> Answer: ...
    @overload
    def query(
        self, metrics: Sequence[str], *, limits: Limits | None = None, **asked: Unpack[Asked]
    ) -> list[Answer]: ...

    def query(
        self, metrics: str | Sequence[str], *, limits: Limits | None = None, **asked: Unpack[Asked]
    ) -> Answer | list[Answer]:
        """Values by period and segment, straight from the warehouse.

        Args:
            metrics: one name, or several.
            limits: on rows and time.
            asked: `by` (dimensions), `where` (a condition on rows), `grain`, and `start`
                and `end`, days `[start, end)` in which the wanted periods begin.

        Returns:
            One answer for a name, a list for several.

        Raises:
            QueryError: something named is unknown, or does not fit.
            LimitError: a limit was reached.
        """
        from beichen.warehouse.port import NO_LIMITS

        question = read_question(metrics, asked)
        with self.turn:
            self.load_stale(question.metrics)
            answers = self._engine.answer(question, limits or NO_LIMITS)
        return answers[0] if isinstance(metrics, str) else answers

    def sql(self, metrics: str | Sequence[str], **asked: Unpack[Asked]) -> str:
        """The SQL that answers the same question, each statement under a comment that names its metrics."""
        from beichen.workspace.statements import write_statements

        with self.turn:
            return write_statements(self, read_question(metrics, asked))

    def tree(
        self,
        *,
        at: date | None = None,
        versus: date | None = None,
        grain: Grain | str | None = None,
        within: str | None = None,
    ) -> TreeView:
        """The tree with values, changes and contributions.

        Args:
            at: first day of the period; None is the last complete one.
            versus: first day of the period to compare with; None is the one before.
            grain: None is the North Star's own.
            within: a slice, such as `channel=organic`, in which all values are then told; `channel`
                alone is the rows without a value. Statuses are not judged within a slice.

        Raises:
            QueryError: a day is not the first of a period, or the data have no such period, dimension or value.
            ProjectError: the project has no tree.
        """
        from beichen.workspace.treeview import view_tree

        return view_tree(self, at=at, versus=versus, grain=read_grain(grain), within=within)

    def explain(
        self,
        metric: str | None = None,
        *,
        at: date | None = None,
        versus: date | None = None,
        grain: Grain | str | None = None,
    ) -> Explanation:
        """Why a metric moved between two periods.

        Args:
            metric: None is the North Star.
            at, versus: as in `tree`.
            grain: None is the metric's own.
        """
        from beichen.workspace.explaining.explain import explain

        return explain(self, metric, at=at, versus=versus, grain=read_grain(grain))

    def explain_all(
        self, *, at: date | None = None, grain: Grain | str | None = None, progress: Progress | None = None
    ) -> MorningRead:
        """The morning read: every metric that moved, the most important first, each with why.

        Args:
            at: any day of the period; None is the last complete one.
            grain: at which all metrics are judged; None is each metric's own, in its last period
                that had closed by the end of the North Star's.

        Raises:
            QueryError: the data have no such period, or none had closed by then.
        """
        from beichen.workspace.explaining.morning import explain_all

        return explain_all(self, at=at, grain=read_grain(grain), progress=progress or no_progress)

    def guard(self, *, at: date | None = None) -> Guard:
        """Which guardrails fire, which teams' goals pull against each other, which outcomes stopped following.

        Args:
            at: first day of a period of the North Star, at whose end everything is looked at; None is the latest.

        Raises:
            QueryError: the day is not the first of a period, or the data have no such period.
        """
        from beichen.workspace.guarding.guard import guard

        return guard(self, at)

    def series(
        self, metrics: Sequence[str], grain: Grain, start: date | None = None, end: date | None = None
    ) -> dict[str, list[Observation]]:
        """Totals by metric, in order of period, of the periods that begin in `[start, end)`."""
        from beichen.workspace.refreshing.observe import Wish

        wishes = [Wish(name, grain) for name in metrics]
        self.ensure(wishes)
        found = self.observer.read(wishes, start=start, end=end)
        return {wish.metric: observations for wish, observations in found.items()}

    def sliced_series(
        self, metrics: Sequence[str], grain: Grain, start: date, end: date, *, within: str
    ) -> dict[str, list[Observation]]:
        """As `series`, within a slice (see `tree`); metrics without its dimension are left out."""
        from beichen.workspace.slicing import observe_slice, read_slice

        return observe_slice(self, read_slice(self, within), metrics, grain, start=start, end=end)

    def slice_choices(self) -> tuple[SliceChoice, ...]:
        """The dimensions by which the tree can be sliced, with their values."""
        from beichen.workspace.slicing import slice_choices

        return slice_choices(self)

    def paces(self, metrics: Sequence[str]) -> Mapping[str, Pace | Undetermined]:
        """Where the running periods of metrics are likely to close, as of the last refresh."""
        from beichen.workspace.pacing import paces_of

        return paces_of(self, metrics)

    def standings(self, metrics: Sequence[str], at: date | None = None) -> Mapping[str, Sequence[GoalStanding]]:
        """Every key result of the metrics, as it stood at the end of the day `at`; None is their last complete period's."""
        from beichen.workspace.goals import goal_standings

        return goal_standings(self, metrics, at)

    def freshness(self) -> Freshness:
        """How far the data reach, and when the observations were last computed."""
        from beichen.workspace.refreshing.freshness import read_freshness

        return read_freshness(self)

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

    @OpenedOnce
    def changes(self) -> Changes:
        """The changes of the project's files."""
        from beichen.workspace.building.changes import Changes

        return Changes(self)

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
