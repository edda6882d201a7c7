"""Which ids of an uploaded file are ids that the project knows already: told by their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from beichen.errors import BeichenError
from beichen.workspace.importing.columns import Proposed

if TYPE_CHECKING:
    from beichen.engine.bind import BoundModel
    from beichen.workspace.open import Workspace

LEAST_SHARE = 0.2
"""Below that what two columns have in common may be chance."""


@dataclass(frozen=True, slots=True)
class Join:
    """An entity of the project, and the share of a column's values that are values of it."""

    entity: str
    model: str
    share: float


def find_joins(workspace: Workspace, proposed: Proposed) -> Mapping[str, tuple[Join, ...]]:
    """The entities of the project that a column's values belong to, by column, the most likely first.

    An entity whose data cannot be asked at the moment is left out.
    """
    return {
        column: tuple(sorted(_joins(workspace, values), key=lambda join: -join.share))
        for column, values in proposed.keys.items()
        if values
    }


def _joins(workspace: Workspace, values: Sequence[str]) -> list[Join]:
    found = []
    models = workspace.engine.models
    for entity, model in _holders(models).items():
        try:
            matched = _matched(models[model], entity, values)
        except BeichenError:
            continue
        share = matched / len(values)
        if share >= LEAST_SHARE:
            found.append(Join(entity, model, share))
    return found


def _holders(models: Mapping[str, BoundModel]) -> dict[str, str]:
    """Of each entity the model to ask: the one that lists it, else the first that has it."""
    holders: dict[str, str] = {}
    for model in models.values():
        for entity in model.model.entities:
            if entity.primary or entity.name not in holders:
                holders[entity.name] = model.name
    return holders


def _matched(model: BoundModel, entity: str, values: Sequence[str]) -> int:
    """How many of the values are in a model."""
    key = exp.cast(model.entity(entity), "TEXT")
    listed = key.isin(*(exp.Literal.string(value) for value in values))
    query = exp.select(exp.Count(this=exp.Distinct(expressions=[key.copy()]))).from_(model.relation()).where(listed)
    return int(model.fetch(query)[0][0])
