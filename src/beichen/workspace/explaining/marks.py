"""Marks on a trend: what people noted, what was done and tested, what happened, and where a definition changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from beichen.domain.text import Text
from beichen.workspace.explaining.history import Change, Remembering, changes_among


class MarkKind(StrEnum):
    """What a mark tells of."""

    ANNOTATION = "annotation"
    INITIATIVE = "initiative"
    EXPERIMENT = "experiment"
    DEFINITION = "definition"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on some days.

    Attributes:
        until: the last day; that of `on` for a single day, None while it still runs.
        author: the person of the project who wrote, or owns, it.
        metric: whose trend it stands on; None is every metric's.
        name: of an initiative, an experiment, an event or, for a definition, the metric; an annotation's number.
    """

    on: date
    until: date | None
    kind: MarkKind
    text: Text
    author: str | None
    metric: str | None
    name: str


def marks_between(
    workspace: Remembering, metric: str | None, start: date | None = None, end: date | None = None
) -> list[Mark]:
    """What happened on the days `[start, end)`, by first day.

    Args:
        metric: what is told of it, and of every metric; None is everything in the project.
        start, end: None is unbounded.
    """
    found = [*_annotations(workspace, metric, start, end), *_initiatives(workspace, metric)]
    found += [*_experiments(workspace, metric), *_definitions(workspace, metric)]
    found += _events(workspace, metric, start, end)
    touching = [mark for mark in found if _touches(mark, start, end)]
    return sorted(touching, key=lambda mark: (mark.on, mark.kind, mark.name))


def _touches(mark: Mark, start: date | None, end: date | None) -> bool:
    ends_before = start is not None and mark.until is not None and mark.until < start
    begins_after = end is not None and mark.on >= end
    return not (ends_before or begins_after)


def _annotations(workspace: Remembering, metric: str | None, start: date | None, end: date | None) -> Iterator[Mark]:
    kept = workspace.state.annotations.between(start, end, metric=metric, all_metrics=metric is None)
    for found in kept:
        note = found.note
        text = Text.same(note.text)
        yield Mark(
            note.begins_on, note.ends_on, MarkKind.ANNOTATION, text, note.author, note.metric, name=str(found.id)
        )


def _initiatives(workspace: Remembering, metric: str | None) -> Iterator[Mark]:
    for done in workspace.project.initiatives:
        if metric is None or metric in done.metrics:
            about = metric if metric is not None else _only(done.metrics)
            yield Mark(done.begins_on, done.ends_on, MarkKind.INITIATIVE, done.label, done.owner, about, done.name)


def _experiments(workspace: Remembering, metric: str | None) -> Iterator[Mark]:
    for test in workspace.project.experiments:
        watched = (test.primary, *test.secondary, *test.guardrails)
        if metric is None or metric in watched:
            about = metric if metric is not None else test.primary
            yield Mark(test.begins_on, test.ends_on, MarkKind.EXPERIMENT, test.label, test.owner, about, test.name)


def _definitions(workspace: Remembering, metric: str | None) -> Iterator[Mark]:
    zone = ZoneInfo(workspace.project.calendar.timezone)
    for change in changes_among(workspace.state.definitions.changes(metric), zone):
        text = describe_change(change)
        yield Mark(change.on, change.on, MarkKind.DEFINITION, text, None, change.metric, name=change.metric)


def _events(workspace: Remembering, metric: str | None, start: date | None, end: date | None) -> Iterator[Mark]:
    kept = [found.event for found in workspace.state.events.between(start, end)]
    for event in (*workspace.project.events, *kept):
        if metric is None or not event.metrics or metric in event.metrics:
            about = metric if event.metrics and metric is not None else _only(event.metrics)
            yield Mark(event.begins_on, event.ends_on, MarkKind.EVENT, event.label, event.owner, about, event.name)


def _only(metrics: tuple[str, ...]) -> str | None:
    return metrics[0] if len(metrics) == 1 else None


def describe_change(change: Change) -> Text:
    """What became of a definition, in one line: the difference itself where there is but one."""
    if len(change.differences) != 1:
        count = len(change.differences)
        return Text(f"definition changed in {count} places", f"口径变更，共 {count} 处")
    [difference] = change.differences
    where = difference.path.removeprefix("definition.")
    before, after = _shown(difference.before), _shown(difference.after)
    return Text(
        f"definition changed: {where}: {before.en} → {after.en}", f"口径变更：{where}：{before.zh} → {after.zh}"
    )


def _shown(value: str | None) -> Text:
    return Text("nothing", "无") if value is None else Text.same(value)
