"""A real project made from the sample pages, and the real desk over it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from musnad.archive.adding import Adding
from musnad.archive.linking import link
from musnad.archive.ways import Options
from musnad.lexicon import DATA, Lexicon
from musnad.reader import Reader
from musnad.serve.app import make_app
from musnad.serve.desk import Desk
from musnad.serve.safety import Rules
from musnad.store.project import Project, init
from musnad.store.store import Store

from ..conftest import DATABASES, Server

HOME, TOKEN = "http://127.0.0.1:8470", "a-token-for-the-tests"
TWO_SAY = (
    (
        "one",
        "صحيفة الساحل",
        "قتل خمسة أشخاص في هجوم شنه مسلحون على مدينة صور اليوم الثلاثاء، بحسب ما أعلنت وزارة الداخلية.",
    ),
    (
        "two",
        "راديو الجبل",
        "قالت الشرطة إن تسعة أشخاص قتلوا في هجوم شنه مسلحون على مدينة صور الثلاثاء 😀 14 مايو 2024.",
    ),
    (
        "ten",
        "راديو الجبل",
        "وصباح اليوم 😀 زار الوزير سالم الراوي مدينة صلالة. وقال المتحدث ناصر الحارثي إن الزيارة ناجحة.",
    ),
    (
        "kin",
        "صحيفة الساحل",
        "اجتمع الوزير سالم الراوي مع الوزير ناصر الحارثي في مسقط، وقال راديو الجبل إن اللقاء دام ساعة.",
    ),
)


@dataclass(frozen=True, slots=True)
class Served:
    """A desk with somebody before it."""

    client: TestClient
    desk: Desk

    def get(self, path: str, **asked: Any) -> Any:
        """What a route answers, which must be that it went well."""
        answer = self.client.get(f"/api{path}", params=asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, said: Any, expected: int = 201) -> Any:
        """What a route answers to JSON."""
        answer = self.client.post(f"/api{path}", json=said)
        assert answer.status_code == expected, answer.text
        return answer.json()


Serve = Callable[..., Served]


def make(project: Project, sources: Path, reader: Reader) -> Path:
    """Make a project with the sample pages, and four short ones of two outlets; two versions of one of these."""
    pages = sources / "pages"
    shutil.copytree(DATA / "samples", pages, ignore=shutil.ignore_patterns("*.md", "*.yaml"), dirs_exist_ok=True)
    Store.create(project)
    store = Store.open(project)
    Adding(store, reader, Options()).add([str(pages)])
    for name, outlet, text in TWO_SAY:
        path = sources / f"{name}.txt"
        for version in (text.replace("ساعة", "ساعتين"), text) if name == "kin" else (text,):
            path.write_text(f"خبر من {outlet}\n\n{version}\n", encoding="utf-8")
            Adding(store, reader, Options("2024-05-15", outlet)).add([str(path)])
    link(store, reader.lexicon)
    return project.folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """The folder of a project with pages, in a file."""
    folder = tmp_path_factory.mktemp("desk")
    return make(init(folder / "news"), folder, reader)


@pytest.fixture(scope="session")
def in_postgres(made: Path, reader: Reader, server: Server) -> Path:
    """The folder of a project with the same pages, in a PostgreSQL."""
    return make(init(made.with_name("served"), server.make()), made.parent, reader)


@pytest.fixture(params=DATABASES)
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project of one's own, to write into, on each database."""
    served = request.param == "postgresql"
    copy = Path(shutil.copytree(request.getfixturevalue("in_postgres" if served else "made"), tmp_path / "news"))
    if served:
        own, server = Project.read(copy), request.getfixturevalue("server")
        replace(own, database=server.make(like=own.database)).write()
    return copy


def app_over(folder: Path, lexicon: Lexicon, rules: Rules, **options: Any) -> tuple[FastAPI, Desk]:
    desk = Desk(Store.open(Project.read(folder)), lexicon, wait=0, **options)
    return make_app(desk, rules), desk


@pytest.fixture
def serve(lexicon: Lexicon) -> Iterator[Serve]:
    """Opens the desk over a folder; whoever sits there has the token."""
    opened: list[Desk] = []

    def serving(folder: Path, rules: Rules | None = None, **options: Any) -> Served:
        app, desk = app_over(folder, lexicon, rules or Rules(port=8470, token=TOKEN), **options)
        opened.append(desk)
        headers = {"Authorization": f"Bearer {TOKEN}"}
        return Served(TestClient(app, HOME, raise_server_exceptions=False, headers=headers), desk)

    yield serving
    for desk in opened:
        desk.close()


@pytest.fixture
def served(serve: Serve, made: Path) -> Served:
    """The desk over the common project, which must not be written to."""
    return serve(made, read_only=True)


@pytest.fixture
def own(serve: Serve, project: Path) -> Served:
    """The desk over a project of one's own."""
    return serve(project)
