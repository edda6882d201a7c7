"""What a request that may change something must show, and how large any request may be.

A browser sends its user's cookies with every request, also with one that a foreign
page makes (cross-site request forgery). So a write must prove that the board's own
page made it, or be of a form that no foreign page can send without asking first.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from beichen.faces.http.problems import problem_response

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# What a foreign page cannot send without a preflight, which is never answered with leave.
UNFORGEABLE_TYPES = frozenset({"application/json", "application/octet-stream"})

MOST_BYTES: Mapping[str, int] = {"application/octet-stream": 512 * 2**20}
"""By content type: files that are brought in may be large."""
MOST_BYTES_OTHERWISE = 2**20

LONGEST_ADDRESS = 8 * 2**10
MOST_HEADER_BYTES = 16 * 2**10
MOST_HEADERS = 64


def refuse_size(scope: Scope) -> Response | None:
    """The refusal of a request whose address, headers or announced body are too large."""
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
        return problem_response("address-too-long", "The address is too long", 414, "It has more than 8 KiB.")
    size = sum(len(name) + len(value) for name, value in scope["headers"])
    if size > MOST_HEADER_BYTES or len(scope["headers"]) > MOST_HEADERS:
        return problem_response("headers-too-large", "The headers are too large", 431, "They have more than 16 KiB.")
    announced = Headers(scope=scope).get("content-length", "0")
    if not announced.isascii() or not announced.isdigit():
        return problem_response("invalid-request", "The request is not valid", 400, "content-length is no number")
    return _too_large(scope) if int(announced) > most_bytes(scope) else None


def refuse_write(scope: Scope) -> Response | None:
    """The refusal of a write that another site's page may have made."""
    if scope["method"] in SAFE_METHODS:
        return None
    headers = Headers(scope=scope)
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site != "same-origin":
        return _foreign(f"The browser says that the request comes from a {site} page.")
    if origin is not None and not _is_own(origin, headers.get("host", "")):
        return _foreign("The browser says that the request comes from another origin.")
    # POST is the one unsafe method that a foreign page can send without a preflight
    unproven = scope["method"] == "POST" and site is None and origin is None
    if unproven and _type_of(headers) not in UNFORGEABLE_TYPES:
        return problem_response(
            "content-type",
            "A write says what it sends",
            415,
            "A POST without Origin and Sec-Fetch-Site needs a content type that no form can send.",
            "send content-type: application/json",
        )
    return None


def most_bytes(scope: Scope) -> int:
    """How large the body of a request may be."""
    return MOST_BYTES.get(_type_of(Headers(scope=scope)), MOST_BYTES_OTHERWISE)


class LimitedBody:
    """Counts what a request really sends: one that sends more than it may is answered 413, whatever it announced."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        received, answered, exceeded = 0, False, False

        async def receive_counted() -> Message:
            nonlocal received, exceeded
            message = await receive()
            received += len(message.get("body", b""))
            if received > most_bytes(scope):
                exceeded = True
                return {"type": "http.disconnect"}
            return message

        async def send_unless_exceeded(message: Message) -> None:
            nonlocal answered
            if exceeded and not answered:
                return  # the application only says that it could not read: we say why
            answered = True
            await send(message)

        try:
            await self.app(scope, receive_counted, send_unless_exceeded)
        except Exception:
            if not exceeded:
                raise
        if exceeded and not answered:
            await _too_large(scope)(scope, receive, send)


def _too_large(scope: Scope) -> Response:
    most = most_bytes(scope)
    shown = f"{most // 2**20} MiB"
    return problem_response("too-large", "The request is too large", 413, f"Its body may have {shown} at most.")


def _foreign(detail: str) -> Response:
    return problem_response(
        "foreign-page", "A page of another site may change nothing", 403, detail, "use the board's own pages"
    )


def _is_own(origin: str, host: str) -> bool:
    """True when an origin is that of this server, under the name by which it was asked.

    The scheme is left out: a proxy that ends TLS asks us by http.
    """
    scheme, separator, name = origin.partition("://")
    return bool(separator) and scheme in {"http", "https"} and name.lower() == host.lower()


def _type_of(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()
