"""Texts that are longer than a block may be: they go on in blocks of background."""

import re
from collections.abc import Iterator

from roadmaps.bringing_in.drafts import Built, Draft
from roadmaps.bringing_in.filled import Filled
from roadmaps.foundation.prose import LARGEST
from roadmaps.foundation.sentences import say

# A part of what a block may hold: a text of nothing but short paragraphs is slow to parse, and there must be room to go on.
LONGEST_TEXT = LARGEST // 4


def fit(built: Built) -> None:
    """Cut every text so that it fits, and tell of it."""
    for draft in list(built.drafts):
        text = draft.filled.content.get("text", "")
        if len(text) > LONGEST_TEXT:
            _cut(built, draft, list(_pieces(text)))


def _cut(built: Built, draft: Draft, pieces: list[str]) -> None:
    draft.filled.content["text"] = pieces[0]
    place = built.drafts.index(draft)
    for number, piece in enumerate(pieces[1:], 2):
        title = f"{draft.title[:180]} ({number})"
        more = Draft(f"{draft.key}+{number}", "background", Filled({"title": title, "text": piece}))
        built.drafts.insert(place + number - 1, more)
    built.told.append(
        say(
            "“%(title)s” is long for one block, and goes on in %(number)s more.",
            title=draft.title,
            number=len(pieces) - 1,
        )
    )


def _pieces(text: str) -> Iterator[str]:
    """Parts of a text that each fit, cut between paragraphs where that is possible."""
    held = ""
    for one in re.split(r"\n{2,}", text):
        paragraph = one
        while len(paragraph) > LONGEST_TEXT:
            cut = paragraph.rfind(" ", 0, LONGEST_TEXT)
            cut = cut if cut > 0 else LONGEST_TEXT
            if held:
                yield held
                held = ""
            yield paragraph[:cut]
            paragraph = paragraph[cut:].lstrip()
        if held and len(held) + len(paragraph) + 2 > LONGEST_TEXT:
            yield held
            held = paragraph
        else:
            held = f"{held}\n\n{paragraph}" if held else paragraph
    if held:
        yield held
