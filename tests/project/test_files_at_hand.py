"""Files as they come from people: half written, in another encoding, missing, hostile."""

from __future__ import annotations

import math
from datetime import date

import pytest

from beichen.errors import ProjectError, Where
from beichen.project.document import parse_document
from beichen.project.read import read_project
from beichen.project.texts import Texts


def test_a_folder_without_settings_says_how_to_make_a_project(tmp_path):
    with pytest.raises(ProjectError) as caught:
        read_project(tmp_path)
    assert "there is no beichen.yml in" in caught.value.message
    assert caught.value.hint == "make a project with `beichen init DIR`, or name its folder with --project"
    assert caught.value.where == Where("beichen.yml")


def test_a_folder_that_is_not_there_has_no_settings_either(tmp_path):
    with pytest.raises(ProjectError, match=r"there is no beichen\.yml"):
        read_project(tmp_path / "nowhere")


HALF_WRITTEN = {
    "a bracket that is never closed": (b"metrics:\n  - {name: a,\n    owner: lin\n", 3, "is not YAML"),
    "a quote that is never closed": (
        b'metrics:\n  - name: "a\n    owner: lin\n',
        3,
        "is not YAML: found unexpected end of stream",
    ),
    "a key without a colon": (b"metrics:\n  - name: a\n    owner\n    type: simple\n", 4, "is not YAML"),
    "a wrong indent": (b"metrics:\n  - name: a\n   owner: lin\n", 3, "is not YAML"),
    "a tab": (b"metrics:\n\t- name: a\n", 2, "is indented with a tab"),
    "an alias of nothing": (b"metrics:\n  - *base\n", 2, "*base stands for nothing"),
    "two documents": (b"metrics: []\n---\nmetrics: []\n", 2, "holds a second document"),
    "a key twice": (b"metrics: []\nmetrics: []\n", 2, "'metrics' is given twice"),
    "a key twice in a metric": (b"metrics:\n  - name: a\n    owner: lin\n    name: b\n", 4, "'name' is given twice"),
    "a list for a mapping": (b"- name: a\n", 1, "should hold keys and values, not a list"),
    "a word": (b"\n\nmetrics\n", 1, "should hold keys and values, not 'metrics'"),
    "a tag": (b"metrics: !!python/object:os.system x\n", 1, "has no meaning here"),
    "a mapping for a key": (b"? {a: b}\n: c\n", 1, "a key should be text"),
    "a null byte": (b"metrics:\n  - name: a\x00b\n", 2, "holds the character U+0000"),
    "half a character": (b'metrics:\n  - name: "\\ud83d"\n', 2, "holds half a character"),
    "an alias that contains itself": (b"metrics: &a\n  - *a\n", 2, "*a stands for nothing"),
    "Latin-1": ("metrics:\n  - {name: a, label: Hörer}\n".encode("latin-1"), 2, "is not UTF-8"),
    "UTF-16": ("metrics: []\n".encode("utf-16"), 1, "is not UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "is not UTF-8"),
    "brackets without end": (b"metrics: " + b"[" * 1200, 1, "nested too deeply"),
    "a laugh": (
        b"a: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + b"".join(
            f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 10)}]\n".encode() for i in range(8)
        ),
        6,
        "holds more than 200,000 values",
    ),
}


@pytest.mark.parametrize(("text", "line", "message"), HALF_WRITTEN.values(), ids=HALF_WRITTEN)
def test_half_written_and_hostile_files_are_refused_with_their_line(folder, text, line, message):
    error = folder.write("metrics/late.yml", text).refusal()
    assert message in error.message
    assert error.where == Where("metrics/late.yml", line)


def test_a_bracket_that_is_never_closed_is_told_with_where_it_was_opened(folder):
    error = folder.write("metrics/late.yml", "metrics:\n  - {name: a,\n    owner: lin\n").refusal()
    assert error.hint is not None
    assert "begun on line 2" in error.hint


def test_a_byte_order_mark_does_no_harm(folder):
    folder.write("metrics/late.yml", b"\xef\xbb\xbfmetrics: [{name: late, type: simple, model: plays, agg: count}]\n")
    assert "late" in folder.read().metrics


def test_plain_words_are_read_as_yaml_1_2_reads_them_and_days_as_days():
    text = """\
text: [yes, no, on, off, 1.2.3, -, 12 days, 2026-1-5, 0x, "5", 'true', !!str 7, 1e, =]
none: [~, null, ]
truth: [true, FALSE]
whole: [7, -7, 0o17, 0x1F, 41_000, 007]
real: [0.8, 1e3, -.5, 2., .inf, -.inf]
day: [2026-01-31]
"""
    assert parse_document(text, "x.yml") == {
        "text": ["yes", "no", "on", "off", "1.2.3", "-", "12 days", "2026-1-5", "0x", "5", "true", "7", "1e", "="],
        "none": [None, None],
        "truth": [True, False],
        "whole": [7, -7, 15, 31, 41000, 7],
        "real": [0.8, 1000.0, -0.5, 2.0, math.inf, -math.inf],
        "day": [date(2026, 1, 31)],
    }


