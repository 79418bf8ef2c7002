"""Text -> sentences and words: the language stage, and what later stages ask about words."""

from musnad.language.stage import Language, make_language

__all__ = ["Language", "make_language"]
