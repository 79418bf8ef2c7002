"""Who comes in and who does not, row by row; nothing that pages hold is markup."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from musnad.archive.adding import Adding
from musnad.archive.linking import link
from musnad.archive.ways import Options
from musnad.cli import main
from musnad.lexicon import Lexicon
from musnad.reader import Reader
from musnad.serve.safety import HEADERS, Bucket, Rules

from .conftest import HOME, TOKEN, Serve, Served, app_over

PASSWORD = "correct horse battery"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
SAID = {"verdict": "accept", "of": "claim", "things": ["0000-c1"], "who": "م."}
REFUSED: list[tuple[str, str, dict[str, str], int]] = [
    ("/api/project", "GET", {**BEARER}, 200),
    ("/api/project", "GET", {}, 401),
    ("/api/project", "GET", {"Authorization": "Bearer wrong"}, 401),
    ("/api/project", "GET", {"Authorization": TOKEN}, 401),
    ("/api/project", "GET", {"Cookie": f"musnad-8470={TOKEN}"}, 401),
    ("/api/project?token=wrong", "GET", {}, 401),
    ("/", "GET", {}, 401),
    ("/assets/x.js", "GET", {}, 401),
    ("/api/openapi.json", "GET", {}, 401),
    ("/api/project", "GET", {**BEARER, "Host": "localhost:8470"}, 200),
    ("/api/project", "GET", {**BEARER, "Host": "[::1]:8470"}, 200),
    ("/api/project", "GET", {**BEARER, "Host": "127.0.0.1.evil.example"}, 403),
    ("/api/project", "GET", {**BEARER, "Host": "evil.example:8470"}, 403),
    ("/api/project", "GET", {**BEARER, "Host": "192.168.1.5:8470"}, 403),
    ("/api/project", "GET", {**BEARER, "Host": ""}, 403),
    ("/api/project", "GET", {**BEARER, "Host": "[::1"}, 403),
    ("/?token=" + TOKEN, "GET", {"Host": "evil.example"}, 403),
    ("/api/decisions", "POST", {**BEARER, "Origin": "http://127.0.0.1:8470"}, 404),
    ("/api/decisions", "POST", {**BEARER, "Origin": "http://evil.example"}, 403),
    ("/api/decisions", "POST", {**BEARER, "Origin": "http://127.0.0.1:9999"}, 403),
    ("/api/decisions", "POST", {**BEARER, "Origin": "null"}, 403),
    ("/api/project", "GET", {**BEARER, "Origin": "http://evil.example"}, 403),
    ("/api/project", "GET", {**BEARER, "Sec-Fetch-Site": "cross-site"}, 403),
    ("/api/project", "GET", {**BEARER, "Sec-Fetch-Site": "same-site"}, 403),
    ("/", "GET", {**BEARER, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200),
    ("/api/decisions", "POST", {**BEARER, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 403),
    ("/api/decisions", "POST", {**BEARER, "Content-Type": "text/plain"}, 422),
    ("/api/decisions", "POST", {**BEARER, "Content-Length": "2000000"}, 413),
    ("/api/nothing", "GET", {**BEARER}, 404),
    ("/api/decisions", "DELETE", {**BEARER}, 405),
    ("/assets/%2e%2e/app.py", "GET", {**BEARER}, 404),
    ("/pages/deep/link", "GET", {**BEARER}, 200),
]


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> Iterator[TestClient]:
    """A desk over an empty project, before which anybody may stand."""
    folder = tmp_path_factory.mktemp("door") / "news"
    assert main(["init", str(folder)]) == 0
    app, desk = app_over(folder, lexicon, Rules(port=8470, token=TOKEN))
    yield TestClient(app, HOME, raise_server_exceptions=False)
    desk.close()


@pytest.mark.parametrize(("path", "method", "headers", "expected"), REFUSED)
def test_only_those_come_in_who_may(
    door: TestClient, path: str, method: str, headers: dict[str, str], expected: int
) -> None:
    body = json.dumps(SAID) if method == "POST" else None
    sent = {"Content-Type": "application/json", **headers} if body else headers
    answer = door.request(method, path, content=body, headers=sent)
    assert answer.status_code == expected, answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "access-control-allow-origin" not in answer.headers
    if expected >= 400 and path.startswith("/api"):
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == expected


def test_the_printed_address_becomes_a_cookie(serve: Serve, made: Path, lexicon: Lexicon) -> None:
    client = TestClient(serve(made).client.app, HOME, follow_redirects=False)
    entered = client.get(f"/events?type=CONSULT&token={TOKEN}")
    assert TOKEN not in entered.text
    assert 'content="0;url=/events?type=CONSULT"' in entered.text
    kept = entered.headers["set-cookie"]
    assert kept.startswith("musnad-8470=")
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip().lower() for part in kept.split(";")}
    assert TOKEN not in kept
    assert client.get("/api/project").status_code == 200
    outside = client.get(f"{HOME}//evil.example/%22%3E%3Cscript%3E?token={TOKEN}")
    assert "url=/evil.example/%22%3E%3Cscript%3E" in outside.text


@pytest.mark.parametrize(
    ("host", "names", "wanted"),
    [
        ("0.0.0.0", (), {"192.168.1.5:8470": 401, "desk.example": 403, "[fe80::1]:8470": 401, "localhost": 401}),
        ("0.0.0.0", ("desk.example",), {"desk.example": 401, "DESK.example:443": 401, "x.desk.example": 403}),
        ("127.0.0.1", ("desk.example",), {"desk.example": 401, "192.168.1.5": 403}),
    ],
)
def test_a_desk_goes_by_its_names(
    serve: Serve, made: Path, host: str, names: tuple[str, ...], wanted: dict[str, int]
) -> None:
    client = serve(made, Rules(host, 8470, frozenset(names), PASSWORD)).client
    for name, expected in wanted.items():
        assert client.get("/api/project", headers={"Host": name}).status_code == expected, name


def test_a_password_is_asked_for_where_there_is_one(serve: Serve, made: Path) -> None:
    rules = Rules("0.0.0.0", 8470, password=PASSWORD, token=TOKEN, logins=Bucket(3, 0))
    client = TestClient(serve(made, rules).client.app, HOME, follow_redirects=False)
    assert client.get(f"/?token={TOKEN}").status_code == 401
    assert client.get("/api/project", headers=BEARER).status_code == 401
    assert "action=/login" in client.get("/").text
    forged = client.post("/login", data={"password": PASSWORD}, headers={"Origin": "http://evil.example"})
    assert forged.status_code == 403
    assert client.post("/login", data={"password": "wrong"}).status_code == 401
    assert client.get("/api/project").status_code == 401
    entered = client.post("/login", data={"password": PASSWORD})
    assert (entered.status_code, entered.headers["location"]) == (303, "/")
    assert client.get("/api/project").status_code == 200
    assert client.post("/login", data={"password": "x" * 5000}).status_code == 413
    assert client.post("/login", data={"password": PASSWORD}).status_code == 429


@pytest.mark.parametrize(
    ("given", "password", "message"),
    [
        (["--host", "0.0.0.0"], None, "others could reach the desk"),
        (["--host", "192.0.2.1"], None, "others could reach the desk"),
        (["--host", "::"], None, "others could reach the desk"),
        (["--host", "0.0.0.0", "--password"], "short", "10 characters"),
        (["--password"], "short", "10 characters"),
        (["--host", "no such host.invalid", "--password"], PASSWORD, "cannot be used"),
        (["--port", "65536"], None, "port number"),
    ],
)
def test_a_desk_that_is_open_to_others_needs_a_password(  # noqa: PLR0917 - pytest gives them by name
    made: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    given: list[str],
    password: str | None,
    message: str,
) -> None:
    if password:
        monkeypatch.setenv("MUSNAD_PASSWORD", password)
    try:
        code = main(["serve", str(made), *given])
    except SystemExit as end:
        code = int(str(end.code))
    assert code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("path", ["/decisions", "/decisions/batch", "/decisions/1/withdraw"])
def test_nothing_is_written_where_all_is_for_reading(served: Served, path: str) -> None:
    answer = served.post(path, {"decisions": [SAID]} if "batch" in path else SAID, 403)
    assert answer["type"] == "urn:musnad:problem:read-only"
    assert served.get("/project")["read_only"] is True
    assert served.get("/decisions", all=True)["total"] == 0


def test_who_writes_too_fast_is_told_to_wait(serve: Serve, made: Path) -> None:
    client = serve(made, Rules(port=8470, token=TOKEN, writes=(2, 0))).client
    codes = [client.post("/api/decisions", json=SAID).status_code for _ in range(3)]
    assert codes == [404, 404, 429]
    assert client.post("/api/decisions", json=SAID).headers["retry-after"]
    assert client.get("/api/project").status_code == 200


def test_a_body_without_a_length_is_cut_off(own: Served) -> None:
    chunks = (b"x" * 65536 for _ in range(64))
    headers = {"Content-Type": "application/json"}
    assert own.client.post("/api/decisions", content=chunks, headers=headers).status_code in {400, 413, 422}


HOSTILE = """<html lang="ar"><head><meta charset="utf-8"><title>خبر <script>alert(1)</script></title></head><body>
<h1>"><img src=x onerror=alert(1)> خبر</h1><p>زار الوزير \u202eسالم\u202c الراوي <b onclick="alert(2)">مدينة</b> صلالة
&lt;script&gt;alert(3)&lt;/script&gt; 😀 javascript:alert(4) يوم الخميس.</p><svg onload=alert(5)></svg></body></html>"""


def test_what_pages_hold_is_text(
    serve: Serve, tmp_path: Path, reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "news")]) == 0
    served = serve(tmp_path / "news")
    name = "<svg onload=alert(1)>.html"
    (tmp_path / name).write_text(HOSTILE, encoding="utf-8")
    (tmp_path / "lone.json").write_text(
        json.dumps({"id": "\ud800<script>", "text": "قال الوزير سالم \ud83d الراوي إن الوفد وصل إلى نزوى \x00 أمس."}),
        encoding="utf-8",
    )
    Adding(served.desk.store, reader, Options(None, "<b>صحيفة</b>\u202e")).add(
        [str(tmp_path / name), str(tmp_path / "lone.json")]
    )
    link(served.desk.store, reader.lexicon)
    for page in every(served):
        answer = served.client.get(page)
        assert answer.status_code == 200, (page, answer.text)
        media = answer.headers["content-type"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "html" not in media or answer.headers["content-disposition"].startswith("attachment"), page
        if "html" in media:
            assert not re.search(r"<(script|img|svg|b on)", answer.text)
    (found,) = served.get("/pages", q="صلالة")["items"]
    assert "onerror=alert(1)" in served.get(f"/pages/{found['hash']}")["record"]["text"] or "خبر" in found["title"]


def every(served: Served) -> Iterator[str]:
    """The addresses of all that there is to be read of a project."""
    routes: dict[str, Any] = served.get("/openapi.json")["paths"]
    names = {
        "{page}": [one["hash"] for one in served.get("/pages")["items"]],
        "{id}": [one["id"] for one in served.get("/events")["items"]],
        "{queue}": ["confidence", "contradictions", "merges", "new"],
        "{format}": ["jsonl", "csv", "plover", "polecat", "acled", "graphml", "geojson", "ftm"],
    }
    of_people = [path for path in routes if path.startswith("/api/people/{id}")]
    for path, methods in routes.items():
        if "get" not in methods or path in {*of_people, "/api/agreement", "/api/coding", "/api/network/edge"}:
            continue
        slot = next((name for name in names if name in path), None)
        yield from [path.replace(slot, name) for name in names[slot]] if slot else [path]
    for person in served.get("/people")["items"]:
        yield from (path.replace("{id}", person["id"]) for path in of_people)


def test_a_store_is_opened_only_where_it_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(tmp_path)]) == 1
    assert "is no project" in capsys.readouterr().err
