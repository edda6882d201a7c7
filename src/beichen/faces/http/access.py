"""Who may ask, and what a browser may do with the answer: hosts, token, writes and security headers, in one place."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from beichen.errors import BeichenError
from beichen.faces.http.problems import problem_response
from beichen.faces.http.writes import LimitedBody, refuse_size, refuse_write

COOKIE = "beichen_token"
LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of one server: the names it answers to, and the token it asks for.

    Without a token only loopback names are answered, so that no foreign page can reach
    the server by pointing its own name at this machine (DNS rebinding). With one, any
    name is: the cookie that carries it is bound to the name it was given under.
    """

    token: str | None = None


def access_for(host: str, token: str | None) -> Access:
    """The rules for a server that listens on `host`.

    Raises:
        BeichenError: the host is reachable from other machines, and there is no token.
    """
    if not is_loopback(host) and not token:
        raise BeichenError(
            f"refusing to listen on {host} without an access token",
            hint="set BEICHEN_TOKEN to a long secret, or listen on 127.0.0.1",
        )
    return Access(token)


def is_loopback(host: str) -> bool:
    """True when only this machine can reach `host`."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Gate:
    """Every request passes here first; every answer leaves with the security headers."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = LimitedBody(app)
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = refuse_size(scope) or refuse_stranger(scope, self.access) or refuse_write(scope)
        await (refusal or self.app)(scope, receive, send_guarded)


HEADERS: Mapping[str, str] = {
    # Nothing from elsewhere, nothing inline: the board's own files are all that it needs.
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


def refuse_stranger(scope: Scope, access: Access) -> Response | None:
    """The refusal of a request from whom the server does not serve; accounts and roles are asked here."""
    headers = Headers(scope=scope)
    if access.token is None:
        if is_loopback(_host_name(headers.get("host", ""))):
            return None
        return problem_response(
            "foreign-host",
            "This host is not served",
            421,
            "The server answers to loopback names only.",
            "open http://127.0.0.1",
        )
    offered = _offered_in_query(scope)
    if offered is not None and _same(offered, access.token):
        return _remember(scope, access.token)
    if _same(_offered_in_headers(headers), access.token):
        return None
    refusal = problem_response(
        "token",
        "An access token is needed",
        401,
        "The request has no valid access token.",
        "open the address with ?token=… once, or send Authorization: Bearer …",
    )
    refusal.headers["www-authenticate"] = "Bearer"
    return refusal


def _host_name(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] or host


def _offered_in_headers(headers: Headers) -> str:
    scheme, _, bearer = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return bearer.strip()
    cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    return cookie.value if cookie else ""


def _offered_in_query(scope: Scope) -> str | None:
    return dict(parse_qsl(scope["query_string"].decode("latin-1"))).get("token")


def _remember(scope: Scope, token: str) -> Response:
    """The same address without the token, which from now on travels in a cookie."""
    rest = [(key, value) for key, value in parse_qsl(scope["query_string"].decode("latin-1")) if key != "token"]
    # One leading slash only: two would name another host.
    target = "/" + scope["path"].lstrip("/") + (f"?{urlencode(rest)}" if rest else "")
    response = RedirectResponse(target, status_code=303)
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=scope["scheme"] == "https")
    return response


def _same(offered: str, token: str) -> bool:
    return hmac.compare_digest(offered.encode(), token.encode())
