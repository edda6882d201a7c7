"""Looking for the definition behind a figure: single changes first, then pairs of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from beichen.domain.observation import Undetermined
from beichen.domain.time import Grain
from beichen.engine.additivity import shared_dimensions
from beichen.engine.picks import pick_condition
from beichen.engine.question import Question
from beichen.errors import BeichenError
from beichen.project.contrast.condition import Aspect, Condition
from beichen.warehouse.port import Limits
from beichen.workspace.reconciling.figures import Figures
from beichen.workspace.reconciling.guesses import Guess, guesses_for
from beichen.workspace.reconciling.reconciliation import Guessed, Step
from beichen.workspace.reconciling.variants import Values, Variant, Variants

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

MOST_TRIED = 240
MOST_VALUES = 12
"""Values of a dimension that are tried, each alone and each left out: the largest."""


@dataclass(frozen=True, slots=True)
class Way:
    """The steps found, none where the figure is not reached; and how they were looked for."""

    steps: tuple[Step, ...]
    told: Guessed


def guess_way(workspace: Workspace, variants: Variants, figures: Figures, asked: tuple[str, Variant, date]) -> Way:
    """The fewest changes of the metric's definition that give every figure.

    A way that gives them need not be how they were made: it is a proposal to be
    confirmed, the better the more periods it gives.

    Args:
        asked: the metric, its definition as a variant, and the period that the steps tell.
    """
    project = workspace.project
    metric, first, at = asked
    grain = first.grain
    start = variants.values(first)
    assert not isinstance(start, BeichenError)  # the caller has computed it
    periods = len(figures.by_period) or 1
    if figures.are_met_by(start):
        return Way((), Guessed(periods, (), None, 1))
    guesses = guesses_for(project, metric, grain, list(_segments(workspace, metric, at, grain)))
    search = _Search(variants, figures, at, first, start)
    for depth in (1, 2):
        found = list(search.among(combinations(guesses, depth)))
        if found:
            return Way(found[0], Guessed(periods, tuple(found[1:4]), None, variants.asked))
    return Way((), Guessed(periods, (), search.nearest, variants.asked))


class _Search:
    """Tries changes together, in their order, and remembers the single one that comes nearest."""

    def __init__(self, variants: Variants, figures: Figures, at: date, first: Variant, start: Values) -> None:
        self._variants, self._figures, self._at, self._first = variants, figures, at, first
        self._start = _known(start, at)
        self._single: dict[Guess, Values] = {}
        self.nearest: Step | None = None

    def among(self, tried: Iterable[tuple[Guess, ...]]) -> Iterator[tuple[Step, ...]]:
        """The ways that give every figure."""
        for guesses in tried:
            if self._variants.asked >= MOST_TRIED:
                return
            if len({guess.touches for guess in guesses}) < len(guesses) or not self._is_worth(guesses):
                continue
            values = self._values(guesses)
            if values is None:
                continue
            if len(guesses) == 1:
                self._single[guesses[0]] = values
                self._remember(guesses[0], values)
            if self._figures.are_met_by(values):
                yield self._steps(guesses, values)

    def _values(self, guesses: tuple[Guess, ...]) -> Values | None:
        variant: Variant | None = self._first
        for guess in guesses:
            variant = guess.apply(variant) if variant else None
        if variant is None:
            return None
        values = self._variants.values(variant)
        if isinstance(values, BeichenError) or isinstance(values[self._at], Undetermined):
            return None
        return values

    def _is_worth(self, guesses: tuple[Guess, ...]) -> bool:
        """Changes that make no difference alone are left out of pairs."""
        if len(guesses) == 1:
            return True
        return all(guess in self._single and _known(self._single[guess], self._at) != self._start for guess in guesses)

    def _remember(self, guess: Guess, values: Values) -> None:
        value, figure = _known(values, self._at), self._figures.on(self._at).value
        best = abs((self.nearest.value if self.nearest else self._start) - figure)
        if abs(value - figure) < best:
            self.nearest = Step((guess.condition,), value, value - self._start)

    def _steps(self, guesses: tuple[Guess, ...], values: Values) -> tuple[Step, ...]:
        steps, value = [], self._start
        for guess in guesses:
            held = values if guess is guesses[-1] else self._single[guess]
            found = _known(held, self._at)
            steps.append(Step((guess.condition,), found, found - value))
            value = found
        return tuple(steps)


def _known(values: Values, at: date) -> int | float:
    value = values[at]
    assert not isinstance(value, Undetermined)  # only variants with a value are looked at
    return value


def _segments(workspace: Workspace, metric: str, at: date, grain: Grain) -> Iterator[tuple[Condition, str]]:
    """Each of the largest segments, alone and left out, with the condition on rows."""
    calendar = workspace.project.calendar
    end = calendar.shift(at, grain, 1)
    for dimension in shared_dimensions(workspace.engine, metric):
        question = Question((metric,), by=(dimension,), grain=grain, start=at, end=end)
        try:
            with workspace.turn:
                rows = list(workspace.engine.answer(question, Limits(rows=5000, seconds=20))[0])
        except BeichenError:
            continue  # too wide to be one of somebody's conditions
        sizes: Mapping[str | None, float] = {value: row.value or 0 for row in rows for _, value in row.segment}
        for value in sorted(sizes, key=lambda each: -sizes[each])[:MOST_VALUES]:
            others = [each for each in sizes if each != value]
            told = f"{dimension} = {'(null)' if value is None else value}"
            for gone, only, picked in ((told, None, others), (None, told, [value])):
                condition = pick_condition({dimension: picked}, None, workspace.project.dialect)
                if condition is not None:
                    yield Condition(Aspect.SEGMENT, gone, only), condition
