"""Saying that something is hard to understand, and seeing to it. Rows are only ever added."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.clarity import policy
from roadmaps.clarity.models import AskedWord, ParagraphExplained, UnclearParagraph, WordSetAside
from roadmaps.clarity.paragraphs import paragraphs_of
from roadmaps.clarity.queries import asked_lately, folded_name, names_folded, said_lately
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.prose import tidy
from roadmaps.foundation.sentences import say
from roadmaps.glossary.queries import terms
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.models import Roadmap

LONGEST_WORDS = 500
LONGEST_WORD = 100
# Beyond this, it is no reader. Those who have an account are heard all the same.
MOST_WITHOUT_ACCOUNT, WITHIN = 100, timedelta(hours=1)
_LATER = say("Many have said so in the last hour. Come back a little later, or sign in.")


def say_unclear(
    session: Session,
    roadmap: Roadmap,
    block: BlockState,
    digest: str,
    *,
    words: str = "",
    visitor: str,
    actor: Actor | None,
    at: datetime,
) -> bool:
    """Note that a paragraph was not understood; False when the same visitor has said so before.

    :param visitor: a key that is the same whenever the same visitor speaks of the same paragraph, and tells nothing else
    :raises Invalid: also when the paragraph says something else by now
    """
    if not policy.may_say_unclear(actor, roadmap):
        raise NotAllowed(say("This cannot be said of the roadmap now."))
    paragraph = next((one for one in paragraphs_of(block) if one.digest == digest), None)
    if paragraph is None:
        raise Invalid(say("Choose the paragraph that is hard to understand. The text may have been changed meanwhile."))
    said = tidy(words).strip()
    if len(said) > LONGEST_WORDS:
        raise Invalid(
            say("That is too long."), {"words": say("Write at most %(most)s characters.", most=LONGEST_WORDS)}
        )
    before = select(UnclearParagraph.id).where(
        UnclearParagraph.block_id == block.id, UnclearParagraph.digest == digest, UnclearParagraph.visitor == visitor
    )
    if session.scalar(before):
        return False
    if actor is None and said_lately(session, roadmap, at - WITHIN) >= MOST_WITHOUT_ACCOUNT:
        raise Invalid(_LATER)
    return _add_once(
        session,
        UnclearParagraph(
            roadmap_id=roadmap.id,
            block_id=block.id,
            digest=digest,
            paragraph=paragraph.text,
            words=said,
            visitor=visitor,
            is_anonymous=actor is None,
            said_at=at,
        ),
    )


def mark_explained(
    session: Session, roadmap: Roadmap, block: BlockState, digest: str, *, note: str = "", actor: Actor, at: datetime
) -> None:
    """Say that the paragraph has been explained as it stands; the next who does not understand it counts anew."""
    if not policy.may_mark_explained(actor, roadmap):
        raise NotAllowed(say("Only those who write in the roadmap can do this."))
    if digest not in {one.digest for one in paragraphs_of(block)}:
        return
    kept = tidy(note).strip()[:LONGEST_WORDS]
    session.add(ParagraphExplained(block_id=block.id, digest=digest, note=kept, by_id=actor.person_id, at=at))


def ask_for_word(session: Session, word: str, *, visitor: str, actor: Actor | None, at: datetime) -> bool:
    """Ask that a word be explained; False when the same visitor has asked before, or the glossary explains it.

    :raises Invalid: when it is no word, or far too long for one
    """
    written = " ".join(tidy(word).split())
    folded = folded_name(written)
    if not folded or len(written) > LONGEST_WORD:
        raise Invalid(say("Write the word or expression that you want to have explained."))
    asked = select(AskedWord.id).where(AskedWord.folded == folded, AskedWord.visitor == visitor)
    if session.scalar(asked) or any(folded in names_folded(term.content) for term in terms(session)):
        return False
    if actor is None and asked_lately(session, at - WITHIN) >= MOST_WITHOUT_ACCOUNT:
        raise Invalid(_LATER)
    return _add_once(
        session, AskedWord(word=written, folded=folded, visitor=visitor, is_anonymous=actor is None, asked_at=at)
    )


def set_word_aside(session: Session, word: str, *, actor: Actor, at: datetime) -> None:
    """Take an asked word off the list without explaining it."""
    if not policy.may_answer_asked_words(actor):
        raise NotAllowed(say("Only a coordinator can change the glossary."))
    session.add(WordSetAside(folded=folded_name(word)[:200], by_id=actor.person_id, at=at))


def _add_once(session: Session, row: UnclearParagraph | AskedWord) -> bool:
    """Whether the row is new: of two that are sent at once, one counts."""
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True
