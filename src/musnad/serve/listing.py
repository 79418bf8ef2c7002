"""Lists in parts, with how much there is."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from musnad.serve.asked import Part
from musnad.serve.desk import View

Thing = TypeVar("Thing")


def listed(
    view: View, part: Part, every: Sequence[Thing], show: Callable[[Sequence[Thing]], Iterable[Any]]
) -> dict[str, Any]:
    """The part of a list that is asked for, each of it shown, as `shapes.Listing` has it."""
    end = part.offset + part.limit
    return shown(view, part, len(every), list(show(every[part.offset : end])))


def shown(view: View, part: Part, total: int, items: Sequence[Any]) -> dict[str, Any]:
    """A part of a list that is at hand."""
    end = part.offset + part.limit
    return {
        "total": total,
        "offset": part.offset,
        "limit": part.limit,
        "next": end if end < total else None,
        "seen": view.seen,
        "items": items,
    }
