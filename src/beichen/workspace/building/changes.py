"""Changes of a project's files: made up, looked at, applied, undone.

A change is made up against the exact bytes that were read. It is applied only
while the files still hold them, as a whole or not at all, and only when the
project still reads afterwards. What was there before is kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from beichen.domain.finding import Finding
from beichen.domain.project import Project
from beichen.domain.text import Text
from beichen.errors import BeichenError, ProjectError
from beichen.project.editing.difference import unified
from beichen.project.read import read_project
from beichen.project.rules import check_project
from beichen.workspace.building.writing import (
    ChangedMeanwhile,
    FileWrite,
    fingerprint,
    finish_writes,
    forget_journal,
    read_file,
    write_files,
)

if TYPE_CHECKING:
    from beichen.state.edits import Edit, Record
    from beichen.workspace.open import Workspace

LONGEST_KEPT = 2_000_000
"""Characters; of longer texts only the fingerprint is kept: they can be added, and not replaced."""

_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that is not applied yet."""

    title: Text
    writes: tuple[FileWrite, ...]

    @property
    def tag(self) -> str:
        """What the files held when it was made up: an entity tag, without quotes."""
        return tag_of({write.file: write.before for write in self.writes})

    @property
    def changed(self) -> dict[str, bytes | None]:
        """What is to stand for files on disk."""
        return {write.file: write.after for write in self.writes}

    @property
    def diff(self) -> str:
        """What would change, as in a review; empty when nothing would."""
        return "".join(unified(w.file, w.before, w.after) for w in self.writes if w.before != w.after)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a change would bring.

    Attributes:
        project: as it would be; None when it would not read.
        refusals: why it would not read.
        findings: what the rules would say; `fresh` are those that they do not say now.
    """

    proposal: Proposal
    project: Project | None
    refusals: tuple[ProjectError, ...] = ()
    findings: tuple[Finding, ...] = ()
    fresh: frozenset[Finding] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What somebody else did to a file: the difference since it was looked at, where that is known."""

    file: str
    diff: str | None
    author: str | None = None
    at: datetime | None = None


class ConflictError(BeichenError):
    """Files are no longer what they were when a change was looked at."""

    def __init__(self, meanwhile: Sequence[Meanwhile]) -> None:
        files = ", ".join(each.file for each in meanwhile) or "the files"
        super().__init__(
            f"{files} changed meanwhile: nothing was overwritten",
            hint="look at what the other changed, then save again or take theirs",
        )
        self.meanwhile = tuple(meanwhile)


class UnknownChangeError(BeichenError):
    """A number that stands for no change."""


