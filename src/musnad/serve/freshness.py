"""ETags: an answer stays the same as long as nothing was written and no links are made, so that it need not be made again."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.serve.desk import Desk

_API = "/api/"


class Freshness:
    """Answers what was not changed with 304, and names the state in all other answers of the API."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app, self._desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(_API):
            await self._app(scope, receive, send)
            return
        tag = f'W/"{self._desk.state}"'
        headers = [(b"etag", tag.encode()), (b"cache-control", b"private, no-cache")]
        if tag in {one.strip() for one in Headers(scope=scope).get("if-none-match", "").split(",")}:
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                own["cache-control"] = "private, no-cache"
                if message["status"] == 200:
                    own["etag"] = tag
            await send(message)

        await self._app(scope, receive, tagged)
