"""The search index: one design on two databases, so that both find the same.

In SQLite it is an FTS5 table without content, in PostgreSQL three `tsvector`s; the tokens are ours in both (see
`musnad.store.words`). A row holds a stretch of a page; its number is the page's times 4096 and that of the stretch.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, text
from sqlalchemy.sql.elements import TextClause

from musnad.store.engine import is_sqlite
from musnad.store.tables import Words
from musnad.store.words import Forms, Line, lines, unpack

_SHIFT = 12
MOST_CHUNKS = 1 << _SHIFT
"""How many rows of one page are searched: what stands behind them, on pages of millions of words, is not."""
_INSERT = "INSERT INTO search (rowid, exact, base, lemma) VALUES (?, ?, ?, ?)"
_DELETE = "INSERT INTO search (search, rowid, exact, base, lemma) VALUES ('delete', ?, ?, ?, ?)"
_INSERT_SERVED = (
    "INSERT INTO search (id, exact, base, lemma) "
    "VALUES (:id, CAST(:exact AS tsvector), CAST(:base AS tsvector), CAST(:lemma AS tsvector))"
)


class Phrase(NamedTuple):
    """Tokens that follow each other in one of the forms `exact`, `base`, `lemma`."""

    form: str
    tokens: tuple[str, ...]


Term = Sequence[Phrase]
"""What is looked for: any of some phrases."""


def add(connection: Connection, pages: Iterable[tuple[int, Sequence[Line]]]) -> None:
    """Put the words of pages into the index; past SQLAlchemy on SQLite."""
    rows = [((page << _SHIFT) + n, *line) for page, some in pages for n, line in enumerate(some[:MOST_CHUNKS])]
    if rows and is_sqlite(connection):
        connection.exec_driver_sql(_INSERT, rows)
    elif rows:
        served = [{"id": n, **dict(zip(Forms._fields, map(_vector, line), strict=True))} for n, *line in rows]
        connection.execute(text(_INSERT_SERVED), served)


def forget(connection: Connection, page: int) -> None:
    """Take the words of a page out of the index; they are known from the table of words, whose row stays."""
    if not is_sqlite(connection):
        connection.execute(
            text("DELETE FROM search WHERE id BETWEEN :first AND :last"),
            {"first": page << _SHIFT, "last": (page + 1 << _SHIFT) - 1},
        )
        return
    content = connection.execute(select(Words.content).where(Words.page == page)).scalar()
    if content is not None:
        rows = [((page << _SHIFT) + n, *line) for n, line in enumerate(lines(unpack(content))[:MOST_CHUNKS])]
        connection.exec_driver_sql(_DELETE, rows)


def rebuild(connection: Connection) -> int:
    """Make the index anew from the table of words; gives the number of pages."""
    connection.execute(
        text("INSERT INTO search (search) VALUES ('delete-all')" if is_sqlite(connection) else "TRUNCATE search")
    )
    number = 0
    query = select(Words.page, Words.content).order_by(Words.page).execution_options(yield_per=500)
    for some in connection.execute(query).partitions():
        add(connection, [(row.page, lines(unpack(row.content))) for row in some])
        number += len(some)
    return number


def squeeze(connection: Connection) -> None:
    """Rid the index of the words that were taken out of it."""
    if is_sqlite(connection):
        connection.execute(text("INSERT INTO search (search) VALUES ('optimize')"))


def matching(connection: Connection, term: Term, name: str) -> TextClause:
    """A query for the numbers of the pages that hold a term; `name` keeps its parameters apart from those of others."""
    if is_sqlite(connection):
        wanted = " OR ".join(f'{phrase.form} : "{" ".join(phrase.tokens)}"' for phrase in term)
        query = text(f"SELECT rowid >> {_SHIFT} AS page FROM search WHERE search MATCH :{name}")
        return query.bindparams(bindparam(name, wanted))
    parts = [f"{phrase.form} @@ CAST(:{name}_{n} AS tsquery)" for n, phrase in enumerate(term)]
    values = {f"{name}_{n}": " <-> ".join(_quoted(token) for token in phrase.tokens) for n, phrase in enumerate(term)}
    query = text(f"SELECT id >> {_SHIFT} AS page FROM search WHERE {' OR '.join(parts)}")
    return query.bindparams(**values)


def wanted(page: int, forms: Forms) -> dict[int, int]:
    """The rows that a page should have in the index: their numbers, with a sum over their tokens and places."""
    return {
        (page << _SHIFT) + number: sum(
            hash((form, place, token)) for form, tokens in chunk._asdict().items() for place, token in enumerate(tokens)
        )
        for number, chunk in zip(range(MOST_CHUNKS), forms.chunks(), strict=False)
    }


def found(connection: Connection) -> dict[int, int]:
    """The rows that there are in the index, as `wanted` has them; rows without tokens are left out."""
    sums: defaultdict[int, int] = defaultdict(int)
    if is_sqlite(connection):
        connection.execute(
            text("CREATE VIRTUAL TABLE IF NOT EXISTS temp.tokens USING fts5vocab(main, search, instance)")
        )
        queries = ["SELECT doc, col, offset, term FROM temp.tokens"]
    else:
        each = "SELECT id, '{0}', unnest(positions) - 1, lexeme FROM search, unnest({0})"
        queries = [each.format(form) for form in Forms._fields]
    for query in queries:
        for number, form, place, token in connection.execute(text(query)):
            sums[number] += hash((form, place, token))
    return sums


def page_of(number: int) -> int:
    """The page of a row of the index."""
    return number >> _SHIFT


def _vector(tokens: str) -> str:
    """The tokens as a `tsvector` is written."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for number, token in enumerate(tokens.split(), start=1):
        places[token].append(str(number))
    return " ".join(f"{_quoted(token)}:{','.join(numbers)}" for token, numbers in places.items())


def _quoted(token: str) -> str:
    """A token as `tsvector` and `tsquery` write it; no token holds a quotation mark or a backslash."""
    return f"'{token}'"
