"""The command line's outermost edge: runs a command, and turns what happened into an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from beichen.errors import BeichenError
from beichen.faces.cli import failure
from beichen.faces.cli.failure import ExitCode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; nothing but a signal gets past it."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8()
    try:
        code = _run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return _leave_quietly()
    return code


def _run(given: Sequence[str]) -> int:
    """Run one command, its errors told in the form that was asked for."""
    from beichen.faces.cli.app import UsageError, hoist_shared_options, run_app

    arguments = hoist_shared_options(given)
    try:
        return run_app(arguments)
    except UsageError as error:
        return failure.tell(
            BeichenError(error.format_message(), hint=failure.usage_hint(error)), as_json="--json" in given
        )
    except BeichenError as error:
        return failure.tell(error, as_json="--json" in given)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  (the outermost edge: told, kept in a file, counted as ours)
        return failure.tell_unexpected(error, as_json="--json" in given, debug="--debug" in given)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: labels are Chinese as often as English."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _leave_quietly() -> int:
    """The reader of a pipe has gone (`beichen query … | head`): not an error of anybody's."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.PIPE_CLOSED
