"""Work handed to the process that serves the project, which owns the warehouse while it runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from beichen.domain.finding import Finding
from beichen.domain.project import Project
from beichen.errors import BeichenError, Where
from beichen.workspace.serving import Serving


@dataclass(frozen=True, slots=True)
class Told:
    """A result that another process made: its document."""

    document: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        return self.document


class ServedWorkspace:
    """The uses of a workspace, asked of the process that serves it.

    Args:
        project: as its files say now; the server reads them again before it answers.
        notice: told that the work is handed over.
    """

    def __init__(self, project: Project, serving: Serving, notice: Callable[[str], None]) -> None:
        self.project = project
        self._serving = serving
        self._notice = notice

    def check(self) -> list[Finding]:
        """What the lint rules say: they need no warehouse."""
        from beichen.project.rules import check_project

        return check_project(self.project)

    def query(self, metrics: Sequence[str], **asked: Any) -> list[Told]:
        return [Told(document) for document in self._ask("query", names=list(metrics), **asked)]

    def sql(self, metrics: Sequence[str], **asked: Any) -> str:
        return str(self._ask("sql", names=list(metrics), **asked))

    def tree(self, **asked: Any) -> Told:
        return Told(self._ask("tree", **asked))

    def explain(self, metric: str | None = None, **asked: Any) -> Told:
        return Told(self._ask("explain", names=[metric] if metric else [], **asked))

    def explain_all(self, *, progress: object = None, **asked: Any) -> Told:
        return Told(self._ask("explain_all", **asked))

    def screen(self, *, weights: Mapping[str, float]) -> Told:
        return Told(self._ask("screen", weights=dict(weights)))

    def guard(self, **asked: Any) -> Told:
        return Told(self._ask("guard", **asked))

    def reconcile(self, a: str, b: str, **asked: Any) -> Told:
        # the server looks for a file where the user is, not where it was started
        path = Path(b)
        return Told(self._ask("reconcile", names=[a, str(path.absolute()) if path.is_file() else b], **asked))

    def health(self, **asked: Any) -> Told:
        return Told(self._ask("health", **asked))

    def load(self, names: Sequence[str] = (), *, full: bool = False, progress: object = None) -> list[Told]:
        return [Told(document) for document in self._ask("load", names=list(names), full=full)]

    def refresh(self, *, full: bool = False, progress: object = None) -> Told:
        return Told(self._ask("refresh", full=full))

    def close(self) -> None:
        """Nothing is open here."""

    def _ask(self, use: str, **given: Any) -> Any:
        self._notice(f"handing this to the server at {self._serving.url}")
        body = json.dumps({"use": use, **given}, default=str)
        address = urlsplit(self._serving.url)
        # a server that listens everywhere also listens here
        host = "127.0.0.1" if address.hostname in (None, "0.0.0.0", "::") else address.hostname
        connection = HTTPConnection(host, address.port)
        headers = {"content-type": "application/json", "x-beichen-key": self._serving.key}
        if self._serving.token is not None:
            headers["authorization"] = f"Bearer {self._serving.token}"
        try:
            connection.request("POST", "/api/v1/handover", body, headers)
            response = connection.getresponse()
            told = json.loads(response.read())
        except (OSError, HTTPException, ValueError) as error:
            raise BeichenError(
                f"the server at {self._serving.url} does not answer: {error}",
                hint="stop that `beichen serve`, then run this again",
            ) from error
        finally:
            connection.close()
        if response.status != 200:
            raise _as_error(told)
        return told


def _as_error(problem: dict[str, Any]) -> BeichenError:
    place = problem.get("where")
    where = Where(place["file"], place["line"]) if place else None
    return BeichenError(problem.get("detail", "the server refused"), hint=problem.get("hint"), where=where)
