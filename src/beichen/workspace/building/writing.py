"""Writing several files of a project at once: all of them or none, whatever happens in between.

What is to be written lies beside its place before anything is moved, and a
journal in the project's own folder says which moves are to come. A process
that was killed leaves all old files, or a journal from which `finish_writes`
makes all of them new.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from beichen.errors import BeichenError, ProjectError, Where

JOURNAL = "writing.json"


@dataclass(frozen=True, slots=True)
class FileWrite:
    """What a file is to hold; None stands for a file that is not there.

    Attributes:
        before: what it held when the change was made up.
    """

    file: str
    before: bytes | None
    after: bytes | None


class ChangedMeanwhile(BeichenError):
    """A file is no longer what it was when a change of it was made up."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file} was changed by somebody else meanwhile",
            hint="look at what has changed, and make the change again on top of it",
            where=Where(file),
        )
        self.file = file


def fingerprint(content: bytes | None) -> str | None:
    """A short name for what a file holds; None for a file that is not there."""
    return None if content is None else sha256(content).hexdigest()[:32]


def read_file(folder: Path, file: str) -> bytes | None:
    """What a file of the project holds; None when it is not there.

    Raises:
        ProjectError: the name leads out of the project, or the file cannot be read.
    """
    try:
        return place_of(folder, file).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ProjectError(f"cannot be read: {error.strerror or error}", where=Where(file)) from error


def place_of(folder: Path, file: str) -> Path:
    """Where a file of the project lies.

    Raises:
        ProjectError: the name is no plain path below the folder, is hidden, or a link leads out of the folder.
    """
    parts = PurePosixPath(file).parts
    plain = file and "\\" not in file and "\0" not in file and file == "/".join(parts)
    if not plain or any(part.startswith((".", "/")) or ":" in part for part in parts):
        raise ProjectError(f"{file!r} is not the name of a file of the project", hint="as in metrics/orders.yml")
    path = (folder / file).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ProjectError("leads out of the project", where=Where(file), hint="links to other folders are not written")
    return path


def write_files(folder: Path, home: Path, writes: Sequence[FileWrite], record: Mapping[str, Any]) -> None:
    """Make every file hold what it should; `forget_journal` is called once the record is kept, too.

    Args:
        home: where the journal is kept.
        record: what the journal tells about the writes, for whoever finishes them.

    Raises:
        ChangedMeanwhile: a file holds something else than before; nothing is written.
        ProjectError: a file cannot be written; those that were are put back.
    """
    for write in writes:
        if read_file(folder, write.file) != write.before:
            raise ChangedMeanwhile(write.file)
    moves = [write.file for write in writes if write.after is not None]
    removals = [write.file for write in writes if write.after is None]
    try:
        for write in writes:
            if write.after is not None:
                _stage(place_of(folder, write.file), write.after)
        journal = {"moves": moves, "removals": removals, "record": record, "pid": os.getpid()}
        home.mkdir(exist_ok=True)
        _write_durably(home / JOURNAL, json.dumps(journal).encode())
    except OSError as error:
        _unstage(folder, moves)
        raise _unwritable(error) from error
    try:
        _move(folder, moves, removals)
    except OSError as error:
        _put_back(folder, writes)
        forget_journal(home)
        raise _unwritable(error) from error


def finish_writes(folder: Path, home: Path, *, alone: bool) -> dict[str, Any] | None:
    """Finish what a process that was killed had begun, and return its record; None when there is nothing.

    Args:
        alone: nobody else can be writing; else what a living process has begun is left to it.
    """
    try:
        journal = json.loads((home / JOURNAL).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not alone and _is_alive(journal["pid"]):
        return None
    staged = [file for file in journal["moves"] if _staged(place_of(folder, file)).exists()]
    _move(folder, staged, journal["removals"])
    record: dict[str, Any] = journal["record"]
    return record


def _is_alive(pid: int) -> bool:
    if pid == os.getpid():  # a number that was given again: this process has begun nothing yet
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def forget_journal(home: Path) -> None:
    """The writes are done, and written down."""
    (home / JOURNAL).unlink(missing_ok=True)
    _sync_folder(home)


def _stage(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_durably(_staged(path), content, like=path)


def _staged(path: Path) -> Path:
    # hidden, so that nobody takes it for a file of the project
    return path.with_name(f".{path.name}.new")


def _write_durably(path: Path, content: bytes, *, like: Path | None = None) -> None:
    draft = path if like is not None else path.with_name(path.name + ".new")
    with draft.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    if like is None:
        draft.replace(path)
        _sync_folder(path.parent)
    elif like.exists():
        draft.chmod(like.stat().st_mode & 0o7777)


def _move(folder: Path, moves: Sequence[str], removals: Sequence[str]) -> None:
    for file in moves:
        path = place_of(folder, file)
        _staged(path).replace(path)
        _sync_folder(path.parent)
    for file in removals:
        path = place_of(folder, file)
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)


def _put_back(folder: Path, writes: Sequence[FileWrite]) -> None:
    for write in writes:
        path = place_of(folder, write.file)
        with suppress(OSError):
            if write.before is None:
                path.unlink(missing_ok=True)
            elif read_file(folder, write.file) != write.before:
                _stage(path, write.before)
                _staged(path).replace(path)
    _unstage(folder, [write.file for write in writes])


def _unstage(folder: Path, files: Sequence[str]) -> None:
    for file in files:
        with suppress(OSError):
            _staged(place_of(folder, file)).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Keep a rename in the folder through a power cut, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(error: OSError) -> ProjectError:
    name = Path(error.filename).name if isinstance(error.filename, str) else "a file"
    return ProjectError(
        f"cannot write {name}: {error.strerror or error}",
        hint="nothing was changed; look at the folder's permissions and free space",
    )
