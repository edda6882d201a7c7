from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from beichen.domain.event import Event
from beichen.domain.text import Text
from beichen.state.events import EventSource
from beichen.state.open import State

MAY = [date(2026, 5, day) for day in range(1, 32)]
NOON, LATER = datetime(2026, 5, 20, 12, tzinfo=UTC), datetime(2026, 5, 21, 12, tzinfo=UTC)
RELEASE = Event(
    "app-7", Text("App 7", "App 7 发布"), "release", MAY[3], MAY[3], ("weekly_active",), (("device", ("ios", None)),)
)


def events_of(state: State) -> list[str]:
    return [kept.event.label.en for kept in state.events.between(None, None)]


def test_posting_the_same_key_twice_keeps_one_event_that_says_the_latter(state: State) -> None:
    kept, new = state.events.post(RELEASE, key="app-7", at=NOON)
    again, new_again = state.events.post(RELEASE, key="app-7", at=LATER)
    moved, _ = state.events.post(replace(RELEASE, begins_on=MAY[4], ends_on=MAY[4]), key="app-7", at=LATER)

    assert (new, new_again) == (True, False)
    assert again == kept
    assert kept.event == RELEASE
    assert (moved.id, moved.created_at, moved.changed_at) == (kept.id, NOON, LATER)
    assert [k.event.begins_on for k in state.events.between(None, None)] == [MAY[4]]


def test_event_without_a_key_is_a_new_one_every_time(state: State) -> None:
    first, _ = state.events.post(RELEASE, key=None)
    second, _ = state.events.post(RELEASE, key=None)

    assert state.events.count() == 2
    assert [kept.event.name for kept in state.events.page()] == [str(second.id), str(first.id)]
    assert not first.keyed


def test_table_that_tells_the_same_is_no_change_and_what_it_tells_no_more_is_gone(state: State) -> None:
    fall = replace(RELEASE, name="app-8", label=Text.same("App 8"))
    state.events.post(replace(RELEASE, label=Text.same("posted")), key="app-7")

    assert state.events.replace(EventSource.TABLE, "deploys", [RELEASE, fall], at=NOON)
    assert not state.events.replace(EventSource.TABLE, "deploys", [fall, RELEASE], at=LATER)
    assert state.events.replace(EventSource.TABLE, "deploys", [replace(fall, ends_on=MAY[9])], at=LATER)

    assert events_of(state) == ["posted", "App 8"]
    [kept] = [k for k in state.events.between(None, None) if k.source is EventSource.TABLE]
    assert (kept.created_at, kept.changed_at) == (NOON, LATER)
    state.events.keep_origins(EventSource.TABLE, [])
    assert events_of(state) == ["posted"]


def test_span_is_found_by_any_of_its_days_and_by_no_other(state: State) -> None:
    kept, _ = state.events.post(replace(RELEASE, ends_on=MAY[5]), key=None)  # 4–6 May

    assert state.events.between(MAY[0], MAY[3]) == []
    assert state.events.between(MAY[0], MAY[4]) == [kept]
    assert state.events.between(MAY[5], MAY[6]) == [kept]
    assert state.events.between(MAY[6], MAY[9]) == []


def test_only_what_was_posted_can_be_deleted(state: State) -> None:
    posted, _ = state.events.post(RELEASE, key="app-7")
    state.events.replace(EventSource.TABLE, "deploys", [RELEASE])
    [read] = [k for k in state.events.page() if k.source is EventSource.TABLE]

    assert state.events.delete(read.id) is None
    assert state.events.delete(posted.id) == posted
    assert state.events.delete(posted.id) is None
    assert state.events.count() == 1


def test_pages_give_every_event_once_the_latest_days_first(state: State) -> None:
    for n in range(7):
        state.events.post(replace(RELEASE, begins_on=MAY[n // 2], ends_on=MAY[n // 2]), key=f"k{n}")

    pages, after = [], None
    while page := state.events.page(after=after, size=3):
        pages.append([kept.event.name for kept in page])
        after = (page[-1].event.begins_on, page[-1].id)

    assert pages == [["k6", "k5", "k4"], ["k3", "k2", "k1"], ["k0"]]
