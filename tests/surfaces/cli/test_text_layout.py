"""Text on a terminal's grid: widths, tables, and values that try to steer the terminal."""

from __future__ import annotations

from beichen.faces.cli.show.text import Column, render_table, visible, width


def test_chinese_characters_take_two_columns_and_combining_marks_none() -> None:
    assert width("week") == 4
    assert width("每周听歌") == 8
    assert width("e\u0301") == 1
    assert width("🎧") == 2


def test_columns_line_up_under_a_mixture_of_chinese_and_latin() -> None:
    lines = render_table([Column("分群"), Column("value", right=True)], [("新用户", "12"), ("organic", "3,456")])

    assert lines == [
        "分群     value",
        "新用户      12",
        "organic  3,456",
    ]
    assert len({width(line) for line in lines}) == 1


def test_table_without_rows_is_its_titles() -> None:
    assert render_table([Column("a"), Column("b")], []) == ["a  b"]


def test_control_characters_of_a_value_are_spelled_out() -> None:
    assert visible("red\x1b[31m\nnext") == r"red\x1b[31m\nnext"


def test_names_with_emoji_and_chinese_stay_as_they_are() -> None:
    assert visible("结账 时间 👩‍💻") == "结账 时间 👩‍💻"
