"""Importing a file: handed in, profiled, proposed, confirmed, written, loaded; and taken back."""

from __future__ import annotations

import json
import shutil
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from beichen.domain.text import Text
from beichen.errors import BeichenError, QueryError
from beichen.workspace.importing.choices import ImportPlan, default_choices, plan_import
from beichen.workspace.importing.columns import Proposed, propose_columns
from beichen.workspace.importing.joins import Join, find_joins
from beichen.workspace.importing.troubles import ENTITIES, Choices
from beichen.workspace.importing.uploads import APPLIED, MOST_BYTES, Receiving, Upload, Uploads

if TYPE_CHECKING:
    from beichen.state.edits import Edit
    from beichen.warehouse.port import LoadReport
    from beichen.workspace.building.changes import Preview
    from beichen.workspace.open import Workspace

SURE_SHARE = 0.8
"""Texts of which so many are an entity's of the project are that entity."""

_KEPT_PROPOSALS = 8


@dataclass(frozen=True, slots=True)
class Applied:
    """An upload that has become part of the project."""

    upload: Upload
    source: str
    data: str
    change: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal as it is shown first."""

    proposed: Proposed
    joins: Mapping[str, tuple[Join, ...]]
    choices: Choices


@dataclass(frozen=True, slots=True)
class Planned:
    """What choices would bring: their own troubles, and what the project would say of the files."""

    plan: ImportPlan
    preview: Preview


class Importing:
    """The imports of one workspace's project. Threads may share it.

    Args:
        limit: how many bytes a file may have.
    """

    def __init__(self, workspace: Workspace, limit: int = MOST_BYTES) -> None:
        self._workspace = workspace
        self._offers: OrderedDict[tuple[str, str | None, str | None], Offer] = OrderedDict()
        self._lock = threading.RLock()
        self.uploads = Uploads(workspace.home, limit)
        self.uploads.clean()

    def receive(self, name: str) -> Receiving:
        """Begin to take a file in; `finish` of what is returned ends that.

        Raises:
            SourceError: files of that name's ending are not read.
        """
        self._workspace.home.mkdir(exist_ok=True)
        return self.uploads.receive(name)

    def offer(self, upload_id: str, *, sheet: str | None = None, encoding: str | None = None) -> Offer:
        """What a file is proposed to become.

        Raises:
            UnknownUploadError: there is no such upload, or no longer.
            QueryError: it is part of the project already, or has no such sheet.
            SourceError: it cannot be read.
        """
        with self._lock:
            upload = self.uploads.find(upload_id)
            if self.applied(upload_id) is not None:
                raise QueryError(f"{upload.name} is imported already", hint="undo the import to change it")
            sheet = sheet or next(iter(upload.sheets), None)
            if sheet is not None and sheet not in upload.sheets:
                raise QueryError(f"{upload.name} has no sheet {sheet!r}", hint="sheets: " + ", ".join(upload.sheets))
            if encoding is not None:
                upload = self.uploads.read_again(upload, encoding)
            key = (upload_id, sheet, upload.encoding)
            if key not in self._offers:
                self._offers[key] = self._make_offer(upload, sheet)
                while len(self._offers) > _KEPT_PROPOSALS:
                    self._offers.popitem(last=False)
            return self._offers[key]

    def plan(self, upload_id: str, choices: Choices, *, sheet: str | None = None) -> Planned:
        """What choices would write; nothing is written yet.

        Raises:
            As `offer`.
        """
        proposed = self.offer(upload_id, sheet=sheet).proposed
        plan = plan_import(proposed, choices, self._workspace.project)
        files = {file: text.encode() for file, text in plan.files.items()} if plan.is_sound else {}
        title = Text(f"Import {proposed.upload.name}", f"导入 {proposed.upload.name}")
        return Planned(plan, self._workspace.changes.preview(self._workspace.changes.propose(title, files)))

    def apply(
        self, upload_id: str, choices: Choices, *, sheet: str | None = None, if_match: str, author: str | None = None
    ) -> Applied:
        """Put the file among the project's data and write its source and model.

        Args:
            if_match: the tag of the plan that was looked at.

        Raises:
            As `offer`; ConflictError: the files changed since; nothing is written.
        """
        with self._lock:
            planned = self.plan(upload_id, choices, sheet=sheet)
            _refuse_unsound(planned)
            upload = self.uploads.find(upload_id)
            data = self._workspace.project.folder / planned.plan.data
            _move(upload.path, data)
            try:
                edit = self._workspace.changes.apply(planned.preview.proposal, if_match=if_match, author=author)
            except BaseException:
                _move(data, upload.path)
                raise
            return self._remember(Applied(upload, planned.plan.source.name, planned.plan.data, edit.id))

    def load(self, upload_id: str) -> LoadReport:
        """Load the data of an import.

        Raises:
            QueryError: it is not imported.
            SourceError: the data cannot be read as the source says; the import can still be undone.
        """
        (report,) = self._workspace.load([self._require_applied(upload_id).source])
        return report

    def undo(self, upload_id: str) -> Edit:
        """Take an import back: the file waits again, as it was before it was confirmed.

        Raises:
            QueryError: it is not imported.
            ConflictError: its source or model was changed since; nothing is taken back.
        """
        with self._lock:
            applied = self._require_applied(upload_id)
            edit = self._workspace.changes.undo(applied.change)
            data = self._workspace.project.folder / applied.data
            if data.exists():
                _move(data, applied.upload.path)
            (applied.upload.folder / APPLIED).unlink(missing_ok=True)
            return edit

    def discard(self, upload_id: str) -> None:
        """Remove what was handed in; what was imported stays."""
        self.uploads.discard(upload_id)

    def applied(self, upload_id: str) -> Applied | None:
        """How an upload became part of the project; None while it has not.

        Raises:
            UnknownUploadError: there is no such upload, or no longer.
        """
        upload = self.uploads.find(upload_id)
        try:
            told = json.loads((upload.folder / APPLIED).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return Applied(upload, **told)

    def _require_applied(self, upload_id: str) -> Applied:
        applied = self.applied(upload_id)
        if applied is None:
            raise QueryError("the file is not imported", hint="confirm its proposal first")
        return applied

    def _remember(self, applied: Applied) -> Applied:
        told = {"source": applied.source, "data": applied.data, "change": applied.change}
        (applied.upload.folder / APPLIED).write_text(json.dumps(told), encoding="utf-8")
        return applied

    def _make_offer(self, upload: Upload, sheet: str | None) -> Offer:
        proposed = propose_columns(upload, sheet)
        joins = find_joins(self._workspace, proposed)
        return Offer(proposed, joins, default_choices(proposed, self._workspace.project, _known(proposed, joins)))


def _known(proposed: Proposed, joins: Mapping[str, tuple[Join, ...]]) -> dict[str, str]:
    """The entities of the project that ids of the file surely are, by column.

    Small whole numbers overlap whatever they count, so that those need the name, too.
    """
    known = {}
    for column in proposed.columns:
        if column.use not in ENTITIES:
            continue
        for join in joins.get(column.profile.name, ()):
            if join.entity == column.name or (column.profile.is_text and join.share >= SURE_SHARE):
                known[column.profile.name] = join.entity
                break
    return known


def _refuse_unsound(planned: Planned) -> None:
    trouble = next((trouble for trouble in planned.plan.troubles if trouble.blocking), None)
    if trouble is not None:
        about = f"column {trouble.column!r}: " if trouble.column else ""
        raise QueryError(f"{about}{trouble.text.en}", hint="mend the proposal, then confirm it")
    if planned.preview.refusals:
        raise planned.preview.refusals[0]


def _move(path: Path, target: Path) -> None:
    """Move a file to where there is none.

    Raises:
        BeichenError: there is one, or it cannot be written.
    """
    if target.exists():
        raise BeichenError(f"there is a file {target.name} already", hint="give the table another name")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
    except OSError as error:
        raise BeichenError(f"cannot write {target.name}: {error.strerror}", hint="check the disk") from error
