"""The document of a session, read from its log: the text, its whole state in one update, and changes made to it here.

Only what `y_updates` has read comes here. The library counts bytes where JavaScript counts UTF-16 units and Python
letters; whoever uses this file counts letters.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate

from pycrdt import Doc, Text

from roadmaps.foundation.tokens import Run, edits, is_word, positions, words_of
from roadmaps.live.models import SEED_CLIENT
from roadmaps.live.text.y_updates import ROOT, Struct, Update, units_in, write_update

NOTHING = b"\x00\x00"


def seed(text: str) -> bytes:
    """The text that a session begins with, as an update of the one client that nobody is."""
    if not text:
        return NOTHING
    return write_update(Update(structs=(Struct(SEED_CLIENT, 0, units_in(text), text),)))


def document_of(updates: Iterable[bytes]) -> "Doc[Text]":
    """The document after the updates, in order."""
    document: Doc[Text] = Doc()
    document.get(ROOT, type=Text)
    with document.transaction():
        for update in updates:
            document.apply_update(update)
    return document


def text_of(document: "Doc[Text]") -> str:
    """What stands in it."""
    return str(document.get(ROOT, type=Text))


def state_of(document: "Doc[Text]") -> bytes:
    """Everything in one update; of what has been taken out, only its place."""
    return document.get_update()


def change_to(state: bytes, wanted: str, *, client_id: int) -> bytes:
    """An update that makes the text of a document say what is wanted, as one more client who began at that state.

    Letters that stay are left where they are, so that what others do to them at the same time goes on holding: a letter
    that was taken out here and put in again would come twice where somebody else did the same.
    """
    document: Doc[Text] = Doc(client_id=client_id)
    text = document.get(ROOT, type=Text)
    document.apply_update(state)
    before = document.get_state()
    old = str(text)
    starts = [0, *accumulate(len(letter.encode()) for letter in old)]
    with document.transaction():
        for o1, o2, n1, n2 in reversed(list(_letter_edits(old, wanted))):
            if o1 < o2:
                del text[starts[o1] : starts[o2]]
            if n1 < n2:
                text.insert(starts[o1], wanted[n1:n2])
    return document.get_update(before)


def _letter_edits(old: str, new: str) -> Iterator[Run]:
    """The differences by words, and within them by letters."""
    old_words, new_words = words_of(old), words_of(new)
    old_at, new_at = positions(old_words), positions(new_words)
    stretches: list[Run] = []
    for o1, o2, n1, n2 in edits(old_words, new_words):
        # Space that happens to stand in both says nothing about where the words around it went.
        if stretches and not any(map(is_word, old_words[stretches[-1][1] : o1])):
            stretches[-1] = (stretches[-1][0], o2, stretches[-1][2], n2)
        else:
            stretches.append((o1, o2, n1, n2))
    for o1, o2, n1, n2 in stretches:
        o, n = old_at[o1], new_at[n1]
        for i1, i2, j1, j2 in edits(old[o : old_at[o2]], new[n : new_at[n2]]):
            yield o + i1, o + i2, n + j1, n + j2
