from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.events import EmailChanged, InvitationMade, PasswordChanged, PasswordResetAsked
from roadmaps.accounts.models import Organisation
from roadmaps.accounts.rules import propose_member
from roadmaps.areas.models import RoleGrant
from roadmaps.discussion import comments, rules
from roadmaps.discussion.models import Outcome
from roadmaps.following import rules as following
from roadmaps.following.models import SubjectSort
from roadmaps.foundation.events import Event, Listeners, record
from roadmaps.foundation.ids import new_id
from roadmaps.notifications.account_letters import AccountLetters
from roadmaps.notifications.discussion_letters import DiscussionLetters
from roadmaps.notifications.mention_letters import MentionLetters
from roadmaps.notifications.models import MailKind, MailState, OutgoingMail
from roadmaps.notifications.rules import stop
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.discussion import AT, a_place, a_thread, comments_of, person_of
from tests.factories.notifications import BASE_URL, the_letters, the_outbox


def tell(session: Session) -> None:
    """Let the listeners hear what has been recorded, as a unit of work does before it commits."""
    listeners = Listeners()
    AccountLetters(the_outbox()).wire(listeners)
    MentionLetters(the_outbox()).wire(listeners)
    DiscussionLetters(the_outbox()).wire(listeners)
    listeners.tell_in_transaction(session)
    session.flush()


def written(session: Session) -> list[OutgoingMail]:
    return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def tell_of(session: Session, event: Event) -> list[OutgoingMail]:
    record(session, event)
    tell(session)
    return written(session)


def invitation(name: str = "Åsa", language: str = "sv", place: str = "Hållbar energi") -> InvitationMade:
    return InvitationMade(
        new_id(),
        "asa@example.org",
        name,
        language,
        "Lena Berg",
        "Torsta",
        place,
        AT + timedelta(days=14),
        "hemlig-nyckel",
    )


def test_an_invitation_carries_its_link_and_is_a_secret(session: Session) -> None:
    [mail] = tell_of(session, invitation())

    assert (mail.to, mail.has_secret, mail.expires_at) == ("asa@example.org", True, AT + timedelta(days=14))
    for body in (mail.text, mail.html):
        assert f"{BASE_URL}/invitations/hemlig-nyckel" in body
        assert "Lena Berg" in body


def test_coordinators_are_asked_whether_somebody_acts_for_an_organisation(session: Session) -> None:
    asa, per, torsta = a_person(session, "Åsa Berg"), a_person(session, "Per Holm"), an_organisation(session, "Torsta")
    maja = a_person(session, "Maja Lind", is_coordinator=True)
    a_person(session, "Ola Nord", is_coordinator=True).deactivated_at = AT

    propose_member(session, torsta, asa, on=AT.date(), at=AT, by_id=per.id)
    tell(session)

    [mail] = written(session)
    assert mail.person_id == maja.id
    for body in (mail.text, mail.html):
        assert f"{BASE_URL}/organisations/{torsta.id}" in body
        assert all(name in body for name in ("Åsa Berg", "Per Holm", "Torsta"))


def test_nobody_is_asked_about_themselves(session: Session) -> None:
    maja, per = a_person(session, "Maja Lind", is_coordinator=True), a_person(session, "Per Holm")

    propose_member(session, an_organisation(session), maja, on=AT.date(), at=AT, by_id=per.id)
    tell(session)

    assert written(session) == []


def test_a_reset_carries_its_link_and_is_a_secret(session: Session) -> None:
    person = a_person(session)

    [mail] = tell_of(
        session,
        PasswordResetAsked(person.id, person.email, person.name, "sv", AT + timedelta(hours=1), "hemlig-nyckel"),
    )

    assert mail.has_secret
    assert f"{BASE_URL}/reset/hemlig-nyckel" in mail.text


