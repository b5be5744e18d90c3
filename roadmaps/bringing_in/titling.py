"""What a block is called: its heading, or the words that its text begins with, short enough for a title."""

import re

from roadmaps.bringing_in.filled import Filled
from roadmaps.foundation.prose import plain
from roadmaps.foundation.sentences import say
from roadmaps.revisions.kinds import Kind

LONGEST_TITLE = 200
_FIRST_ENDS = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])")
_LEAD = re.compile(r"\*\*([^*\n]{2,180}?)[.:]?\*\*[.:]?(\s.*)", re.DOTALL)
_SENTENCE = re.compile(r"([^\n]{10,190}?[.!?])(\s+[A-ZÅÄÖ].*)", re.DOTALL)
_NO_TITLE = ("|", "```", "~~~", ">", "- ", "* ", "+ ", "#")


def entitle(filled: Filled, title: str, text: str, kind: type[Kind]) -> None:
    """The title, short enough; what is longer stands whole in the text too."""
    title = " ".join(title.split())
    if not title:
        title, text = _titled(text)
    if len(title) > LONGEST_TITLE:
        if title not in plain(text):
            text = f"{_escape(title)}\n\n{text}".strip()
        title = title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + "…"
        filled.told.append(say("The heading is longer than a title may be. It stands whole in the text."))
    filled.content[kind.title_field] = title or "–"
    filled.content["text"] = text


def has_marks(value: str) -> bool:
    """Whether it holds more than its words: a link, a note, several paragraphs."""
    return "](" in value or "[^" in value or "[[" in value or "`" in value


def _titled(text: str) -> tuple[str, str]:
    """The words that a text without a heading begins with, as its title, and the rest of it."""
    end = _FIRST_ENDS.search(text)
    first, rest = (text[: end.start()], text[end.start() :].strip("\n")) if end else (text, "")
    if lead := _LEAD.fullmatch(first):
        return plain(lead[1]), "\n\n".join(filter(None, [lead[2].strip(), rest]))
    words = plain(first)
    if len(words) > LONGEST_TITLE and (stop := _SENTENCE.match(first)) and not has_marks(stop[1]):
        return plain(stop[1]), "\n\n".join(filter(None, [stop[2].strip(), rest]))
    if first.startswith(_NO_TITLE) or len(words) > LONGEST_TITLE:
        return words[:1_000], text
    return words, "\n\n".join(filter(None, [first if has_marks(first) else "", rest]))


def _escape(title: str) -> str:
    return re.sub(r"([\\`*_\[\]<])", r"\\\1", title)
