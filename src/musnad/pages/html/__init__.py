"""HTML -> the visible text with its places in the source, what the source states, and which lines are the article."""

from musnad.pages.html.article import Framed, Framer
from musnad.pages.html.facts import facts
from musnad.pages.html.visible import Found, visible

__all__ = ["Found", "Framed", "Framer", "facts", "visible"]
