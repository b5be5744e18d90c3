from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Role
from roadmaps.discussion.comments import hide_comment, restore_comment
from roadmaps.discussion.models import Comment
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import Listeners
from roadmaps.moderation import rules
from roadmaps.moderation.events import AppealAnswered, FlagSettled
from roadmaps.moderation.listeners import wire
from roadmaps.moderation.models import Appeal, Deed, FlagOutcome, FlagReason, LogEntry, ThingSort
from roadmaps.moderation.queries import flags_by, log_of, open_appeals, open_flags
from roadmaps.moderation.things import find_thing
from tests.factories.areas import a_coordinator, someone_with
from tests.factories.discussion import AT, Place, a_place, a_thread, comments_of
from tests.factories.discussion import person_of as person_of


def tell(session: Session) -> None:
    listeners = Listeners()
    wire(listeners)
    listeners.tell_in_transaction(session)
    session.flush()


def a_comment(session: Session, place: Place, body: str = "Du ljuger.") -> Comment:
    [comment] = comments_of(session, a_thread(session, place, body))
    return comment


def flag(session: Session, comment: Comment, by: Actor, reason: FlagReason = FlagReason.HURTS, words: str = "") -> None:
    thing = find_thing(session, ThingSort.COMMENT, comment.id, by)
    rules.flag(session, thing, reason=reason, words=words, actor=by, at=AT)


def deeds(session: Session, place: Place) -> list[tuple[Deed, str]]:
    return [(one.deed, one.reason) for one in session.scalars(log_of(place.roadmap.area_id))]


def hidden_comment(session: Session, place: Place, by: Actor | None = None) -> Comment:
    comment = a_comment(session, place)
    hide_comment(session, comment, reason="Det är ett påhopp.", actor=by or place.leader, at=AT)
    tell(session)
    return comment


def test_a_flag_waits_for_those_who_lead_and_does_nothing_to_the_thing(session: Session) -> None:
    place = a_place(session)
    comment = a_comment(session, place)

    flag(session, comment, place.peak, words="Det är inte sant.")

    [waiting] = open_flags(session, [place.roadmap.area_id])
    assert (waiting.words, waiting.about, waiting.by_id) == ("Det är inte sant.", "Förädla mer här", None)
    assert not comment.is_hidden


def test_a_person_has_one_open_flag_on_a_thing(session: Session) -> None:
    place = a_place(session)
    comment = a_comment(session, place)
    flag(session, comment, place.peak)

    with pytest.raises(Invalid, match="already"):
        flag(session, comment, place.peak)

    flag(session, comment, place.editor)
    assert len(open_flags(session, [place.roadmap.area_id])) == 2


def test_whoever_means_something_else_says_what(session: Session) -> None:
    place = a_place(session)

    with pytest.raises(Invalid) as refusal:
        flag(session, a_comment(session, place), place.peak, FlagReason.OTHER)

    assert "words" in refusal.value.fields


def test_hiding_answers_every_flag_in_the_same_words(session: Session) -> None:
    place = a_place(session)
    comment = a_comment(session, place)
    flag(session, comment, place.peak)
    flag(session, comment, place.editor)

    hide_comment(session, comment, reason="Det är ett påhopp.", actor=place.leader, at=AT)
    tell(session)

    for person in (place.peak, place.editor):
        [mine] = session.scalars(flags_by(person.person_id))
        assert (mine.outcome, mine.answer) == (FlagOutcome.HIDDEN, "Det är ett påhopp.")
    assert open_flags(session, [place.roadmap.area_id]) == []


def test_a_flag_that_leads_to_nothing_is_answered_too(session: Session) -> None:
    place = a_place(session)
    comment = a_comment(session, place)
    flag(session, comment, place.peak)
    thing = find_thing(session, ThingSort.COMMENT, comment.id, place.leader)

    with pytest.raises(Invalid):
        rules.settle_flags(session, thing, outcome=FlagOutcome.LEFT, answer=" ", actor=place.leader, at=AT)
    settled = rules.settle_flags(
        session, thing, outcome=FlagOutcome.LEFT, answer="Skarpt, men sakligt.", actor=place.leader, at=AT
    )

    assert [one.answer for one in settled] == ["Skarpt, men sakligt."]


def test_only_those_who_lead_answer_flags(session: Session) -> None:
    place = a_place(session)
    comment = a_comment(session, place)
    flag(session, comment, place.peak)
    thing = find_thing(session, ThingSort.COMMENT, comment.id, place.editor)

    with pytest.raises(NotAllowed):
        rules.settle_flags(session, thing, outcome=FlagOutcome.LEFT, answer="Nej.", actor=place.editor, at=AT)


@pytest.mark.parametrize("sort", [ThingSort.THREAD, ThingSort.BLOCK])
def test_threads_and_blocks_can_be_flagged_too(session: Session, sort: ThingSort) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    thing_id = thread.id if sort is ThingSort.THREAD else place.goal

    thing = find_thing(session, sort, thing_id, place.peak)
    rules.flag(session, thing, reason=FlagReason.WRONG, actor=place.peak, at=AT)

    [waiting] = open_flags(session, [place.roadmap.area_id])
    assert waiting.about == "Förädla mer här"


