from __future__ import annotations

import math
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from beichen.domain.observation import Observation, Reason, Undetermined
from beichen.domain.time import Grain
from beichen.state.open import State
from beichen.state.slice import SliceKey

from .build import MONDAY, NEXT_MONDAY, NOON, REVENUE, THIRD_MONDAY, WAU, WAU_BY_CITY, computed, define, observe


def test_saved_slice_is_read_back_by_period(state: State) -> None:
    define(state, WAU)
    later, earlier = observe(WAU, NEXT_MONDAY, 41_000, n=41_000), observe(WAU, MONDAY, 39_500, complete=False)

    state.observations.save_slice(computed(WAU), [later, earlier])

    assert state.observations.read_slice(WAU) == [earlier, later]


def test_slice_never_computed_is_none_and_slice_without_periods_is_empty(state: State) -> None:
    define(state, WAU)
    assert state.observations.read_slice(WAU) is None

    state.observations.save_slice(computed(WAU), [])

    assert state.observations.read_slice(WAU) == []
    assert state.observations.read_slice(WAU_BY_CITY) is None


def test_start_is_included_and_end_is_not(state: State) -> None:
    define(state, WAU)
    state.observations.save_slice(
        computed(WAU), [observe(WAU, day, n) for n, day in enumerate((MONDAY, NEXT_MONDAY, THIRD_MONDAY))]
    )

    def values(**bounds: date) -> list[object]:
        return [o.value for o in state.observations.read_slice(WAU, **bounds) or []]

    assert values(start=NEXT_MONDAY) == [1, 2]
    assert values(end=NEXT_MONDAY) == [0]
    assert values(start=NEXT_MONDAY, end=THIRD_MONDAY) == [1]
    assert values(start=date(2030, 1, 1)) == []


def test_saving_again_replaces_everything_that_the_slice_held(state: State) -> None:
    define(state, WAU, WAU_BY_CITY)
    by_city = WAU_BY_CITY
    state.observations.save_slice(
        computed(by_city, "v1"), [observe(by_city, MONDAY, n, (("city", city),)) for n, city in enumerate("abc")]
    )
    state.observations.save_slice(computed(WAU, "v1"), [observe(WAU, MONDAY, 7)])

    state.observations.save_slice(computed(by_city, "v2"), [observe(by_city, NEXT_MONDAY, 9, (("city", "d"),))])

    assert [(o.period, o.segment, o.value) for o in state.observations.read_slice(by_city) or []] == [
        (NEXT_MONDAY, (("city", "d"),), 9)
    ]
    assert [o.value for o in state.observations.read_slice(WAU) or []] == [7]
    info = state.observations.slice_info(by_city)
    assert info is not None
    assert info.data_version == "v2"


def test_segments_come_back_as_they_were_in_the_order_in_which_they_were_saved(state: State) -> None:
    define(state, WAU)
    key = SliceKey("weekly_active", "h1", Grain.WEEK, ("城市", 'a "quoted" name'))
    segments = [
        (("城市", value), ('a "quoted" name', other))
        for value, other in [
            ("上海", None),
            (None, None),
            ("", "null"),
            ("🎧🇨🇳", "it's; DROP TABLE slices --"),
            ("back\\slash\ttab\nline", "nul\0 inside"),
            ("https://example.com/?q=" + "x" * 9000, "É"),
        ]
    ]

    state.observations.save_slice(computed(key), [observe(key, MONDAY, 1, segment) for segment in segments])

    assert [o.segment for o in state.observations.read_slice(key) or []] == segments


@pytest.mark.parametrize(
    "number",
    [
        0,
        -1,
        2**53 + 1,
        2**63 - 1,
        -(2**63),
        2**63,
        -(2**63) - 1,
        10**40,
        0.1,
        1.0,
        -2.5,
        1e16,
        1e22,
        5e-324,
        1.7976931348623157e308,
    ],
)
def test_number_comes_back_exactly_and_of_its_own_type(state: State, number: float) -> None:
    define(state, WAU)
    state.observations.save_slice(computed(WAU), [observe(WAU, MONDAY, number, numerator=number, denominator=number)])

    [back] = state.observations.read_slice(WAU) or []

    for got in (back.value, back.numerator, back.denominator):
        assert (got, type(got)) == (number, type(number))


