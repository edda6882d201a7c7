from __future__ import annotations

from dataclasses import replace

from beichen.domain.episode import Episode, RuleKind
from beichen.domain.time import Grain
from beichen.state.episodes import Guarded
from beichen.state.open import State

from .build import MONDAY, NEXT_MONDAY, THIRD_MONDAY

RULE = Guarded("complaints", "weekly_active", RuleKind.LIMIT)
FIRST = Episode("complaints", "weekly_active", RuleKind.LIMIT, Grain.WEEK, MONDAY, MONDAY, NEXT_MONDAY, None)
SECOND = Episode("complaints", "weekly_active", RuleKind.LIMIT, Grain.WEEK, THIRD_MONDAY, THIRD_MONDAY, None, None)


def test_episode_that_has_ended_takes_the_place_of_itself_while_it_went_on(state: State) -> None:
    going_on = replace(FIRST, over_on=None)
    assert state.episodes.replace(RULE, [going_on], reaches_to=MONDAY)

    assert state.episodes.replace(RULE, [FIRST, SECOND], reaches_to=MONDAY)

    assert state.episodes.read() == [FIRST, SECOND]
    assert state.episodes.read(ongoing=True) == [SECOND]


def test_what_is_kept_already_is_not_written_again(state: State) -> None:
    state.episodes.replace(RULE, [FIRST], reaches_to=MONDAY)
    before = state.stamp.read()

    assert not state.episodes.replace(RULE, [FIRST], reaches_to=MONDAY)

    assert state.stamp.read() == before


def test_episodes_older_than_what_is_known_now_stay_and_those_that_are_no_more_go(state: State) -> None:
    state.episodes.replace(RULE, [FIRST, SECOND], reaches_to=MONDAY)

    state.episodes.replace(RULE, [], reaches_to=NEXT_MONDAY)

    assert state.episodes.read() == [FIRST]


def test_a_rules_episodes_are_not_anothers(state: State) -> None:
    other = replace(FIRST, rule=RuleKind.CONDITION)
    state.episodes.replace(RULE, [FIRST], reaches_to=MONDAY)
    state.episodes.replace(replace(RULE, rule=RuleKind.CONDITION), [other], reaches_to=MONDAY)

    assert state.episodes.read(RULE) == [FIRST]
    assert state.episodes.read(metric="weekly_active") == [other, FIRST]
    assert state.episodes.read(metric="revenue") == []
