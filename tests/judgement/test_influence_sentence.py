"""Estimated influences in words."""

import pytest

from beichen.domain.text import Text
from beichen.domain.time import Grain
from beichen.judgement.influence_sentence import (
    Coefficient,
    Named,
    round_step,
    tell_basis,
    tell_estimate,
    tell_evidence,
    tell_lag,
    tell_together,
)

RETENTION = Named(Text("Retention", "留存率"), "share")
LISTENERS = Named(Text("Listeners", "听众"), None)


def test_coefficient_is_told_for_a_round_step_of_the_driver():
    opened = Named(Text("Push open rate", "推送打开率"), "share", 0.169)
    told = tell_estimate(Coefficient(0.35, 0.1, 0.6, 1), Grain.WEEK, driver=opened, parent=RETENTION)

    assert told.en == "1 pp more of Push open rate goes with +0.35 pp of Retention, one week later."
    assert told.zh == "「推送打开率」每高 1 个百分点，「留存率」对应 +0.35 个百分点（滞后 1 周）。"


def test_interval_around_0_is_said_to_be_perhaps_nothing():
    latency = Named(Text("Start-up time", "启动耗时"), "ms", 1426)
    told = tell_estimate(Coefficient(-0.4, -1.0, 0.2, 0), Grain.DAY, driver=latency, parent=LISTENERS)

    assert (
        told.en == "100 more of Start-up time goes with −40 of Listeners, in the same day; it may as well be nothing."
    )
    assert told.zh == "「启动耗时」每高 100，「听众」对应 −40（同日）；也可能并无关联。"


@pytest.mark.parametrize(
    ("value", "unit", "step"),
    [
        (1426, "ms", 100),
        (4.21, None, 1),
        (3.0, None, 0.1),
        (-50.6, None, 10),
        (0.684, "share", 0.01),
        (0.029, "share", 0.001),
        (None, None, 1),
        (0, "share", 0.01),
    ],
)
def test_step_is_a_power_of_ten_of_at_most_a_quarter_of_the_value_or_a_point(
    value: float | None, unit: str | None, step: float
):
    assert round_step(Named(Text.same("x"), unit, value)) == pytest.approx(step)


def test_lags_and_periods_are_counted_in_both_languages():
    assert tell_lag(0, Grain.MONTH) == Text("in the same month", "同月")
    assert tell_lag(2, Grain.MONTH) == Text("2 months later", "滞后 2 个月")
    assert tell_evidence(2, 96, Grain.WEEK) == Text(
        "association, 2 weeks later, 96 weeks", "关联，滞后 2 周，基于 96 周"
    )
    assert tell_basis(40, Grain.QUARTER) == Text("association over 40 quarters", "关联，基于 40 个季度")


def test_several_estimates_come_with_a_warning():
    assert tell_together(1) is None
    told = tell_together(8)
    assert told is not None
    assert told.en.startswith("8 associations")
    assert "8 个关联" in told.zh
