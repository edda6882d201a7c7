"""experiments/*.yml: A/B tests, with who got what and which metric decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from pydantic import Field

from beichen.domain.experiment import Assignment, Experiment, Variant
from beichen.domain.text import Text
from beichen.errors import Where, did_you_mean
from beichen.project.files.initiatives import check_ends
from beichen.project.names import Names
from beichen.project.shape import Shape
from beichen.project.written import Day, Expression, Name, Words

EXAMPLE = """\
experiments:
  - name: autoplay
    label: {zh: 自动播放, en: Autoplay}
    hypothesis: Music that goes on by itself is heard on more days.
    owner: lin
    from: 2026-10-01
    until: 2026-10-28
    assignment: {model: assignments, entity: listener, variant: variant, filter: "experiment = 'autoplay'"}
    control: "off"
    variants: [{name: "off", share: 0.5}, {name: "on", share: 0.5}]
    primary: weekly_engaged_listeners
    secondary: [playlist_creation_rate]
    guardrails: [negative_feedback_rate]
"""


class AssignmentShape(Shape):
    noun: ClassVar[str] = "an assignment"

    model: Name = Field(description="The model in which it is written who got what, and when.")
    entity: Name = Field(description="Who was assigned: an entity of the model.")
    variant: Expression = Field(description="SQL over the model's columns: the name of the variant.")
    filter: Expression | None = Field(default=None, description="SQL condition that chooses this experiment's rows.")


class VariantShape(Shape):
    noun: ClassVar[str] = "a variant"

    name: Name = Field(description="As it stands in the assignments.")
    label: Words | None = Field(default=None, description="The name that people read.")
    share: float | None = Field(
        default=None, description="The part it was meant to get; equal parts where absent.", gt=0, le=1
    )


class ExperimentShape(Shape):
    noun: ClassVar[str] = "an experiment"

    name: Name = Field(description="What `beichen experiment` refers to.")
    label: Words | None = Field(default=None, description="The name that people read.")
    hypothesis: Words | None = Field(default=None, description="What is expected, and why.")
    owner: Name = Field(description="The id of the person who answers for it.")
    from_: Day = Field(alias="from", description="Its first day.")
    until: Day | None = Field(default=None, description="Its last day; absent while it runs.")
    assignment: AssignmentShape = Field(description="Where it is written who got what.")
    control: Name = Field(description="The variant with which the others are compared.")
    variants: list[VariantShape] = Field(description="The arms.", min_length=2)
    primary: Name = Field(description="The metric that decides.")
    secondary: list[Name] = Field(default_factory=list, description="Further metrics to look at.")
    guardrails: list[Name] = Field(default_factory=list, description="Metrics that must not be hurt.")


class ExperimentsFile(Shape):
    """A/B tests, with who got what and which metric decides."""

    noun: ClassVar[str] = "an experiments file"

    experiments: list[ExperimentShape] = Field(default_factory=list, description="The experiments.")


def resolve_experiments(files: Iterable[ExperimentsFile], names: Names) -> tuple[Experiment, ...]:
    """The experiments, every model, metric and owner of which is known."""
    seen: dict[str, Where] = {}
    return tuple(_experiment(shape, seen, names) for file in files for shape in file.experiments)


def _experiment(shape: ExperimentShape, seen: dict[str, Where], names: Names) -> Experiment:
    first = seen.setdefault(shape.name, shape.at())
    if first != shape.at():
        names.problems.add(f"experiment {shape.name!r} is defined twice", shape.at("name"), f"first at {first}")
    names.check_owner(shape.owner, shape.at("owner"))
    check_ends(shape.from_, shape.until, shape.at("until"), names)
    _check_metrics(shape, names)
    assignment = shape.assignment
    model = names.timed_model(assignment.model, assignment.at("model"))
    names.check_entity(model, assignment.entity, assignment.at("entity"))
    return Experiment(
        name=shape.name,
        label=shape.label or Text.same(shape.name),
        owner=shape.owner,
        assignment=Assignment(assignment.model, assignment.entity, assignment.variant, assignment.filter),
        variants=_variants(shape, names),
        control=shape.control,
        primary=shape.primary,
        begins_on=shape.from_,
        ends_on=shape.until,
        secondary=tuple(shape.secondary),
        guardrails=tuple(shape.guardrails),
        hypothesis=shape.hypothesis,
        where=shape.at(),
    )


def _check_metrics(shape: ExperimentShape, names: Names) -> None:
    names.check_metric(shape.primary, shape.at("primary"))
    for key, metrics in (("secondary", shape.secondary), ("guardrails", shape.guardrails)):
        for position, metric in enumerate(metrics):
            names.check_metric(metric, shape.at(key, position))


def _variants(shape: ExperimentShape, names: Names) -> tuple[Variant, ...]:
    known = [variant.name for variant in shape.variants]
    for position, name in enumerate(known):
        if name in known[:position]:
            names.problems.add(f"variant {name!r} is given twice", shape.at("variants", position))
    if shape.control not in known:
        names.problems.add(
            f"control {shape.control!r} is not a variant", shape.at("control"), did_you_mean(shape.control, known)
        )
    shares = [variant.share for variant in shape.variants if variant.share is not None]
    if shares and (len(shares) < len(known) or abs(sum(shares) - 1) > 1e-6):
        hint = "give every variant a share, together 1, or none of them"
        names.problems.add(f"the variants' shares add up to {sum(shares):g}", shape.at("variants"), hint)
    return tuple(
        Variant(v.name, v.label or Text.same(v.name), v.share if v.share is not None else 1 / len(known))
        for v in shape.variants
    )
