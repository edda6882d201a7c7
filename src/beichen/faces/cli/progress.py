"""How far long work is, on standard error."""

from __future__ import annotations

import sys


class Meter:
    """One line that is written over as work goes on, at a terminal; elsewhere a line when a kind of work begins."""

    def __init__(self) -> None:
        self._begun = ""

    def __call__(self, what: str, done: int, total: int) -> None:
        """Tell what is being done, and how many of how many steps are behind."""
        if sys.stderr.isatty():
            line = "" if done >= total else f"{what}  {done}/{total}"
            sys.stderr.write(f"\r\x1b[K{line}")
        elif done < total and (kind := what.split()[0]) != self._begun:
            sys.stderr.write(f"{kind} …\n")
            self._begun = kind
        sys.stderr.flush()
