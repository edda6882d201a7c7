"""An estimated influence as pages tell it: its coefficient in words, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from beichen.domain.time import Grain
from beichen.faces.http.pages.parts import Number, Part, Words
from beichen.judgement.influence_sentence import Coefficient, Named, tell_basis, tell_estimate


class EstimatePart(Part):
    """What goes with a change of a driver: an association, with its 95% interval."""

    words: Words
    evidence: Words = Field(description="that it is an association, over how many periods.")
    coefficient: Number = Field(description="For one more unit of the driver, in its parent's unit, over all lags.")
    low: Number
    high: Number
    lag: int = Field(description="Periods after which it is strongest.")
    periods: int


def estimate_part(found: Mapping[str, Any], grain: Grain, *, driver: Named, parent: Named) -> EstimatePart:
    """The part for an estimate as `explain` gives it."""
    told = Coefficient(found["coefficient"], found["low"], found["high"], found["lag"])
    return EstimatePart(
        words=Words.of(tell_estimate(told, grain, driver=driver, parent=parent)),
        evidence=Words.of(tell_basis(found["periods"], grain)),
        coefficient=found["coefficient"],
        low=found["low"],
        high=found["high"],
        lag=found["lag"],
        periods=found["periods"],
    )
