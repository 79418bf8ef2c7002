"""The commands that write what a project keeps in other forms: their totals on standard error."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable

from musnad.archive.exporting import Exported, Form, Wanted, export
from musnad.archive.finding import filters_of
from musnad.exports.plain import one_line
from musnad.store.project import Project
from musnad.store.rows import Json
from musnad.store.store import Store

DONE, NOTHING = 0, 4


def go(options: Namespace) -> int:
    """Write what a command asks for, and return the exit code.

    Raises:
        MusnadError: it cannot be written.
    """
    return _WAYS_OUT[options.command](options)


def _export(options: Namespace) -> int:
    wanted = Wanted(filters_of(options), frozenset(options.type or ()), frozenset(options.status or ()))
    form = Form(options.format, options.table, options.excel)
    with _store(options).reading() as connection:
        exported = export(connection, form, wanted, options.out)
    _say_exported(exported)
    if options.json and options.out:
        print(json.dumps(_counts(exported), ensure_ascii=False))
    return DONE if exported.tally.total else NOTHING


def _counts(exported: Exported) -> Json:
    tally = exported.tally
    return {
        "unit": exported.unit,
        "total": tally.total,
        "written": tally.written,
        "left_out": dict(sorted(tally.left_out.items())),
        "pages": exported.pages,
        "all_pages": exported.all_pages,
        "lost": list(exported.lost),
    }


def _say_exported(exported: Exported) -> None:
    tally = exported.tally
    left_out = tally.left_out.total()
    _say(f"{exported.unit}: {tally.written} written + {left_out} left out = {tally.total}")
    for reason, number in sorted(tally.left_out.items(), key=lambda item: (-item[1], item[0])):
        _say(f"left out: {number} {reason}")
    if exported.unit != "decisions":
        _say(f"pages: {exported.pages} of {exported.all_pages}")
    if exported.lost:
        _say(f"the format has no place for: {'; '.join(exported.lost)}")


def _store(options: Namespace) -> Store:
    return Store.open(Project.find(options.project))


def _say(message: str) -> None:
    print(f"musnad: {one_line(message)}", file=sys.stderr)


_WAYS_OUT: dict[str, Callable[[Namespace], int]] = {"export": _export}
