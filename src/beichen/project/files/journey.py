"""journey.yml: the stages that an entity passes on its way to value."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import Field, model_validator

from beichen.domain.journey import Journey, Stage
from beichen.domain.text import Text
from beichen.errors import Where
from beichen.project.kinds.threshold import ThresholdShape
from beichen.project.names import Names
from beichen.project.shape import Shape, refused
from beichen.project.written import Expression, Name, Words

EXAMPLE = """\
entity: listener
stages:
  - {name: arrive, model: plays, filter: "event = 'signup'"}
  - {name: first_song, label: {zh: 首次听歌, en: First song}, model: plays, filter: "event = 'play'"}
  - {name: value, metric: weekly_engaged_listeners}               # counted by a threshold metric: the stage is reached
"""


class StageShape(Shape):
    noun: ClassVar[str] = "a stage"

    name: Name = Field(description="What people refer to it by.")
    label: Words | None = Field(default=None, description="The name that people read.")
    model: Name | None = Field(default=None, description="The stage is reached by a row of this model …")
    filter: Expression | None = Field(default=None, description="… that passes this SQL condition.")
    metric: Name | None = Field(default=None, description="Or by being counted in this threshold metric.")

    @model_validator(mode="after")
    def _check_reached(self) -> Self:
        if (self.model is None) == (self.metric is None):
            found = "neither" if self.model is None else "both"
            raise refused(
                f"has {found} of 'model' and 'metric'", "give one: what must happen for the stage to be reached"
            )
        if self.metric is not None and self.filter is not None:
            raise refused("has a filter on a metric", "a filter chooses rows of a model; the metric has its own")
        return self


class JourneyFile(Shape):
    """The stages that an entity passes on its way to value."""

    noun: ClassVar[str] = "journey.yml"

    entity: Name = Field(description="Who passes the stages.")
    stages: list[StageShape] = Field(description="The stages, in order.", min_length=1)


def resolve_journey(shape: JourneyFile, names: Names) -> Journey:
    """The journey, every model and metric of which is known and about the entity."""
    seen: dict[str, Where] = {}
    stages = []
    for stage in shape.stages:
        first = seen.setdefault(stage.name, stage.at())
        if first != stage.at():
            names.problems.add(f"stage {stage.name!r} is given twice", stage.at("name"), f"first at {first}")
        _check_stage(stage, shape.entity, names)
        label = stage.label or Text.same(stage.name)
        stages.append(Stage(stage.name, label, stage.model, stage.filter, stage.metric, stage.at()))
    return Journey(shape.entity, tuple(stages), shape.at())


def _check_stage(stage: StageShape, entity: str, names: Names) -> None:
    if stage.model is not None:
        names.check_entity(names.timed_model(stage.model, stage.at("model")), entity, stage.at("model"))
        return
    metric = stage.metric or ""
    names.check_metric(metric, stage.at("metric"))
    counted = names.metrics.get(metric)
    if counted is not None and not (isinstance(counted, ThresholdShape) and counted.entity == entity):
        hint = f"a stage is reached by being counted in a threshold metric of {entity!r}"
        names.problems.add(f"{metric!r} does not say which {entity!r} it counts", stage.at("metric"), hint)