def test_undetermined_comes_back_with_reason_detail_and_what_is_known(state: State) -> None:
    define(state, WAU)
    absent = [
        observe(WAU, MONDAY, Undetermined(Reason.ZERO_DENOMINATOR), numerator=0, denominator=0),
        observe(WAU, NEXT_MONDAY, Undetermined(Reason.PART_UNDETERMINED, "每周活跃")),
    ]

    state.observations.save_slice(computed(WAU), absent)

    assert state.observations.read_slice(WAU) == absent


_numbers = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
# PostgreSQL holds no NUL in a text; a detail is our own words and has none.
_details = st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
_values = _numbers | st.builds(Undetermined, st.sampled_from(Reason), _details)
_segments = st.tuples(*(st.tuples(st.just(name), st.none() | st.text()) for name in ("渠道", "it's")))
_rows = st.fixed_dictionaries(
    {
        "period": st.dates(),
        "segment": _segments,
        "value": _values,
        "numerator": st.none() | _numbers,
        "denominator": st.none() | _numbers,
        "n": st.none() | st.integers(0, 2**63 - 1),
        "sum_squares": st.none() | st.floats(min_value=0, allow_nan=False, allow_infinity=False),
        "complete": st.booleans(),
    }
)
_instants = st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC))


@given(st.lists(_rows, max_size=20, unique_by=lambda row: (row["period"], row["segment"])), _instants)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_slice_comes_back_as_it_was_saved(
    state: State, rows: list[dict[str, object]], computed_at: datetime
) -> None:
    define(state, WAU)
    key = SliceKey("weekly_active", "h1", Grain.DAY, ("渠道", "it's"))
    given_ = [Observation(key.metric, key.definition_hash, key.grain, computed_at=computed_at, **row) for row in rows]  # type: ignore[arg-type]

    state.observations.save_slice(replace(computed(key), computed_at=computed_at), given_)

    read = state.observations.read_slice(key)
    assert read == sorted(given_, key=lambda o: o.period)
    assert list(map(_types, read or [])) == [_types(o) for o in sorted(given_, key=lambda o: o.period)]


def _types(o: Observation) -> list[type]:
    return [type(part) for part in (o.value, o.numerator, o.denominator, o.sum_squares, o.complete, o.period)]


def test_instant_of_computation_comes_back_in_utc(state: State) -> None:
    define(state, WAU)
    shanghai = datetime(2026, 5, 4, 20, 0, tzinfo=timezone(timedelta(hours=8)))

    state.observations.save_slice(replace(computed(WAU), computed_at=shanghai), [])

    info = state.observations.slice_info(WAU)
    assert info is not None
    assert (info.computed_at, info.computed_at.tzinfo) == (datetime(2026, 5, 4, 12, 0, tzinfo=UTC), UTC)


@pytest.mark.parametrize(
    "foreign",
    [
        observe(REVENUE, MONDAY, 1),
        observe(replace(WAU, definition_hash="h0"), MONDAY, 1),
        observe(replace(WAU, grain=Grain.DAY), MONDAY, 1),
        observe(WAU, MONDAY, 1, (("city", "上海"),)),
        replace(observe(WAU, MONDAY, 1), computed_at=NOON + timedelta(seconds=1)),
        observe(WAU, MONDAY, math.inf),
        observe(WAU, MONDAY, math.nan),
        observe(WAU, MONDAY, 1, numerator=-math.inf),
        observe(WAU, MONDAY, 1, sum_squares=math.nan),
    ],
)
def test_what_does_not_belong_in_a_slice_is_refused_and_the_slice_stays_as_it_was(
    state: State, foreign: Observation
) -> None:
    define(state, WAU)
    held = [observe(WAU, MONDAY, 5)]
    state.observations.save_slice(computed(WAU, "v1"), held)

    with pytest.raises(ValueError, match=r"does not belong|not a segment|not computed at|not a number|not finite"):
        state.observations.save_slice(computed(WAU, "v2"), [observe(WAU, NEXT_MONDAY, 6), foreign])

    assert state.observations.read_slice(WAU) == held
    assert state.observations.stale({WAU: "v1"}) == []


