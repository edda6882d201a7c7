"""Files of metrics as people write them, changed in one place: every other byte stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from beichen.errors import ProjectError
from beichen.project.document import parse_bytes
from beichen.project.editing.metrics import file_for, metric_text, put_metric, remove_metric, spread_metric
from beichen.project.read import read_project

FILE = "metrics/star.yml"

# Comments everywhere, three ways to quote, odd indentation, folded text, a very long line.
COMMENTED = """\
# who may change this: lin, qiao


metrics:      # the first is the one
    # -- the star --
    - name: engaged       # do not rename
      label: {zh: '听歌的人',   en: "Listeners"}   # both languages
      # a person
      owner: lin
      type: threshold

      model:   plays
      entity: listener
      having:      # what we measure
          # days with a play
          days: {agg: count_distinct, expr: "local_date()"}   # the row's day
          minutes: {agg: sum, expr: minutes}
          # no more
      where: >-
        days >= 3
        and minutes > 10
      grain: 'week'
      good: up   # of course

    # one line, wider than any ruler would have it, which nobody should break into two only because somebody wrote a program
    - {name: active, owner: lin,   type: simple, model: plays, agg: count_distinct, expr: user_id, filter: "event = 'play'", unit: listeners} # inline
    # between
    - name: share
      type: ratio
      numerator:   engaged
      denominator: active
# the end, without a line ending"""


def keys(content: bytes | str, name: str) -> dict[str, Any]:
    raw = content if isinstance(content, bytes) else content.encode()
    return next(dict(metric) for metric in parse_bytes(raw, FILE)["metrics"] if metric["name"] == name)


def changed(name: str, **wanted: Any) -> str:
    """The file with keys of a metric changed; None takes one out."""
    told = {key: value for key, value in {**keys(COMMENTED, name), **wanted}.items() if value is not None}
    return put_metric(COMMENTED.encode(), FILE, told, name=name).decode()


def test_metric_that_says_what_it_said_leaves_the_file_as_it_is() -> None:
    for name in ("engaged", "active", "share"):
        assert changed(name) == COMMENTED


@pytest.mark.parametrize("written", ["engaged", "active"])
def test_value_is_replaced_where_it_stands(written: str) -> None:
    assert (
        changed(written, owner="qiao")
        == {
            "engaged": COMMENTED.replace("      owner: lin\n", "      owner: qiao\n"),
            "active": COMMENTED.replace("{name: active, owner: lin,", "{name: active, owner: qiao,"),
        }[written]
    )


def test_key_is_added_below_the_one_that_comes_before_it() -> None:
    assert changed("engaged", unit="listeners") == COMMENTED.replace(
        "      good: up   # of course\n", "      good: up   # of course\n      unit: listeners\n"
    )
    assert changed("active", good="up") == COMMENTED.replace("unit: listeners}", "unit: listeners, good: up}")


def test_key_is_taken_out_with_its_line_and_nothing_else() -> None:
    assert changed("engaged", grain=None) == COMMENTED.replace("      grain: 'week'\n", "")
    assert changed("engaged", label=None) == COMMENTED.replace(
        """      label: {zh: '听歌的人',   en: "Listeners"}   # both languages\n""", ""
    )
    assert changed("active", filter=None) == COMMENTED.replace(""" filter: "event = 'play'",""", "")
    assert changed("active", filter=None, unit=None) == COMMENTED.replace(
        """, filter: "event = 'play'", unit: listeners}""", "}"
    )


def test_change_within_a_value_leaves_the_rest_of_it() -> None:
    having = {"days": {"agg": "count", "expr": "local_date()"}, "minutes": {"agg": "sum", "expr": "minutes"}}
    assert changed("engaged", having=having) == COMMENTED.replace(
        '{agg: count_distinct, expr: "', '{agg: count, expr: "'
    )
    one = {"days": {"agg": "count_distinct", "expr": "local_date()"}}
    assert changed("engaged", having=one) == COMMENTED.replace("          minutes: {agg: sum, expr: minutes}\n", "")
    label = {"zh": "听歌的人", "en": "People who listen"}
    assert changed("engaged", label=label) == COMMENTED.replace('"Listeners"', "People who listen")


