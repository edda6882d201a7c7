"""initiatives/*.yml: what was done, when, to whom, for which metric."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar

from pydantic import Field, WithJsonSchema

from beichen.domain.initiative import Initiative
from beichen.domain.text import Text
from beichen.errors import Where
from beichen.project.document import Listed, describe
from beichen.project.names import Names
from beichen.project.shape import Shape
from beichen.project.written import Day, Name, Words

EXAMPLE = """\
initiatives:
  - name: playlist_onboarding
    label: {zh: 新手歌单引导, en: Playlist onboarding}
    owner: qiao
    from: 2026-10-12
    until: 2026-11-30             # the last day; absent while it runs
    metrics: [playlist_creation_rate]
    segment: {channel: [ads, store]}
    link: https://example.com/rfc/42
"""


_VALUE = {"type": ["string", "null"]}
SegmentValues = Annotated[Any, WithJsonSchema({"anyOf": [_VALUE, {"type": "array", "items": _VALUE}]})]


class InitiativeShape(Shape):
    noun: ClassVar[str] = "an initiative"

    name: Name = Field(description="What people refer to it by.")
    label: Words | None = Field(default=None, description="The initiative in words.")
    owner: Name = Field(description="The id of the person who answers for it.")
    from_: Day = Field(alias="from", description="Its first day.")
    until: Day | None = Field(default=None, description="Its last day; absent while it runs.")
    metrics: list[Name] = Field(description="The metrics that it was to move, the first above all.", min_length=1)
    segment: dict[Name, SegmentValues] = Field(
        default_factory=dict,
        description="To whom: a value or values by dimension; absent: everyone.",
        examples=[{"channel": ["ads", "store"]}],
    )
    link: Name | None = Field(default=None, description="Where more is written about it.")


class InitiativesFile(Shape):
    """What was done, when, to whom, for which metric."""

    noun: ClassVar[str] = "an initiatives file"

    initiatives: list[InitiativeShape] = Field(default_factory=list, description="The initiatives.")


def resolve_initiatives(files: Iterable[InitiativesFile], names: Names) -> tuple[Initiative, ...]:
    """The initiatives, every metric, owner and dimension of which is known."""
    seen: dict[str, Where] = {}
    return tuple(_initiative(shape, seen, names) for file in files for shape in file.initiatives)


def _initiative(shape: InitiativeShape, seen: dict[str, Where], names: Names) -> Initiative:
    first = seen.setdefault(shape.name, shape.at())
    if first != shape.at():
        names.problems.add(f"initiative {shape.name!r} is defined twice", shape.at("name"), f"first at {first}")
    names.check_owner(shape.owner, shape.at("owner"))
    check_ends(shape.from_, shape.until, shape.at("until"), names)
    for position, metric in enumerate(shape.metrics):
        names.check_metric(metric, shape.at("metrics", position))
    return Initiative(
        name=shape.name,
        label=shape.label or Text.same(shape.name),
        owner=shape.owner,
        metrics=tuple(shape.metrics),
        begins_on=shape.from_,
        ends_on=shape.until,
        segment=segment_of(shape, names),
        link=shape.link,
        where=shape.at(),
    )


def check_ends(begins: Any, ends: Any, where: Where, names: Names) -> None:
    """Nothing ends before it begins."""
    if ends is not None and ends < begins:
        names.problems.add(f"ends on {ends}, before it begins", where, f"it begins on {begins}")


def segment_of(shape: Any, names: Names) -> tuple[tuple[str, tuple[str | None, ...]], ...]:
    """The segment that a shape names, every dimension of which is known."""
    return tuple((name, _values(shape, name, names)) for name in shape.segment)


def _values(shape: Any, dimension: str, names: Names) -> tuple[str | None, ...]:
    where, given = shape.at("segment", dimension), shape.segment[dimension]
    names.check_any_dimension(dimension, where)
    values = given if isinstance(given, Listed) else [given]
    if not values:
        names.problems.add(f"segment {dimension!r} has no value", where, "name one, or remove the line")
    for value in values:
        if value is not None and not isinstance(value, str):
            hint = "put it in quotes; null is the segment without a value"
            names.problems.add(f"segment {dimension!r} should be text, not {describe(value)}", where, hint)
    return tuple(values)
