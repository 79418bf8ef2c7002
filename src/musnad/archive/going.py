"""The commands that write what a project keeps in other forms: their totals on standard error."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable

from musnad.archive.dossiers import dossier
from musnad.archive.exporting import Exported, Form, Wanted, export
from musnad.archive.finding import filters_of
from musnad.errors import UsageError
from musnad.exports.docx import to_docx
from musnad.exports.dossier import to_html
from musnad.exports.files import output, whole
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
    form = Form(options.format, options.table, options.excel, options.by)
    with _store(options).reading() as connection:
        exported = export(connection, form, wanted, options.out)
    _say_exported(exported)
    if options.json and options.out:
        print(json.dumps(_counts(exported), ensure_ascii=False))
    return DONE if exported.tally.total else NOTHING


def _dossier(options: Namespace) -> int:
    if options.format == "docx" and options.out is None:
        raise UsageError("docx needs a file: --out FILE")
    with _store(options).reading() as connection:
        made, others = dossier(connection, options.named, options.limit)
    if options.format == "docx":
        with whole(options.out) as part:
            to_docx(made, part)
    else:
        with output(options.out) as write:
            write(to_html(made))
    cut = "; --limit shows more" if len(made.exhibits) < made.total else ""
    _say(f"exhibits: {len(made.exhibits)} shown of {made.total} found{cut}")
    if others:
        _say(f"{others} more are called so; this is {made.facts[0].text}, {made.title}; `musnad who` shows all")
    return DONE


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


_WAYS_OUT: dict[str, Callable[[Namespace], int]] = {"export": _export, "dossier": _dossier}
