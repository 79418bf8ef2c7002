"""The bytes of the pages, unchanged, under their SHA-256 in a folder that fans out: `pages/ab/abcd…`."""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from musnad.errors import DamagedError
from musnad.store.files import write_whole, writing


class Custody:
    """Keeps each content once; several processes may keep in the same folder. Pickles."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, name: str) -> Path:
        """Where the bytes with this SHA-256 lie."""
        return self.folder / name[:2] / name

    def keep(self, content: bytes) -> str:
        """Keep bytes, and give their SHA-256 in hexadecimal.

        Raises:
            StoreError: they cannot be written.
        """
        name = sha256(content).hexdigest()
        place = self.place(name)
        if not place.exists():
            write_whole(place, content, 0o444)
        return name

    def keep_all(self, contents: Iterable[bytes]) -> list[str]:
        """Keep many, and give their SHA-256; they go to the disk together, which is much faster than one by one.

        Raises:
            StoreError: they cannot be written.
        """
        named = [(sha256(content).hexdigest(), content) for content in contents]
        parts = dict[str, str]()
        with writing(self.folder):
            for fan in {name[:2] for name, _ in named}:
                os.makedirs(self.folder / fan, exist_ok=True)
            for name, content in dict(named).items():
                place = f"{self.folder}/{name[:2]}/{name}"
                if not os.path.exists(place):
                    parts[place] = f"{self.folder}/{name[:2]}/.{name}.{os.getpid()}.part"
                    _write(parts[place], content)
            _sync()
            for place, part in parts.items():
                os.replace(part, place)
            _sync()
        return [name for name, _ in named]

    def read(self, name: str) -> bytes:
        """The bytes with this SHA-256.

        Raises:
            DamagedError: they are missing, or are no longer what they were.
        """
        try:
            content = self.place(name).read_bytes()
        except OSError as error:
            raise DamagedError(f"{self.place(name)}: the page's bytes cannot be read: {error.strerror}") from error
        if sha256(content).hexdigest() != name:
            raise DamagedError(f"{self.place(name)}: the page's bytes are no longer what they were")
        return content

    def drop(self, name: str) -> None:
        """Take bytes away for good; nothing is done where there are none."""
        place = self.place(name)
        with writing(place):
            place.unlink(missing_ok=True)

    def set_aside(self, name: str) -> Path:
        """Take bytes that are not what they were out of the way, so that they can be kept anew; gives where they are."""
        place = self.place(name)
        aside = place.with_name(f".{name}.damaged")
        with writing(place):
            place.replace(aside)
        return aside

    def names(self) -> Iterator[str]:
        """The SHA-256 of all that is kept, in order."""
        for folder in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            yield from sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))

    def scraps(self) -> Iterator[Path]:
        """What writes that were broken off have left behind."""
        yield from self.folder.glob("[0-9a-f][0-9a-f]/.*.part")


def _write(place: str, content: bytes) -> None:
    with open(place, "wb") as file:
        file.write(content)
        os.chmod(file.fileno() if os.chmod in os.supports_fd else place, 0o444)


def _sync() -> None:
    """Put on the disk what was written, where the system lets that be done for all files at once."""
    if os.name == "posix":
        os.sync()
