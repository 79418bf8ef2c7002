"""MHTML, a page as a browser saves it -> one part: the page itself, with its address and the time of saving."""

from email.message import Message
from urllib.parse import urlsplit

from musnad.errors import UnreadableError
from musnad.pages.kinds.mail import MAIL_FAULTS, charsets, parsed, payload, text_of
from musnad.pages.kinds.parts import Failure, Given, Part, Result, lost, moment, note


def read_mhtml(source: str, content: bytes) -> Result:
    """The page that was saved; pages in frames inside it are counted in a note."""
    try:
        message = parsed(source, content)
        pages = [part for part in message.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
        if not pages:
            return lost(source, "a saved page that holds no HTML")
        root = _root(message, pages)
        given = Given(
            url=_address(message, root), retrieved=moment(text_of(message, "Date")), title=text_of(message, "Subject")
        )
        framed = len(pages) - 1
        notes = (note(f"{framed} pages in frames inside the page are left out"),) if framed else ()
        return Part(source, content, "html", payload(root), charsets(root), given, notes=notes)
    except UnreadableError as error:
        return Failure(source, error)
    except MAIL_FAULTS as error:
        return lost(source, f"a saved page that cannot be read: {type(error).__name__}: {error}")


def _root(message: Message, pages: list[Message]) -> Message:
    """The part that the header calls the start, else the one at the saved address, else the first."""
    start, address = message.get_param("start"), message.get("Snapshot-Content-Location")
    for part in pages:
        if start is not None and str(part.get("Content-ID")).strip() == str(start).strip():
            return part
    return next((part for part in pages if address and part.get("Content-Location") == address), pages[0])


def _address(message: Message, root: Message) -> str | None:
    for part, field in ((message, "Snapshot-Content-Location"), (root, "Content-Location")):
        value = "".join(str(part.get(field) or "").split())
        if urlsplit(value).scheme in {"http", "https"}:
            return value
    return None
