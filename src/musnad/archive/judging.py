"""The commands by which people decide, and by which coders are compared."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Row

from musnad.archive import agreement, deciding
from musnad.archive.answers import DONE, NOTHING, listed, print_answer, print_rows, print_total, screen, store_of
from musnad.archive.deciding import Verdict
from musnad.archive.linking import link
from musnad.archive.screen import QUOTED, Screen, quoted
from musnad.archive.telling import Told, told
from musnad.errors import UsageError
from musnad.lexicon import load
from musnad.store import decisions
from musnad.store.decisions import Kind, Of
from musnad.store.rows import Json

_LETTERS = 12
_LOGGED = ("id", "kind", "of", "hash", "start", "end", "who", "at", "why", "before", "after", "withdraws", "blind")
CODED = ("id", "type", "mode", "status", "actors", "recipients", "companions", "place", "when", "chain", *QUOTED)


def decide(options: Namespace) -> int:
    """`musnad decide`.

    Raises:
        MusnadError: it cannot be decided.
    """
    store = store_of(options)
    if (options.verdict == "withdraw") != (options.of == "decision"):
        raise UsageError("a decision is withdrawn, and nothing else is: musnad decide withdraw decision 3")
    if options.of == "decision":
        numbers = [deciding.withdraw(store, _number(named), options.who, options.why) for named in options.things]
    else:
        things = tuple(named for named in options.things if "=" not in named)
        fields = tuple((f.partition("=")[0], f.partition("=")[2]) for f in options.things if "=" in f)
        verdict = Verdict(cast(Kind, options.verdict), cast(Of, options.of), things, fields)
        numbers = [deciding.decide(store, verdict, options.who, options.why, blind=options.blind)]
    if not options.no_link:
        link(store, load(*map(Path, options.lexicon or ())))
    print_answer(options, {"decisions": numbers}, (f"decision  {number}" for number in numbers))
    print_rows(options, ("decision",), ([number] for number in numbers))
    return DONE


def _number(named: str) -> int:
    if not named.isdecimal():
        raise UsageError(f"{named}: is no number of a decision; `musnad decisions` shows them")
    return int(named)


def logged(options: Namespace) -> int:
    """`musnad decisions`.

    Raises:
        StoreError: the store cannot be used.
    """
    with store_of(options).reading() as connection:
        rows = decisions.log(connection) if options.all else decisions.standing(connection, blind=True)
    found = [row for row in rows if options.who in (None, row.who)]
    shown = [_row(row) for row in found[-options.limit :]]
    drawn = screen()
    answer = {"total": len(found), "shown": len(shown), "decisions": shown}
    print_answer(options, answer, (line for row in shown for line in _lines(drawn, row)))
    cells = ([json.dumps(v, ensure_ascii=False) if isinstance(v, dict) else v for v in row.values()] for row in shown)
    print_rows(options, _LOGGED, cells)
    print_total("decisions", len(shown), len(found))
    return DONE if found else NOTHING


def _row(row: Row[Any]) -> Json:
    found = {name: getattr(row, name) for name in _LOGGED}
    return found | {name: json.loads(found[name]) if found[name] else None for name in ("before", "after")}


def _lines(drawn: Screen, row: Json) -> Iterator[str]:
    """A decision: what was said of what, by whom; then what it was and is to be."""
    what = f"of decision {row['withdraws']}" if row["withdraws"] else row["of"]
    blind = "  blind" if row["blind"] else ""
    yield f"{row['id']}  {row['at']}  {row['kind']} {what}  by {drawn.part(row['who'])}{blind}: {drawn.part(row['why'])}"
    place = f"{row['hash'][:_LETTERS]}:{row['start']}-{row['end']}" if row["hash"] else ""
    before, after = row["before"] or {}, row["after"] or {}
    named = before.get("name") or before.get("text") or before.get("trigger") or ""
    others = "".join(f", {one}" for one in before.get("others", ()))
    yield f"    {before.get('id', '')}{others}  {drawn.part(named)}  {place}"
    for name, value in after.items():
        if name != "others":
            yield f"    {name}: {drawn.part(str(before.get(name)))} → {drawn.part(str(value))}"


def coding(options: Namespace) -> int:
    """`musnad coding`.

    Raises:
        StoreError: the store cannot be used.
    """
    with store_of(options).reading() as connection:
        found, total = agreement.to_code(connection, options.who, options.after, options.limit)
    shown = [told(paper, claim) for paper, claim in found]
    drawn = screen()
    print_answer(options, listed("claims", total, shown), (line for one in shown for line in drawn.told(one, "")))
    print_rows(options, CODED, map(_coded, shown))
    print_total("claims", len(shown), total)
    return DONE if shown else NOTHING


def _coded(told: Told) -> list[object]:
    cells: Iterable[object] = (getattr(told, name) for name in CODED[: -len(QUOTED)])
    return [*(list(cell) if isinstance(cell, tuple) else cell for cell in cells), *quoted(told.quote)]


def compared(options: Namespace) -> int:
    """`musnad agreement`.

    Raises:
        StoreError: the store cannot be used.
    """
    with store_of(options).reading() as connection:
        found = agreement.agreement(connection, *options.coders)
    drawn = screen()
    first, second = map(drawn.part, found.coders)
    lines = [
        f"judged by both          {found.both}   (only by {first}: {found.only[0]}, only by {second}: {found.only[1]})",
        f"same verdict            {_figure(found.verdicts)}   Cohen's kappa {_figure(found.kappa)}",
        f"same in all values      {_figure(found.whole)}",
    ]
    for one in found.differing:
        what = (one.before or {}).get("id", f"{one.page[:_LETTERS]}:{one.start}-{one.end}")
        said = (
            f"{v} {json.dumps(x, ensure_ascii=False) if x else ''}"
            for v, x in zip(one.verdicts, one.values, strict=True)
        )
        lines.append(f"  {one.of} {what}: {drawn.part(' | '.join(said))}")
    print_answer(options, asdict(found), lines)
    columns = ("of", "page", "start", "end", "first", "second")
    print_rows(options, columns, ([d.of, d.page, d.start, d.end, *d.verdicts] for d in found.differing))
    if not found.both:
        print("musnad: nothing was judged by both", file=sys.stderr)
    return DONE if found.both else NOTHING


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
