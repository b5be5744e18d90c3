"""How a telephone number, or another one that people group as they like, is found: by its digits, at home or from abroad. Pure."""

import re

SHORTEST = 6
# Between the digits people put anything, or nothing.
_BETWEEN = r"(?:[\s\u2010-\u2015./()\\-]|&nbsp;)*"
_BEFORE, _AFTER = r"(?<![\d+])", r"(?!\d)"
_LOOKS_LIKE_NUMBER = re.compile(r"\+?[\d\s\u2010-\u2015./()-]+")
# The country is left out at home: whoever is looked for in one way is found in the other.
_SWEDEN = re.compile(r"(?:\+|00)46\s*(?:\(0\))?\s*|0(?=[1-9])")


def is_number(word: str) -> bool:
    """Whether the word is a telephone number, or another one that is written with spaces and dashes in it."""
    return bool(_LOOKS_LIKE_NUMBER.fullmatch(word.strip())) and sum(map(str.isdigit, word)) >= SHORTEST


def pattern_of_number(word: str) -> str:
    """Where the number stands, however it is grouped."""
    at_home = _SWEDEN.match(word.strip())
    digits = [one for one in word.strip()[at_home.end() if at_home else 0 :] if one.isdigit()]
    inside = _BETWEEN.join(digits)
    if at_home:
        start = rf"(?:(?:\+|00){_BETWEEN.join('46')}{_BETWEEN}(?:0{_BETWEEN})?|0{_BETWEEN})"
        return f"{_BEFORE}{start}{inside}{_AFTER}"
    return rf"{_BEFORE}\+?{inside}{_AFTER}"