def test_two_observations_of_one_period_and_segment_are_refused(state: State) -> None:
    define(state, WAU)
    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
        state.observations.save_slice(computed(WAU), [observe(WAU, MONDAY, 1), observe(WAU, MONDAY, 2)])
    assert state.observations.read_slice(WAU) is None


def test_slice_cannot_be_saved_before_its_definition(state: State) -> None:
    with pytest.raises(IntegrityError):
        state.observations.save_slice(computed(WAU), [])


def test_batch_is_saved_whole_or_not_at_all(state: State) -> None:
    define(state, WAU, REVENUE)

    with pytest.raises(ValueError, match="does not belong"):
        state.observations.save_slices(
            [(computed(WAU), [observe(WAU, MONDAY, 1)]), (computed(REVENUE), [observe(WAU, MONDAY, 1)])]
        )
    assert state.observations.slices() == []

    state.observations.save_slices(
        [(computed(WAU), [observe(WAU, MONDAY, 1)]), (computed(REVENUE), [observe(REVENUE, MONDAY, 2.5)])]
    )
    assert {slice_.key for slice_ in state.observations.slices()} == {WAU, REVENUE}


def test_several_slices_are_read_at_once_and_those_never_computed_are_left_out(state: State) -> None:
    define(state, WAU, REVENUE)
    state.observations.save_slice(computed(WAU), [observe(WAU, MONDAY, 1), observe(WAU, NEXT_MONDAY, 2)])
    state.observations.save_slice(computed(REVENUE), [observe(REVENUE, MONDAY, 9.5)])

    read = state.observations.read_slices([WAU, REVENUE, WAU_BY_CITY], start=NEXT_MONDAY)

    assert {key: [o.value for o in found] for key, found in read.items()} == {WAU: [2], REVENUE: []}
    assert state.observations.read_slices([]) == {}


def test_segments_of_a_pair_of_periods_are_read_at_once(state: State) -> None:
    define(state, WAU_BY_CITY)
    days = [MONDAY + timedelta(weeks=n) for n in range(10)]
    state.observations.save_slice(
        computed(WAU_BY_CITY),
        [
            observe(WAU_BY_CITY, day, 100 * n + m, (("city", city),))
            for n, day in enumerate(days)
            for m, city in enumerate("ab")
        ],
    )

    read = state.observations.read_periods([WAU_BY_CITY], [days[8], days[1]])

    assert [(o.segment[0][1], o.value) for o in read[WAU_BY_CITY]] == [("a", 100), ("b", 101), ("a", 800), ("b", 801)]


def test_slice_is_stale_when_never_computed_computed_from_other_data_or_defined_otherwise(state: State) -> None:
    define(state, WAU, REVENUE)
    state.observations.save_slice(computed(WAU, "v1"), [])
    state.observations.save_slice(computed(REVENUE, "v1"), [])
    redefined = replace(WAU, definition_hash="h9")

    stale = state.observations.stale({WAU: "v1", REVENUE: "v2", WAU_BY_CITY: "v1", redefined: "v1"})

    assert stale == [REVENUE, WAU_BY_CITY, redefined]


def test_same_dimensions_in_another_order_are_another_slice(state: State) -> None:
    ab = SliceKey("weekly_active", "h1", Grain.WEEK, ("a", "b"))
    define(state, ab)
    state.observations.save_slice(computed(ab), [observe(ab, MONDAY, 3, (("a", "1"), ("b", "2")))])

    assert state.observations.read_slice(replace(ab, dimensions=("b", "a"))) is None


def test_data_versions_are_those_of_the_slices_that_were_computed(state: State) -> None:
    define(state, WAU, REVENUE)
    state.observations.save_slices([(computed(WAU, "plays@7"), []), (computed(REVENUE), [])])

    assert state.observations.data_versions([WAU, WAU_BY_CITY, REVENUE]) == {WAU: "plays@7", REVENUE: "v1"}