def test_the_author_appeals_once_and_somebody_else_than_who_hid_it_answers(session: Session) -> None:
    place = a_place(session)
    deputy = someone_with(session, place.roadmap.area, Role.DEPUTY)
    comment = hidden_comment(session, place)

    appeal = rules.appeal(session, comment, words="Jag svarade bara.", actor=place.torsta, at=AT)
    with pytest.raises(Invalid, match="once"):
        rules.appeal(session, comment, words="Igen.", actor=place.torsta, at=AT)
    with pytest.raises(NotAllowed):
        rules.answer_appeal(session, appeal, is_restored=True, answer="Ja.", actor=place.leader, at=AT)
    rules.answer_appeal(session, appeal, is_restored=False, answer="Det var ett påhopp.", actor=deputy, at=AT)
    tell(session)

    assert comment.is_hidden
    assert (Deed.APPEAL_DENIED, "Det var ett påhopp.") in deeds(session, place)
    assert open_appeals(session, [place.roadmap.area_id]) == []


def test_what_is_restored_after_an_appeal_is_told_with_the_reason(session: Session) -> None:
    place = a_place(session)
    coordinator = a_coordinator(session)
    comment = hidden_comment(session, place)
    appeal = rules.appeal(session, comment, words="Jag svarade bara.", actor=place.torsta, at=AT)

    rules.answer_appeal(session, appeal, is_restored=True, answer="Det är en sakfråga.", actor=coordinator, at=AT)
    tell(session)

    assert not comment.is_hidden
    assert (Deed.COMMENT_RESTORED, "Det är en sakfråga.") in deeds(session, place)


def test_the_one_who_hid_it_answers_where_there_is_nobody_else(session: Session) -> None:
    place = a_place(session)
    alone = a_coordinator(session)
    # Whoever hid it is the only coordinator, and the area's leader has left.
    person_of(session, place.leader).deactivated_at = AT
    for other in session.query(type(person_of(session, alone))).filter_by(is_coordinator=True):
        other.is_coordinator = other.id == alone.person_id
    session.flush()
    comment = hidden_comment(session, place, by=alone)
    appeal = rules.appeal(session, comment, words="Jag svarade bara.", actor=place.torsta, at=AT)

    rules.answer_appeal(session, appeal, is_restored=True, answer="Du har rätt.", actor=alone, at=AT)

    assert not comment.is_hidden


def test_restoring_in_another_way_answers_the_appeal(session: Session) -> None:
    place = a_place(session)
    comment = hidden_comment(session, place)
    appeal = rules.appeal(session, comment, words="Jag svarade bara.", actor=place.torsta, at=AT)

    restore_comment(session, comment, actor=place.leader, at=AT)
    tell(session)

    assert session.get_one(Appeal, appeal.id).is_restored


def test_a_comment_that_is_hidden_anew_can_be_appealed_anew(session: Session) -> None:
    place = a_place(session)
    comment = hidden_comment(session, place)
    rules.appeal(session, comment, words="Jag svarade bara.", actor=place.torsta, at=AT)
    restore_comment(session, comment, actor=place.leader, at=AT)
    tell(session)

    hide_comment(session, comment, reason="Igen.", actor=place.leader, at=AT + timedelta(days=1))
    again = rules.appeal(session, comment, words="Nej.", actor=place.torsta, at=AT + timedelta(days=1))

    assert again.hide_reason == "Igen."


def test_nobody_but_the_author_appeals(session: Session) -> None:
    place = a_place(session)
    comment = hidden_comment(session, place)

    with pytest.raises(NotAllowed):
        rules.appeal(session, comment, words="Den är bra.", actor=place.peak, at=AT)


def test_the_log_never_names_who_flagged(session: Session) -> None:
    place = a_place(session)
    comment = a_comment(session, place)
    flag(session, comment, place.peak)

    hide_comment(session, comment, reason="Det är ett påhopp.", actor=place.leader, at=AT)
    tell(session)

    [entry] = session.scalars(log_of(place.roadmap.area_id))
    assert isinstance(entry, LogEntry)
    assert entry.person_id == place.leader.person_id


def test_those_who_flagged_and_appealed_are_announced_an_answer(session: Session) -> None:
    place = a_place(session)
    told: list[object] = []
    listeners = Listeners()
    wire(listeners)
    listeners.in_transaction(FlagSettled, lambda _session, fact: told.append(fact))
    listeners.in_transaction(AppealAnswered, lambda _session, fact: told.append(fact))
    coordinator = a_coordinator(session)
    comment = a_comment(session, place)
    flag(session, comment, place.peak)

    hide_comment(session, comment, reason="Påhopp.", actor=place.leader, at=AT)
    listeners.tell_in_transaction(session)
    appeal = rules.appeal(session, comment, words="Nej.", actor=place.torsta, at=AT)
    rules.answer_appeal(session, appeal, is_restored=True, answer="Visst.", actor=coordinator, at=AT)
    listeners.tell_in_transaction(session)

    assert [type(one) for one in told] == [FlagSettled, AppealAnswered]
