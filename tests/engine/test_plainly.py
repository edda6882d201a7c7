"""Conditions in plain words, or none where words would be wrong."""

from __future__ import annotations

import pytest

from beichen.domain.text import Text
from beichen.engine.plainly import say_plainly


@pytest.mark.parametrize(
    ("condition", "en", "zh"),
    [
        ("days >= 3", "`days` is at least 3", "`days` 不小于 3"),
        ("event = 'play'", "`event` is “play”", "`event` 为 “play”"),
        ("seconds > 30 and completed", "`seconds` is more than 30 and `completed` holds", "`seconds` 大于 30，且`completed` 成立"),
        ("a < -1.5 or b <> 'x''y'", "`a` is less than −1.5 or `b` is not “x'y”", "`a` 小于 −1.5，或`b` 不为 “x'y”"),
        ("kind in ('new', 'renewal')", "`kind` is one of “new”, “renewal”", "`kind` 为 “new”、“renewal”"),
        ("kind not in ('refund')", "`kind` is none of “refund”", "`kind` 不为 “refund”"),
        ("referrer is not null", "`referrer` is not empty", "`referrer` 非空"),
        ("referrer is null", "`referrer` is empty", "`referrer` 为空"),
        ("age between 18 and 25", "`age` is between 18 and 25", "`age` 在 18 与 25 之间"),
        ("lower(city) = '上海'", "`LOWER(city)` is “上海”", "`LOWER(city)` 为 “上海”"),
        ("a = 1 and (b = 2 or c = 3)", "`a` is 1 and (`b` is 2 or `c` is 3)", "`a` 为 1，且（`b` 为 2，或`c` 为 3）"),
        ("not (a = 1)", "not (`a` is 1)", "并非（`a` 为 1）"),
    ],
)  # fmt: skip
def test_condition_is_said_in_both_languages(condition: str, en: str, zh: str) -> None:
    assert say_plainly(condition, "duckdb") == Text(en, zh)


@pytest.mark.parametrize(
    "condition", ["a = null", "x like 'a%'", "(a = 1) = (b = 2)", "case when a then b end", "a >", "1"]
)
def test_what_words_cannot_say_well_is_left_as_code(condition: str) -> None:
    assert say_plainly(condition, "duckdb") is None
