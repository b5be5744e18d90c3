"""What comes into an open session from outside: by a form without scripts, a suggestion, a restored version, an import.

Whoever wrote it began from a text that others have gone on writing in since. The difference between the two is put into
the session as one more writer would have put it there who was away meanwhile: nothing can be at odds.
"""

from collections.abc import Iterator

from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from roadmaps.foundation.events import record
from roadmaps.foundation.tokens import edits, is_word, words_of
from roadmaps.live.events import Updated
from roadmaps.live.models import LiveSession, WhyClosed
from roadmaps.live.queries import open_sessions
from roadmaps.live.rules.ending import end_quietly
from roadmaps.live.text import log
from roadmaps.live.text.documents import change_to, document_of, state_of, text_of
from roadmaps.live.text.y_updates import read_update
from roadmaps.revisions.changes import Author
from roadmaps.revisions.events import RevisionWritten
from roadmaps.revisions.models import History
from roadmaps.revisions.queries import find_revision
from roadmaps.revisions.states import current_block

# How many earlier moments of a session are looked at, to see from which of them somebody began.
MOMENTS = 16
# Made once, as each save asks it.
_OPEN_ON = open_sessions().where(LiveSession.block_id.in_(bindparam("blocks", expanding=True)))


def absorb(session: Session, fact: RevisionWritten) -> None:
    """Bring a revision into the open sessions of the blocks that it changed; end those whose block it removed."""
    found = session.scalars(_OPEN_ON, {"blocks": list(fact.block_ids)}).all()
    if not found:
        return
    at = find_revision(session, session.get_one(History, fact.history_id), fact.number).written_at
    for one in found:
        live, block = log.held(session, one.id), current_block(session, one.block_id)
        if live is None or block is None or not live.is_open:
            continue
        text = block.content.get(live.field) or ""
        if text != live.base_text:
            _bring_in(session, live, text, fact)
        live.based_on, live.base_text = block.number, text
        session.flush()
        if block.is_removed:
            end_quietly(session, live, WhyClosed.REMOVED, at=at, by_id=fact.person_id)


def _bring_in(session: Session, live: LiveSession, text: str, fact: RevisionWritten) -> None:
    began_at = _began_at(session, live, text) if _took_part(session, live, fact) else live.outside_upto
    base = state_of(document_of(log.base_of(session, live, began_at)))
    author = Author(fact.person_id, fact.organisation_id)
    at = find_revision(session, session.get_one(History, fact.history_id), fact.number).written_at
    writer = log.add_writer(session, live, author, at, of_revision=fact.number)
    update = read_update(change_to(base, text, client_id=writer.client_id), is_own=True)
    live.outside_upto = began_at
    if update:
        seq = log.add(session, live, writer, update, at)
        record(session, Updated(live.id, seq))


def _took_part(session: Session, live: LiveSession, fact: RevisionWritten) -> bool:
    """Whether the revision's writer has been in the session, and so may have had the words of the others before them."""
    writers = log.writers_of(session, live).values()
    return any(one.is_page_of(fact.person_id) for one in writers)


def _began_at(session: Session, live: LiveSession, text: str) -> int:
    """How much of the session its writer had before them, where that was somebody who took part in it.

    Who saved the whole text by the form, as when the line was cut, has the words of the others in it: they must not come
    in twice. Whoever was elsewhere had the text that the session began with.
    """
    wanted = words_of(text)
    new = {word for word in wanted if is_word(word)}.difference(words_of(live.base_text))
    if new.isdisjoint(words_of(text_of(log.document(session, live)))):
        return live.outside_upto
    best = _difference(session, live, live.outside_upto, wanted), live.outside_upto
    first, last = live.outside_upto, live.upto
    while last > first and best[0]:
        step = max(1, (last - first) // MOMENTS)
        best = min([best, *((_difference(session, live, at, wanted), at) for at in _moments(first, last, step))])
        if step == 1:
            break
        first, last = max(first, best[1] - step), min(last, best[1] + step)
    return best[1]


def _moments(first: int, last: int, step: int) -> Iterator[int]:
    yield from range(last, first, -step)


def _difference(session: Session, live: LiveSession, upto: int, wanted: list[str]) -> int:
    """How many letters of words differ between the text as of a number and what is wanted. A space is like any other."""
    there = words_of(text_of(document_of(log.base_of(session, live, upto))))
    return sum(
        sum(len(one) for one in (*there[o1:o2], *wanted[n1:n2]) if is_word(one))
        for o1, o2, n1, n2 in edits(there, wanted)
    )
