"""Who may come in, and with what: hosts, origins, tokens, passwords, how often may be written, the headers of every answer.

The desk is reached by names that nobody else's page can bear (against DNS rebinding), is written to by its own pages only
(against forged requests), and is read by those who have its token, which a browser keeps in a cookie that neither scripts
nor other sites' requests get.
"""

import ipaddress
import time
from dataclasses import dataclass, field
from hmac import compare_digest
from html import escape
from secrets import token_urlsafe
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.serve.problems import problem

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_OWN_SITES = frozenset({"same-origin", "none"})
_MOST_SESSIONS, _MOST_BYTES, _MOST_OF_LOGIN = 1000, 1 << 20, 4096
_LOGIN = "/login"
_PAGE = "<!doctype html><html lang=en><meta charset=utf-8><title>Musnad</title>{}<h1>Musnad</h1>{}</html>"
_FORM = (
    "<p>{}</p><form method=post action=/login><label>Password <input type=password name=password required autofocus "
    "autocomplete=current-password></label> <button>Enter</button></form>"
)


@dataclass(slots=True)
class Bucket:
    """So many at once, and so many a second from then on."""

    burst: float
    per_second: float
    _left: float = field(init=False)
    _at: float = field(init=False, default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self._left = self.burst

    def take(self) -> bool:
        """Take one, if there is one left."""
        now = time.monotonic()
        self._left = min(self.burst, self._left + (now - self._at) * self.per_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


@dataclass(slots=True)
class Rules:
    """Who may come in.

    Attributes:
        host: the address that is bound; any but one of this machine alone is wide and needs a password.
        names: other names by which the desk is reached, as through a proxy.
        password: what is asked for instead of the token.
        token: what the printed address bears.
        writes: how often one browser may write; `logins` how often anybody may try a password.
    """

    host: str = "127.0.0.1"
    port: int = 0
    names: frozenset[str] = frozenset()
    password: str | None = None
    token: str = field(default_factory=lambda: token_urlsafe(24))
    writes: tuple[float, float] = (60, 5)
    logins: Bucket = field(default_factory=lambda: Bucket(5, 0.1))

    @property
    def cookie(self) -> str:
        """The cookie's name; browsers do not tell the ports of one host apart."""
        return f"musnad-{self.port}"

    @property
    def is_wide(self) -> bool:
        """Whether other machines can reach the desk."""
        return not _is_here(self.host)

    def knows(self, host: str) -> bool:
        """Whether a Host header names this desk: a page of somebody else cannot have a bare address as its name."""
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        if name in self.names or _is_here(name):
            return True
        return self.is_wide and _address(name) is not None


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def _is_here(name: str) -> bool:
    address = _address(name)
    return name == "localhost" or bool(address and address.is_loopback)


class Guard:
    """Lets in who may come in, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, rules: Rules, read_only: bool) -> None:
        self._app, self._rules, self._read_only = app, rules, read_only
        self._sessions: dict[str, Bucket] = {}
        self._bearer = Bucket(*rules.writes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    own[name] = value
            await send(message)

        answer = self._refused(scope) or await self._let_in(scope, receive) or self._may_write(scope)
        await (answer or self._limited)(scope, receive, guarded)

    def _refused(self, scope: Scope) -> Response | None:
        """What is answered to requests that no page of the desk makes."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._rules.knows(host):
            return problem(403, f"{host}: is no name of this desk; --allow-host lets it be one", "host")
        origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
        if origin is not None and urlsplit(origin).netloc != host:
            return problem(403, f"{origin}: is another site", "origin")
        opens = scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate"
        if site not in _OWN_SITES and not opens:
            return problem(403, "the request comes from another site", "origin")
        return None

    async def _let_in(self, scope: Scope, receive: Receive) -> Response | None:
        """What is answered to those who have not shown that they may come in, or are just showing it."""
        if scope["path"] == _LOGIN and self._rules.password is not None:
            return await self._login(Request(scope, receive))
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given and self._rules.password is None and scope["method"] == "GET" and self._is_token(given):
            return self._entered(scope)
        if self._bucket(scope) is not None:
            return None
        if scope["path"].startswith("/api"):
            return problem(
                401, "open the address that `musnad serve` has printed", headers={"WWW-Authenticate": "Bearer"}
            )
        if self._rules.password is not None:
            return HTMLResponse(_PAGE.format("", _FORM.format("This desk asks for its password.")), 401)
        return HTMLResponse(
            _PAGE.format("", "<p>Open the address that <code>musnad serve</code> has printed.</p>"), 401
        )

    def _is_token(self, given: str) -> bool:
        return compare_digest(given.encode(), self._rules.token.encode())

    def _bucket(self, scope: Scope) -> Bucket | None:
        """How much whoever asks may still write; None of those who may not come in."""
        headers = Headers(scope=scope)
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self._rules.password is None and self._is_token(given.strip()):
            return self._bearer
        return self._sessions.get(cookie_parser(headers.get("cookie", "")).get(self._rules.cookie, ""))

    def _entered(self, scope: Scope) -> Response:
        """A page that goes on to the same address without the token.

        No redirect: a browser that comes from another site would not send the cookie after one.
        """
        query = {n: v for n, v in parse_qs(scope["query_string"].decode("latin-1")).items() if n != "token"}
        path = "/" + quote(scope["path"].lstrip("/"))
        target = f"{path}?{urlencode(query, doseq=True)}" if query else path
        refresh = f'<meta http-equiv=refresh content="0;url={escape(target)}">'
        return self._with_cookie(HTMLResponse(_PAGE.format(refresh, f'<p><a href="{escape(target)}">Go on</a></p>')))

    async def _login(self, request: Request) -> Response:
        if request.method != "POST":
            return HTMLResponse(_PAGE.format("", _FORM.format("This desk asks for its password.")))
        if not self._rules.logins.take():
            return problem(429, "too many passwords were tried; wait a minute", headers={"Retry-After": "60"})
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MOST_OF_LOGIN:
                return problem(413, "no password is as long as this")
        given = parse_qs(body.decode("utf-8", "replace")).get("password", [""])[0]
        if not compare_digest(given.encode(), (self._rules.password or "").encode()):
            return HTMLResponse(_PAGE.format("", _FORM.format("That is not the password.")), 401)
        return self._with_cookie(RedirectResponse("/", 303))

    def _with_cookie(self, answer: Response) -> Response:
        while len(self._sessions) >= _MOST_SESSIONS:
            self._sessions.pop(next(iter(self._sessions)))
        session = token_urlsafe(24)
        self._sessions[session] = Bucket(*self._rules.writes)
        answer.set_cookie(self._rules.cookie, session, httponly=True, samesite="strict", path="/")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _may_write(self, scope: Scope) -> Response | None:
        """What is answered to those who want to write and may not."""
        if scope["method"] not in _WRITES:
            return None
        headers = Headers(scope=scope)
        if self._read_only:
            return problem(403, "this desk is only for reading", "read-only")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _MOST_BYTES:
            return problem(413, f"more than {_MOST_BYTES} bytes are not taken")
        bucket = self._bucket(scope)
        if bucket is not None and not bucket.take():
            return problem(429, "that is too fast for judgements; wait a moment", headers={"Retry-After": "1"})
        return None

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The app, with a body that says no length cut off where it is too long."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return message if taken <= _MOST_BYTES else {"type": "http.disconnect"}

        await self._app(scope, counted, send)
