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
    _speak_utf8()
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.PIPE_CLOSED
    finally:
        _settle_output()


def _run(given: Sequence[str]) -> int:
    """Run one command, its errors told in the form that was asked for."""
    from beichen.faces.cli.app import UsageError, run_app

    as_json = "--json" in given
    try:
        return run_app(given)
    except UsageError as error:
        return failure.tell(BeichenError(error.format_message(), hint=failure.usage_hint(error)), as_json=as_json)
    except BeichenError as error:
        return failure.tell(error, as_json=as_json)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  (the outermost edge: told, its traceback kept in a file)
        return failure.tell_unexpected(error, as_json=as_json, debug="--debug" in given)


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: labels are Chinese as often as English."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _settle_output() -> None:
    """Write out what is left, or drop it where nobody can take it: the reader of a pipe has gone, the disk is full."""
    try:
        sys.stdout.flush()
    except OSError:
        # Python would try again at its end, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
