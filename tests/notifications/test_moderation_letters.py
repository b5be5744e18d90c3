from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.rules import mute, name_successor, take_over
from roadmaps.discussion import waiting
from roadmaps.discussion.comments import hide_comment
from roadmaps.discussion.models import WaitingComment
from roadmaps.foundation.events import Listeners
from roadmaps.moderation import rules
from roadmaps.moderation.listeners import wire
from roadmaps.moderation.models import FlagReason, ThingSort
from roadmaps.moderation.things import find_thing
from roadmaps.notifications.models import OutgoingMail
from roadmaps.notifications.moderation_letters import ModerationLetters
from tests.factories.areas import a_coordinator
from tests.factories.discussion import AT, Place, a_place, a_thread, comments_of, person_of
from tests.factories.notifications import the_outbox

ON = AT.date()


def tell(session: Session) -> None:
    listeners = Listeners()
    wire(listeners)
    ModerationLetters(the_outbox()).wire(listeners)
    listeners.tell_in_transaction(session)
    session.flush()


def letters(session: Session, place: Place, who: str) -> list[OutgoingMail]:
    tell(session)
    person_id = getattr(place, who).person_id
    return list(session.scalars(select(OutgoingMail).where(OutgoingMail.person_id == person_id)))


def test_whoever_flagged_reads_what_became_of_it_and_not_what_was_hidden(session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place, "Ni ljuger allihop."))
    thing = find_thing(session, ThingSort.COMMENT, comment.id, place.peak)
    rules.flag(session, thing, reason=FlagReason.HURTS, actor=place.peak, at=AT)

    hide_comment(session, comment, reason="Ett påhopp.", actor=place.leader, at=AT)

    [letter] = letters(session, place, "peak")
    assert "Förädla mer här" in letter.subject
    assert "> Ett påhopp." in letter.text
    assert "ljuger" not in letter.text + letter.html


def test_the_author_reads_how_the_appeal_was_answered(session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place, "Ni ljuger allihop."))
    hide_comment(session, comment, reason="Ett påhopp.", actor=place.leader, at=AT)
    appeal = rules.appeal(session, comment, words="Nej.", actor=place.torsta, at=AT)

    rules.answer_appeal(
        session, appeal, is_restored=False, answer="Jo, det var det.", actor=a_coordinator(session), at=AT
    )

    [letter] = letters(session, place, "torsta")
    assert "> Jo, det var det." in letter.text
    assert f"/comments/{comment.id}" in letter.text


def test_who_is_muted_reads_until_when_and_why(session: Session) -> None:
    place = a_place(session)
    last = ON + timedelta(days=7)

    person = person_of(session, place.torsta)
    mute(
        session, person, place.roadmap.area, reason="Tredje påhoppet.", until_on=last, on=ON, actor=place.leader, at=AT
    )

    [letter] = letters(session, place, "torsta")
    assert "28 november 2026" in letter.text
    assert "> Tredje påhoppet." in letter.text


def test_somebody_new_reads_what_became_of_the_post(session: Session) -> None:
    place = a_place(session)
    waiting.choose_read_first(session, place.roadmap, is_on=True, actor=place.leader, at=AT)
    kept = [
        waiting.post_thread(session, place.roadmap, body=body, actor=actor, at=AT)
        for body, actor in (("Hej!", place.torsta), ("Köp nu!", place.peak))
    ]
    assert isinstance(kept[0], WaitingComment)
    assert isinstance(kept[1], WaitingComment)

    comment = waiting.release(session, kept[0], actor=place.leader, at=AT)
    waiting.decline(session, kept[1], reason="Det är reklam.", actor=place.leader, at=AT)

    [released] = letters(session, place, "torsta")
    [declined] = letters(session, place, "peak")
    assert f"/comments/{comment.id}" in released.text
    assert "> Det är reklam." in declined.text


def test_who_takes_over_and_who_leaves_are_told(session: Session) -> None:
    place = a_place(session)
    name_successor(session, place.roadmap.area, person_of(session, place.editor), actor=place.leader, at=AT)
    take_over(session, place.roadmap.area, actor=place.editor, on=ON, at=AT)

    [named] = letters(session, place, "editor")
    [left] = letters(session, place, "leader")

    assert f"/areas/{place.slug}/handing-over" in named.text
    assert "Erik Nilsson" in left.text
