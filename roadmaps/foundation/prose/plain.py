"""The words of a text without its marks, for titles, summaries and letters. Needs no parser."""

import re

_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,1000}\)")
_WIKI = re.compile(r"\[\[(?:[^\[\]|\n]{1,200}\|)?([^\[\]|\n]{1,200})\]\]")
_LINE_START = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-+*][ \t]+(?:\[[ xX]\][ \t])?|\d{1,9}[.)][ \t]+)", re.MULTILINE
)
# An escaped sign stays, as does an underline within a word.
_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|\*{1,3}|_{2,3}|~~|`+|(?<!\w)_|_(?!\w)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,50}\]:?")
# Lines under headings, between blocks and between the head and the body of a table; the pipes of its rows.
_RULE = re.compile(r"^[ \t|:=*_-]+$", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)


def plain(text: str) -> str:
    """One line of words."""
    text = _RULE.sub("", _WIKI.sub(r"\1", text))
    text = _ROW.sub(lambda row: row.group().replace("|", " "), text)
    for pattern, replacement in ((_FOOTNOTE, ""), (_LINK, r"\1"), (_LINE_START, ""), (_MARKS, r"\1")):
        text = pattern.sub(replacement, text)
    return " ".join(text.split())


def excerpt(text: str, length: int = 200) -> str:
    """The first words, at most so many characters, ending at a word with an ellipsis where something was left out."""
    words = plain(text)
    if len(words) <= length:
        return words
    return words[: length - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + "…"
