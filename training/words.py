"""Makes `data/language/words.tsv`: which letters at the head of a frequent word are clitics and which are its own.

    python training/words.py PAGES.jsonl.xz > src/musnad/data/language/words.tsv

Counts of folded words over the pages decide. A word that begins with a clitic letter is one word where it is itself seen
behind the article or other clitics («الوزير», «ووزير») more than chance has it, and a split one where the rest is a
word of its own and the whole never takes another clitic («وقال»: there is no «ووقال», but «قال»). Only counts leave this
script, no text.
"""

import json
import lzma
import re
import sys
from collections import Counter
from pathlib import Path

from musnad.folding import fold

LEAST = 5
RATIO = {"و": 25.0, "ف": 4.0, "ب": 15.0, "ل": 15.0, "ك": 1.0}
"""How many times its rest a form may outnumber and still be a clitic and that rest."""
_WORD = re.compile("[\u0621-\u064a]+")


def counts(path: Path) -> Counter[str]:
    """How often each folded word stands in the pages of a compressed JSON-lines file."""
    found: Counter[str] = Counter()
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            found.update(_WORD.findall(fold(f"{page['title']}\n{page['text']}")))
    return found


def own_life(word: str, c: Counter[str]) -> float:
    """Evidence that a form is a word: how often it is seen behind clitics that only whole words take."""
    behind_article = c["ال" + word] + c["لل" + word] + c["وال" + word] + c["بال" + word]
    behind_lam = 0 if word.startswith("ل") else c["ل" + word]
    return float(behind_article + 4 * (c["و" + word] + behind_lam + c["ب" + word]))


def is_whole(form: str, c: Counter[str]) -> bool:
    """Whether the first letter of a form (one of و ف ب ل ك) belongs to the word itself."""
    if (form[1:3] == "ال" and c[form[1:]] >= LEAST) or (form.startswith("لل") and len(form) > 4):
        return False
    rest = form[1:]
    if len(rest) < 2 or c[rest] < 2:
        return True
    return own_life(form, c) * 3 > min(own_life(rest, c), 10 * c[form]) or c[form] > RATIO[form[0]] * c[rest]


def main() -> None:
    """Print the table."""
    c = counts(Path(sys.argv[1]))
    print("# Which frequent words are there, and does a clitic letter at their head belong to the word?")
    print("# Made by training/words.py from word counts over the ANT corpus v1.1 (Apache-2.0); no text of it is here.")
    print("#: form\tword\tkey: the folded word as it stands between spaces")
    print("#: count\tint\thow often it was counted")
    print("#: whole\tflag\tyes: the first letter, one of و ف ب ل ك, is the word's own")
    print("form\tcount\twhole")
    for form, count in sorted(c.items(), key=lambda item: (-item[1], item[0])):
        if count >= LEAST and len(form) > 1:
            print(f"{form}\t{count}\t{'yes' if form[0] in 'وفبلك' and is_whole(form, c) else ''}")


if __name__ == "__main__":
    main()
