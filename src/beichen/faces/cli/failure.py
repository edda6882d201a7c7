"""How a failure is told on the command line, and the exit code that goes with it."""

from __future__ import annotations

import errno
import json
import sys
import tempfile
import traceback
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beichen.errors import BeichenError, ProjectError

if TYPE_CHECKING:
    from beichen.faces.cli.app import UsageError


class ExitCode(IntEnum):
    """What a script can tell from the exit code."""

    FINE = 0
    FINDING = 1  # what was asked for is done, and something needs a look
    YOURS = 2  # the person at the keyboard can fix it
    OURS = 70  # a bug of Beichen's (EX_SOFTWARE)
    INTERRUPTED = 130  # 128 + SIGINT
    PIPE_CLOSED = 141  # 128 + SIGPIPE


def tell(error: BeichenError, *, as_json: bool) -> int:
    """Tell of something that the reader can fix."""
    if as_json:
        _write_document(error_document(error))
    else:
        for one in (error, *_others(error)):
            place = f"{one.where}: " if one.where else ""
            sys.stderr.write(f"beichen: {place}{one.message}\n")
            if one.hint:
                sys.stderr.write(f"  → {one.hint}\n")
    return ExitCode.YOURS


def tell_unexpected(error: Exception, *, as_json: bool, debug: bool) -> int:
    """Tell of anything else: the machine's refusal where it is one, else a bug of ours, its traceback in a file."""
    refusal = _as_refusal(error)
    if refusal is not None:
        return tell(refusal, as_json=as_json)
    if debug:
        traceback.print_exception(error)
    message = f"this is a bug of ours: {type(error).__name__}: {error}"
    hint = "run it again with --debug" if debug else f"please report it with {_keep_traceback(error)}"
    if as_json:
        _write_document({"error": {"message": message, "hint": hint, "where": None}})
    else:
        sys.stderr.write(f"beichen: {message}\n  → {hint}\n")
    return ExitCode.OURS


def usage_hint(error: UsageError) -> str:
    """Where the command that was misused is described."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "beichen"
    return f"see: {path} --help"


def error_document(error: BeichenError) -> dict[str, Any]:
    """The one JSON document that stands for a failure; `others` is there when a project has several."""
    others = [_as_dict(other) for other in _others(error)]
    return {"error": _as_dict(error) | ({"others": others} if others else {})}


def _others(error: BeichenError) -> tuple[BeichenError, ...]:
    return error.others if isinstance(error, ProjectError) else ()


def _as_dict(error: BeichenError) -> dict[str, Any]:
    where = {"file": error.where.file, "line": error.where.line} if error.where else None
    return {"message": error.message, "hint": error.hint, "where": where}


_REFUSALS = {
    errno.ENOSPC: "make room there, then run it again: nothing that was finished is lost",
    errno.EDQUOT: "make room there, then run it again: nothing that was finished is lost",
    errno.EACCES: "check who may read and write there",
    errno.EPERM: "check who may read and write there",
    errno.EROFS: "choose a folder that can be written to",
    errno.EEXIST: "choose another place, or move away what is there",
    errno.ENOTDIR: "choose another place: a file stands where a folder is needed",
    errno.EISDIR: "choose another place: a folder stands where a file is needed",
    errno.ENAMETOOLONG: "choose a shorter name",
}


def _as_refusal(error: Exception) -> BeichenError | None:
    """The machine's own refusal (a full disk, a missing permission) as an error that the reader can fix."""
    if not isinstance(error, OSError) or error.errno not in _REFUSALS:
        return None
    place = f": {error.filename}" if error.filename else ""
    return BeichenError(f"{error.strerror}{place}", hint=_REFUSALS[error.errno])


def _keep_traceback(error: Exception) -> str:
    """Write the traceback to a file of its own and return its path; without a place to write it, how to see it."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="beichen-bug-", suffix=".txt", delete=False
        ) as file:
            traceback.print_exception(error, file=file)
            return str(Path(file.name))
    except OSError:
        return "what --debug prints"


def _write_document(document: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    sys.stdout.flush()