def test_a_changed_password_and_address_are_told(session: Session) -> None:
    person = a_person(session)

    tell_of(session, PasswordChanged(person.id, person.email, person.name, "sv", AT))
    mails = tell_of(session, EmailChanged(person.id, person.name, "sv", "gammal@example.org", "ny@example.org"))

    assert [mail.to for mail in mails] == [person.email, "gammal@example.org", "ny@example.org"]
    assert not any(mail.has_secret for mail in mails)


def test_a_letter_is_in_the_language_of_its_receiver(session: Session) -> None:
    [mail] = tell_of(session, invitation(language="en"))

    assert (mail.language, "Accept the invitation" in mail.text) == ("en", True)
    assert '<html lang="en">' in mail.html


def test_what_people_write_is_no_markup_in_a_letter(session: Session) -> None:
    [mail] = tell_of(session, invitation(name="<b>Åsa</b>", place="Rad\r\nBcc: ond@example.com"))

    assert "<b>Åsa</b>" in mail.text
    assert "<b>Åsa</b>" not in mail.html
    assert "\n" not in mail.subject


@pytest.mark.parametrize("language", ["sv", "en", "de"])
@pytest.mark.parametrize(
    "kind", ["discussion/answer", "discussion/mention", "discussion/resolved", "discussion/hidden"]
)
def test_every_letter_of_the_discussion_can_be_written(kind: str, language: str) -> None:
    facts = {
        "who": "Pål Dahl (Peak)",
        "about": "Förädla mer här",
        "excerpt": "Ja <b>visst</b>",
        "outcome": "The text was changed",
        "organisation": "Peak & Co",
        "text": "Ny siffra",
        "reason": "Privat",
        "path": "/threads/1",
        "appeal_path": "/appeals/1",
    }

    letter = the_letters().write(kind, language, receiver_name="Tove", **facts)

    assert "Förädla mer här" in letter.subject + letter.text
    assert f"{BASE_URL}/threads/1" in letter.text
    assert f'href="{BASE_URL}/threads/1"' in letter.html
    assert "<b>visst" not in letter.html
    assert "\n\n\n" not in letter.text


