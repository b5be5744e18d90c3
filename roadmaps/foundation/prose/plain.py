"""The words of a text without its marks, for titles, summaries and letters. Needs no parser."""

import re

_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,1000}\)")
_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_LINE_START = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-+*][ \t]+(?:\[[ xX]\][ \t])?|\d{1,9}[.)][ \t]+)", re.MULTILINE
)
_MARKS = re.compile(r"\*{1,3}|_{2,3}|~~|`+|(?<!\w)_|_(?!\w)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,50}\]:?")


def plain(text: str) -> str:
    """One line of words."""
    for pattern, replacement in ((_WIKI, r"\1"), (_FOOTNOTE, ""), (_LINK, r"\1"), (_LINE_START, ""), (_MARKS, "")):
        text = pattern.sub(replacement, text)
    return " ".join(text.split())


def excerpt(text: str, length: int = 200) -> str:
    """The first words, at most so many characters, ending at a word with an ellipsis where something was left out."""
    words = plain(text)
    if len(words) <= length:
        return words
    return words[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + "…"
