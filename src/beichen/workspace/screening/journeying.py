"""The journey: how many entities reach each stage, how fast, where they drop off, and which step tells most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from beichen.domain.candidate import Candidates, Cohort
from beichen.domain.journey import Journey, Stage
from beichen.domain.metric import Threshold
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.engine.cohorts import Column, Counted, FirstCounted, FirstDay, compile_cohort
from beichen.engine.lower import DIALECTS
from beichen.errors import ProjectError
from beichen.judgement.screening.steps import Telling, judge_step
from beichen.judgement.screening.trial import Booleans, Floats, later_value
from beichen.workspace.screening.extracting import covered_until, dimension_column, spans_of

if TYPE_CHECKING:
    from beichen.engine.run import Engine

USUAL_DAYS = 28
MOST_SEGMENTS = 12  # of a dimension; the smaller ones are left out of the picture, never of the totals


@dataclass(frozen=True, slots=True)
class StageCount:
    """One stage, of all entities or a segment's.

    Attributes:
        days: median from the stage before; None of the first stage, or where nobody got on.
    """

    reached: int
    days: float | None


@dataclass(frozen=True, slots=True)
class JourneyFound:
    """A journey in numbers.

    Attributes:
        within_days: in which a stage counts as reached, from the entity's first day.
        entities: that began, so many days ago at least; left_out: those that began later.
        segments: stages by dimension and value, the largest first.
        telling: by stage, how much of later value it tells who took that step; None where that cannot be told.
    """

    entity: str
    within_days: int
    left_out: int
    stages: tuple[Stage, ...]
    counts: tuple[StageCount, ...]
    segments: Mapping[tuple[str, str | None], tuple[StageCount, ...]]
    telling: tuple[Telling | None, ...]

    @property
    def tells_most(self) -> str | None:
        """The stage whose step tells most about later value."""
        told = [(found.share, stage.name) for found, stage in zip(self.telling, self.stages, strict=True) if found]
        return max(told)[1] if told else None

    def as_dict(self) -> dict[str, Any]:
        """Its part of the JSON document."""
        return {
            "entity": self.entity,
            "within_days": self.within_days,
            "left_out": self.left_out,
            "stages": [
                {"name": stage.name, "label": stage.label.as_dict(), **counted, "telling": _telling(told)}
                for stage, counted, told in zip(self.stages, _counted(self.counts), self.telling, strict=True)
            ],
            "segments": [
                {"dimension": dimension, "value": value, "stages": _counted(counts)}
                for (dimension, value), counts in self.segments.items()
            ],
            "tells_most": self.tells_most,
        }


def walk_journey(engine: Engine) -> JourneyFound | None:
    """The journey of journey.yml in numbers; None where the project has none.

    Stages are passed in their order: one that was done earlier counts from the day on which those before it were reached.

    Raises:
        ProjectError: its first stage is a metric.
    """
    project = engine.project
    journey = project.journey
    if journey is None:
        return None
    candidates = project.candidates
    if candidates is not None and candidates.cohort.entity != journey.entity:
        candidates = None
    within = candidates.window if candidates is not None else USUAL_DAYS
    stages = [_reached(project, stage, within) for stage in journey.stages]
    dimensions = {name: dimension_column(project, journey.entity, name) for name in _background(candidates)}
    later = [Counted(v.model, v.measure, v.first, v.until) for v in candidates.value] if candidates else []
    columns: list[Column] = [*stages, *dimensions.values(), *later]
    spans = spans_of(engine, columns)
    cohort = Cohort(_first_model(journey), journey.entity, journey.stages[0].filter)
    statement = compile_cohort(engine.models, cohort, columns, spans)
    rows = engine.warehouse.fetch(DIALECTS[engine.warehouse.dialect].write(statement))
    began = np.array([row[0] for row in rows], dtype=np.int64)
    kept = began + within <= min(covered_until(spans[stage.model]) for stage in stages)
    days = _in_order(_numbers(rows, 1, len(stages)))
    closed = kept.copy()
    for value in candidates.value if candidates else ():
        closed &= began + value.until <= covered_until(spans[value.model])
    worth = _numbers(rows, 1 + len(stages) + len(dimensions), len(later))
    texts = {name: [row[1 + len(stages) + n] for row in rows] for n, name in enumerate(dimensions)}
    weights = np.array([value.weight for value in candidates.value]) if candidates else np.empty(0)
    return JourneyFound(
        journey.entity,
        within,
        int((~kept).sum()),
        journey.stages,
        _count(days[kept]),
        _by_segment(days, kept, texts),
        _judge_steps(days[closed], np.nan_to_num(worth[closed]), weights),
    )


def _first_model(journey: Journey) -> str:
    first = journey.stages[0]
    if first.model is None:
        hint = "begin with a stage that has a `model`: the row with which an entity arrives"
        raise ProjectError("a journey cannot begin with a metric", hint=hint, where=first.where)
    return first.model


def _background(candidates: Candidates | None) -> Sequence[str]:
    return candidates.background if candidates is not None else ()


def _reached(project: Project, stage: Stage, within: int) -> FirstDay | FirstCounted:
    if stage.model is not None:
        return FirstDay(stage.model, stage.filter, within)
    metric = project.metrics[stage.metric or ""]
    assert isinstance(metric.spec, Threshold)  # reading the project has made sure of it
    return FirstCounted(metric.spec, metric.grain, within)


def _numbers(rows: Sequence[tuple[Any, ...]], start: int, count: int) -> Floats:
    return np.array(
        [[np.nan if value is None else value for value in row[start : start + count]] for row in rows], dtype=np.float64
    ).reshape(len(rows), count)


def _in_order(days: Floats) -> Floats:
    """Days on which stages were reached one after the other; NaN from the first that was not."""
    ordered = np.maximum.accumulate(np.where(np.isnan(days), np.inf, days), axis=1)
    return np.where(np.isinf(ordered), np.nan, ordered)


def _count(days: Floats) -> tuple[StageCount, ...]:
    counts = []
    for stage in range(days.shape[1]):
        reached = ~np.isnan(days[:, stage])
        waited = days[reached, stage] - days[reached, stage - 1] if stage else np.empty(0)
        counts.append(StageCount(int(reached.sum()), float(np.median(waited)) if len(waited) else None))
    return tuple(counts)


def _by_segment(
    days: Floats, kept: Booleans, texts: Mapping[str, Sequence[str | None]]
) -> dict[tuple[str, str | None], tuple[StageCount, ...]]:
    found: dict[tuple[str, str | None], tuple[StageCount, ...]] = {}
    for dimension, values in texts.items():
        labels = np.array(["" if value is None else f"={value}" for value in values])
        names, counts = np.unique(labels[kept], return_counts=True)
        for label in names[np.argsort(-counts, kind="stable")][:MOST_SEGMENTS]:
            found[dimension, label[1:] if label else None] = _count(days[kept & (labels == label)])
    return found


def _judge_steps(days: Floats, later: Floats, weights: Floats) -> tuple[Telling | None, ...]:
    """Of each step, among those who had reached the stage before it."""
    told: list[Telling | None] = [None]
    if not later.shape[1] or not len(days):
        return tuple(told * days.shape[1])
    value = later_value(later, weights)
    for stage in range(1, days.shape[1]):
        could = ~np.isnan(days[:, stage - 1])
        told.append(judge_step(~np.isnan(days[could, stage]), value[could]))
    return tuple(told)


def _counted(counts: Sequence[StageCount]) -> list[dict[str, Any]]:
    rows = []
    for number, counted in enumerate(counts):
        before = counts[number - 1].reached if number else None
        rows.append(
            {
                "reached": counted.reached,
                "conversion": counted.reached / before if before else None,
                "share": counted.reached / counts[0].reached if counts[0].reached else None,
                "dropped": before - counted.reached if before is not None else None,
                "days": counted.days,
            }
        )
    return rows


def _telling(found: Telling | None) -> dict[str, Any]:
    if found is None:
        return {"value": None, "reason": _UNTOLD.as_dict()}
    return {"value": found.share, "low": found.low, "high": found.high}


_UNTOLD = Text(
    "too few entities take this step, or too few do not, or nothing is known of later value",
    "完成或未完成这一步的用户太少，或缺少后续价值数据",
)
