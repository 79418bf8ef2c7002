"""The stories linked as the program reads them."""

from pathlib import Path

from stories.measures import measured


def measure(shared: Path) -> dict[str, float]:
    """The figures of both halves."""
    return {
        f"{half}, own claims: {name}": value
        for half in ("develop", "frozen")
        for name, value in measured(half, given=False).items()
    }


quick = measure
