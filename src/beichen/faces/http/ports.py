"""What the HTTP face asks of a workspace, and no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from beichen.domain.finding import Finding
from beichen.domain.observation import Observation, Undetermined
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.judgement.goals import GoalStanding
from beichen.state.open import State
from beichen.warehouse.port import Limits
from beichen.workspace.guarding.guard import Guard
from beichen.workspace.pacing import Pace
from beichen.workspace.refreshing.freshness import Freshness
from beichen.workspace.refreshing.watch import Watch
from beichen.workspace.screening.screening import Screening
from beichen.workspace.slicing import SliceChoice

__all__ = ["BoardWorkspace", "Document", "Freshness"]


class Document(Protocol):
    """A result that knows its own JSON document."""

    def as_dict(self) -> dict[str, Any]: ...


class BoardWorkspace(Protocol):
    """The use cases of a workspace that the board shows. Called from several threads."""

    @property
    def project(self) -> Project: ...

    @property
    def state(self) -> State:
        """What is kept beside the project's files."""
        ...

    def tree(
        self,
        *,
        at: date | None = None,
        versus: date | None = None,
        grain: Grain | None = None,
        within: str | None = None,
    ) -> Document:
        """The tree with values; `at` None is the last complete period; `within` a slice such as `channel=organic`."""
        ...

    def sliced_series(
        self, metrics: Sequence[str], grain: Grain, start: date, end: date, *, within: str
    ) -> Mapping[str, Sequence[Observation]]:
        """As `series`, within a slice; metrics without its dimension are left out."""
        ...

    def slice_choices(self) -> Sequence[SliceChoice]:
        """The dimensions by which the tree can be sliced, with their values."""
        ...

    def explain(
        self,
        metric: str | None = None,
        *,
        at: date | None = None,
        versus: date | None = None,
        grain: Grain | None = None,
    ) -> Document:
        """Why a metric moved."""
        ...

    def reconcile(self, a: str, b: str, *, at: date | None = None, grain: Grain | None = None) -> Document:
        """Two metrics, or a metric and a number, walked from one to the other."""
        ...

    def explain_all(self, *, at: date | None = None, grain: Grain | None = None) -> Document:
        """Everything that moved, the most important first."""
        ...

    def health(self, *, at: date | None = None) -> Document:
        """Whether the North Star still means what it was chosen for."""
        ...

    def screen(self, *, weights: Mapping[str, float] | None = None) -> Screening:
        """The candidates for North Star, judged."""
        ...

    def guard(self, *, at: date | None = None) -> Guard:
        """Guardrails, conflicts between teams, outcomes."""
        ...

    def query(
        self,
        metrics: str | Sequence[str],
        *,
        limits: Limits | None = None,
        by: Sequence[str] = (),
        where: str | None = None,
        grain: Grain | None = None,
        start: date | None = None,
        end: date | None = None,
    ) -> Document | Sequence[Document]:
        """One answer for a name, a list for a sequence of names."""
        ...

    def series(
        self, metrics: Sequence[str], grain: Grain, start: date | None = None, end: date | None = None
    ) -> Mapping[str, Sequence[Observation]]:
        """Stored totals by metric, in order of period, `start` inclusive, `end` exclusive; None is unbounded."""
        ...

    def paces(self, metrics: Sequence[str]) -> Mapping[str, Pace | Undetermined]:
        """Where the running periods of metrics are likely to close."""
        ...

    def standings(self, metrics: Sequence[str], at: date | None = None) -> Mapping[str, Sequence[GoalStanding]]:
        """Every key result of the metrics, as it stood at the end of the day `at`."""
        ...

    def freshness(self) -> Freshness: ...

    def check(self) -> Sequence[Finding]:
        """What the rules say of the definitions."""
        ...

    def findings(self) -> Sequence[Finding]:
        """What the last refresh found in the data, the identities and the guardrails."""
        ...

    @property
    def watch(self) -> Watch:
        """What a watcher tells: while it is on, `version` tells of changed files, too."""
        ...

    def version(self) -> int:
        """A number that grows whenever something changed that a page may show."""
        ...
