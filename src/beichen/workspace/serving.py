"""Which process serves a project, so that others can hand it work: the warehouse has one owner at a time."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

FILE = "serving.json"
"""In the project's own folder of kept things, readable by its user alone."""


@dataclass(frozen=True, slots=True)
class Serving:
    """A process that serves the project.

    Attributes:
        url: where it answers.
        key: by which it knows its user's other processes.
        token: asked of every request, where it asks for one.
    """

    url: str
    key: str
    token: str | None = None
    pid: int = field(default_factory=os.getpid)


def new_key() -> str:
    """A key that nobody can guess."""
    return secrets.token_urlsafe(32)


@contextmanager
def announced(home: Path, serving: Serving) -> Iterator[None]:
    """Tell this user's other processes where the project is served, for as long as it is."""
    path = home / FILE
    home.mkdir(exist_ok=True)
    draft = home / f"{FILE}.{serving.pid}"
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(asdict(serving)))
    draft.replace(path)
    try:
        yield
    finally:
        found = find_serving(home)
        if found == serving:
            path.unlink(missing_ok=True)


def find_serving(home: Path) -> Serving | None:
    """The process that serves the project now; None when none does, or it ended without saying so."""
    try:
        found = Serving(**json.loads((home / FILE).read_text()))
        os.kill(found.pid, 0)
    except (OSError, ValueError, TypeError):
        return None
    return found
