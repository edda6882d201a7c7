"""An open project: the one door to everything that can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Unpack, overload

from beichen.domain.finding import Finding
from beichen.domain.time import Grain
from beichen.errors import BeichenError
from beichen.project.read import read_project
from beichen.workspace.building.writing import finish_writes
from beichen.workspace.opened import HOME, Opened
from beichen.workspace.reading import Asked, read_grain, read_question
from beichen.workspace.refreshing.progress import Progress, no_progress
from beichen.workspace.refreshing.watch import OpenedOnce

if TYPE_CHECKING:
    from beichen.domain.observation import Observation, Undetermined
    from beichen.engine.answer import Answer
    from beichen.judgement.goals import GoalStanding
    from beichen.warehouse.port import Limits, LoadReport
    from beichen.workspace.building.changes import Changes
    from beichen.workspace.explaining.explanation import Explanation
    from beichen.workspace.explaining.morning_read import MorningRead
    from beichen.workspace.guarding.guard import Guard
    from beichen.workspace.health.health import HealthView
    from beichen.workspace.pacing import Pace
    from beichen.workspace.reconciling.reconciliation import Reconciliation
    from beichen.workspace.refreshing.freshness import Freshness
    from beichen.workspace.refreshing.refresh import RefreshReport
    from beichen.workspace.screening.screening import Screener, Screening
    from beichen.workspace.slicing import SliceChoice
    from beichen.workspace.treeview import TreeView


def open_workspace(folder: str | PathLike[str] = ".", *, notice: Callable[[str], None] | None = None) -> Workspace:
    """Read the project in `folder`; warehouse and state are opened when they are first needed.

    Args:
        notice: told what is done before the answer, such as a load that was needed.

    Raises:
        ProjectError: the folder holds no sound project.
    """
    finish_writes(Path(folder), Path(folder) / HOME, alone=False)
    return Workspace(read_project(Path(folder)), notice=notice)


class Workspace(Opened):
    """A project, and everything that can be asked of it. Threads may share it."""

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

    def health(self, *, at: date | None = None) -> HealthView:
        """Whether the North Star still means what it was chosen for: every check, and the verdict.

        Args:
            at: first day of a period of the North Star, at whose end everything is looked at; None is the latest.

        Raises:
            ProjectError: the project names no North Star.
            QueryError: the day is not the first of a period, or the data have no such period.
        """
        from beichen.workspace.health.health import health

        return health(self, at)

    def reconcile(
        self,
        a: str,
        b: str,
        *,
        at: date | None = None,
        grain: Grain | str | None = None,
        column: str | None = None,
        sheet: str | None = None,
    ) -> Reconciliation:
        """Two numbers for one question, walked from one to the other, one condition at a time.

        Args:
            a: a metric.
            b: another metric; or a number; or a file of numbers by period (CSV, Excel, Parquet, JSON lines),
                for which the changes of `a` are looked for that give them.
            at: first day of the period; None is the last complete one, or a file's latest.
            grain: None is the metric's own.
            column, sheet: of a file, where there are several.

        Raises:
            QueryError: something named is unknown, or the file does not say what its figures are.
            SourceError: the file cannot be read.
        """
        from beichen.workspace.reconciling.reconcile import reconcile

        return reconcile(self, a, b, at=at, grain=read_grain(grain), column=column, sheet=sheet)

    def screen(self, *, weights: Mapping[str, float] | None = None, progress: Progress | None = None) -> Screening:
        """Judge the candidates of candidates.yml for North Star, and propose thresholds.

        Args:
            weights: of the parts of the score, by name; those not named have their usual weight.

        Raises:
            ProjectError: the project has no candidates.
        """
        return self.screener.screen(weights, progress=progress)

    @OpenedOnce
    def screener(self) -> Screener:
        """Who judges the candidates for North Star, and remembers what was found while the data stay."""
        from beichen.workspace.screening.screening import Screener

        return Screener(self)

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

    @OpenedOnce
    def changes(self) -> Changes:
        """The changes of the project's files."""
        from beichen.workspace.building.changes import Changes

        return Changes(self)