def test_folded_text_is_replaced_as_a_whole() -> None:
    assert changed("engaged", where="days >= 4") == COMMENTED.replace(
        "where: >-\n        days >= 3\n        and minutes > 10\n", "where: days >= 4\n"
    )


def test_same_meaning_in_other_words_is_no_change() -> None:
    text = "metrics: [{name: a, label: {zh: 甲}, within: 7 day, filter: true, percentile: 0.90, valid: 2026-01-01}]\n"
    told = {
        "name": "a",
        "label": {"en": "甲", "zh": "甲"},
        "within": "7 days",
        "filter": "true",
        "percentile": 0.9,
        "valid": "2026-01-01",
    }
    assert put_metric(text.encode(), FILE, told, name="a").decode() == text


def test_new_metric_comes_last_in_the_indentation_of_the_others() -> None:
    told = {"name": "plays", "label": {"en": "Plays: all", "zh": "播放"}, "type": "simple", "filter": "a = 'b # c'"}
    assert put_metric(COMMENTED.encode(), FILE, told).decode() == COMMENTED.replace(
        "      denominator: active\n",
        """      denominator: active
    - name: plays
      label: {en: "Plays: all", zh: 播放}
      type: simple
      filter: "a = 'b # c'"
""",
    )


def test_new_metric_stands_apart_where_the_others_do() -> None:
    apart = "metrics:\n  - name: a\n    type: simple\n\n  - name: b\n    type: simple\n"
    added = put_metric(apart.encode(), FILE, {"name": "c", "type": "simple"}).decode()
    assert added == apart + "\n  - name: c\n    type: simple\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, "metrics:\n  - name: a\n    type: simple\n"),
        (b"# nothing yet\n", "# nothing yet\nmetrics:\n  - name: a\n    type: simple\n"),
        (b"metrics:\n", "metrics:\n  - name: a\n    type: simple\n"),
        (b"metrics:   # none\n\n# end\n", "metrics:   # none\n  - name: a\n    type: simple\n\n# end\n"),
        (b"metrics: []\n", "metrics:\n  - name: a\n    type: simple\n"),
        (b"metrics: [{name: b, type: ratio}]\n", "metrics: [{name: b, type: ratio}, {name: a, type: simple}]\n"),
    ],
)
def test_first_metric_of_a_file(content: bytes | None, expected: str) -> None:
    assert put_metric(content, FILE, {"name": "a", "type": "simple"}).decode() == expected


def test_line_endings_and_the_byte_order_mark_stay() -> None:
    windows = b"\xef\xbb\xbf" + COMMENTED.replace("\n", "\r\n").encode()
    told = {**keys(COMMENTED, "active"), "good": "down"}
    changed_there = put_metric(windows, FILE, told, name="active")
    assert changed_there == windows.replace(b"unit: listeners}", b"unit: listeners, good: down}")
    added = put_metric(windows, FILE, {"name": "new", "type": "simple"})
    assert added == windows.replace(
        b"      denominator: active\r\n",
        b"      denominator: active\r\n    - name: new\r\n      type: simple\r\n",
    )


def test_lists_grow_and_shrink_at_their_end() -> None:
    text = """\
metrics:
  - name: health
    type: index
    components:
      # who comes
      - {metric: a, weight: 1, zero: 0, hundred: 1}  # most of all
      - metric: b   # in lines
        weight: 2
        zero: 0
        hundred: 1
    grain: week
"""
    a, b = keys(text, "health")["components"]
    told = {**keys(text, "health"), "components": [{**a, "weight": 3}, b, {**a, "metric": "c"}, {**a, "metric": "d"}]}
    assert put_metric(text.encode(), FILE, told, name="health").decode() == text.replace(
        "a, weight: 1", "a, weight: 3"
    ).replace(
        "        hundred: 1\n",
        """        hundred: 1
      - metric: c
        weight: 1
        zero: 0
        hundred: 1
      - metric: d
        weight: 1
        zero: 0
        hundred: 1
""",
    )
    fewer = {**keys(text, "health"), "components": [a]}
    assert put_metric(text.encode(), FILE, fewer, name="health").decode() == text.replace(
        "      - metric: b   # in lines\n        weight: 2\n        zero: 0\n        hundred: 1\n", ""
    )