def test_those_who_have_written_in_a_thread_are_told_of_an_answer_but_not_its_author(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    rules.reply(session, thread, body="Första svaret", actor=place.peak, at=AT)
    tell(session)
    before = {mail.id for mail in written(session)}

    rules.reply(session, thread, body="En **tredjedel** till", actor=place.leader, at=AT)
    tell(session)

    new = [mail for mail in written(session) if mail.id not in before]
    assert {mail.to for mail in new} == {person_of(session, place.torsta).email, person_of(session, place.peak).email}
    answer = comments_of(session, thread)[-1]
    assert f"{BASE_URL}/comments/{answer.id}" in new[0].text
    assert "En tredjedel till" in new[0].text
    assert new[0].headers["References"] == f"<thread.{thread.id}@fardplan.example.org>"


def test_opening_a_thread_tells_nobody_by_mail(session: Session) -> None:
    a_thread(session, a_place(session))
    tell(session)

    assert written(session) == []


def test_whoever_has_chosen_so_is_left_alone(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    stop(session, place.torsta.person_id, MailKind.ANSWERS, at=AT)

    rules.reply(session, thread, body="Svar", actor=place.peak, at=AT)
    rules.resolve(session, thread, outcome=Outcome.CHANGED, text="", actor=place.leader, at=AT)
    tell(session)

    assert written(session) == []


def test_whoever_may_no_longer_read_the_thread_is_told_nothing(session: Session) -> None:
    place = a_place(session)
    thread, other = a_thread(session, place), a_thread(session, place, actor=place.editor)
    grant = session.scalars(select(RoleGrant).where(RoleGrant.person_id == place.torsta.person_id)).one()
    grant.until_on = AT.date() - timedelta(days=1)
    person_of(session, place.editor).deactivated_at = AT
    session.flush()

    for one in (thread, other):
        rules.reply(session, one, body="Svar", actor=place.peak, at=AT)
    tell(session)

    assert written(session) == []


def test_the_one_who_began_is_told_what_came_of_it(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)

    rules.resolve(session, thread, outcome=Outcome.TAKEN_ON, text="Peak tar det vidare", actor=place.leader, at=AT)
    tell(session)

    [mail] = written(session)
    assert mail.to == person_of(session, place.torsta).email
    assert "Peak tar det vidare" in mail.text


def test_the_author_is_told_that_a_comment_is_hidden_and_why_but_not_its_text(session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place, "Det som göms"))
    stop(session, place.torsta.person_id, MailKind.ANSWERS, at=AT)

    comments.hide_comment(session, comment, reason="Nämner en privatperson", actor=place.leader, at=AT)
    tell(session)

    [mail] = written(session)
    assert mail.to == person_of(session, place.torsta).email
    assert "Nämner en privatperson" in mail.text
    assert "Det som göms" not in mail.text + mail.html


def test_who_has_left_the_thread_is_told_no_more_of_it(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    following.leave(session, SubjectSort.THREAD, thread.id, actor=place.torsta, at=AT)

    rules.reply(session, thread, body="Svar", actor=place.peak, at=AT)
    rules.resolve(session, thread, outcome=Outcome.CHANGED, text="", actor=place.leader, at=AT)
    tell(session)

    assert written(session) == []


def test_every_letter_of_a_thread_names_the_way_out_of_it(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    rules.reply(session, thread, body="Svar", actor=place.peak, at=AT)
    tell(session)

    [mail] = written(session)

    token = the_outbox().stop_links.thread_token_of(place.torsta.person_id, thread.id)
    for body in (mail.text, mail.html):
        assert f"{BASE_URL}/mail/leave/{token}" in body


def test_who_is_mentioned_is_told_at_once_and_in_one_letter_only(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)

    rules.reply(session, thread, body="Vad säger @Tove Ström, och @Lena Berg?", actor=place.peak, at=AT)
    tell(session)

    mails = written(session)
    assert {mail.to for mail in mails} == {
        person_of(session, place.torsta).email,
        person_of(session, place.leader).email,
    }
    assert {mail.kind for mail in mails} == {"discussion/mention"}
    assert "Vad säger @Tove Ström" in mails[0].text


def test_an_organisation_that_is_mentioned_is_its_people_who_may_read_the_thread(session: Session) -> None:
    place = a_place(session)
    organisation = place.peak.organisations[0]
    colleague = a_person(session, "Kollega Utan Roll")
    a_membership(session, colleague, session.get_one(Organisation, organisation[0]))

    a_thread(session, place, f"Kan @{organisation[1]} svara?")
    tell(session)

    [mail] = written(session)
    assert mail.to == person_of(session, place.peak).email
    assert organisation[1] in mail.subject


def test_who_wants_no_letters_about_mentions_gets_none_of_them(session: Session) -> None:
    place = a_place(session)
    stop(session, place.peak.person_id, MailKind.MENTIONS, at=AT)

    a_thread(session, place, "Vad säger @Pål Dahl och jag, @Tove Ström?")
    tell(session)

    assert written(session) == []


def test_the_letter_and_the_act_stand_or_fall_together(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    rules.reply(session, thread, body="Svar", actor=place.peak, at=AT)

    with session.begin_nested() as inner:
        tell(session)
        assert len(written(session)) == 1
        inner.rollback()

    assert written(session) == []


@pytest.mark.parametrize("how", ["hidden", "withdrawn"])
def test_what_is_hidden_or_withdrawn_does_not_go_out_by_mail_any_more(session: Session, how: str) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    answer = rules.reply(session, thread, body="Någons telefonnummer", actor=place.peak, at=AT)
    tell(session)
    [mail] = written(session)
    assert "telefonnummer" in mail.text

    if how == "hidden":
        comments.hide_comment(session, answer, reason="Privat", actor=place.leader, at=AT)
    else:
        comments.withdraw_comment(session, answer, actor=place.peak, at=AT)
    tell(session)

    session.expire_all()
    assert mail.state is MailState.GIVEN_UP
    assert "telefonnummer" not in "".join(one.text + one.html for one in written(session))
