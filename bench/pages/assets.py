"""Invented styles and scripts of the size that news sites send."""

from pages.pool import FOLDER, load, number

NAMES = load(FOLDER / "names.json")
DECLARATIONS, PARTS, STATES, QUERIES = (NAMES[key] for key in ("declarations", "parts", "states", "queries"))


def hashed(name: str, site: str) -> str:
    """A class name as bundlers make them: it says nothing."""
    letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
    key, out = number(site, name), ""
    for _ in range(6):
        key, place = divmod(key, len(letters))
        out += letters[place]
    return "_" + out


def _rule(selector: str, seed: str) -> str:
    count = 3 + number(seed, "count") % 4
    picked = dict.fromkeys(DECLARATIONS[number(seed, place) % len(DECLARATIONS)] for place in range(count))
    return f"{selector}{{{';'.join(picked)}}}"


def stylesheet(site: str, prefix: str = "", rules: int = 90, obscure: bool = False) -> str:
    """A site's inline style: `rules` rules over the usual parts of a page."""
    lines = []
    for place in range(rules):
        part = PARTS[place % len(PARTS)]
        name = hashed(part, site) if obscure else prefix + part
        selector = f".{name}{STATES[number(site, place) % len(STATES)]}"
        rule = _rule(selector, f"{site}{place}")
        # Every eleventh rule stands in a media query, as in styles written for two widths.
        lines.append(f"{QUERIES[place % len(QUERIES)]}{{{rule}}}" if place % 11 == 7 else rule)
    return "\n".join(lines)