def test_metric_is_taken_out_and_the_rest_stays() -> None:
    without = remove_metric(COMMENTED.encode(), FILE, "active")
    assert without is not None
    line = next(line for line in COMMENTED.splitlines() if "name: active" in line)
    assert without.decode() == COMMENTED.replace(line + "\n", "")


def test_file_that_holds_nothing_more_can_go() -> None:
    assert remove_metric(b"metrics:\n  - {name: a, type: simple}\n", FILE, "a") is None


@pytest.mark.parametrize(
    "text",
    [
        "metrics:\n  - &base {name: a, type: simple, owner: lin}\n  - {<<: *base, name: b}\n",
        "metrics:\n  - {name: a, owner: &who lin}\n  - {name: b, owner: *who}\n",
    ],
)
def test_what_is_written_in_two_places_at_once_is_left_to_people(text: str) -> None:
    with pytest.raises(ProjectError, match="cannot be changed in place"):
        put_metric(text.encode(), FILE, {"name": "b", "owner": "qiao"}, name="b")
    with pytest.raises(ProjectError, match="cannot be changed in place"):
        put_metric(text.encode(), FILE, {"name": "a", "owner": "qiao"}, name="a")


def test_metric_that_is_not_there_is_told() -> None:
    with pytest.raises(ProjectError, match="has no metric 'gone'"):
        put_metric(COMMENTED.encode(), FILE, {"name": "gone"}, name="gone")


@pytest.mark.parametrize(
    "text",
    ["", " a ", "yes", "null", "~", "1", "1.5e3", "0x1F", "2026-01-01", "a: b", "a #b", "- a", "*a", "&a", "!a", "[a", "{",
     "'quoted'", '"', "it's", 'say "it\'s"', "a\\b", "a\nb\n", "tab\there", "中文：全角", "🎧", "\u2028", "days >= 3", "@a",
     "`a`", "%a", "? a", "a,b", "a]", "=", "<<", "true", "|", ">", "---", "...", "\x07"],
)  # fmt: skip
def test_any_text_reads_back_as_it_was(text: str) -> None:
    for content in (None, b"metrics: [{name: b}]\n"):
        told = {"name": "a", "label": {"en": text, "zh": "x"}, "filter": text}
        read = keys(put_metric(content, FILE, told), "a")
        assert (read["filter"], read["label"]["en"]) == (text, text)


def test_spread_metric_tells_which_value_stands_on_a_line() -> None:
    spread = spread_metric(COMMENTED.encode(), FILE, keys(COMMENTED, "engaged"), name="engaged")
    lines = spread.content.decode().splitlines()
    found = {path: lines[line - 1].strip() for line, path in spread.paths.items()}
    assert found["having", "days", "expr"] == "expr: local_date()"
    assert found["where",] == "where: days >= 3 and minutes > 10"
    assert parse_bytes(spread.content, FILE) == parse_bytes(COMMENTED.encode(), FILE)


def test_new_metric_belongs_with_those_of_its_model_or_its_parts(folder: Any) -> None:
    folder.write("metrics/more.yml", "metrics: [{name: regions, type: simple, model: plays, agg: count}]\n")
    project = read_project(Path(folder.path))
    assert file_for(project, "new", model="plays") == "metrics/base.yml"
    assert file_for(project, "new", model=None, parts=["regions"]) == "metrics/more.yml"
    assert file_for(project, "new", model="listeners") == "metrics/listeners.yml"
    assert file_for(project, "new", model=None) == "metrics/new.yml"


def test_metric_alone_is_told_without_its_indentation() -> None:
    assert (
        metric_text(COMMENTED.encode(), FILE, "share")
        == "name: share\ntype: ratio\nnumerator:   engaged\ndenominator: active"
    )
    assert metric_text(COMMENTED.encode(), FILE, "engaged").startswith(
        """name: engaged       # do not rename
label: {zh: '听歌的人',   en: "Listeners"}   # both languages
# a person
"""
    )


def test_metric_of_which_nothing_would_stay_is_refused() -> None:
    with pytest.raises(ProjectError, match="nothing of metric 'a' would stay"):
        put_metric(b"metrics:\n  - name: a\n", "metrics/a.yml", {"unit": "listeners"}, name="a")
