"""How a telephone number, a person's number or another one that people group as they like is found: by its digits. Pure."""

import re

SHORTEST = 6
# Between the digits people put anything, or nothing.
_BETWEEN = r"(?:[\s\u00ad\u2010-\u2015\u2212./()+\\-]|&nbsp;)*"
_BEFORE, _AFTER = r"(?<![\d+])", r"(?!\d)"
_LOOKS_LIKE_NUMBER = re.compile(r"\+?[\d\s\u00ad\u2010-\u2015\u2212./()-]+")
# The country is left out at home: whoever is looked for in one way is found in the other.
_SWEDEN = re.compile(r"(?:\+|00)46\s*(?:\(0\))?\s*|0(?=[1-9])")
# A person's number is written with the century or without it (Swedish Tax Agency, SKV 704).
_OF_A_PERSON = re.compile(r"(?:18|19|20)?(\d\d[01]\d[0-3]\d{5})")


def is_number(word: str) -> bool:
    """Whether the word is a telephone number, or another one that is written with spaces and dashes in it."""
    return bool(_LOOKS_LIKE_NUMBER.fullmatch(word.strip())) and sum(map(str.isdigit, word)) >= SHORTEST


def pattern_of_number(word: str) -> str:
    """Where the number stands, however it is grouped."""
    if (person := _OF_A_PERSON.fullmatch("".join(filter(str.isdigit, word)))) and "+" not in word[:1]:
        century = "|".join(_BETWEEN.join(one) for one in ("18", "19", "20"))
        in_full = rf"{_BEFORE}(?:(?:{century}){_BETWEEN})?{_BETWEEN.join(person[1])}{_AFTER}"
        return rf"(?:{in_full}|{_of_telephone(word)})"
    return _of_telephone(word)


def _of_telephone(word: str) -> str:
    at_home = _SWEDEN.match(word.strip())
    digits = [one for one in word.strip()[at_home.end() if at_home else 0 :] if one.isdigit()]
    inside = _BETWEEN.join(digits)
    if at_home:
        start = rf"(?:(?:\+|00){_BETWEEN.join('46')}{_BETWEEN}(?:0{_BETWEEN})?|0{_BETWEEN})"
        return f"{_BEFORE}{start}{inside}{_AFTER}"
    return rf"{_BEFORE}\+?{inside}{_AFTER}"
