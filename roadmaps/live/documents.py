"""The document of a session, read from its log: the text, its whole state in one update, and changes made to it here.

Only what `y_updates` has read comes here. The library counts bytes where JavaScript counts UTF-16 units and Python
letters; whoever uses this file counts letters.
"""

from collections.abc import Iterable
from itertools import accumulate

from pycrdt import Doc, Text

from roadmaps.foundation.tokens import edits, words_of
from roadmaps.live.models import SEED_CLIENT
from roadmaps.live.y_updates import ROOT, Struct, Update, units_in, write_update

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

    Words that stay are left where they are, so that what others do to them at the same time goes on holding.
    """
    document: Doc[Text] = Doc(client_id=client_id)
    text = document.get(ROOT, type=Text)
    document.apply_update(state)
    before = document.get_state()
    old, new = words_of(str(text)), words_of(wanted)
    starts = [0, *accumulate(len(word.encode()) for word in old)]
    with document.transaction():
        for o1, o2, n1, n2 in reversed(edits(old, new)):
            gone, come = "".join(old[o1:o2]), "".join(new[n1:n2])
            first, last = _staying(gone, come)
            begin, stop = starts[o1] + len(gone[:first].encode()), starts[o1] + len(gone[: len(gone) - last].encode())
            if begin < stop:
                del text[begin:stop]
            if put_in := come[first : len(come) - last]:
                text.insert(begin, put_in)
    return document.get_update(before)


def _staying(gone: str, come: str) -> tuple[int, int]:
    """How many letters at both ends stay when a word was only added to, or only taken from: none when it became another.

    Somebody else may be in the midst of the same word, and half a word must not come in twice.
    """
    most = min(len(gone), len(come))
    first = next((at for at in range(most) if gone[at] != come[at]), most)
    last = next((at for at in range(most - first) if gone[-1 - at] != come[-1 - at]), most - first)
    return (first, last) if first + last == most else (0, 0)
