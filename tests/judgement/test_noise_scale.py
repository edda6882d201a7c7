"""Scales on which chance is about equally wide everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beichen.judgement.noise_scale import ARC, PLAIN, ROOT


@given(st.floats(0, 1e12))
def test_a_count_comes_back_from_its_root(value: float) -> None:
    assert ROOT.back(ROOT.to(value)) == pytest.approx(value, rel=1e-12)


@given(st.floats(0, 1))
def test_a_share_comes_back_from_its_arc(share: float) -> None:
    assert ARC.back(ARC.to(share)) == pytest.approx(share, abs=1e-12)


@given(st.floats(-1e3, 1e3))
def test_nothing_comes_back_from_beyond_the_ends(at: float) -> None:
    assert ROOT.back(at) >= 0
    assert 0 <= ARC.back(at) <= 1
    assert PLAIN.back(at) == at


@pytest.mark.parametrize("expected", [25, 100, 10_000])
def test_counts_stray_by_one_half_on_the_root_wherever_they_lie(expected: float) -> None:
    assert ROOT.distance(expected, expected**0.5) == pytest.approx(0.5, abs=0.03)


def test_chance_at_the_end_of_a_scale_is_that_of_the_side_that_there_is() -> None:
    assert ARC.distance(1.0, 0.01) == pytest.approx(0.1, abs=0.001)  # asin √0.99 lies 0.1 below π/2
    assert ROOT.distance(0.0, 0.25) == 0.5


def test_a_scale_knows_what_it_can_hold() -> None:
    assert [scale.holds(-1.0) for scale in (ARC, ROOT, PLAIN)] == [False, False, True]
    assert [scale.holds(1.5) for scale in (ARC, ROOT, PLAIN)] == [False, True, True]
