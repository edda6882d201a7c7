"""Deciding: a person's choice of the North Star, written down with what it rested on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from beichen.domain.metric import Role
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.errors import ProjectError, QueryError, did_you_mean
from beichen.project.definition import definition_hash
from beichen.project.document import parse_bytes
from beichen.project.editing.metrics import file_for, put_metric
from beichen.project.editing.splice import Splicer, apply_edits, compose
from beichen.project.read import read_project
from beichen.workspace.building.changes import Proposal
from beichen.workspace.building.writing import read_file
from beichen.workspace.screening.recording import write_record
from beichen.workspace.screening.screening import Screening

if TYPE_CHECKING:
    from beichen.workspace.open import Workspace

SETTINGS, TREE, FOLDER = "beichen.yml", "tree.yml", "decisions"
_RECORD = re.compile(r"(\d{4}-\d{2}-\d{2})-north-star-(.+)\.md")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided."""

    candidate: str
    by: str
    on: date
    because: str | None = None


@dataclass(frozen=True, slots=True)
class PastDecision:
    """A decision that the project has a record of."""

    on: date
    metric: str
    file: str


def past_decisions(project: Project) -> list[PastDecision]:
    """The decisions that are written down, the latest first."""
    found = []
    for path in sorted((project.folder / FOLDER).glob("*.md"), reverse=True):
        named = _RECORD.fullmatch(path.name)
        if named is not None:
            found.append(PastDecision(date.fromisoformat(named[1]), named[2], f"{FOLDER}/{path.name}"))
    return found


def today_of(project: Project) -> date:
    """The day by the project's own clock."""
    return datetime.now(ZoneInfo(project.calendar.timezone)).date()


def propose_decision(workspace: Workspace, screening: Screening, decision: Decision) -> Proposal:
    """The change that makes a candidate the North Star, and writes down why.

    A threshold that was proposed is saved as a metric with it. Nothing is written before the change is applied.

    Raises:
        QueryError: the candidate is no metric and no threshold that was proposed, or the person is not of the project.
        ProjectError: a file cannot be changed in place.
    """
    project = workspace.project
    _check_person(project, decision.by)
    files: dict[str, bytes | None] = {}
    definition = _definition(project, screening, decision.candidate)
    if definition is not None:
        file = file_for(project, decision.candidate, model=str(definition["model"]))
        files[file] = put_metric(_held(project, files, file), file, definition)
    _name_star(project, files, decision.candidate)
    _give_roles(project, files, decision.candidate)
    chosen = read_project(project.folder, changed=files)
    record = f"{FOLDER}/{decision.on.isoformat()}-north-star-{decision.candidate}.md"
    text = write_record(chosen, screening, decision, definition_hash(chosen, decision.candidate))
    files[record] = text.encode()
    name = decision.candidate
    return workspace.changes.propose(Text(f"Choose {name} as the North Star", f"选定 {name} 为北极星指标"), files)


def _check_person(project: Project, by: str) -> None:
    if project.people and by not in project.people:
        hint = did_you_mean(by, project.people) or "name one of `people` in beichen.yml by their id"
        raise QueryError(f"{by!r} is nobody of the project", hint=hint)


def _definition(project: Project, screening: Screening, name: str) -> Mapping[str, Any] | None:
    """What a proposed threshold is to say; None of a metric that the project has."""
    if name in project.metrics:
        return None
    thresholds = {each.name: each.definition for each in screening.thresholds}
    if name in thresholds:
        return thresholds[name]
    if any(each.judged.name == name for each in screening.ranked):
        own = [each.name for each in screening.thresholds if each.behaviour == name]
        hint = f"choose one of its thresholds: {', '.join(own)}" if own else "define a metric of it first"
        raise QueryError(f"{name!r} is a behaviour of one entity, not a metric", hint=hint)
    hint = did_you_mean(name, [*project.metrics, *thresholds]) or "beichen screen lists what can be chosen"
    raise QueryError(f"{name!r} is no metric and no threshold that was proposed", hint=hint)


def _name_star(project: Project, files: dict[str, bytes | None], name: str) -> None:
    """Name it in beichen.yml; tree.yml must not go on naming another."""
    files[SETTINGS] = _with(_held(project, files, SETTINGS), SETTINGS, {"north_star": name})
    tree = _held(project, files, TREE)
    if tree is not None and parse_bytes(tree, TREE).get("north_star") not in (None, name):
        files[TREE] = _with(tree, TREE, {"north_star": name})


def _give_roles(project: Project, files: dict[str, bytes | None], name: str) -> None:
    """The chosen metric has the role; whichever says so of itself until now becomes a key result."""
    for metric in project.metrics.values():
        role = Role.NORTH_STAR if metric.name == name else Role.KEY_RESULT
        stands = metric.role is Role.NORTH_STAR
        if metric.where is None or stands == (metric.name == name):
            continue
        file = metric.where.file
        content = _held(project, files, file)
        keys = next((m for m in parse_bytes(content or b"", file)["metrics"] if m.get("name") == metric.name), None)
        if keys is not None and (metric.name == name or keys.get("role") == Role.NORTH_STAR):
            files[file] = put_metric(content, file, {**keys, "role": role.value}, name=metric.name)


def _with(content: bytes | None, file: str, keys: Mapping[str, Any]) -> bytes:
    """A file whose mapping says these keys, and all else as it was."""
    text = (content or b"").decode("utf-8-sig")
    node = compose(text)
    if node is None:
        raise ProjectError(f"{file} holds nothing that could be changed", hint=f"write `north_star:` into {file}")
    written = parse_bytes(content or b"", file)
    return apply_edits(text, Splicer(text).change_mapping(node, written, {**written, **keys})).encode()


def _held(project: Project, files: Mapping[str, bytes | None], file: str) -> bytes | None:
    """What a file holds, with what was changed of it so far."""
    return files[file] if file in files else read_file(project.folder, file)
