"""A part of an input -> its pages, kept and read, ready to be written; this is what the processes of `musnad add` do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from musnad.archive.ways import Options, key_of, lineage_of, placed, way_of
from musnad.errors import InputError, MusnadError, StoreError
from musnad.exports.record import to_record
from musnad.model import Document, Page
from musnad.pages.kinds import Failure, Part, Skipped
from musnad.pages.opening import CHATS, Opener
from musnad.store.custody import Custody
from musnad.store.rows import derived, document_columns, flat, pack
from musnad.store.words import forms_of
from musnad.store.writing import Failed, Item, Reading


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a part: its pages and failures, or, of a chat, its messages, which are parts again.

    Attributes:
        container: its key, where it holds other pages than one made of its own bytes.
        stop: why nothing can be kept, and no further part should be tried.
    """

    pages: tuple[Item | Failed, ...] = ()
    messages: tuple[Part | Failure, ...] = ()
    container: str | None = None
    stop: StoreError | None = None


def failed(failure: Failure, place: str) -> Failed:
    """A failure as it is written down."""
    left_out = failure.number if isinstance(failure, Skipped) else 0
    return Failed(place, failure.source, type(failure.error).__name__, failure.error.message, left_out)


def container_key(part: Part, options: Options, root: Path) -> str:
    """What tells an input that holds pages from others: where it stands, too, as that is where its pages were seen."""
    key = key_of(part, options, sha256(part.content).hexdigest())
    return sha256(f"{key} {placed(part.source, root)}".encode()).hexdigest()


def reading_of(document: Document) -> Reading:
    """A document as it is written to the store."""
    record = to_record(document)
    return Reading(
        document.reader, document_columns(record), pack(record), flat(derived(0, record)), forms_of(document)
    )


@dataclass(frozen=True)
class Take:
    """Keeps and reads parts; `root` is the project's folder. Pickles."""

    reader: Callable[[Page], Document]
    opener: Opener
    custody: Custody
    options: Options
    root: Path

    def __call__(self, part: Part) -> Taken:
        """What became of a part; nothing is raised but MemoryError."""
        if part.form in CHATS:
            return Taken(messages=tuple(self.opener.parts(part)))
        try:
            leaves = list(self.opener.leaves(part))
            whole = [leaf for leaf in leaves if not isinstance(leaf, Skipped)]
            if len(whole) == 1 and isinstance(whole[0], Part) and whole[0].content == part.content:
                # Opened again from its own bytes, so that a newer version may find more in them.
                return Taken(tuple(self._page(leaf, part) for leaf in leaves))
            container = None if len(leaves) == 1 and leaves[0] is part else container_key(part, self.options, self.root)
            return Taken(tuple(self._page(leaf, leaf) for leaf in leaves), container=container)
        except StoreError as error:
            return Taken(stop=error)

    def again(self, part: Part) -> Reading:
        """The reading of a part that holds one page, and whose bytes are kept.

        Raises:
            InputError: it cannot be read, or holds other pages than one.
        """
        leaves = [leaf for leaf in self.opener.leaves(part) if not isinstance(leaf, Skipped)]
        if len(leaves) != 1:
            raise InputError(part.source, f"holds {len(leaves)} pages where there was one")
        document = self._document(leaves[0])
        if isinstance(document, Failure):
            raise document.error
        return reading_of(document)

    def _page(self, leaf: Part | Failure, kept: Part | Failure) -> Item | Failed:
        """Keep a page's bytes and read it; `kept` is what it is opened from the next time."""
        if isinstance(leaf, Failure) or isinstance(kept, Failure):
            assert isinstance(leaf, Failure)
            return failed(leaf, placed(leaf.source, self.root))
        digest = self.custody.keep(leaf.content)
        way = way_of(kept, self.options, self.custody)
        document = self._document(leaf)
        if isinstance(document, Failure):
            return failed(document, placed(leaf.source, self.root))
        return Item(
            hash=digest,
            key=key_of(kept, self.options, digest),
            kind=kept.form,
            way=way,
            lineage=lineage_of(leaf, document.page.url, document.page.source, self.root),
            source=leaf.source,
            place=placed(leaf.source, self.root),
            plain=not self.options.said(),
            reading=reading_of(document),
        )

    def _document(self, leaf: Part | Failure) -> Document | Failure:
        page = leaf if isinstance(leaf, Failure) else next(self.opener(leaf))
        return page if isinstance(page, Failure) else self._read(page)

    def _read(self, page: Page) -> Document | Failure:
        options = self.options
        published = page.published or (None if page.declared else options.published)
        try:
            return self.reader(replace(page, published=published, outlet=page.outlet or options.outlet))
        except InputError as error:
            return Failure(page.source, error)
        except MusnadError as error:
            return Failure(page.source, InputError(page.source, str(error)))
