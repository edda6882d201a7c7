"""Projections worked out by hand, with Student's quantiles from a printed table."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beichen.domain.goal import KeyResult
from beichen.domain.metric import Good
from beichen.domain.observation import Reason, Undetermined
from beichen.domain.pace import PaceVerdict
from beichen.domain.time import Period
from beichen.domain.tree import Limit
from beichen.judgement.pace import Bounds, Close, Form, Passage, judge_pace, project_close, t_quantile
from beichen.judgement.status import Goal

WEEK = Period(date(2026, 11, 16), date(2026, 11, 23))
FOREVER = date(2026, 1, 1), date(2026, 12, 31)


def closes(found: Close | Undetermined) -> Close:
    assert isinstance(found, Close)
    return found


@pytest.mark.parametrize(("degrees", "printed"), [(5, 2.015), (6, 1.943), (12, 1.782), (25, 1.708)])
def test_quantiles_of_t_are_those_of_the_printed_table(degrees: int, printed: float) -> None:
    assert t_quantile(0.95, degrees) == pytest.approx(printed, abs=0.001)


def test_amount_goes_on_by_the_mean_ratio_of_earlier_periods() -> None:
    # by then 10, at the close 20, 30, 20, 30, 20, 30: the ratios' geometric mean is √6
    found = closes(project_close(100, [Passage(10, c) for c in (20, 30, 20, 30, 20, 30)], Form.RATIO))

    # ln 2 and ln 3 lie 0.2027 from their mean: s = 0.2027·√(6/5) = 0.2221; reach = 2.015 · 0.2221 · √(7/6) = 0.4834
    assert found.projected == pytest.approx(100 * math.sqrt(6))
    assert found.high / found.projected == pytest.approx(math.exp(0.4834), rel=1e-3)
    assert found.projected / found.low == pytest.approx(math.exp(0.4834), rel=1e-3)
    assert found.periods == 6


def test_share_goes_on_by_the_mean_step_of_earlier_periods() -> None:
    steps = (0.1, 0.2, 0.1, 0.2, 0.1, 0.2)
    found = closes(project_close(0.3, [Passage(0.2, 0.2 + step) for step in steps], Form.DIFFERENCE))

    # the mean step is 0.15, s = 0.05·√(6/5) = 0.05477; reach = 2.015 · 0.05477 · √(7/6) = 0.1192
    assert (found.projected, found.low, found.high) == pytest.approx((0.45, 0.45 - 0.1192, 0.45 + 0.1192), abs=1e-4)


def test_interval_reaches_as_far_as_one_earlier_period_in_ten_did() -> None:
    # two of 26 weeks gained 1 more: t reaches to 2/26 + 1.708 · 0.2717 · √(27/26) = 0.55, the 95th percentile is 1
    passages = [Passage(1, close) for close in (*[1] * 24, 2, 2)]

    found = closes(project_close(1, passages, Form.DIFFERENCE))

    assert found.high == pytest.approx(2)
    assert found.low == pytest.approx(1 + 0.0769 - 0.473, abs=1e-3)


def test_amount_that_was_nothing_by_then_goes_on_by_steps() -> None:
    passages = [Passage(0, 8), *[Passage(2, 10)] * 5]

    assert closes(project_close(3, passages, Form.RATIO)).projected == pytest.approx(11)


def test_what_a_running_total_held_before_is_set_aside() -> None:
    # each period doubled what it had added by then; the total held 100, 200, … before
    passages = [Passage(base + 10, base + 20, base) for base in (100, 200, 300, 400, 500, 600)]

    found = closes(project_close(715, passages, Form.RATIO, base=700))

    assert (found.projected, found.low, found.high) == pytest.approx((730, 730, 730))


def test_fewer_than_six_earlier_periods_are_too_few() -> None:
    assert project_close(1, [Passage(1, 2)] * 5, Form.RATIO) == Undetermined(Reason.TOO_SHORT, "5 of 6")
    assert isinstance(project_close(1, [Passage(1, 2)] * 6, Form.RATIO), Close)


def test_only_the_latest_26_periods_count() -> None:
    found = closes(project_close(1, [*[Passage(1, 100)] * 50, *[Passage(1, 2)] * 26], Form.RATIO))

    assert (found.projected, found.periods) == (pytest.approx(2), 26)


def test_value_that_is_always_nothing_by_then_says_nothing() -> None:
    # nobody can have come on three days by Tuesday
    assert project_close(0, [Passage(0, close) for close in range(100, 110)], Form.RATIO) == Undetermined(
        Reason.TOO_EARLY
    )


def test_interval_ends_where_the_definition_says_that_values_end() -> None:
    passages = [Passage(0.5, close) for close in (0.1, 0.9, 0.2, 1, 0.1, 1)]

    found = closes(project_close(0.6, passages, Form.DIFFERENCE, Bounds(0, 1)))

    assert (found.low, found.high) == (0, 1)


def test_ratio_beyond_all_numbers_is_undetermined() -> None:
    passages = [Passage(1e-300, 1e300), Passage(1, 1)] * 3

    assert project_close(1e10, passages, Form.RATIO) == Undetermined(Reason.NOT_FINITE)
    apart = [Passage(-1.7e308, 1.7e308), Passage(0, 1)] * 3
    assert project_close(1, apart, Form.DIFFERENCE) == Undetermined(Reason.NOT_FINITE)


@given(
    st.floats(0.001, 1e9),
    st.lists(st.tuples(st.floats(0.001, 1e9), st.floats(0.001, 1e9)), min_size=6, max_size=40),
    st.sampled_from(Form),
)
def test_projection_lies_within_its_interval(so_far: float, pairs: list[tuple[float, float]], form: Form) -> None:
    found = project_close(so_far, [Passage(*pair) for pair in pairs], form)

    assert isinstance(found, Undetermined) or found.low <= found.projected <= found.high


def to_move(start: float | None, target: float) -> Goal:
    return Goal(KeyResult("m", "lin", start=start, target=target), *FOREVER)


# The straight path from 0 to 364 within the year's 364 days is at 325 on Sunday 22 November.
@pytest.mark.parametrize(
    ("low", "high", "verdict"), [(326, 400, "ahead"), (300, 400, "on_pace"), (325, 325, "on_pace"), (200, 324, "short")]
)
def test_interval_is_judged_against_the_straight_path_on_the_last_day(low: float, high: float, verdict: str) -> None:
    assert judge_pace(low, high, to_move(0, 364), WEEK) == verdict


def test_falling_below_a_falling_path_is_ahead() -> None:
    # 364 → 0 is at 39 on 22 November
    assert judge_pace(10, 38, to_move(364, 0), WEEK) is PaceVerdict.AHEAD
    assert judge_pace(40, 50, to_move(364, 0), WEEK) is PaceVerdict.SHORT


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (0.001, 0.005, PaceVerdict.ON_PACE),
        (0.009, 0.02, PaceVerdict.SHORT),
        (0.001, 0.02, PaceVerdict.UNDETERMINED),
    ],
)
def test_limit_is_held_when_both_ends_hold_it(low: float, high: float, verdict: PaceVerdict) -> None:
    goal = Goal(KeyResult("m", "lin", keep=Limit("<", 0.008, "< 0.8%")), *FOREVER)

    assert judge_pace(low, high, goal, WEEK) is verdict


def test_goal_of_other_days_asks_nothing_of_a_period() -> None:
    goal = Goal(KeyResult("m", "lin", start=0, target=10), date(2026, 11, 23), date(2026, 12, 31))

    assert judge_pace(1, 2, goal, WEEK) is PaceVerdict.UNDETERMINED


def test_target_without_start_is_judged_in_the_last_period_by_the_good_direction() -> None:
    last = Period(date(2026, 12, 28), date(2027, 1, 4))

    assert judge_pace(11, 12, to_move(None, 10), WEEK, Good.UP) is PaceVerdict.UNDETERMINED
    assert judge_pace(11, 12, to_move(None, 10), last, Good.UP) is PaceVerdict.AHEAD
    assert judge_pace(11, 12, to_move(None, 10), last, Good.DOWN) is PaceVerdict.SHORT
    assert judge_pace(11, 12, to_move(None, 10), last) is PaceVerdict.UNDETERMINED
