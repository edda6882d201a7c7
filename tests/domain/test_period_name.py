"""What a period is called."""

from datetime import date

import pytest

from beichen.domain.period_name import period_against, period_name, period_within
from beichen.domain.time import Grain

MONDAY = date(2013, 10, 7)


@pytest.mark.parametrize(
    ("start", "grain", "en", "zh"),
    [
        (MONDAY, Grain.DAY, "7 Oct 2013", "2013年10月7日"),
        (MONDAY, Grain.WEEK, "week of 7 Oct 2013", "2013年10月7日当周"),
        (date(2013, 10, 1), Grain.MONTH, "October 2013", "2013年10月"),
        (date(2013, 10, 1), Grain.QUARTER, "Q4 2013", "2013年第四季度"),
        (date(2013, 1, 1), Grain.QUARTER, "Q1 2013", "2013年第一季度"),
        (date(2013, 1, 1), Grain.YEAR, "2013", "2013年"),
    ],
)
def test_period_is_named_by_its_grain(start, grain, en, zh):
    assert period_name(start, grain).as_dict() == {"en": en, "zh": zh}


@pytest.mark.parametrize(
    ("grain", "en"),
    [(Grain.DAY, "on 7 Oct 2013"), (Grain.WEEK, "in the week of 7 Oct 2013"), (Grain.MONTH, "in October 2013")],
)
def test_time_in_which_something_happened_has_its_preposition(grain, en):
    assert period_within(MONDAY, grain).en == en


@pytest.mark.parametrize(
    ("start", "versus", "grain", "en", "zh"),
    [
        (MONDAY, date(2013, 10, 6), Grain.DAY, "the day before", "前一天"),
        (MONDAY, date(2013, 9, 30), Grain.WEEK, "the week before", "前一周"),
        (MONDAY, date(2012, 10, 8), Grain.WEEK, "the week of 8 Oct 2012", "2012年10月8日当周"),
        (date(2013, 1, 1), date(2012, 12, 1), Grain.MONTH, "the month before", "前一个月"),
        (date(2013, 1, 1), date(2012, 1, 1), Grain.MONTH, "January 2012", "2012年1月"),
        (date(2013, 1, 1), date(2012, 10, 1), Grain.QUARTER, "the quarter before", "前一季度"),
        (date(2013, 1, 1), date(2012, 1, 1), Grain.YEAR, "the year before", "前一年"),
    ],
)
def test_compared_period_is_the_one_before_or_is_named(start, versus, grain, en, zh):
    assert period_against(start, versus, grain).as_dict() == {"en": en, "zh": zh}
