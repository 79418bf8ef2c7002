"""What many tests share: the package's tables and a pipeline made from them, once a run; projects on both databases."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from glob import glob
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import make_url

from musnad.lexicon import Lexicon, load
from musnad.pages import Opener
from musnad.pipeline import Pipeline
from musnad.reader import Reader
from musnad.store.project import Project, init
from musnad.store.store import Store

SAMPLES = Path(__file__).parents[1] / "bench" / "samples"

DATABASES = ("sqlite", "postgresql")
MakeStore = Callable[[str | None], Store]
_numbers = count(1)


def pytest_configure(config: pytest.Config) -> None:
    """Names the marks that the tests bear."""
    config.addinivalue_line("markers", "slow: left out of `make check`")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The package's own tables."""
    return load()


@pytest.fixture(scope="session")
def pipeline(lexicon: Lexicon) -> Pipeline:
    """All stages over the package's own tables."""
    return Pipeline(lexicon, "test")


@pytest.fixture(scope="session")
def opener(lexicon: Lexicon) -> Opener:
    """Opens parts of inputs with the package's own tables."""
    return Opener(lexicon)


@pytest.fixture(scope="session")
def sample_texts() -> dict[str, str]:
    """The invented sample pages, verbatim, by name."""
    texts = {}
    for path in sorted(SAMPLES.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            texts[path.stem] = file.read()
    return texts


class Server:
    """A PostgreSQL in a folder of its own, which listens on a socket there and on nothing else."""

    def __init__(self, programs: Path, folder: Path, user: str | None) -> None:
        self.programs, self.folder, self.user = programs, folder, user

    def start(self) -> None:
        data, log = str(self.folder / "data"), str(self.folder / "log")
        self.run("initdb", "-D", data, "-U", "musnad", "-A", "trust", "-N", "--no-instructions", "-E", "UTF8")
        options = (
            f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off -c max_connections=20"
        )
        self.run("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")

    def make(self, like: str | None = None) -> str:
        """The URL of a new database; what the one of another URL holds is in it, too."""
        name = f"test{next(_numbers)}"
        template = ("-T", make_url(like).database or "") if like else ()
        self.run("createdb", "-h", str(self.folder), "-U", "musnad", *template, name)
        return f"postgresql://musnad@/{name}?host={self.folder}"

    def run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        done = subprocess.run(
            command, user=self.user, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        assert done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL from Debian's packages; `initdb` refuses root, so that root starts it as another user."""
    found = sorted(glob("/usr/lib/postgresql/*/bin/initdb"))
    if not found and not shutil.which("initdb"):
        _absent("there is no PostgreSQL here: apt-get install postgresql")
    programs = Path(found[-1] if found else shutil.which("initdb") or "").parent
    user = None
    if os.geteuid() == 0:
        user = "postgres"
        if user not in {entry.pw_name for entry in pwd.getpwall()}:
            _absent("PostgreSQL cannot be started by root, and there is no user postgres")
    with tempfile.TemporaryDirectory(prefix="musnad-postgres-") as name:
        if user:
            shutil.chown(name, user)
        started = Server(programs, Path(name), user)
        started.start()
        yield started
        started.stop()


def _absent(reason: str) -> None:
    if os.environ.get("MUSNAD_POSTGRES") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str | None:
    """The URL of a new database; None is a file."""
    if request.param == "sqlite":
        return None
    server: Server = request.getfixturevalue("server")
    return server.make()


@pytest.fixture
def make_store(tmp_path: Path) -> MakeStore:
    """Makes a project in a folder of its own, and opens it."""

    def make(database: str | None) -> Store:
        folder = tmp_path / f"project{next(_numbers)}"
        Store.create(init(folder, database))
        return Store.open(Project.read(folder))

    return make


@pytest.fixture
def store(make_store: MakeStore, database: str | None) -> Store:
    """An empty store, on each database."""
    return make_store(database)


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader with the package's own tables."""
    return Reader()
