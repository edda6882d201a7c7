"""A slice: metrics seen within one value of one dimension.

Read from the segments that a refresh keeps; asked of the warehouse where these are missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from beichen.domain.observation import Observation, Segment, Undetermined
from beichen.domain.time import Grain
from beichen.engine.additivity import shared_dimensions
from beichen.engine.question import Question
from beichen.errors import QueryError, did_you_mean
from beichen.warehouse.port import Limits
from beichen.workspace.refreshing.observe import Wish
from beichen.workspace.refreshing.refresh import board_grain, tree_metrics

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

ASKED = Limits(rows=200_000, seconds=30)
"""What a slice that is not kept may ask of the warehouse."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One value of one dimension; a value of None is the rows without one."""

    dimension: str
    value: str | None

    @property
    def segment(self) -> Segment:
        return ((self.dimension, self.value),)


@dataclass(frozen=True, slots=True)
class SliceChoice:
    """A dimension by which the tree can be sliced.

    Attributes:
        metrics: how many metrics of the tree have it.
        values: the North Star's in its last complete period, the largest first.
    """

    dimension: str
    metrics: int
    values: tuple[str | None, ...]


def read_slice(workspace: Workspace, text: str) -> Slice:
    """A slice as it is written: `channel=organic` or `channel:organic`, or `channel` for the rows without a value.

    Raises:
        QueryError: no metric of the tree has such a dimension.
    """
    known = _dimensions(workspace)
    for name in sorted(known, key=len, reverse=True):
        if text == name:
            return Slice(name, None)
        if text.startswith((f"{name}=", f"{name}:")):
            return Slice(name, text[len(name) + 1 :])
    asked = text.replace(":", "=").partition("=")[0]
    raise QueryError(
        f"no metric of the tree has the dimension {asked!r}",
        hint=did_you_mean(asked, known) or "known: " + ", ".join(known),
    )


def slice_choices(workspace: Workspace) -> tuple[SliceChoice, ...]:
    """The dimensions of the North Star whose segments are kept, with their values; those of most metrics first."""
    star, grain = workspace.project.north_star, board_grain(workspace.project)
    if star is None:
        return ()
    known = _dimensions(workspace)
    total = Wish(star, grain)
    workspace.ensure([total])
    complete = [o.period for o in workspace.observer.read([total]).get(total, []) if o.complete]
    wishes = [Wish(star, grain, (name,)) for name, metrics in known.items() if star in metrics]
    kept = workspace.observer.read_periods(wishes, complete[-1:])
    choices = [
        SliceChoice(wish.by[0], len(known[wish.by[0]]), _largest_first(kept[wish])) for wish in wishes if kept.get(wish)
    ]
    return tuple(sorted(choices, key=lambda choice: -choice.metrics))


def observe_slice(
    workspace: Workspace, slice_: Slice, metrics: Sequence[str], grain: Grain, *, start: date, end: date
) -> dict[str, list[Observation]]:
    """The slice of metrics, by period, of the periods that begin in `[start, end)`; those without the dimension are left out.

    Raises:
        QueryError: no row of these periods has the value.
        LimitError: the dimension has too many values.
    """
    having = _dimensions(workspace).get(slice_.dimension, ())
    wishes = [Wish(name, grain, (slice_.dimension,)) for name in metrics if name in having]
    missing = workspace.stale(wishes)
    if missing and grain is not board_grain(workspace.project):
        # what is kept at the board's grain is narrow enough to be kept at another
        wide = {w.metric for w in workspace.stale([_on_board(workspace, wish) for wish in missing])}
        workspace.ensure([wish for wish in missing if wish.metric not in wide])
        missing = [wish for wish in missing if wish.metric in wide]
    kept = [wish for wish in wishes if wish not in missing]
    observed = workspace.observer.read(kept, start=start, end=end) | _asked(workspace, missing, start, end)
    _check_value(slice_, observed)
    return {wish.metric: [o for o in found if o.segment == slice_.segment] for wish, found in observed.items() if found}


def _on_board(workspace: Workspace, wish: Wish) -> Wish:
    return Wish(wish.metric, board_grain(workspace.project), wish.by)


def _asked(workspace: Workspace, wishes: Sequence[Wish], start: date, end: date) -> dict[Wish, list[Observation]]:
    if not wishes:
        return {}
    names = tuple(wish.metric for wish in wishes)
    question = Question(names, by=wishes[0].by, grain=wishes[0].grain, start=start, end=end)
    with workspace.turn:
        workspace.load_stale(names)
        answers = workspace.engine.answer(question, ASKED)
        return {wish: workspace.observer.answered(answer) for wish, answer in zip(wishes, answers, strict=True)}


def _check_value(slice_: Slice, observed: Mapping[Wish, Sequence[Observation]]) -> None:
    seen = {o.segment[0][1] for found in observed.values() for o in found}
    if slice_.value not in seen:
        named = "no value" if slice_.value is None else f"the value {slice_.value!r}"
        hint = did_you_mean(slice_.value or "", [value for value in seen if value is not None])
        raise QueryError(f"nothing in these periods has {named} of {slice_.dimension!r}", hint=hint)


def _dimensions(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """Every dimension of the tree's metrics, with the metrics that have it; the North Star's first."""
    star = workspace.project.north_star
    found: dict[str, list[str]] = {}
    with workspace.turn:
        for name in sorted(tree_metrics(workspace.project), key=lambda name: name != star):
            for dimension in shared_dimensions(workspace.engine, name):
                found.setdefault(dimension, []).append(name)
    return {dimension: tuple(names) for dimension, names in found.items()}


def _largest_first(observed: Sequence[Observation]) -> tuple[str | None, ...]:
    sizes = {o.segment[0][1]: 0.0 if isinstance(o.value, Undetermined) else o.value for o in observed}
    return tuple(sorted(sizes, key=lambda value: (-sizes[value], value is None, value)))
