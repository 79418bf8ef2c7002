"""What the commands of a project do: results on standard output, the rest on standard error, an exit code at the end."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import select

from musnad.archive import finding, removing
from musnad.archive import pages as known
from musnad.archive.adding import Adding, Counts
from musnad.archive.doctor import faults
from musnad.archive.finding import Hit, filters_of
from musnad.archive.linking import link
from musnad.archive.repairing import repair
from musnad.archive.rereading import Reread, all_pages, pages_of_other_readers, reread, some_pages
from musnad.archive.versions import Version, versions
from musnad.archive.watching import Watch
from musnad.archive.ways import Options
from musnad.batch.parts import is_batch
from musnad.exports.plain import one_line, visible
from musnad.lexicon import Lexicon, load
from musnad.model import Span
from musnad.pages.records import Fields
from musnad.reader import Reader, day_given
from musnad.store.project import Project, init
from musnad.store.rows import Json
from musnad.store.store import Store
from musnad.store.tables import Failure, table
from musnad.store.writing import Failed
from musnad.workers import Limits

DONE, FAILED, SOME_FAILED, NOTHING = 0, 1, 3, 4
_SHOWN, _AROUND = 20, 40


def run(options: Namespace) -> int:
    """Do what a command asks for, and return the exit code.

    Raises:
        MusnadError: it cannot be done.
    """
    return _COMMANDS[options.command](options)


def _init(options: Namespace) -> int:
    project = Store.create(init(options.folder, options.database)).project
    made = {"folder": str(project.folder), "database": project.database}
    _print(options, made, [f"project   {project.folder}", f"database  {project.database}"])
    return DONE


def _add(options: Namespace) -> int:
    store = _store(options)
    said = Options(day_given(options.published), options.outlet, Fields.parse(options.field))
    limits = Limits(options.seconds, options.memory)
    reader = Reader(options.lexicon)
    adding = Adding(store, reader, said, jobs=options.jobs, limits=limits)
    adding.tell, adding.progress = _tell, _progress
    others = [path for path in options.paths if not is_batch(path)]
    _take_up([path for path in options.paths if is_batch(path)], store, adding.counts)
    rounds: Iterable[list[str]] = Watch(others).rounds() if options.watch else [others]
    try:
        for paths in rounds:
            adding.add(paths, sys.stdin.buffer)
            _report(options, adding.counts)
            _bring_links(options, store, reader.lexicon)
    except KeyboardInterrupt:
        if not options.watch:
            raise
    counts = adding.counts
    if counts.failed:
        return SOME_FAILED if counts.failed < counts.inputs else FAILED
    return DONE if counts.inputs or options.watch else NOTHING


def _take_up(folders: list[str], store: Store, counts: Counts) -> None:
    """Add what batches have read."""
    if not folders:
        return
    from musnad.archive.shards import Taker  # noqa: PLC0415 - polars would keep the reading processes from being forked

    for folder in folders:
        Taker(store, counts.count, _tell).take(folder)
        _progress(counts)


def _report(options: Namespace, counts: Counts) -> None:
    parts = " + ".join(f"{number} {name}" for name, number in asdict(counts).items() if name != "left_out")
    left_out = f"; files left out: {counts.left_out}" if counts.left_out else ""
    _say(f"inputs: {parts} = {counts.inputs}{left_out}")
    if options.json:
        print(json.dumps({"inputs": counts.inputs} | asdict(counts)), flush=True)


def _reread(options: Namespace) -> int:
    store, reader = _store(options), Reader(options.lexicon)
    with store.reading() as connection:
        if options.pages:
            pages = some_pages(connection, {row.id for named in options.pages for row in known.find(connection, named)})
        elif options.all:
            pages = all_pages(connection)
        else:
            pages = pages_of_other_readers(connection, reader.pipeline.reader)
    limits = Limits(options.seconds, options.memory)
    done, failed = reread(store, reader, pages, jobs=options.jobs, limits=limits, tell=_tell_reread)
    _say(f"pages: {done} read again + {failed} failed = {len(pages)}")
    _bring_links(options, store, reader.lexicon)
    if options.json:
        print(json.dumps({"pages": len(pages), "reread": done, "failed": failed}))
    return DONE if not failed else SOME_FAILED if done else FAILED


def _link(options: Namespace) -> int:
    found = asdict(link(_store(options), load(*map(Path, options.lexicon or ())), _compared, anew=options.all))
    _print(options, found, [f"{name:<10} {number:>10}" for name, number in found.items()])
    return DONE


def _bring_links(options: Namespace, store: Store, lexicon: Lexicon) -> None:
    """Bring the links up to date after pages have come or changed."""
    if not options.no_link:
        found = link(store, lexicon, _compared)
        _say(f"linked: {found.pages} pages, {found.events} events, {found.conflicts} conflicts, {found.people} people")


def _doctor(options: Namespace) -> int:
    store = Store(Project.find(options.project))
    thorough = load(*map(Path, options.lexicon or ())) if options.thorough else None
    found, done = list(faults(store, thorough)), list[str]()
    for fault in found:
        _say(str(fault))
    if options.repair:
        limits = Limits(options.seconds, options.memory)
        for message in repair(store, Reader(options.lexicon), found, options.jobs, limits):
            _say(f"repaired: {message}")
            done.append(message)
    left = list(faults(store, thorough)) if done else found
    if done:
        for fault in left:
            _say(f"still: {fault}")
    if options.json:
        named = [[asdict(fault) for fault in some] for some in (found, left)]
        print(json.dumps({"faults": named[0], "repaired": done, "left": named[1]}, ensure_ascii=False))
    else:
        print(f"faults: {len(found)}" + (f", left after the repair: {len(left)}" if options.repair else ""))
    return FAILED if left else DONE


def _failures(options: Namespace) -> int:
    with _store(options).reading() as connection:
        rows = connection.execute(select(*table(Failure).c).order_by(Failure.place)).mappings().all()
    lines = [f"{row['source']}: {row['reason']} (tried {row['tries']}, last {row['last']})" for row in rows]
    _print(options, [dict(row) for row in rows], lines)
    return DONE


def _stats(options: Namespace) -> int:
    found = known.stats(_store(options))
    sizes = [f"bytes {name}" for name in found["bytes"]]
    flat = {name: value for name, value in found.items() if not isinstance(value, dict | list)}
    flat |= {f"rows {name}": number for name, number in found["rows"].items()}
    flat |= dict(zip(sizes, found["bytes"].values(), strict=True))
    flat["published"] = " to ".join(day or "?" for day in found["published"])
    outlets = [f"{'outlet':<20} {number:>12}  {name or '-'}" for name, number in found["outlets"].items()]
    more = [f"{'':<20} {len(outlets) - _SHOWN:>12}  outlets more; --json shows all"] if len(outlets) > _SHOWN else []
    _print(options, found, [f"{name:<20} {value:>12}" for name, value in flat.items()] + outlets[:_SHOWN] + more)
    return DONE


def _versions(options: Namespace) -> int:
    with _store(options).reading() as connection:
        found = versions(connection, options.page)
    shown = [_version(version) for version in found]
    lines = []
    for version in shown:
        mark = "  current" if version["current"] else ""
        lines.append(
            f"{version['version']}  {version['hash'][:12]}  {version['published'] or '?'}  {version['title'] or ''}{mark}"
        )
        lines += [
            f"   {c['before']['start']}: «{c['before']['text']}» → «{c['after']['text']}»" for c in version["changes"]
        ]
    _print(options, shown, map(one_line, lines))
    return DONE


def _version(version: Version) -> Json:
    changes = [
        {"before": _place(version.before, c.before), "after": _place(version.text, c.after)} for c in version.changes
    ]
    facts = {name: getattr(version, name) for name in ("hash", "title", "published", "current")}
    return {"version": version.number, **facts, "changes": changes}


def _place(text: str, span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def _withdraw(options: Namespace) -> int:
    store = _store(options)
    digest = removing.withdraw(store, options.page, removing.Reason(options.why, options.who))
    link(store, load(*map(Path, options.lexicon or ())))
    _print(options, {"withdrawn": digest}, [f"withdrawn  {digest}"])
    return DONE


def _redact(options: Namespace) -> int:
    reason, place = removing.Reason(options.why, options.who), (options.start, options.end)
    store, reader = _store(options), Reader(options.lexicon)
    digest = removing.redact(store, reader, options.page, place, reason)
    link(store, reader.lexicon)
    _print(options, {"redacted": digest}, [f"redacted  {digest}"])
    return DONE


def _search(options: Namespace) -> int:
    store, filters = _store(options), filters_of(options)
    wanted = finding.terms(load(*map(Path, options.lexicon or ())), options.words, exact=options.exact)
    with store.reading() as connection:
        numbers = finding.pages(connection, wanted, filters)
        hits = finding.hits(connection, numbers[: options.limit], wanted)
    names = ("hash", "source", "outlet", "published", "title")
    shown = [
        {**{name: getattr(hit, name) for name in names}, "places": [_place(hit.text, span) for span in hit.places]}
        for hit in hits
    ]
    _print(options, {"total": len(numbers), "shown": len(hits), "pages": shown}, _lines_of(hits))
    cut = "; --limit shows more" if len(hits) < len(numbers) else ""
    _say(f"pages: {len(hits)} shown of {len(numbers)} found{cut}")
    return DONE if numbers else NOTHING


def _lines_of(hits: list[Hit]) -> Iterable[str]:
    for hit in hits:
        yield one_line(f"{hit.hash[:12]}  {hit.published or '?'}  {hit.outlet or '-'}  {hit.title or hit.source or ''}")
        for span in hit.places:
            around = hit.text[max(span.start - _AROUND, 0) : span.end + _AROUND]
            yield f"   {span.start}: …{one_line(around)}…"


def _store(options: Namespace) -> Store:
    return Store.open(Project.find(options.project))


def _print(options: Namespace, found: Any, lines: Iterable[str]) -> None:
    """Print what was found, as JSON or as lines for people."""
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for line in lines:
        print(visible(line))


def _tell(failure: Failed) -> None:
    _say(f"{failure.source}: {failure.reason}")


def _tell_reread(result: Reread) -> None:
    if result.reading is None:
        _say(result.reason)


def _progress(counts: Counts) -> None:
    """A sign of life where standard error is a terminal."""
    if sys.stderr.isatty():
        print(f"\rmusnad: inputs: {counts.inputs}", end="\r", file=sys.stderr, flush=True)


def _compared(pages: int) -> None:
    """A sign of life like `_progress`."""
    if sys.stderr.isatty():
        print(f"\rmusnad: pages compared: {pages}", end="\r", file=sys.stderr, flush=True)


def _say(message: str) -> None:
    print(f"musnad: {one_line(message)}", file=sys.stderr)


_COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "init": _init,
    "add": _add,
    "link": _link,
    "reread": _reread,
    "failures": _failures,
    "doctor": _doctor,
    "stats": _stats,
    "versions": _versions,
    "withdraw": _withdraw,
    "redact": _redact,
    "search": _search,
}
