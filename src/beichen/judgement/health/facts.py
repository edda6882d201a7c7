"""What is known of a North Star and of all around it when its health is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from beichen.domain.metric import Good
from beichen.domain.text import Text
from beichen.domain.time import Grain


@dataclass(frozen=True, slots=True)
class Line:
    """A metric's values by period, on the grid of the facts; None where a period has no whole value.

    Attributes:
        metric: its name, or a segment's.
        good: its good direction, if it has one.
        owner: who answers for it, as a person reads it.
        unit: as the project writes it.
    """

    metric: str
    label: Text
    values: tuple[float | None, ...]
    good: Good | None = None
    owner: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Driven:
    """A metric with the metrics that are believed to influence it."""

    parent: Line
    drivers: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The parts into which a dimension divides the North Star; they add up to it."""

    dimension: str
    label: Text
    parts: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What the North Star cannot outgrow: 1 for a share, or the population that it is a part of.

    Attributes:
        values: on the grid.
        text: what it is.
    """

    values: tuple[float | None, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Broken:
    """An identity of the tree that the data do not keep."""

    message: Text


@dataclass(frozen=True, slots=True)
class Redefinition:
    """A day on which the North Star began to mean something else.

    Attributes:
        shift: how much larger the number is since then over the periods that are known by both, 0.1 is 10%;
            None where no period is.
    """

    on: date
    shift: float | None


@dataclass(frozen=True, slots=True)
class Definitions:
    """What is known of the North Star's definitions; `known_since` None: nothing was computed yet."""

    known_since: date | None
    changes: tuple[Redefinition, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """Who cares about a metric.

    Attributes:
        last_look: the last day on which somebody looked at it; None: nobody did.
        acted_on: an initiative, an experiment or a goal names it, it guards or validates, or another metric is made of it.
        last_moved: first day of the last period outside its expected range; None: there was none.
        judged: periods whose value could be told from noise.
    """

    metric: str
    label: Text
    last_look: date | None
    acted_on: bool
    last_moved: date | None
    judged: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A metric beside an outside figure.

    Attributes:
        value: the metric's own, in its last complete period, in the figure's unit; None where there is none.
        stands_for: what the figure is: of which population, if it is a share of one.
        dated: when the figure was true, if anybody wrote it down.
    """

    metric: str
    label: Text
    value: float | None
    figure: float
    source: str
    dated: date | None
    good: Good | None
    unit: str | None
    of: Text | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it, on one grid of the North Star's own periods.

    Attributes:
        starts: first day of every period, without a gap; the last is the last complete one.
        rests: the days off in each that fall on a working day.
        influences: by parent, each below the North Star or itself.
        looks_since: the first day from which looks were kept; None: they never were.
        today: the day as of which is judged.
    """

    grain: Grain
    starts: tuple[date, ...]
    north_star: Line
    today: date
    rests: tuple[float, ...] = ()
    outcomes: tuple[Line, ...] = ()
    guardrails: tuple[Line, ...] = ()
    influences: tuple[Driven, ...] = ()
    broken: tuple[Broken, ...] = ()
    splits: tuple[Split, ...] = ()
    ceiling: Ceiling | None = None
    definitions: Definitions = Definitions(None)
    uses: tuple[Use, ...] = ()
    looks_since: date | None = None
    compared: tuple[Compared, ...] = ()
    identities: Mapping[str, str] = field(default_factory=dict)  # parent → formula
