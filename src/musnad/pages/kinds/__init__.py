"""Further kinds of input: archives, chats, feeds, documents and mails -> parts, each of which becomes a page.

`sniff` tells the kind of an input; `read` turns one into `Part`s, with a `Failure` in the place of what cannot be read.
"""

from musnad.pages.kinds.parts import UNOPENED, Failure, Form, Given, Part, Result, Skipped, Via
from musnad.pages.kinds.reading import read
from musnad.pages.kinds.sniff import ENDINGS, HEAD, Kind, sniff
from musnad.pages.kinds.whatsapp import ChatWords, make_chat_words

__all__ = [
    "ENDINGS",
    "HEAD",
    "UNOPENED",
    "ChatWords",
    "Failure",
    "Form",
    "Given",
    "Kind",
    "Part",
    "Result",
    "Skipped",
    "Via",
    "make_chat_words",
    "read",
    "sniff",
]
