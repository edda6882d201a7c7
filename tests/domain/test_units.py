"""Numbers as people read them."""

import pytest

from beichen.domain.units import format_change, format_distance, format_exact, format_share, format_value


@pytest.mark.parametrize(
    ("value", "unit", "en", "zh"),
    [
        (0, None, "0", "0"),
        (7644, "learners", "7,644", "7,644"),
        (12.345, None, "12.35", "12.35"),
        (0.00421, None, "0.0042", "0.0042"),
        (99_999, None, "99,999", "99,999"),
        (123_456, None, "123.5K", "12.3万"),
        (1_234_567, None, "1.2M", "123.5万"),
        (1_234_567_890, None, "1.2B", "12.3亿"),
        (-412, None, "−412", "−412"),
        (0.4162, "share", "41.6%", "41.6%"),
        (0.0061, "share", "0.61%", "0.61%"),
        (0.9972, "share", "99.72%", "99.72%"),
        (-0.12, "share", "−12.0%", "−12.0%"),
        (1, "share", "100.0%", "100.0%"),
        (1234, "GBP", "£1,234", "£1,234"),
        (1234, "CNY", "CN¥1,234", "¥1,234"),
        (1234, "JPY", "¥1,234", "JP¥1,234"),
        (1234, "CHF", "CHF 1,234", "CHF 1,234"),
        (-1_500_000, "USD", "−$1.5M", "−US$150.0万"),
        (None, "share", "–", "–"),
    ],
)
def test_value_reads_as_each_language_writes_it(value, unit, en, zh):
    assert format_value(value, unit, "en") == en
    assert format_value(value, unit, "zh") == zh


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        (999_949, "999.9K", "100.0万"),
        (999_950, "1.0M", "100.0万"),
        (99_999_600, "100.0M", "1.0亿"),
        (999_960_000, "1.0B", "10.0亿"),
    ],
)
def test_number_that_rounds_up_to_the_next_scale_is_shown_in_it(value, en, zh):
    assert format_value(value, None, "en") == en
    assert format_value(value, None, "zh") == zh


def test_change_carries_its_sign_and_a_change_of_a_share_is_in_percentage_points():
    assert format_change(-412, None, "en") == "−412"
    assert format_change(412, None, "zh") == "+412"
    assert format_change(0, None, "en") == "±0"
    assert format_change(0.012, "share", "en") == "+1.20 pp"
    assert format_change(-0.012, "share", "zh") == "−1.20 个百分点"
    assert format_change(-0.00001, "share", "en") == "−0.001 pp"
    assert format_change(-20, "GBP", "en") == "−£20"
    assert format_change(None, None, "en") == "–"


def test_distance_is_a_change_without_its_sign():
    assert format_distance(-412, None, "en") == "412"
    assert format_distance(-0.012, "share", "en") == "1.20 pp"


def test_share_of_a_whole_is_a_percentage():
    assert format_share(-0.0512) == "−5.1%"
    assert format_share(None) == "–"


def test_exact_number_hides_no_digit():
    assert format_exact(1_234_567) == "1,234,567"
    assert format_exact(-0.1 - 0.2) == "−0.3"
