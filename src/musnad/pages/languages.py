"""Which language a page is in: Arabic, another language in Arabic script by its function words, or another script.

Function words tell languages that share a script apart even on a single sentence, and need no model.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import chain, islice

from musnad.lexicon import Lexicon

ARABIC = "ar"
UNKNOWN = "und"
_ARABIC_LETTERS = re.compile("[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdfb\ufe70-\ufefc]+")
_POINTS = '.،؛:؟!…«»"()[]-–'
_WORDS = 300
_LETTERS = 1000
_SHARE = 0.4
_MARGIN = 1.5
_FEW = 3
_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "HEBREW": "Hebr", "GREEK": "Grek", "CJK": "Hani", "HANGUL": "Hang",
    "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "DEVANAGARI": "Deva", "ARMENIAN": "Armn", "GEORGIAN": "Geor",
    "ETHIOPIC": "Ethi", "SYRIAC": "Syrc", "TIFINAGH": "Tfng", "THAANA": "Thaa",
}  # fmt: skip


class Languages:
    """Tells languages by the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = {row["word"]: row.list("languages") for row in lexicon["pages/languages"]}

    def of(self, texts: Iterable[str]) -> str:
        """The language of some texts: `ar`, another code of ISO 639, `und-Latn` for another script, `und` for no letters.

        Arabic is what has no more words of another language than of its own, however few there are.
        """
        sample = list(islice(chain.from_iterable(text.split() for text in texts), _WORDS))
        script = _script("".join(sample)[:_LETTERS])
        if script != "ARABIC":
            return f"{UNKNOWN}-{_SCRIPTS.get(script, 'Zyyy')}" if script else UNKNOWN
        known = self._words
        listed = [known.get(word) or known.get(word.strip(_POINTS)) for word in sample]
        counts = Counter(chain.from_iterable(filter(None, listed)))
        own = counts.pop(ARABIC, 0)
        other, number = max(counts.items(), key=lambda item: item[1], default=(ARABIC, 0))
        return other if number >= _FEW and number > _MARGIN * own else ARABIC


def _script(text: str) -> str:
    """The script of most letters, as Unicode's names begin; ARABIC where at least two letters in five are; "" without any."""
    letters = sum(map(str.isalpha, text))
    if not letters:
        return ""
    if sum(map(len, _ARABIC_LETTERS.findall(text))) >= _SHARE * letters:
        return "ARABIC"
    scripts = Counter(unicodedata.name(char, " ").split(" ", 1)[0].split("-", 1)[0] for char in text if char.isalpha())
    return scripts.most_common(1)[0][0]
