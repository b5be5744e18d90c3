"""By what else the person of an erasure may be called in texts: nicknames, older names, telephone numbers, other addresses."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.queries import person_with_email
from roadmaps.accounts.rules.people import as_stored
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.privacy import policy, queries
from roadmaps.privacy.events import OtherWordsGiven
from roadmaps.privacy.models import Erasure
from roadmaps.privacy.places import Sought, named_places

SHORTEST, LONGEST, MOST = 3, 200, 20


def look_for(session: Session, erasure: Erasure, words: Iterable[str], *, at: datetime, actor: Actor) -> None:
    """Look for these as well, and no longer for others that were given before. Nothing is changed in any text yet.

    What was decided where one of them stands is forgotten, as it was decided without knowing of it; and who proposed the
    erasure has to propose it anew.
    """
    if not policy.may_look_into(actor, erasure) or not erasure.is_open:
        raise NotAllowed(say("Coordinators decide that, until it is done."))
    wanted = _tidied(session, erasure, words)
    before = erasure.other_words
    if wanted == before:
        return
    erasure.other_words = wanted
    erasure.proposed_at = erasure.proposed_by_id = None
    changed = tuple({*before} ^ {*wanted})
    stands_in = {one.id for one in named_places(session, Sought(changed), queries.subject_of(session, erasure))}
    for decision in queries.decisions_on(session, erasure):
        if decision.place in stands_in:
            session.delete(decision)
    record(session, OtherWordsGiven(erasure_id=erasure.id, words=len(wanted), by_id=actor.person_id, at=at))


def require_addresses_of_nobody_else(session: Session, erasure: Erasure) -> None:
    """Somebody else may have got an account with one of the addresses meanwhile."""
    for word in erasure.other_words:
        if "@" in word:
            _require_address_of_nobody_else(session, erasure, word)


def _tidied(session: Session, erasure: Erasure, words: Iterable[str]) -> list[str]:
    tidied: dict[str, str] = {}
    for word in (" ".join(one.split()) for one in words):
        if not word:
            continue
        if sum(map(str.isalnum, word)) < SHORTEST or len(word) > LONGEST:
            raise _fault(
                say("“%(word)s” would be found in every text: write at least three letters.", word=word[:LONGEST])
            )
        told = as_stored(word) if "@" in word else word
        if "@" in told:
            _require_address_of_nobody_else(session, erasure, told)
        tidied.setdefault(told.casefold(), told)
    if len(tidied) > MOST:
        raise _fault(say("At most %(most)s words can be looked for.", most=MOST))
    return list(tidied.values())


def _require_address_of_nobody_else(session: Session, erasure: Erasure, address: str) -> None:
    person = session.scalar(person_with_email(address))
    if person is not None and person.id != erasure.person_id:
        raise _fault(say("%(address)s is the address of somebody else with an account.", address=address))


def _fault(sentence: Sentence) -> Invalid:
    return Invalid(sentence, {"words": sentence})
