"""Did it move? Ranges of hand-made histories."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beichen.domain.days_off import MADE_UP, DaysOff
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.time import Calendar, Grain
from beichen.judgement.change import ExpectedRange, Verdict, expected_ranges, no_range
from beichen.judgement.reading import Reading
from beichen.judgement.sampling import Chance, Sampled, Statistics, chance_of

CALENDAR = Calendar("UTC")
MONDAY = date(2024, 1, 1)
STEP = {Grain.DAY: timedelta(days=1), Grain.WEEK: timedelta(weeks=1)}

Value = float | Undetermined


def readings(values: Sequence[Value], grain: Grain = Grain.WEEK, chance: Chance | None = None) -> list[Reading]:
    return [Reading(MONDAY + at * STEP[grain], value, True, chance or Chance()) for at, value in enumerate(values)]


def ranges(values: Sequence[Value], grain: Grain = Grain.WEEK, **given: object) -> list[ExpectedRange]:
    return list(expected_ranges(readings(values, grain), CALENDAR, grain, **given).values())  # type: ignore[arg-type]


def noisy(count: int, level: float = 1000, noise: float = 20, seed: int = 1) -> list[float]:
    chance = random.Random(seed)
    return [level + noise * chance.gauss(0, 1) for _ in range(count)]


def width(found: ExpectedRange) -> float:
    assert found.low is not None and found.high is not None
    return found.high - found.low


def centre(found: ExpectedRange) -> float:
    assert found.centre is not None
    return found.centre


def test_without_a_range_no_change_is_called_noise_or_news() -> None:
    assert no_range(Reason.TOO_SHORT) == ExpectedRange(None, None, None, Verdict.UNDETERMINED, Reason.TOO_SHORT)


def test_history_of_seven_weeks_is_too_short_and_one_of_eight_is_not() -> None:
    found = ranges(noisy(9))

    assert [each.reason for each in found[:8]] == [Reason.TOO_SHORT] * 8
    assert found[8].verdict is Verdict.NOISE
    assert Reason.TOO_SHORT.text.zh == "历史数据太短"


@pytest.mark.parametrize(("grain", "least"), [(Grain.DAY, 28), (Grain.WEEK, 8)])
def test_first_verdict_comes_after_so_many_periods(grain: Grain, least: int) -> None:
    found = ranges(noisy(least + 1), grain)

    assert [each.verdict is Verdict.UNDETERMINED for each in found] == [True] * least + [False, True]


def test_a_steady_metric_is_noise_within_its_usual_error_and_moved_beyond() -> None:
    usual = [500, 512, 489, 505, 498, 510, 493, 507, 501, 495, 508, 497]

    within, outside = ranges([*usual, 511])[12], ranges([*usual, 440])[12]

    assert within.verdict is Verdict.NOISE and outside.verdict is Verdict.MOVED
    assert (within.low, within.high) == (outside.low, outside.high)
    assert within.low is not None and 470 < within.low < 490
    assert within.high is not None and 510 < within.high < 530


def test_the_period_after_the_last_has_a_range_and_no_verdict() -> None:
    found = expected_ranges(readings(noisy(20)), CALENDAR, Grain.WEEK)

    after = found[MONDAY + timedelta(weeks=20)]
    assert list(found)[-1] == MONDAY + timedelta(weeks=20)
    assert after.low is not None and after.high is not None
    assert (after.verdict, after.reason) == (Verdict.UNDETERMINED, Reason.NO_PERIOD)


def test_a_running_period_has_a_range_and_is_never_judged_as_if_it_were_whole() -> None:
    history = readings(noisy(20))
    running = Reading(MONDAY + timedelta(weeks=20), 130.0, complete=False)

    found = expected_ranges([*history, running], CALENDAR, Grain.WEEK)

    partial, after = list(found.values())[-2:]
    assert (partial.verdict, partial.reason) == (Verdict.UNDETERMINED, Reason.PARTIAL_PERIOD)
    assert partial.low is not None and 900 < partial.low < 1000
    assert after.low is not None and 900 < after.low < 1000  # what ran counts for nothing in the next one


def test_an_undetermined_value_keeps_its_own_reason() -> None:
    values: list[Value] = [*noisy(20), Undetermined(Reason.ZERO_DENOMINATOR), *noisy(3, seed=2)]

    found = ranges(values)

    assert (found[20].verdict, found[20].reason) == (Verdict.UNDETERMINED, Reason.ZERO_DENOMINATOR)
    assert [each.verdict for each in found[21:24]] == [Verdict.NOISE] * 3


def test_missing_periods_have_their_place() -> None:
    history = readings(noisy(40, seed=3))
    holes = history[:20] + history[23:]

    found = expected_ranges(holes, CALENDAR, Grain.WEEK)

    assert len(found) == 41
    missing = [found[MONDAY + timedelta(weeks=at)] for at in (20, 21, 22)]
    assert [each.reason for each in missing] == [Reason.NO_PERIOD] * 3
    assert width(missing[0]) < width(missing[1]) < width(missing[2])  # less and less is known


def test_days_are_judged_by_their_weekday() -> None:
    week = [1000, 1000, 1000, 1000, 1200, 2000, 1800]
    values = [level + extra for at, extra in enumerate(noisy(70, level=0)) for level in [week[at % 7]]]

    found = ranges(values, Grain.DAY)

    assert centre(found[56]) == pytest.approx(1000, abs=40)  # a Monday
    assert centre(found[61]) == pytest.approx(2000, abs=60)  # a Saturday
    as_saturday = list(values)
    as_saturday[56] = 2000
    assert ranges(as_saturday, Grain.DAY)[56].verdict is Verdict.MOVED


def test_growth_is_expected_to_go_on() -> None:
    values = [1000 + 30 * at + extra for at, extra in enumerate(noisy(40, level=0, noise=10))]

    found = ranges(values)[39]

    assert centre(found) == pytest.approx(1000 + 30 * 39, abs=45)
    assert found.verdict is Verdict.NOISE


def test_what_happened_every_december_is_expected_again() -> None:
    year = [100.0] * 48 + [200.0, 300.0, 300.0, 150.0]
    chance = random.Random(4)
    values = [level * (1 + 0.03 * chance.gauss(0, 1)) for level in year * 3]

    found = ranges(values)
    second, third = found[52 + 48], found[2 * 52 + 48]

    # It was about 100 the week before. Once is no rule, and no wonder when it comes again either.
    assert centre(second) == pytest.approx(145, abs=15)
    assert second.low is not None and second.low < 100
    assert second.high is not None and second.high > 200
    assert centre(third) == pytest.approx(200, abs=20)
    assert third.low is not None and third.low > 150


def test_an_incident_of_last_year_is_not_expected_again_but_no_wonder() -> None:
    values = noisy(100, level=100, noise=3, seed=13)
    values[40] = 300.0

    found = ranges(values)

    assert (found[40].verdict, found[92].verdict) == (Verdict.MOVED, Verdict.NOISE)
    assert 150 < centre(found[92]) < 230
    assert [centre(each) for each in found[94:100]] == pytest.approx([100] * 6, abs=8)


def test_a_new_level_is_learnt_after_three_weeks() -> None:
    values = [*noisy(30), *noisy(12, level=2000, seed=5)]

    found = ranges(values)[30:42]

    assert [each.verdict for each in found[:3]] == [Verdict.MOVED] * 3
    assert centre(found[3]) == pytest.approx(2000, abs=60)
    assert [each.verdict for each in found[4:]] == [Verdict.NOISE] * 8


def test_an_incident_is_forgotten_by_the_next_period() -> None:
    usual = noisy(40, seed=6)
    struck = [*usual[:30], 200.0, *usual[31:]]

    before, after = ranges(usual), ranges(struck)

    assert after[30].verdict is Verdict.MOVED
    assert abs(centre(after[31]) - centre(before[31])) < 20  # one usual error of 40 that it lay out
    assert width(after[31]) < 1.8 * width(before[31])
    assert width(after[39]) < 1.5 * width(before[39])
    assert abs(centre(after[39]) - centre(before[39])) < 5


def test_the_size_of_an_incident_makes_no_difference() -> None:
    usual = noisy(40, seed=7)
    large, larger = ([*usual[:30], value, *usual[31:]] for value in (5_000.0, 50_000_000.0))

    assert ranges(large)[31:] == ranges(larger)[31:]


def test_a_metric_that_never_moved_is_news_when_it_does_and_then_must_be_learnt() -> None:
    found = ranges([7.0] * 20 + [9.0, 8.0, 10.0, 9.0])

    assert (found[19].low, found[19].high, found[19].verdict) == (7.0, 7.0, Verdict.NOISE)
    assert (found[20].low, found[20].high, found[20].verdict) == (7.0, 7.0, Verdict.MOVED)
    assert [each.reason for each in found[21:24]] == [Reason.TOO_SHORT] * 3


def test_one_event_after_many_days_without_any_is_no_news_and_forty_are() -> None:
    def judged(last: float) -> Verdict:
        history = readings([*[0.0, 0.0, 0.0, 1.0, 0.0] * 8, last], Grain.DAY, Chance(0.5, 1.0))
        return list(expected_ranges(history, CALENDAR, Grain.DAY).values())[40].verdict

    assert (judged(1.0), judged(40.0)) == (Verdict.NOISE, Verdict.MOVED)


def test_a_smaller_sample_has_a_wider_range() -> None:
    chance = random.Random(8)
    sizes = [4000] * 30 + [100]
    values = [sum(chance.random() < 0.3 for _ in range(size)) / size for size in sizes]
    chances = chance_of(Sampled.SHARE, values, [Statistics(size) for size in sizes])
    history = [
        Reading(MONDAY + timedelta(weeks=at), value, True, each)
        for at, (value, each) in enumerate(zip(values, chances, strict=True))
    ]

    found = list(expected_ranges(history, CALENDAR, Grain.WEEK, share=True).values())

    # √(0.3 · 0.7 / 4000) = 0.7 pp, √(0.3 · 0.7 / 100) = 4.6 pp; a range is about four of them wide
    assert 0.02 < width(found[29]) < 0.06
    assert 0.12 < width(found[30]) < 0.30


def test_a_holiday_of_which_something_is_known_is_no_news() -> None:
    holidays = [MONDAY + timedelta(days=at) for at in (37, 65, 100, 135)]  # working days all of them
    days_off = DaysOff(dict.fromkeys(holidays, "Founders' Day"))
    values = noisy(140, seed=9)
    for day in holidays:
        values[(day - MONDAY).days] -= 300

    known = ranges(values, Grain.DAY, days_off=days_off)
    unknown = ranges(values, Grain.DAY)

    assert (known[135].verdict, unknown[135].verdict) == (Verdict.NOISE, Verdict.MOVED)
    assert centre(known[135]) < 850
    assert centre(unknown[135]) > 950
    assert centre(known[136]) == pytest.approx(1000, abs=30)  # the day after is an ordinary one


def test_a_made_up_saturday_is_expected_to_be_like_a_working_day() -> None:
    week = [1000.0] * 5 + [300.0, 300.0]
    values = [week[at % 7] + extra for at, extra in enumerate(noisy(70, level=0, seed=10))]
    saturday = MONDAY + timedelta(days=61)
    values[61] = 990.0

    made_up = ranges(values, Grain.DAY, days_off=DaysOff(works=frozenset({saturday})))[61]
    ordinary = ranges(values, Grain.DAY)[61]

    assert (made_up.verdict, ordinary.verdict) == (Verdict.NOISE, Verdict.MOVED)
    assert centre(made_up) == pytest.approx(1000, abs=60)
    assert MADE_UP == "work on a day of rest"


def test_a_week_with_days_off_is_expected_to_lack_them() -> None:
    values = noisy(60, noise=10, seed=11)
    rests = {}
    for at in (15, 28, 41, 54):
        monday = MONDAY + timedelta(weeks=at)
        rests |= {monday: "Golden Week", monday + timedelta(days=1): "Golden Week"}
        values[at] -= 200

    found = ranges(values, days_off=DaysOff(rests))

    assert found[54].verdict is Verdict.NOISE
    assert centre(found[54]) < 900


@pytest.mark.parametrize("seed", range(5))
def test_counts_stay_at_or_above_0_and_shares_within_0_and_1(seed: int) -> None:
    chance = random.Random(seed)
    counts = [float(chance.choice([0, 0, 0, 1, 2, 40])) for _ in range(60)]
    shares = [chance.choice([0.0, 0.2, 0.97, 1.0]) for _ in range(60)]

    assert all(found.low >= 0 for found in ranges(counts) if found.low is not None)
    judged = [found for found in ranges(shares, share=True) if found.low is not None]
    assert all(found.low >= 0 and found.high <= 1 for found in judged)  # type: ignore[operator]


def test_a_first_negative_value_leaves_the_ranges_before_it_as_they_were() -> None:
    values = [abs(value) for value in noisy(30, level=50, seed=12)]

    losing = ranges([*values, -400.0, -300.0, -500.0, -400.0])

    assert losing[:30] == ranges([*values, 50.0])[:30]
    assert losing[30].low is not None and losing[30].low >= 0
    assert losing[30].verdict is Verdict.MOVED
    assert losing[34].low is not None and losing[34].low < 0


Histories = st.lists(st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3)), min_size=9, max_size=40)


@settings(max_examples=40)
@given(Histories, st.lists(st.floats(-1e9, 1e9), max_size=5))
def test_nothing_that_comes_later_changes_a_range(values: list[float], later: list[float]) -> None:
    known, then = ranges(values), ranges([*values, *later])

    assert then[: len(values)] == known[: len(values)]


def _close(found: ExpectedRange, expected: tuple[float, float, float] | None, slack: float) -> bool:
    if expected is None or found.low is None or found.centre is None or found.high is None:
        return found.low is None and expected is None
    return (found.low, found.centre, found.high) == pytest.approx(expected, rel=1e-6, abs=slack)


def _moved(found: ExpectedRange, by: Callable[[float], float]) -> tuple[float, float, float] | None:
    if found.low is None or found.centre is None or found.high is None:
        return None
    return by(found.low), by(found.centre), by(found.high)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.floats(0.01, 1000))
def test_another_unit_is_another_unit_of_the_range(seed: int, factor: float) -> None:
    values = noisy(30, seed=seed)

    for found, scaled in zip(ranges(values), ranges([value * factor for value in values]), strict=True):
        assert _close(scaled, _moved(found, lambda end: end * factor), slack=1e-6 * factor)
        assert scaled.verdict is found.verdict


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.floats(-500, 500))
def test_of_a_metric_with_gains_and_losses_the_zero_makes_no_difference(seed: int, shift: float) -> None:
    values = [-9000.0, *noisy(30, level=0, noise=50, seed=seed)]

    for found, shifted in zip(ranges(values), ranges([value + shift for value in values]), strict=True):
        assert _close(shifted, _moved(found, lambda end: end + shift), slack=1e-6)


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.floats(5, 1000))
def test_wherever_an_incident_lay_five_weeks_later_little_is_left_of_it(seed: int, size: float) -> None:
    usual = noisy(40, seed=seed)
    struck = [*usual[:30], usual[30] + 20 * size, *usual[31:]]

    before, after = ranges(usual)[35], ranges(struck)[35]

    assert abs(centre(after) - centre(before)) < 0.5 * width(before)
    assert width(after) < 2 * width(before)


ODD = st.one_of(
    st.sampled_from([0.0, 1.0, -1.0, 1e-12, 1e12, 0.5, Undetermined(Reason.NO_ROWS)]),
    st.floats(-1e15, 1e15),
    st.just(0.0),
)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(ODD, st.booleans()), min_size=1, max_size=60),
    st.sampled_from(list(Grain)),
    st.sampled_from([Chance(), Chance(0.5, 1.0), Chance(0.5 / 100**2, 1 / 100, -1 / 100)]),
    st.booleans(),
)
def test_whatever_came_before_a_range_is_finite_and_holds_its_centre(
    values: list[tuple[Value, bool]], grain: Grain, chance: Chance, share: bool
) -> None:
    periods = CALENDAR.periods(MONDAY, CALENDAR.shift(MONDAY, grain, len(values) - 1), grain)
    history = [
        Reading(period.start, value, complete or at % 5 > 0, chance)
        for at, (period, (value, complete)) in enumerate(zip(periods, values, strict=True))
    ]

    for found in expected_ranges(history, CALENDAR, grain, share=share).values():
        assert (found.verdict is Verdict.UNDETERMINED) == (found.reason is not None)
        if found.low is not None and found.centre is not None and found.high is not None:
            slack = 1e-9 * max(abs(found.low), abs(found.high))
            assert math.isfinite(found.low) and math.isfinite(found.high)
            assert found.low - slack <= found.centre <= found.high + slack
