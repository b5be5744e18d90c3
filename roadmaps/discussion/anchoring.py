"""Keeping threads beside their passages, from the first quote on and through every revision of the text.

A passage is sought in the text as it is read. When it is gone, the thread stays with its block and shows what the
passage said; when the block is gone, the thread is listed with those that lie beside nothing. No thread is ever lost.
"""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from roadmaps.discussion.models import Found, Thread
from roadmaps.discussion.passages import fields_with_text, text_in
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.sentences import say
from roadmaps.revisions import anchors
from roadmaps.revisions.anchors import Anchor
from roadmaps.revisions.events import RevisionWritten
from roadmaps.revisions.queries import versions_from
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.table import ROADMAP

_FOLLOWING = ("quote", "prefix", "suffix", "start", "found", "anchored_at")


@dataclass(frozen=True)
class Quoted:
    """What somebody points at: the words, and what stands around them as far as that is known."""

    quote: str = ""
    prefix: str = ""
    suffix: str = ""


def anchor_passage(thread: Thread, block: BlockState, *, field: str, quoted: Quoted) -> None:
    """Let the thread be about the quoted words, or about the block as a whole where nothing is quoted.

    :raises Invalid: when the block does not say these words
    """
    if not quoted.quote:
        return
    kind = ROADMAP[block.kind]
    fields = list(fields_with_text(kind, block))
    for name in [field] if field in fields else fields:
        anchor = _anchor_in(text_in(kind, block, name), quoted)
        if anchor is not None:
            thread.field, thread.passage = name, anchor.quote
            _keep(thread, anchor, Found.EXACT)
            return
    raise Invalid(
        say("Some of what you wrote needs another look."),
        {
            "quote": say(
                "These words do not stand there, or not any more. Copy them from the text, or leave this empty."
            )
        },
    )


# Made once, as each save asks it.
_POINTING_AT = select(Thread).where(
    Thread.block_id.in_(bindparam("blocks", expanding=True)),
    Thread.passage != "",
    Thread.anchored_at < bindparam("number"),
)


def wire(listeners: Listeners) -> None:
    """Hang the listener of this room."""
    listeners.in_transaction(RevisionWritten, follow_passages)


def follow_passages(session: Session, fact: RevisionWritten) -> None:
    """Seek the passage of every thread on a changed block in the block's new text."""
    found = session.scalars(_POINTING_AT, {"blocks": list(fact.block_ids), "number": fact.number})
    beside: dict[UUID, list[Thread]] = defaultdict(list)
    for thread in found.unique():
        assert thread.block_id is not None
        beside[thread.block_id].append(thread)
    for block_id, threads in beside.items():
        # Not simply the revision before: a thread may have been opened while that one was being written.
        versions = versions_from(session, block_id, min(one.anchored_at for one in threads), fact.number)
        after = versions[-1] if versions else None
        for thread in threads:
            before = next((one for one in reversed(versions) if one.number <= thread.anchored_at), None)
            if before is not None and after is not None and not after.is_removed:
                _follow(thread, before, after)
            thread.anchored_at = fact.number
            for name in _FOLLOWING:
                # Rows of which the same columns are written are written at once, however many there are.
                flag_modified(thread, name)
    session.flush()


def _follow(thread: Thread, before: BlockState, after: BlockState) -> None:
    kind = ROADMAP[after.kind]
    text = text_in(kind, after, thread.field)
    anchor = Anchor(thread.quote, thread.prefix, thread.suffix, thread.start)
    found = anchors.find(anchor, text, previous=text_in(kind, before, thread.field))
    if found.how == "orphaned":
        # What the text once said may come back; so may the passage, in its first wording.
        found = anchors.find(Anchor(thread.passage, thread.prefix, thread.suffix, thread.start), text)
    if found.how == "orphaned":
        thread.found = Found.ORPHANED
        return
    now = anchors.moved_anchor(found, text)
    if now.quote != thread.passage:
        _keep(thread, now, Found.CHANGED)
    else:
        _keep(thread, now, Found.EXACT if now.start == thread.start else Found.MOVED)


def _anchor_in(text: str, quoted: Quoted) -> Anchor | None:
    """The quoted words as they stand in the text; of several places the one with the same surroundings."""
    found = anchors.find(Anchor(quoted.quote, quoted.prefix, quoted.suffix), text)
    if found.how in ("exact", "moved"):
        return anchors.moved_anchor(found, text)
    return anchors.anchor_of_quote(text, quoted.quote)


def _keep(thread: Thread, anchor: Anchor, found: Found) -> None:
    thread.quote, thread.prefix, thread.suffix, thread.start = anchor.quote, anchor.prefix, anchor.suffix, anchor.start
    thread.found = found
