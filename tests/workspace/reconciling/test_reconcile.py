"""Two numbers for one question: every step has a value that can be counted by hand in the reading club's visits."""

from __future__ import annotations

from datetime import date

import pytest

from beichen.errors import BeichenError
from beichen.workspace.reconciling.figures import read_number

from ..club import METRICS

WEEK = date(2026, 1, 5)  # ann 20 30 5, bo 40, cy 15 25: six visits, three readers, 135 minutes

MORE = (
    METRICS
    + """\
  - {name: phone_visits, type: simple, model: visits, agg: count, filter: device = 'phone', grain: week}
  - {name: long_phone_readers, type: simple, model: visits, agg: count_distinct, expr: reader, filter: device = 'phone' AND minutes >= 20, grain: week}
  - {name: monthly_visits, type: simple, model: visits, agg: count, grain: month}
  - {name: running_minutes, type: cumulative, model: visits, agg: sum, expr: minutes, window: 14 days, grain: week}
  - {name: phone_share, type: ratio, numerator: phone_visits, denominator: visit_count, grain: week, unit: share}
"""
)


@pytest.fixture
def club(club_with):
    return club_with({"metrics/visits.yml": MORE})


def steps(found):
    return [(step.text.en, step.value, step.change) for step in found.steps]


def test_one_condition_after_the_other_each_with_its_value(club):
    found = club.reconcile("visit_count", "long_phone_readers", at=WEEK)
    assert (found.a_value, found.b_value, found.unexplained) == (6, 2, 0)
    assert steps(found) == [
        ("deduplication: count → count_distinct reader", 3, -3),
        ("with the filter device = 'phone'", 2, -1),
        ("with the filter minutes >= 20", 2, 0),
    ]


def test_steps_and_what_is_left_add_up_to_the_difference_both_ways(club):
    metrics = list(club.project.metrics)
    for a in metrics:
        for b in metrics:
            found = club.reconcile(a, b, at=WEEK if club.project.metrics[a].grain == "week" else date(2026, 1, 1))
            if isinstance(found.difference, int | float):
                made = sum(step.change for step in found.steps) + found.unexplained
                assert made == pytest.approx(found.difference, abs=1e-12), (a, b)
                assert found.unexplained == pytest.approx(0, abs=1e-12), (a, b)


def test_a_ratio_is_walked_through_its_parts(club):
    found = club.reconcile("short_share", "phone_share", at=WEEK)  # 1 of 6 visits is short, 4 are by phone
    assert steps(found) == [
        ("numerator: without the filter minutes < 10", 1.0, pytest.approx(5 / 6)),
        ("numerator: with the filter device = 'phone'", pytest.approx(4 / 6), pytest.approx(-2 / 6)),
    ]


def test_another_grain_is_a_step_of_its_own(club):
    found = club.reconcile("visit_count", "monthly_visits", at=WEEK)
    assert [step.conditions[0].aspect.value for step in found.steps] == ["period"]
    assert (found.a_value, found.b_value) == (6, 14)
    assert found.steps[0].text.zh == "周期：week 2026-01-05 → month 2026-01-01"


def test_a_threshold_is_reached_by_way_of_whoever_came(club):
    found = club.reconcile("visit_count", "regulars", at=WEEK)
    assert [(step.value, step.change) for step in found.steps] == [(3, -3), (2, -1)]


def test_the_same_number_needs_no_step(club):
    found = club.reconcile("visit_count", "visit_count", at=WEEK)
    assert (found.steps, found.unexplained, found.difference) == ((), 0, 0)


def test_a_number_from_elsewhere_is_met_by_the_change_that_gives_it(club):
    found = club.reconcile("active", "6", at=WEEK)  # somebody counted visits, not readers
    assert steps(found) == [("deduplication: count_distinct reader → count", 6, 3)]
    assert found.guessed.periods == 1


def test_two_changes_are_found_where_one_does_not_do(club):
    found = club.reconcile("long_phone_readers", "4", at=WEEK)  # long visits by any device: ann 20 30, bo 40, cy 25
    assert steps(found) == [
        ("without the filter device = 'phone'", 3, 1),
        ("deduplication: count_distinct reader → count", 4, 1),
    ]
    assert found.unexplained == 0


def test_figures_of_several_weeks_leave_only_what_gives_them_all(club, tmp_path):
    file = tmp_path / "theirs.csv"
    # visits less those by tablet: 4 of 6, 3 of 5, 1 of 3
    file.write_text("week,visits\n2026-01-05,4\n2026-01-12,3\n2026-01-19,1\n")
    found = club.reconcile("visit_count", str(file))
    assert found.period == date(2026, 1, 19)
    assert found.guessed.periods == 3
    assert steps(found)[0][1:] == (1, -2)
    assert steps(found)[0][0] == "without the segment device = tablet"


def test_a_figure_that_no_change_gives_is_left_unexplained_with_the_nearest(club):
    found = club.reconcile("visit_count", "5.4", at=WEEK)
    assert (found.steps, found.unexplained) == ((), pytest.approx(-0.6))
    assert found.guessed.tried > 5
    assert (found.guessed.nearest.text.en, found.guessed.nearest.value) == ("only the segment region = north", 5)


def test_what_cannot_be_read_is_refused_with_a_hint(club, tmp_path):
    (tmp_path / "two.csv").write_text("week,a,b\n2026-01-05,4,5\n")
    (tmp_path / "twice.csv").write_text("day,a\n2026-01-05,4\n2026-01-06,5\n")
    (tmp_path / "other.csv").write_text("day,a\n2025-01-06,4\n")
    for b, message in (
        ("visit_cuont", "neither a metric nor a number"),
        (str(tmp_path / "two.csv"), "several columns of numbers: a, b"),
        (str(tmp_path / "twice.csv"), "several rows for the week of 2026-01-05"),
        (str(tmp_path / "none.csv"), "no file"),
    ):
        with pytest.raises(BeichenError, match=message) as refused:
            club.reconcile("visit_count", b)
        assert refused.value.hint
    with pytest.raises(BeichenError, match="no figure for 2026-01-12"):
        club.reconcile("visit_count", str(tmp_path / "other.csv"), at=date(2026, 1, 12))


@pytest.mark.parametrize(
    ("text", "value", "half"),
    [
        ("12,840", 12840, 0),
        ("12.8K", 12800, 50),
        ("1.2万", 12000, 500),
        ("3.4%", 0.034, 0.0005),
        ("-7", -7, 0),
        ("￥5", None, None),
        ("¥ 1,234.50", 1234.5, 0.005),
        ("12,84", None, None),
        ("week", None, None),
    ],
)
def test_numbers_are_read_as_people_write_them(text, value, half):
    figure = read_number(text)
    assert (figure and figure.value) == pytest.approx(value)
    if figure:
        assert figure.half == pytest.approx(half)
