"""Draft metrics: wanted and not defined yet."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, field_validator

from beichen.domain.metric import Draft, Role
from beichen.domain.text import Text
from beichen.project.kinds.base import NamedShape
from beichen.project.names import Names
from beichen.project.shape import refused


class DraftShape(NamedShape):
    """A metric that is wanted before its data exist: it has its place in tree.yml as a driver, and no numbers.

    It is drawn dashed, with its owner, who is asked to define it. It is never computed, cannot be queried, and
    nothing but the tree may name it. An identity that holds a draft is a plan: its metric's change is not split
    until every part is defined. To define it, put `type` and the rest of the definition in place of `draft: true`.
    """

    noun: ClassVar[str] = "a draft metric"

    draft: Literal[True] = Field(description="`true`: it has no definition yet, and no `type`.")

    @field_validator("role")
    @classmethod
    def _check_role(cls, role: Role | None) -> Role | None:
        if role is Role.NORTH_STAR:
            raise refused("is north_star, but a draft has no numbers to follow", "define it first")
        return role


def resolve_draft(shape: DraftShape, names: Names) -> Draft:
    """The draft as the project holds it; notes an owner who is not there."""
    if shape.owner is not None:
        names.check_owner(shape.owner, shape.at("owner"))
    return Draft(
        name=shape.name,
        label=shape.label or Text.same(shape.name),
        role=shape.role or Role.INPUT,
        grain=shape.grain,
        owner=shape.owner,
        value=shape.value,
        unit=shape.unit,
        good=shape.good,
        description=shape.description,
        where=shape.at(),
    )
