"""Whatever the files hold, reading them gives a project or a ProjectError."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beichen.domain.project import Project
from beichen.errors import ProjectError
from beichen.project.definition import definition_text, describe_definition
from beichen.project.document import parse_document
from beichen.project.files import FILES
from beichen.project.read import read_project
from beichen.project.rules import check_project

EXAMPLES = {file.place + "x.yml" if file.is_folder else file.place: file.example for file in FILES.values()}
FRAGMENTS = [
    *("null", "true", "5", "-1", "0", "1e999", ".nan", "2026-13-01", "2026-01-01", "''", "[]", "{}", "[[]]", "{a: b}"),
    *("*a", "&a ", "!!int ", "? ", "- ", ": ", ", ", "}", "]", "{", "[", "|\n", ">\n", "#", "\t", "\n", "\\", '"', "'"),
    *(
        "type: simple",
        "days: [1, 2]",
        "<<: ",
        "${X}",
        "${X:-y}",
        "%YAML 1.1\n---\n",
        "---\n",
        "...\n",
        "1_0",
        "0o7",
        "1:30",
    ),
    *("10" * 3000, "9" * 500, "🎵", "北", "\u0085", "\u2028", "\ufeff", "\x07", "engaged_share", "listener", "plays"),
]


@pytest.fixture(scope="module")
def lumen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lumen")
    for place, text in EXAMPLES.items():
        (folder / place).parent.mkdir(exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
    return folder


def _read_changed(folder: Path, place: str, text: bytes) -> Project | None:
    (folder / place).write_bytes(text)
    try:
        return read_project(folder)
    except ProjectError as error:
        assert error.message
        assert error.where is not None
        return None
    finally:
        (folder / place).write_text(EXAMPLES[place], encoding="utf-8")


def _use(project: Project | None) -> None:
    """What is read is fit for use: every definition has a text, words and lint."""
    for metric in project.metrics if project else ():
        assert project is not None
        definition_text(project, metric)
        assert describe_definition(project, metric).zh
    if project is not None:
        check_project(project)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_file_gives_a_project_or_a_project_error(lumen, data):
    place = data.draw(st.sampled_from(sorted(EXAMPLES)))
    text = EXAMPLES[place]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from([0, 0, 1, 3, 10, 40])))
        text = text[:start] + data.draw(st.sampled_from(FRAGMENTS)) + text[end:]
    _use(_read_changed(lumen, place, text.encode()))


VALUES = [
    *(
        None,
        True,
        0,
        5,
        -1,
        0.5,
        1e308,
        10**40,
        10**400,
        "",
        " ",
        "x" * 5000,
        "\x00",
        "\ud800",
        "🎵",
        "北",
        [],
        {},
        [[]],
        {"a": 1},
    ),
    *(
        "active_listeners",
        "weekly_engaged_listeners",
        "listener",
        "plays",
        "growth",
        "lin",
        "channel",
        "share",
        "CNY",
        "percentile",
    ),
    *(
        "1 day",
        "30 minutes",
        "1 week",
        "all",
        "clock",
        "< 5%",
        ">= -1e3",
        "2026-01-01",
        "a / (b - 1)",
        "((((",
        "UTC",
        "entity",
    ),
    *([1, 2], [2, 1], ["plays"], {"en": "x"}, {"filter": "x"}, {"agg": "count"}, {"n": {"agg": "sum"}}),
]


def _steps(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value in a document."""
    for key, held in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*path, key)
        yield from _steps(held, (*path, key))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_value_gives_a_project_or_a_project_error(lumen, data):
    place = data.draw(st.sampled_from(sorted(EXAMPLES)))
    document = json.loads(json.dumps(parse_document(EXAMPLES[place], place), default=date.isoformat))
    *way, last = data.draw(st.sampled_from(list(_steps(document))))
    holder = document
    for step in way:
        holder = holder[step]
    match data.draw(st.sampled_from(["replace", "replace", "remove", "rename"])):
        case "remove":
            del holder[last]
        case "rename" if isinstance(holder, dict):
            holder[data.draw(st.sampled_from(["name", "type", "where", "filter", "of", "<<", "x", ""]))] = holder.pop(
                last
            )
        case _:
            holder[last] = data.draw(st.sampled_from(VALUES))
    # What is JSON is YAML.
    _use(_read_changed(lumen, place, json.dumps(document).encode()))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(sorted(EXAMPLES)), text=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_give_a_project_or_a_project_error(lumen, place, text):
    _use(_read_changed(lumen, place, text))
