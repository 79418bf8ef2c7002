"""The stories linked with the annotation's triggers and their types; all else of a claim is the reader's."""

from pathlib import Path

from stories.measures import measured


def measure(shared: Path) -> dict[str, float]:
    """The figures of both halves."""
    return {
        f"{half}, given triggers: {name}": value
        for half in ("develop", "frozen")
        for name, value in measured(half, given=True).items()
    }


quick = measure