class Changes:
    """The changes of one workspace's project."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._seen: OrderedDict[str, Mapping[str, bytes | None]] = OrderedDict()

    def propose(self, title: Text, files: Mapping[str, bytes | None]) -> Proposal:
        """A change after which files hold this; None removes one.

        Raises:
            ProjectError: a name leads out of the project.
        """
        writes = [FileWrite(file, read_file(self._folder, file), after) for file, after in files.items()]
        return self.remember(Proposal(title, tuple(writes)))

    def remember(self, proposal: Proposal) -> Proposal:
        """Keep in mind what was looked at, to tell later what somebody else changed since."""
        self._seen[proposal.tag] = {write.file: write.before for write in proposal.writes}
        self._seen.move_to_end(proposal.tag)
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return proposal

    def look(self, files: Sequence[str]) -> str:
        """The tag of files as they are now."""
        held = {file: read_file(self._folder, file) for file in files}
        return self.remember(Proposal(Text.same(""), tuple(FileWrite(f, b, b) for f, b in held.items()))).tag

    def preview(self, proposal: Proposal) -> Preview:
        """What a change would bring; nothing is written.

        Findings that stand on another line than before are not fresh.
        """
        try:
            project = read_project(self._folder, changed=proposal.changed)
        except ProjectError as error:
            return Preview(proposal, None, refusals=_each(error))
        findings = check_project(project)
        known = {_sense(finding) for finding in check_project(self._workspace.project)}
        fresh = frozenset(finding for finding in findings if _sense(finding) not in known)
        return Preview(proposal, project, findings=tuple(findings), fresh=fresh)

    def apply(self, proposal: Proposal, *, if_match: str, author: str | None = None) -> Edit:
        """Write a change, and read the project anew.

        Args:
            if_match: the tag of the files as they were looked at.

        Returns:
            The change as it was written down; `undo` takes its number.

        Raises:
            ConflictError: the files are no longer those; nothing is written.
            ProjectError: the project would not read; nothing is written.
        """
        if not proposal.diff:
            raise BeichenError("nothing would change", hint="the files say this already")
        if proposal.tag != if_match:
            raise ConflictError(self._meanwhile(if_match, proposal))
        read_project(self._folder, changed=proposal.changed)
        from beichen.state.edits import Edit

        files = tuple(_kept(write) for write in proposal.writes)
        change = Edit(uuid4().hex, datetime.now(UTC), proposal.title, files, author)
        with self._workspace.state.edits.recording() as record:
            self.finish(record)
            number = record.add(change)
            self._write(proposal.writes, {"change": _as_json(change)})
            kept = record.read(number)
        forget_journal(self._workspace.home)
        self._workspace.reread()
        assert kept is not None  # it was written down in the same transaction
        return kept

    def undo(self, number: int) -> Edit:
        """Put back what a change replaced.

        Raises:
            UnknownChangeError: there is no such change.
            ConflictError: a file was changed since; nothing is written.
            BeichenError: it was undone already, or the project would not read without it.
        """
        with self._workspace.state.edits.recording() as record:
            self.finish(record)
            change = record.read(number)
            if change is None:
                raise UnknownChangeError(f"there is no change {number}")
            if change.undone_at is not None:
                raise BeichenError("the change was undone already", hint="what it had replaced is back in its place")
            writes = [self._reverse(file) for file in change.files]
            read_project(self._folder, changed={write.file: write.after for write in writes})
            at = datetime.now(UTC)
            record.mark_undone(number, at)
            self._write(writes, {"undone": number, "at": at.isoformat()})
            undone = record.read(number)
        forget_journal(self._workspace.home)
        self._workspace.reread()
        assert undone is not None
        return undone

    def history(self, count: int = 50, *, before: int | None = None) -> list[Edit]:
        """The latest changes, latest first."""
        return self._workspace.state.edits.page(count, before=before)

    def finish(self, record: Record) -> None:
        """Finish what a process that was killed had begun, and write it down."""
        begun = finish_writes(self._folder, self._workspace.home, alone=True)
        if begun is None:
            return
        if "change" in begun:
            record.add(_of_json(begun["change"]))
        else:
            record.mark_undone(begun["undone"], datetime.fromisoformat(begun["at"]))

    @property
    def _folder(self) -> Path:
        return self._workspace.project.folder

    def _write(self, writes: Sequence[FileWrite], record: Mapping[str, Any]) -> None:
        try:
            write_files(self._folder, self._workspace.home, writes, record)
        except ChangedMeanwhile as error:
            raise ConflictError([Meanwhile(error.file, None)]) from error

    def _reverse(self, file: Any) -> FileWrite:
        """The write that takes one file's change back."""
        now = read_file(self._folder, file.file)
        if fingerprint(now) != file.after_tag:
            after = None if file.after is None else file.after.encode()
            raise ConflictError([Meanwhile(file.file, unified(file.file, after, now))])
        if file.before_tag is not None and file.before is None:
            raise BeichenError(f"what {file.file} held before was too long to be kept", hint="take it from git")
        return FileWrite(file.file, now, None if file.before is None else file.before.encode())

    def _meanwhile(self, tag: str, proposal: Proposal) -> list[Meanwhile]:
        """What changed since the files were looked at."""
        seen = self._seen.get(tag)
        if seen is None:
            return [Meanwhile(write.file, None) for write in proposal.writes]
        files = [*seen, *(write.file for write in proposal.writes if write.file not in seen)]
        found = []
        for file in files:
            now = read_file(self._folder, file)
            if file in seen and now != seen[file]:
                by = self._workspace.state.edits.latest_of(file, fingerprint(now))
                told = (by.author, by.at) if by is not None else (None, None)
                found.append(Meanwhile(file, unified(file, seen[file], now), *told))
        return found or [Meanwhile(write.file, None) for write in proposal.writes]


def tag_of(held: Mapping[str, bytes | None]) -> str:
    """One tag for what several files hold."""
    parts = [f"{file}={fingerprint(content)}" for file, content in sorted(held.items())]
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def _each(error: ProjectError) -> tuple[ProjectError, ...]:
    """The errors of a project one by one: the first tells how many follow."""
    first = error.message.removesuffix(f" (and {len(error.others)} more)")
    return ProjectError(first, hint=error.hint, where=error.where), *error.others


def _sense(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.message.en, finding.where.file if finding.where else ""


def _kept(write: FileWrite) -> Any:
    from beichen.state.edits import EditedFile

    before, after = _text(write.before), _text(write.after)
    return EditedFile(write.file, fingerprint(write.before), fingerprint(write.after), before, after)


def _text(content: bytes | None) -> str | None:
    if content is None or len(content) > LONGEST_KEPT:
        return None
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _as_json(change: Edit) -> dict[str, Any]:
    files = [[f.file, f.before_tag, f.after_tag, f.before, f.after] for f in change.files]
    return {
        "key": change.key,
        "at": change.at.isoformat(),
        "title": change.title.as_dict(),
        "author": change.author,
        "files": files,
    }


def _of_json(told: Mapping[str, Any]) -> Edit:
    from beichen.state.edits import Edit, EditedFile

    files = tuple(EditedFile(*file) for file in told["files"])
    return Edit(told["key"], datetime.fromisoformat(told["at"]), Text(**told["title"]), files, told["author"])
