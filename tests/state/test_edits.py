"""Edits of the project's files, as they are kept."""

from __future__ import annotations

from datetime import UTC, datetime

from beichen.domain.text import Text
from beichen.state.edits import Edit, EditedFile
from beichen.state.open import State

AT = datetime(2026, 11, 22, 8, tzinfo=UTC)


def edit(key: str, after: str = "b") -> Edit:
    return Edit(key, AT, Text(key, key), (EditedFile("metrics/a.yml", "t0", f"t-{after}", "a", after),), "lin")


def test_latest_edits_come_first_and_by_the_page(state: State) -> None:
    with state.edits.recording() as record:
        numbers = [record.add(edit(key)) for key in ("one", "two", "three")]
    assert [kept.key for kept in state.edits.page(2)] == ["three", "two"]
    assert [kept.key for kept in state.edits.page(2, before=numbers[1])] == ["one"]


def test_edit_that_is_written_down_twice_is_kept_once(state: State) -> None:
    for _ in range(2):
        with state.edits.recording() as record:
            record.add(edit("one"))
    assert [kept.key for kept in state.edits.page()] == ["one"]


def test_edit_that_fails_half_way_is_not_kept(state: State) -> None:
    try:
        with state.edits.recording() as record:
            record.add(edit("one"))
            raise OSError("disk full")
    except OSError:
        pass
    assert state.edits.page() == []


def test_undone_edit_says_since_when(state: State) -> None:
    with state.edits.recording() as record:
        number = record.add(edit("one"))
        record.mark_undone(number, AT)
        assert record.read(number) is not None
    assert [kept.undone_at for kept in state.edits.page()] == [AT]


def test_who_left_a_file_as_it_is_can_be_told(state: State) -> None:
    with state.edits.recording() as record:
        record.add(edit("one", "x"))
        record.add(edit("two", "y"))
    found = state.edits.latest_of("metrics/a.yml", "t-x")
    assert found is not None and found.key == "one"
    assert state.edits.latest_of("metrics/a.yml", "t-z") is None
