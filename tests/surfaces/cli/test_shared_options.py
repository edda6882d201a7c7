"""The options that every command takes, before or after its name."""

from __future__ import annotations

import pytest

from beichen.errors import QueryError
from beichen.faces.cli.app import UsageError, hoist_shared_options
from beichen.faces.cli.options import FailOn, exit_code_of, read_day, read_names


def test_shared_options_may_stand_anywhere() -> None:
    assert hoist_shared_options(["query", "--json", "plays", "--project", "lumen", "--by", "channel"]) == [
        "--json",
        "--project",
        "lumen",
        "query",
        "plays",
        "--by",
        "channel",
    ]
    assert hoist_shared_options(["tree", "--project=lumen", "--lang=zh"]) == ["--project=lumen", "--lang=zh", "tree"]


def test_what_follows_a_bare_double_dash_is_left_alone() -> None:
    assert hoist_shared_options(["query", "--", "--json"]) == ["query", "--", "--json"]


@pytest.mark.parametrize("arguments", [["query", "plays", "--project"], ["tree", "--project", "--json"]])
def test_option_without_its_value_is_refused(arguments: list[str]) -> None:
    with pytest.raises(UsageError, match="'--project' requires an argument"):
        hoist_shared_options(arguments)


def test_names_are_split_at_commas_except_inside_quotes() -> None:
    assert read_names(["channel, device", "country"]) == ["channel", "device", "country"]
    assert read_names(['"结账, 时间",channel']) == ["结账, 时间", "channel"]
    assert read_names(None) == []


@pytest.mark.parametrize("text", ["2013-13-01", "2013-02-30", "07/10/2013", "20131007", "2013-W41-1", "last week", ""])
def test_what_is_not_a_date_is_refused_with_the_way_to_write_one(text: str) -> None:
    with pytest.raises(QueryError) as caught:
        read_day(text, "--at")

    assert "--at" in caught.value.message
    assert caught.value.hint == "write it as year-month-day: 2013-10-07"


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("error", FailOn.ERROR, 1),
        ("warning", FailOn.ERROR, 0),
        ("warning", FailOn.WARNING, 1),
        ("note", FailOn.WARNING, 0),
        ("note", FailOn.NOTE, 1),
        ("error", FailOn.NEVER, 0),
    ],
)
def test_finding_makes_the_exit_code_1_from_the_asked_severity_on(severity: str, fail_on: FailOn, code: int) -> None:
    assert exit_code_of([{"severity": severity}], fail_on) == code
