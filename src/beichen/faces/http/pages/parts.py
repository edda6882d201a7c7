"""The parts that the pages' documents share: names in both languages, periods, readings, changes, owners."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from beichen.domain.metric import Draft, Good, Metric, Role
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.faces.http.ports import Freshness

Number = int | float
Tone = Literal["good", "bad", "neutral"]
Direction = Literal["up", "down", "flat"]
Gap = Literal["no_data", "not_applicable"]


class Part(BaseModel):
    """A frozen piece of a document; every key is always present."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class Words(Part):
    """A text in both languages."""

    en: str
    zh: str

    @classmethod
    def of(cls, text: Text) -> Words:
        return cls(en=text.en, zh=text.zh)


class Reading(Part):
    """A value, or what is there instead and why."""

    value: Number | None
    gap: Gap | None = Field(
        description="What stands in the value's place: nothing to compute it from, or no meaning here."
    )
    reason: Words | None
    complete: bool = Field(description="False while the period has not closed.")


class Change(Part):
    """The distance between two readings. A share changes in points: `relative` is then null."""

    amount: Number | None
    relative: Number | None = Field(
        description="amount ÷ |previous|; null for shares and where previous is 0 or missing."
    )
    direction: Direction | None = Field(description="null where the two are not compared; `gap` says why.")
    tone: Tone
    gap: Literal["partial", "nothing_before", "nothing_now"] | None


class Owner(Part):
    """The person who answers for a metric."""

    id: str
    name: str
    team: Words | None


class MetricName(Part):
    """A metric as it is named in lists."""

    metric: str
    label: Words
    role: Role
    owner: Owner | None


class FreshnessPart(Part):
    """How far the data reach, and when the observations were computed."""

    data_through: date | None
    computed_at: datetime | None

    @classmethod
    def of(cls, freshness: Freshness) -> FreshnessPart:
        return cls(data_through=freshness.data_through, computed_at=freshness.computed_at)


def read(observation: Observation | None) -> Reading:
    """The reading of an observation; of none, that there are no data."""
    if observation is None:
        return missing(Reason.NO_PERIOD)
    if isinstance(observation.value, Undetermined):
        return missing(observation.value.reason, complete=observation.complete)
    return Reading(value=observation.value, gap=None, reason=None, complete=observation.complete)


def missing(reason: Reason, *, complete: bool = True) -> Reading:
    """A reading without value."""
    gap: Gap = "no_data" if reason in _NOTHING_THERE else "not_applicable"
    return Reading(value=None, gap=gap, reason=Words.of(reason.text), complete=complete)


def change_between(now: Reading, before: Reading, unit: str | None, good: Good | None) -> Change:
    """The change from `before` to `now`, judged only where a good direction is declared.

    A period that has not closed is not compared with one that has.
    """
    if now.value is None or before.value is None:
        return _no_change("nothing_now" if now.value is None else "nothing_before")
    if not (now.complete and before.complete):
        return _no_change("partial")
    amount = now.value - before.value
    relative = None if unit == "share" or before.value == 0 else amount / abs(before.value)
    return Change(amount=amount, relative=relative, direction=_direction(amount), tone=tone_of(amount, good), gap=None)


def tone_of(amount: Number | None, good: Good | None) -> Tone:
    """Good where it moves the good way, bad where it moves the other, else neutral."""
    if not amount or good is None:
        return "neutral"
    return "good" if (amount > 0) == (good is Good.UP) else "bad"


def owner_of(project: Project, metric: Metric | Draft) -> Owner | None:
    """The owner with name and team; None when a metric has none."""
    person = project.people.get(metric.owner) if metric.owner else None
    if person is None:
        return None
    team = project.teams.get(person.team) if person.team else None
    return Owner(id=person.id, name=person.name, team=Words.of(team.label) if team else None)


def name_of(project: Project, metric: str) -> MetricName:
    """A metric's name, role and owner."""
    found = project.metrics[metric]
    return MetricName(metric=metric, label=Words.of(found.label), role=found.role, owner=owner_of(project, found))


def grain_of(project: Project, grain: Grain | None) -> Grain:
    """The grain asked for, or the North Star's own."""
    if grain is not None:
        return grain
    return project.metrics[project.north_star].grain if project.north_star else Grain.WEEK


def day_of(text: str | date | None) -> date | None:
    """A day as a document gives it."""
    return date.fromisoformat(text) if isinstance(text, str) else text


_NOTHING_THERE = frozenset(
    {Reason.NO_ROWS, Reason.NO_PERIOD, Reason.RETURN_NOT_BEGUN, Reason.WINDOW_OUTSIDE_SPAN, Reason.TOO_SHORT}
)


def _no_change(gap: Literal["partial", "nothing_before", "nothing_now"]) -> Change:
    return Change(amount=None, relative=None, direction=None, tone="neutral", gap=gap)


def _direction(amount: Number) -> Direction:
    if amount == 0:
        return "flat"
    return "up" if amount > 0 else "down"
