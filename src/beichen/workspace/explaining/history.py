"""What a metric meant before: every change of its definition, and what it changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from beichen.domain.project import Project
from beichen.project.definition import definition_hash, definition_text
from beichen.state.definitions import Definition, DefinitionChange
from beichen.state.open import State


class Remembering(Protocol):
    """What is asked of a workspace."""

    @property
    def project(self) -> Project: ...

    @property
    def state(self) -> State: ...


@dataclass(frozen=True, slots=True)
class Difference:
    """One place of a definition that says something else: `path` is where, such as `definition.where`.

    `before` or `after` is None where there was, or is, nothing.
    """

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A definition that took another's place."""

    metric: str
    at: datetime  # UTC
    on: date  # the day in the project's timezone
    before_hash: str
    after_hash: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The current definition, since when anything is known, and the changes from then on, the latest first."""

    hash: str
    known_since: date | None  # None: nothing was computed yet
    changes: tuple[Change, ...]


def history_of(workspace: Remembering, metric: str) -> History:
    """A metric's definitions over time, as refreshes saw them."""
    found = workspace.state.definitions.changes(metric)
    zone = ZoneInfo(workspace.project.calendar.timezone)
    since = found[0].at.astimezone(zone).date() if found else None
    changes = tuple(changes_among(found, zone))[::-1]
    return History(definition_hash(workspace.project, metric), since, changes)


def changes_among(found: Sequence[DefinitionChange], zone: ZoneInfo) -> Iterator[Change]:
    """Changes, of whichever metrics, in order of time; a metric's first definition is none."""
    last: dict[str, Definition] = {}
    for begun in found:
        after = begun.definition
        before = last.get(after.metric)
        if before is not None:
            day = begun.at.astimezone(zone).date()
            differences = tuple(compare_texts(before.text, after.text))
            yield Change(after.metric, begun.at, day, before.hash, after.hash, differences)
        last[after.metric] = after


def keep_definitions(workspace: Remembering) -> None:
    """Save every metric's definition as of now; those that are as they were are left alone.

    A definition that returns to what it was finds its observations still there, so that
    nothing is computed: without this, nobody would learn that it did.
    """
    project = workspace.project
    workspace.state.definitions.save_definitions(
        Definition(name, definition_hash(project, name), definition_text(project, name)) for name in project.metrics
    )


def compare_texts(before: str, after: str) -> Iterator[Difference]:
    """Where two canonical texts differ, in the order of their paths."""
    old, new = _flat(before), _flat(after)
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path):
            yield Difference(path, old.get(path), new.get(path))


def _flat(text: str) -> dict[str, str]:
    try:
        document = json.loads(text)
    except ValueError:
        return {"definition": text}
    parts = document.pop("parts", {})
    document["definition"] = _resolved(document.get("definition"), parts)
    return dict(_leaves(document, ""))


def _resolved(value: Any, parts: Mapping[str, Any]) -> Any:
    """A definition with those of its parts in their places, where the canonical text has their hashes."""
    if isinstance(value, str) and value in parts:
        return _resolved(parts[value], parts)
    if isinstance(value, dict):
        return {key: _resolved(held, parts) for key, held in value.items()}
    if isinstance(value, list):
        return [_resolved(held, parts) for held in value]
    return value


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, held in value.items():
            yield from _leaves(held, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for position, held in enumerate(value):
            yield from _leaves(held, f"{path}[{_key_of(held, position)}]")
    else:
        yield path, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _key_of(held: Any, position: int) -> str:
    """Things with a name are found by it, wherever in the list they stand."""
    name = held.get("name") if isinstance(held, dict) else None
    if isinstance(name, str):
        return name
    if isinstance(held, list) and held and isinstance(held[0], str):
        return held[0]
    return str(position + 1)
