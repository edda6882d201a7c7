"""Counts who looked at which metric by day, never who it was; written down now and then, all together."""

from __future__ import annotations

import logging
import time
from collections import Counter
from datetime import date, datetime
from threading import Lock, Thread
from zoneinfo import ZoneInfo

from fastapi import Request

from beichen.errors import StateError
from beichen.faces.http.ports import BoardWorkspace

NORTH_STAR = "/pages/north-star"
EVERY = 3600.0
"""Seconds between two writings: each is news to every open page."""

_log = logging.getLogger(__name__)


class Looking:
    """The looks that are not written down yet; threads may share it.

    A page that is open and brings itself up to date looks again.
    """

    def __init__(self, workspace: BoardWorkspace) -> None:
        self._workspace = workspace
        self._counts: Counter[tuple[str, date]] = Counter()
        self._lock = Lock()
        self._written = time.monotonic()

    def note(self, request: Request) -> None:
        """Somebody asks for a page: if it is a metric's own, that is a look at it."""
        project = self._workspace.project
        own = project.north_star if request.url.path.endswith(NORTH_STAR) else None
        metric = str(request.path_params.get("metric", own))
        if request.method != "GET" or metric not in project.metrics:
            return
        today = datetime.now(ZoneInfo(project.calendar.timezone)).date()
        with self._lock:
            self._counts[metric, today] += 1
            due = time.monotonic() - self._written > EVERY
            if due:
                self._written = time.monotonic()
        if due:
            Thread(target=self.write, name="looks", daemon=True).start()

    def write(self) -> None:
        """Write down what was counted; what cannot be written now is tried again later."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            self._workspace.state.looks.add(counts)
        except StateError as error:
            _log.warning("looks could not be written down: %s", error)
            with self._lock:
                self._counts.update(counts)
