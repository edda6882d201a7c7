from __future__ import annotations

from dataclasses import replace

import pytest

from beichen.domain.time import Grain
from beichen.state.open import State

from .build import THIRD_MONDAY
from .sample import EXPLAINED, FIRST_DAY


def test_part_comes_back_as_it_was_saved(state: State) -> None:
    state.explained.save([EXPLAINED])

    assert state.explained.read(EXPLAINED.key, "h2@v1") == EXPLAINED


def test_part_that_rests_on_other_data_or_another_definition_is_not_given(state: State) -> None:
    state.explained.save([EXPLAINED])

    assert state.explained.read(EXPLAINED.key, "h2@v2") is None
    assert state.explained.read(EXPLAINED.key, "h3@v1") is None


@pytest.mark.parametrize(
    "other",
    [{"part": "robustness"}, {"metric": "wau"}, {"grain": Grain.DAY}, {"at": THIRD_MONDAY}, {"versus": THIRD_MONDAY}],
    ids=str,
)
def test_every_part_of_the_key_tells_parts_apart(state: State, other: dict[str, object]) -> None:
    key = replace(EXPLAINED.key, **other)  # type: ignore[arg-type]
    state.explained.save([EXPLAINED, replace(EXPLAINED, key=key, document="another")])

    first, second = state.explained.read(EXPLAINED.key, "h2@v1"), state.explained.read(key, "h2@v1")
    assert first is not None and second is not None
    assert (first.document, second.document) == (EXPLAINED.document, "another")


def test_part_that_is_saved_again_takes_the_place_of_what_was_kept(state: State) -> None:
    state.explained.save([EXPLAINED])
    again = replace(EXPLAINED, rests_on="h2@v2", computed_at=FIRST_DAY, document=[])

    state.explained.save([again])

    assert state.explained.read(EXPLAINED.key, "h2@v2") == again
    assert state.explained.read(EXPLAINED.key, "h2@v1") is None


def test_parts_of_metrics_that_are_no_more_are_forgotten(state: State) -> None:
    other = replace(EXPLAINED, key=replace(EXPLAINED.key, metric="wau"))
    state.explained.save([EXPLAINED, other])

    state.explained.keep_only(["revenue", "orders"])

    assert [state.explained.read(part.key, "h2@v1") for part in (EXPLAINED, other)] == [EXPLAINED, None]


def test_with_no_metric_left_nothing_is_kept(state: State) -> None:
    state.explained.save([EXPLAINED])

    state.explained.keep_only([])

    assert state.explained.read(EXPLAINED.key, "h2@v1") is None


def test_number_that_is_not_finite_is_refused(state: State) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        state.explained.save([replace(EXPLAINED, document={"contribution": float("nan")})])

    assert state.explained.read(EXPLAINED.key, "h2@v1") is None
