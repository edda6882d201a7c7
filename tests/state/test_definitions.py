from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from beichen.state.definitions import Definition, DefinitionChange
from beichen.state.open import State

FIRST = Definition("active", "h1", "count distinct listener")
SECOND = Definition("active", "h2", "count distinct listener where plays > 0 -- 听过歌")
DAYS = [datetime(2026, 5, day, tzinfo=UTC) for day in (1, 2, 3, 4)]


def test_history_tells_every_definition_the_current_one_first(state: State) -> None:
    state.definitions.save_definitions([FIRST, Definition("other", "h1", "count")], at=DAYS[0])
    state.definitions.save_definitions([SECOND], at=DAYS[1])

    history = state.definitions.history("active")

    assert [(past.definition, past.first_saved_at, past.current_since_at) for past in history] == [
        (SECOND, DAYS[1], DAYS[1]),
        (FIRST, DAYS[0], DAYS[0]),
    ]
    assert state.definitions.history("unknown") == []


def test_definition_that_returns_is_current_again_and_keeps_its_first_day(state: State) -> None:
    for definition, day in zip((FIRST, SECOND, FIRST), DAYS, strict=False):
        state.definitions.save_definitions([definition], at=day)

    newest = state.definitions.history("active")[0]

    assert (newest.definition, newest.first_saved_at, newest.current_since_at) == (FIRST, DAYS[0], DAYS[2])


def test_every_time_that_a_definition_came_into_force_is_kept(state: State) -> None:
    for definition, day in zip((FIRST, SECOND, FIRST, SECOND), DAYS, strict=True):
        state.definitions.save_definitions([definition], at=day)
    state.definitions.save_definitions([Definition("other", "h1", "count")], at=DAYS[1])

    changes = state.definitions.changes("active")

    assert changes == [
        DefinitionChange(day, definition) for day, definition in zip(DAYS, (FIRST, SECOND, FIRST, SECOND), strict=True)
    ]
    assert len(state.definitions.changes()) == 5


def test_only_changed_definitions_are_saved_and_returned(state: State) -> None:
    assert state.definitions.save_definitions([FIRST], at=DAYS[0]) == [FIRST]
    assert state.definitions.save_definitions([FIRST], at=DAYS[1]) == []
    assert state.definitions.save_definitions([SECOND], at=DAYS[2]) == [SECOND]

    assert [past.current_since_at for past in state.definitions.history("active")] == [DAYS[2], DAYS[0]]


def test_text_of_a_hash_is_found_and_an_unknown_hash_has_none(state: State) -> None:
    state.definitions.save_definitions([FIRST, SECOND])

    assert state.definitions.read_definition("active", "h2") == SECOND
    assert state.definitions.read_definition("active", "h3") is None
    assert state.definitions.read_definition("other", "h2") is None


def test_hash_never_stands_for_two_texts(state: State) -> None:
    state.definitions.save_definitions([FIRST])

    with pytest.raises(ValueError, match="h1 of active already stands for another text"):
        state.definitions.save_definitions([Definition("active", "h1", "something else")])

    assert state.definitions.read_definition("active", "h1") == FIRST


def test_instant_without_a_zone_is_refused_and_one_of_another_zone_is_kept_in_utc(state: State) -> None:
    with pytest.raises(StatementError, match="says no zone"):
        state.definitions.save_definitions([FIRST], at=datetime(2026, 5, 1))
    state.definitions.save_definitions([FIRST], at=datetime(2026, 5, 1, 8, tzinfo=timezone(timedelta(hours=8))))

    assert state.definitions.history("active")[0].first_saved_at == DAYS[0]
