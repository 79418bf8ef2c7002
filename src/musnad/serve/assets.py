"""The built front end: its files by their names, read once; every other address of the desk gives its first page."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import FastAPI
from fastapi.responses import Response

from musnad.serve.problems import problem

_ROOT = "static"
_TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "woff": "font/woff",
    "txt": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json",
}
_FOREVER, _ANEW = "public, max-age=31536000, immutable", "no-cache"
_UNBUILT = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Musnad</title><h1>Musnad</h1>"
    "<p>The front end is not built into this installation; the API answers under <code>/api/</code>.</html>"
)


def add(app: FastAPI) -> None:
    """Let an app give the front end out."""
    built = _built()

    @app.get("/{path:path}", include_in_schema=False)
    def asset(path: str) -> Response:
        if path == "api" or path.startswith("api/"):
            return _absent()
        if path in built and path != "index.html":
            content, media = built[path]
            cache = _FOREVER if path.startswith("assets/") else _ANEW
            return Response(content, media_type=media, headers={"Cache-Control": cache})
        if path.startswith("assets/"):
            return _absent()
        content, media = built.get("index.html", (_UNBUILT.encode(), _TYPES["html"]))
        return Response(content, media_type=media, headers={"Cache-Control": _ANEW})


def _absent() -> Response:
    return problem(404, "there is nothing under this address")


def _built() -> dict[str, tuple[bytes, str]]:
    """The files with their types, by their paths."""
    found: dict[str, tuple[bytes, str]] = {}

    def walk(folder: Traversable, before: str) -> None:
        for entry in folder.iterdir():
            path = f"{before}{entry.name}"
            ending = entry.name.rpartition(".")[2]
            if entry.is_dir():
                walk(entry, f"{path}/")
            elif ending in _TYPES:
                found[path] = (entry.read_bytes(), _TYPES[ending])

    root = files("musnad.serve") / _ROOT
    if root.is_dir():
        walk(root, "")
    return found
