"""Observations: computing those that are stale, and reading them back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from beichen.domain.observation import Observation
from beichen.domain.project import Project
from beichen.domain.time import Grain
from beichen.engine.answer import Answer
from beichen.engine.question import Question
from beichen.engine.run import Engine
from beichen.project.definition import definition_hash, definition_text
from beichen.state.definitions import Definition
from beichen.state.open import State
from beichen.state.slice import Slice, SliceKey
from beichen.workspace.refreshing.loading import DataVersions


@dataclass(frozen=True, slots=True)
class Wish:
    """Observations that somebody needs: a metric at a grain, in total or by one dimension."""

    metric: str
    grain: Grain
    by: tuple[str, ...] = ()


class Observer:
    """Keeps the state store's observations equal to what the definitions and the data say."""

    def __init__(
        self, project: Project, state: State, versions: Callable[[], DataVersions], engine: Callable[[], Engine]
    ) -> None:
        self._project = project
        self._state = state
        self._versions = versions
        self._engine = engine
        self._hashes: dict[str, str] = {}

    def key(self, wish: Wish) -> SliceKey:
        """Where a wish's observations are kept."""
        if wish.metric not in self._hashes:
            self._hashes[wish.metric] = definition_hash(self._project, wish.metric)
        return SliceKey(wish.metric, self._hashes[wish.metric], wish.grain, wish.by)

    def data_version(self, metric: str) -> str:
        """The version of the data behind a metric."""
        return self._versions().of(metric)

    def stale(self, wishes: Iterable[Wish]) -> list[Wish]:
        """The wishes whose observations are missing or rest on other data."""
        versions = self._versions()
        keys = {self.key(wish): wish for wish in wishes}
        wanted = {key: versions.of(wish.metric) for key, wish in keys.items()}
        return [keys[key] for key in self._state.observations.stale(wanted)]

    def compute(self, wishes: Sequence[Wish]) -> None:
        """Compute and keep the observations of wishes that share a grain and dimensions, in one question."""
        names = tuple(dict.fromkeys(wish.metric for wish in wishes))
        # told before the answer is computed: a load in between makes it stale, never wrongly fresh
        versions = {name: self._versions().of(name) for name in names}
        question = Question(names, by=wishes[0].by, grain=wishes[0].grain, squares=True)
        answers = dict(zip(names, self._engine().answer(question), strict=True))
        self._state.definitions.save_definitions(
            Definition(
                name, self.key(Wish(name, wishes[0].grain)).definition_hash, definition_text(self._project, name)
            )
            for name in names
        )
        at = datetime.now(UTC)
        slices = [Slice(self.key(wish), versions[wish.metric], at) for wish in wishes]
        self._state.observations.save_slices([(kept, observations(answers[kept.key.metric], kept)) for kept in slices])

    def answered(self, answer: Answer) -> list[Observation]:
        """An answer's rows as observations that are not kept."""
        key = self.key(Wish(answer.metric, answer.grain, answer.by))
        return observations(answer, Slice(key, "", datetime.now(UTC)))

    def read(
        self, wishes: Iterable[Wish], *, start: date | None = None, end: date | None = None
    ) -> dict[Wish, list[Observation]]:
        """The kept observations of wishes, by period; a wish that was never computed is left out."""
        keys = {self.key(wish): wish for wish in wishes}
        found = self._state.observations.read_slices(list(keys), start=start, end=end)
        return {keys[key]: kept for key, kept in found.items()}

    def read_periods(self, wishes: Iterable[Wish], periods: Sequence[date]) -> dict[Wish, list[Observation]]:
        """As `read`, of the periods that begin on these days."""
        keys = {self.key(wish): wish for wish in wishes}
        found = self._state.observations.read_periods(list(keys), periods)
        return {keys[key]: kept for key, kept in found.items()}


def observations(answer: Answer, kept: Slice) -> list[Observation]:
    """An answer's rows as observations of a slice."""
    return [
        Observation(
            metric=answer.metric,
            definition_hash=kept.key.definition_hash,
            grain=answer.grain,
            period=row.period,
            segment=row.segment,
            value=row.amount,
            numerator=row.numerator,
            denominator=row.denominator,
            n=row.n,
            sum_squares=row.sum_squares,
            complete=row.complete,
            computed_at=kept.computed_at,
        )
        for row in answer
    ]


def by_question(wishes: Iterable[Wish]) -> list[list[Wish]]:
    """The wishes that one question can answer, together."""
    groups: dict[tuple[Grain, tuple[str, ...]], list[Wish]] = {}
    for wish in wishes:
        groups.setdefault((wish.grain, wish.by), []).append(wish)
    return list(groups.values())