def test_an_alias_is_a_copy_that_knows_its_own_lines():
    document = parse_document("one: &list\n  - a\ntwo: *list\nthree: [*list, *list]\n", "x.yml")
    document["two"].append("b")
    assert (document["one"], document["three"]) == (["a"], [["a"], ["a"]])
    assert document.key_lines == {"one": 1, "two": 3, "three": 4}


def test_words_that_older_yaml_read_as_truth_values_are_words(folder):
    folder.write(
        "models/more.yml",
        "semantic_models: [{name: on, table: plays, time: {column: at}, dimensions: [{name: no, expr: off}]}]\n",
    )
    dimension = folder.read().models["on"].dimensions[0]
    assert (dimension.name, dimension.expr) == ("no", "off")


def test_a_folder_named_like_a_file_is_passed_over(folder):
    (folder.path / "metrics" / "old.yml").mkdir()
    assert len(folder.read().metrics) == 6


def test_two_settings_files_are_one_too_many(folder):
    error = folder.write("tree.yaml", "north_star: engaged\n").refusal()
    assert error.message == "stands beside tree.yml"
    assert error.where == Where("tree.yaml")


def test_a_file_that_cannot_be_read_is_an_error_of_the_project(tmp_path):
    (tmp_path / "tree.yml").mkdir()
    with pytest.raises(ProjectError) as caught:
        Texts(tmp_path).read("tree.yml")
    assert caught.value.message == "cannot be read: Is a directory"
    assert caught.value.where == Where("tree.yml")


def test_a_source_is_filled_from_the_environment(folder, monkeypatch):
    monkeypatch.setenv("LUMEN_DATA", "/data/lumen")
    monkeypatch.delenv("LUMEN_TABLE", raising=False)
    monkeypatch.setenv("LUMEN_CUT", "2026-03-31")
    folder.write(
        "sources/files.yml",
        """\
sources:
  - {name: plays, type: file, path: "${LUMEN_DATA}/plays.csv", table: "${LUMEN_TABLE:-plays}", complete_through: "${LUMEN_CUT}"}
  - {name: listeners, type: file, path: "data/$$1/${LUMEN_TABLE:-}x.csv"}
""",
    )
    plays, listeners = folder.read().sources.values()
    assert (plays.path, plays.table, str(plays.complete_through)) == ("/data/lumen/plays.csv", "plays", "2026-03-31")
    assert listeners.path == str(folder.path / "data" / "$1" / "x.csv")


def test_a_default_also_stands_for_a_variable_that_is_set_to_nothing(folder, monkeypatch):
    monkeypatch.setenv("LUMEN_DATA", "")
    folder.replace("sources/files.yml", "data/plays.csv", '"${LUMEN_DATA:-data}/plays.csv"')
    assert folder.read().sources["plays"].path == str(folder.path / "data" / "plays.csv")


def test_a_missing_variable_is_named(folder, monkeypatch):
    monkeypatch.delenv("LUMEN_DATA", raising=False)
    error = folder.replace("sources/files.yml", "data/listeners.csv", '"${LUMEN_DATA}/listeners.csv"').refusal()
    assert error.message == "the environment variable LUMEN_DATA is not set"
    assert error.hint == "set it, or write ${LUMEN_DATA:-default}"
    assert error.where == Where("sources/files.yml", 3)


def test_a_variable_that_is_none_is_refused(folder):
    error = folder.replace("sources/files.yml", "data/listeners.csv", '"${LUMEN DATA}/listeners.csv"').refusal()
    assert "holds a '${' without a variable" in error.message
    assert error.where == Where("sources/files.yml", 3)


def test_a_warehouse_is_filled_from_the_environment_and_other_settings_are_not(folder, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "s3cret")
    folder.replace(
        "beichen.yml", "name: Lumen", 'name: "${HOME}"\nwarehouse: "postgres://lumen:${PGPASSWORD}@db/lumen"'
    )
    project = folder.read()
    assert (project.name, project.warehouse) == ("${HOME}", "postgres://lumen:s3cret@db/lumen")


def test_a_table_of_another_warehouse_needs_no_source(folder):
    folder.replace("beichen.yml", "name: Lumen", "warehouse: postgres://db/lumen")
    folder.replace("models/plays.yml", "    table: plays", "    table: mart.plays")
    assert folder.read().models["plays"].table == "mart.plays"


def test_texts_at_hand_stand_for_files_on_disk(folder):
    changed = {
        "metrics/base.yml": None,
        "metrics/new/other.yml": b"metrics: [{name: plays, type: simple, model: plays, agg: count}]\n",
        "metrics/.hidden.yml": b"metrics: 1\n",
        "tree.yml": b"north_star: plays\n",
        "beichen.yml": b"name: Lumen\n",
    }
    project = read_project(folder.path, changed=changed)
    assert list(project.metrics) == ["plays"]
    assert project.north_star == "plays"
    assert len(folder.read().metrics) == 6
