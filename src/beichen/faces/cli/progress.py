"""How far long work is, on standard error."""

from __future__ import annotations

import sys


def show_progress(what: str, done: int, total: int) -> None:
    """Write over one line as work goes on, at a terminal; elsewhere say nothing."""
    if sys.stderr.isatty():
        line = "" if done >= total else f"{what}  {done}/{total}"
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()
