"""Broken plurals: which singular of a list of nouns a folded form can be the plural of, by the patterns of both."""

import re
from collections.abc import Iterator

_FIRST, _C = "(.)", "([^ا])"
_PATTERNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (f"ا{_C}{_C}ا{_C}", ("123", "1ا3", "123ه", "1ا23", "12ي3", "12و3")),
    (f"{_FIRST}{_C}و{_C}", ("123", "1ا23", "123ه")),
    (f"{_FIRST}{_C}ا([^اهي])", ("1ا23", "12ي3", "123", "123ه", "1اي3", "1ي23")),
    (f"{_FIRST}{_C}{_C}اء", ("12ي3", "1ا23", "12ي3ه")),
    (f"ا{_C}{_C}{_C}ه", ("12ا3", "12ي3", "123")),
    (f"ا{_C}{_C}{_C}اء", ("12ي3",)),
    (f"ا{_C}{_C}ياء", ("12ي", "12ي3")),
    (f"ا{_C}{_C}اء", ("12ي2", "1ا2ي")),
    (f"ا{_C}{_C}ه", ("12ا2", "1ا2", "12ي2")),
    (f"{_FIRST}وا{_C}{_C}", ("1ا23", "1ا23ه")),
    (f"{_FIRST}{_C}اي{_C}", ("12ي3ه", "12ا3ه", "12و3ه", "12ي3")),
    (f"{_FIRST}{_C}ا{_C}{_C}", ("1234", "1234ه")),
    (f"{_FIRST}{_C}ا{_C}ي{_C}", ("123و4", "123ا4", "123ي4", "123ا4ه", "1ا234")),
    (f"ا{_C}ا{_C}{_C}", ("ا123", "ا123ه", "12ا3")),
    (f"ا{_C}ا{_C}ي{_C}", ("ا12و3", "ا12ا3", "12و3ه")),
    (f"{_FIRST}وا{_C}ي{_C}", ("1ا2و3", "1ا23", "1ي23")),
    (f"{_FIRST}{_C}ا{_C}ي", ("1234", "123وي", "12ي3ه", "123ي")),
    (f"{_FIRST}{_C}{_C}", ("123ه", "12ي3ه", "12ا3")),
    (f"{_FIRST}{_C}{_C}ي", ("12ي3",)),
    (f"{_FIRST}{_C}اه", ("1ا2ي",)),
    (f"{_FIRST}{_C}ايا", ("12يه", "12ي")),
)
_COMPILED = tuple((re.compile(plural), singulars) for plural, singulars in _PATTERNS)


def singulars(form: str) -> Iterator[str]:
    """The folded singulars whose broken plural a folded form can be, the more usual pattern first."""
    for pattern, made in _COMPILED:
        if match := pattern.fullmatch(form):
            letters = match.groups()
            for shape in made:
                if max((int(c) for c in shape if c.isdigit()), default=0) <= len(letters):
                    yield "".join(letters[int(c) - 1] if c.isdigit() else c for c in shape)
