"""The bytes of every page, kept unchanged under their SHA-256, so that what was read can be shown years later."""

import os
from hashlib import sha256
from pathlib import Path

from musnad.errors import UnreadableError


class Keeper:
    """Keeps bytes in a folder as `ab/abcd...`, each content once; several processes may keep in the same folder."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def __call__(self, source: str, content: bytes) -> str:
        """Keep the bytes of a source, and give their SHA-256 in hexadecimal.

        Raises:
            UnreadableError: they cannot be written.
        """
        name = sha256(content).hexdigest()
        place = self.folder / name[:2] / name
        try:
            if not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                part = place.with_name(f".{name}.{os.getpid()}.part")
                part.write_bytes(content)
                part.chmod(0o444)
                part.replace(place)
        except OSError as error:
            raise UnreadableError(
                source, f"its bytes cannot be kept in {self.folder}: {error.strerror or error}"
            ) from error
        return name
