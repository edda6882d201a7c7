"""One run of the command line: which project it is about, and in which form and language it answers."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beichen.domain.text import Locale
from beichen.errors import BeichenError

if TYPE_CHECKING:
    import typer

    from beichen.faces.cli.handover import ServedWorkspace
    from beichen.workspace.open import Workspace

Document = Mapping[str, Any]
"""A JSON document of the documented shapes; what is shown as text is drawn from it."""


class Language(StrEnum):
    """A language that answers are given in."""

    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, slots=True)
class Session:
    """What the shared options say."""

    folder: Path
    as_json: bool = False
    lang: Locale | None = None

    @contextmanager
    def workspace(self) -> Iterator[Workspace | ServedWorkspace]:
        """The project for the length of one command: open here, or asked of the process that serves it."""
        from beichen.workspace.open import open_workspace
        from beichen.workspace.serving import find_serving

        workspace = open_workspace(self.folder, notice=self.note)
        serving = find_serving(workspace.home)
        if serving is None:
            yield from _closing(workspace)
            return
        from beichen.faces.cli.handover import ServedWorkspace

        yield ServedWorkspace(workspace.project, serving, self.note)

    @contextmanager
    def own_workspace(self) -> Iterator[Workspace]:
        """The project, open here.

        Raises:
            BeichenError: another process serves it, which owns its warehouse.
        """
        from beichen.workspace.open import open_workspace
        from beichen.workspace.serving import find_serving

        workspace = open_workspace(self.folder, notice=self.note)
        serving = find_serving(workspace.home)
        if serving is not None:
            raise BeichenError(
                f"the project is served already at {serving.url}", hint=f"open that, or stop process {serving.pid}"
            )
        yield from _closing(workspace)

    def locale(self, project: Locale | None = None) -> Locale:
        """The language to answer in: the asked one, else the project's, else the system's."""
        return self.lang or project or system_locale()

    def answer(self, document: Document | Sequence[Document], text: Callable[[], str]) -> None:
        """Write the one answer of a command to stdout: the document, or its text."""
        if self.as_json:
            # The compact form is written by C code; only a person at a terminal needs the indented one.
            indent = 2 if sys.stdout.isatty() else None
            sys.stdout.write(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=indent) + "\n")
        else:
            sys.stdout.write(text() + "\n")
        sys.stdout.flush()

    def note(self, line: str) -> None:
        """Say something beside the answer, on stderr."""
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def _closing(workspace: Workspace) -> Iterator[Workspace]:
    try:
        yield workspace
    finally:
        workspace.close()


def session_of(context: typer.Context) -> Session:
    """The session that the shared options made."""
    session = context.find_root().obj
    assert isinstance(session, Session)
    return session


def system_locale() -> Locale:
    """Chinese where the environment says so, English elsewhere."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
