from __future__ import annotations

import math

import pytest

from beichen.domain.time import Grain
from beichen.judgement.health.reweighing import Part, propose_weights

from .worlds import WEEKS, line, ripple


def score(every: int) -> tuple[float, ...]:
    return tuple(50 + 500 * ripple(week, every) for week in range(WEEKS))


COMFORT, SPEED = score(3), score(11)


def retention(comfort: float, speed: float):
    """What goes with comfort and speed of the week before, with noise."""
    told = [
        0.3
        * math.exp(
            (comfort * COMFORT[max(week - 1, 0)] + speed * SPEED[max(week - 1, 0)]) / 1000 + ripple(week, 7, 0.002)
        )
        for week in range(WEEKS)
    ]
    return line("retention", told)


def proposed(value, *parts: Part):
    return propose_weights(parts, value, Grain.WEEK)


def test_component_that_foretells_three_times_as_much_earns_three_times_the_weight():
    found = proposed(retention(3, 1), Part("comfort", 1, COMFORT), Part("speed", 3, SPEED))

    assert found.lag == 1
    assert [(part.metric, part.weight) for part in found.parts] == [("comfort", 1), ("speed", 3)]
    assert [part.proposed for part in found.parts] == pytest.approx([3, 1], abs=0.3)
    assert all(part.low <= part.proposed <= part.high for part in found.parts)
    assert sum(part.proposed for part in found.parts) == pytest.approx(4)


def test_component_that_pulls_the_other_way_has_no_weight_below_nothing():
    found = proposed(retention(3, -1), Part("comfort", 1, COMFORT), Part("speed", 1, SPEED))

    assert [part.proposed for part in found.parts] == pytest.approx([2, 0])


def test_proposal_is_the_same_whenever_it_is_asked():
    parts = Part("comfort", 1, COMFORT), Part("speed", 3, SPEED)

    assert proposed(retention(3, 1), *parts) == proposed(retention(3, 1), *parts)


def test_components_that_foretell_nothing_get_no_proposal():
    noise = line("retention", [0.3 * math.exp(ripple(week, 13)) for week in range(WEEKS)])

    found = proposed(noise, Part("comfort", 1, COMFORT), Part("speed", 1, SPEED))

    assert found.parts == ()
    assert found.reason is not None and "cannot be told from chance" in found.reason.en


def test_short_history_gets_no_proposal():
    short = line("retention", retention(3, 1).values[:20])

    found = proposed(short, Part("comfort", 1, COMFORT[:20]), Part("speed", 1, SPEED[:20]))

    assert found.reason is not None and "too short" in found.reason.en
