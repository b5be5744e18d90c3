"""Words as Markdown that means nothing but the words."""

import re
from urllib.parse import quote

# A backslash before these keeps them as they are. An underline within a word means nothing to begin with.
_SIGNS = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)|~(?=~)|(?<=~)~|(?<=!)\[")
# A backslash does not keep these; they are told by themselves.
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_LINE_START = re.compile(r"^([ ]*)(?:([#>+=~|-])|(\d{1,9})([.)])(?=[ ]|$))")
_UP = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_DOWN = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_HIGH, _LOW = re.compile(r"[0-9+=()n-]{1,8}"), re.compile(r"[0-9+=()-]{1,8}")
_ADDRESS = re.compile(r"https?://\S+|mailto:\S+", re.IGNORECASE)
LONGEST_ADDRESS = 2_000


def escaped(text: str) -> str:
    """Within a line."""
    return _ENTITY.sub("&amp;", _SIGNS.sub(r"\\\g<0>", text.replace("\n", " ")))


def guarded(text: str) -> str:
    """The same at the beginning of each line of a paragraph."""
    return "\n".join(_LINE_START.sub(_with_guard, line) for line in text.split("\n"))


def _with_guard(start: re.Match[str]) -> str:
    space, sign, number, end = start.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{end}"


def raised(text: str, how: str) -> str:
    """Raised and lowered figures have letters of their own; everything else stays as it is."""
    if how == "Superscript":
        return text.translate(_UP) if _HIGH.fullmatch(text) else text
    return text.translate(_DOWN) if _LOW.fullmatch(text) else text


def as_code(text: str) -> str:
    """Words to be read letter by letter."""
    text = " ".join(text.split())
    if not text:
        return ""
    ticks = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (ticks + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def address_of(address: str) -> str:
    """An address fit for a link, or nothing."""
    if not _ADDRESS.fullmatch(address) or len(address) > LONGEST_ADDRESS:
        return ""
    return quote(address, safe=":/?#@!$&'*+,;=%~-._")
