"""From a metric's observations to what is judged: values that do not depend on a period's length or on earlier ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from beichen.domain.metric import (
    Agg,
    Conversion,
    Cumulative,
    Lifecycle,
    Ratio,
    Repeat,
    Retention,
    Simple,
    Threshold,
    ToDate,
    Trailing,
)
from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.project import Project
from beichen.domain.time import Calendar, Grain
from beichen.domain.units import is_share
from beichen.judgement.change import ExpectedRange, no_range
from beichen.judgement.reading import Reading
from beichen.judgement.sampling import Chance, Sampled, Statistics, chance_of


@dataclass(frozen=True, slots=True)
class Frame:
    """How a period's value is made of what is judged: `base` + `days` × it.

    Attributes:
        base: what had come together before the period; None where that is not known.
        days: by which a sum or count over a month or longer is divided; else 1.
    """

    base: float | None
    days: int


@dataclass(frozen=True, slots=True)
class Framed:
    """What is judged, and how to take its ranges back into the metric's own unit."""

    readings: tuple[Reading, ...]
    frames: Mapping[date, Frame]

    def in_own_unit(self, ranges: Mapping[date, ExpectedRange]) -> dict[date, ExpectedRange]:
        return {start: _own(found, self.frames[start]) for start, found in ranges.items() if start in self.frames}


def readings_of(project: Project, metric: str, grain: Grain, observed: Sequence[Observation]) -> Framed:
    """The observations as readings; of a running total, what each period added to it."""
    frames = _frames(project, metric, grain, observed)
    values = [_value(observation, frames[observation.period]) for observation in observed]
    plain = [value if not isinstance(value, Undetermined) else None for value in values]
    kind = sampled_as(project, metric)
    chances = chance_of(kind, plain, [_statistics(observation, kind) for observation in observed])
    return Framed(
        tuple(
            Reading(o.period, value, o.complete, _per_day(chance, frames[o.period].days))
            for o, value, chance in zip(observed, values, chances, strict=True)
        ),
        frames,
    )


def is_bounded(project: Project, metric: str) -> bool:
    """Whether values can be expected to lie in 0–1."""
    found = project.metrics[metric]
    return is_share(found.unit) or isinstance(found.spec, Retention | Conversion | Repeat)


def sampled_as(project: Project, metric: str) -> Sampled:
    """What a metric's values are made of, as far as chance is concerned."""
    match project.metrics[metric].spec:
        case Simple(measure=measure):
            return _AGGREGATES.get(measure.agg, Sampled.UNKNOWN)
        case Threshold() | Lifecycle():
            return Sampled.COUNT
        case Retention() | Conversion() | Repeat():
            return Sampled.SHARE
        case Cumulative(measure=measure, window=window) if not isinstance(window, Trailing):
            return Sampled.COUNT if measure.agg in _COUNTS else Sampled.UNKNOWN
        case Ratio(numerator=numerator) if sampled_as(project, numerator) is Sampled.COUNT:
            return Sampled.SHARE if is_share(project.metrics[metric].unit) else Sampled.RATE
        case _:
            return Sampled.UNKNOWN


_COUNTS = frozenset({Agg.COUNT, Agg.COUNT_DISTINCT})
_AGGREGATES: Mapping[Agg, Sampled] = {
    Agg.COUNT: Sampled.COUNT,
    Agg.COUNT_DISTINCT: Sampled.COUNT,
    Agg.SUM: Sampled.SUM,
    Agg.AVG: Sampled.MEAN,
}


def _statistics(observation: Observation, kind: Sampled) -> Statistics:
    size = observation.n if observation.denominator is None else observation.denominator
    return Statistics(None if size is None else float(size), observation.sum_squares)


def _frames(project: Project, metric: str, grain: Grain, observed: Sequence[Observation]) -> dict[date, Frame]:
    """The frame of every observed period, and of the one after the last."""
    if not observed:
        return {}
    calendar, spec = project.calendar, project.metrics[metric].spec
    adds = isinstance(spec, Simple) and spec.measure.agg in (Agg.COUNT, Agg.SUM)
    known = {o.period: o for o in observed}
    frames: dict[date, Frame] = {}
    for start in [*known, calendar.shift(observed[-1].period, grain, 1)]:
        period = calendar.period(start, grain)
        days = (period.until - period.start).days if adds and grain.months else 1
        earlier = known.get(calendar.shift(start, grain, -1))
        summed = isinstance(spec, Cumulative) and not isinstance(spec.window, Trailing)
        frames[start] = Frame(_base(calendar, grain, spec, start, earlier) if summed else 0.0, days)
    return frames


def _base(calendar: Calendar, grain: Grain, spec: object, start: date, earlier: Observation | None) -> float | None:
    """A running total before the period; 0 where it begins anew."""
    assert isinstance(spec, Cumulative)
    if isinstance(spec.window, ToDate):
        window = spec.window.grain
        last, before = calendar.period(start, grain).last_day, calendar.shift(start, grain, -1)
        if calendar.start_of(last, window) != calendar.start_of(calendar.period(before, grain).last_day, window):
            return 0.0
    if earlier is None or isinstance(earlier.value, Undetermined) or not earlier.complete:
        return None
    return float(earlier.value)


def _value(observation: Observation, frame: Frame) -> float | Undetermined:
    if isinstance(observation.value, Undetermined):
        return observation.value
    if frame.base is None:
        return Undetermined(Reason.NO_PERIOD)
    return (observation.value - frame.base) / frame.days


def _per_day(chance: Chance, days: int) -> Chance:
    return chance if days == 1 else Chance(chance.constant / days**2, chance.linear / days, chance.square)


def _own(found: ExpectedRange, frame: Frame) -> ExpectedRange:
    if found.low is None or found.high is None or found.centre is None:
        return found
    if frame.base is None:
        return no_range(found.reason or Reason.NO_PERIOD)
    return replace(
        found,
        low=frame.base + frame.days * found.low,
        high=frame.base + frame.days * found.high,
        centre=frame.base + frame.days * found.centre,
    )
