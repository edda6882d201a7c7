"""The board's files: hashed assets for ever, the shell on every page's address."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from beichen.faces.http.openapi import methods_at
from beichen.faces.http.problems import problem_response

WEB = Path(__file__).parent.parent / "web"

_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".json": "application/json",
}


class BoardFiles:
    """Serves the built front end below `root`; an address that is no file is a page, and gets the shell."""

    def __init__(self, root: Path = WEB) -> None:
        self.root = root.resolve()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        path = scope["path"].lstrip("/")
        if path.partition("/")[0] == "api" and (allowed := methods_at(scope["app"].openapi(), scope["path"])):
            return _refuse_method(scope["method"], allowed)
        if scope["method"] not in {"GET", "HEAD"}:
            return _refuse_method(scope["method"], ["GET", "HEAD"])
        if path.partition("/")[0] == "api":
            return problem_response(
                "not-found", "Not found", 404, f"There is nothing at /{path}.", "see /api/v1/openapi.json"
            )
        file = self._file(path)
        if file is not None:
            cache = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
            return self._send(file, scope, cache)
        if Path(path).suffix:
            return problem_response("not-found", "Not found", 404, f"There is no file /{path}.")
        shell = self._file("index.html")
        if shell is None:
            return problem_response(
                "no-board",
                "The board is not built",
                503,
                "This checkout has no built front end.",
                "run python hatch_build.py",
            )
        return self._send(shell, scope, "no-cache")

    def _file(self, path: str) -> Path | None:
        if not path or "\0" in path:
            return None
        file = (self.root / path).resolve()
        return file if file.is_relative_to(self.root) and file.is_file() else None

    def _send(self, file: Path, scope: Scope, cache: str) -> Response:
        accepted = Headers(scope=scope).get("accept-encoding", "")
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        for encoding, packed in _packed(file, accepted):
            response = FileResponse(packed, media_type=kind, headers={"content-encoding": encoding})
            break
        else:
            response = FileResponse(file, media_type=kind)
        response.headers["cache-control"] = cache
        response.headers["vary"] = "accept-encoding"
        return response


def _refuse_method(method: str, allowed: list[str]) -> Response:
    refusal = problem_response(
        "method-not-allowed", "Method not allowed", 405, f"{method} is not for this address: {', '.join(allowed)}."
    )
    refusal.headers["allow"] = ", ".join(allowed)
    return refusal


def _packed(file: Path, accepted: str) -> Iterator[tuple[str, Path]]:
    """The file as it was compressed when it was built, for what the browser accepts."""
    names = {each.partition(";")[0].strip() for each in accepted.split(",")}
    for encoding, suffix in _ENCODINGS:
        packed = file.with_name(file.name + suffix)
        if encoding in names and packed.is_file():
            yield encoding, packed
