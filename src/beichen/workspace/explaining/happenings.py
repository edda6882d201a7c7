"""Everything that happened on some days, wherever it is kept: files, state, definitions, the calendar's holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from beichen.domain.event import Event
from beichen.domain.text import Text
from beichen.domain.time import DAY
from beichen.judgement.coinciding import Happening
from beichen.project.holidays import country_of, read_holiday_names
from beichen.workspace.explaining.history import Remembering, changes_among
from beichen.workspace.explaining.marks import describe_change


def happenings_between(workspace: Remembering, start: date, end: date) -> list[Happening]:
    """What touches the days `[start, end)`, of every metric, in no order."""
    found = [*events_of(workspace, start, end), *_initiatives(workspace), *_experiments(workspace)]
    found += [*_annotations(workspace, start, end), *_definitions(workspace), *_holidays(workspace, start, end)]
    return [each for each in found if each.begins_on < end and (each.ends_on is None or each.ends_on >= start)]


def events_of(workspace: Remembering, start: date | None = None, end: date | None = None) -> Iterator[Happening]:
    """Events of the project's files, then those of the state that touch `[start, end)`."""
    kept = [each.event for each in workspace.state.events.between(start, end)]
    for event in (*workspace.project.events, *kept):
        yield _of_event(event)


def _of_event(event: Event) -> Happening:
    return Happening(
        event.kind,
        event.name,
        event.label,
        event.begins_on,
        event.ends_on,
        event.metrics,
        event.segment,
        event.owner,
    )


def _initiatives(workspace: Remembering) -> Iterator[Happening]:
    for done in workspace.project.initiatives:
        yield Happening(
            "initiative", done.name, done.label, done.begins_on, done.ends_on, done.metrics, done.segment, done.owner
        )


def _experiments(workspace: Remembering) -> Iterator[Happening]:
    for test in workspace.project.experiments:
        watched = tuple(dict.fromkeys((test.primary, *test.secondary, *test.guardrails)))
        yield Happening("experiment", test.name, test.label, test.begins_on, test.ends_on, watched, author=test.owner)


def _annotations(workspace: Remembering, start: date, end: date) -> Iterator[Happening]:
    for kept in workspace.state.annotations.between(start, end, all_metrics=True):
        note = kept.note
        about = () if note.metric is None else (note.metric,)
        text = Text.same(note.text)
        yield Happening("annotation", str(kept.id), text, note.begins_on, note.ends_on, about, author=note.author)


def _definitions(workspace: Remembering) -> Iterator[Happening]:
    zone = ZoneInfo(workspace.project.calendar.timezone)
    for change in changes_among(workspace.state.definitions.changes(None), zone):
        text = describe_change(change)
        yield Happening("definition", change.metric, text, change.on, change.on, (change.metric,))


def _holidays(workspace: Remembering, start: date, end: date) -> Iterator[Happening]:
    names = read_holiday_names(country_of(workspace.project), start, end)
    for first, last, text in _runs(names.items()):
        yield Happening("holiday", f"{first.isoformat()} {text.en}", text, first, last)


def _runs(names: Iterable[tuple[date, Text]]) -> Iterator[tuple[date, date, Text]]:
    """Days on end of the same name: first, last, name."""
    run: tuple[date, date, Text] | None = None
    for day, text in sorted(names):
        if run is not None and run[2] == text and day - run[1] == DAY:
            run = (run[0], day, text)
            continue
        if run is not None:
            yield run
        run = (day, day, text)
    if run is not None:
        yield run
