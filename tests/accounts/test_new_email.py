"""A new address answers before it is kept, and the old one can stop it, also afterwards."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts import rules
from roadmaps.accounts.events import EmailChangeAsked, EmailChanged, EmailChangeStopped
from roadmaps.accounts.models import EmailChange, Person, SignIn
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotAllowed, NotFound, TooMany
from roadmaps.foundation.events import take_recorded
from roadmaps.notifications.models import OutgoingMail
from tests.browsing import Browser
from tests.factories.accounts import a_person
from tests.factories.areas import as_actor
from tests.factories.letters import letters_to, link_in, write_letters

OLD, NEW = "karin@example.org", "k@example.org"


def ask(client: Browser, email: str = NEW) -> None:
    answer = client.post("/me/email", data={"email": email})
    assert (answer.status_code, answer.location) == (303, "/me")


def stop_link(session: Session) -> str:
    return link_in(letters_to(session, OLD)[-1])


def test_the_new_address_holds_once_it_has_answered(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD)
    client.sign_in(karin)

    ask(client, "K@Example.org")
    assert karin.email == OLD, "nothing is changed yet"
    link = link_in(letters_to(session, NEW)[-1])
    looked = client.get(link)
    assert karin.email == OLD, "looking changes nothing"
    client.post(link)

    assert looked.status_code == 200
    assert session.get_one(Person, karin.id).email == NEW
    assert client.post(link).status_code == 404


def test_the_old_address_is_told_when_it_is_asked_and_when_it_is_done(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, email=OLD))

    ask(client)
    client.post(link_in(letters_to(session, NEW)[-1]))

    assert [mail.kind for mail in letters_to(session, OLD)] == ["accounts/email_change_asked", "accounts/email_changed"]
    assert all(NEW in mail.text for mail in letters_to(session, OLD))


def test_only_who_asked_can_keep_it(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, email=OLD))
    ask(client)
    link = link_in(letters_to(session, NEW)[-1])

    client.sign_in(a_person(session, "Per Holm"))
    assert client.post(link).status_code == 404
    client.post("/sign-out")

    assert client.get(link).location.startswith("/sign-in")


def test_the_link_to_the_new_address_works_for_a_day(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, email=OLD))
    ask(client)
    link = link_in(letters_to(session, NEW)[-1])

    with time_machine.travel(now() + timedelta(days=1), tick=False):
        assert client.post(link).status_code == 404


def test_whoever_reads_the_old_address_stops_it_and_the_thief_is_shut_out(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD)
    client.sign_in(karin)
    ask(client)
    new, stop = link_in(letters_to(session, NEW)[-1]), stop_link(session)
    owner = client.application.test_client()
    owner.session = session  # type: ignore[attr-defined]

    assert owner.get(stop).status_code == 200
    assert client.get("/me/profile").status_code == 200, "looking changes nothing"
    stopped = owner.post(stop)

    assert (stopped.status_code, stopped.location) == (303, "/reset")
    assert client.get("/me/profile").status_code == 303
    assert client.post(new).status_code in (303, 403, 404)
    kept = session.get_one(Person, karin.id)
    assert (kept.email, kept.password_hash) == (OLD, None)
    assert all(one.ended_at for one in session.scalars(select(SignIn)))


def test_it_can_be_stopped_for_a_week_also_after_it_has_been_kept(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD)
    client.sign_in(karin)
    ask(client)
    stop = stop_link(session)
    client.post(link_in(letters_to(session, NEW)[-1]))

    with time_machine.travel(now() + timedelta(days=6), tick=False):
        client.post(stop)

    assert session.get_one(Person, karin.id).email == OLD
    with time_machine.travel(now() + timedelta(days=6), tick=False):
        assert client.post(stop).status_code == 404, "once"


def test_who_changes_it_twice_is_shut_out_all_the_same(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD)
    client.sign_in(karin)
    ask(client)
    stop = stop_link(session)
    client.post(link_in(letters_to(session, NEW)[-1]))
    ask(client, "further@example.org")
    stop_of_thief = link_in(letters_to(session, NEW)[-1])
    client.post(link_in(letters_to(session, "further@example.org")[-1]))

    client.post(stop)

    assert session.get_one(Person, karin.id).email == OLD
    assert client.post(stop_of_thief).status_code == 404, "nor can it be turned back"
    assert session.get_one(Person, karin.id).email == OLD


def test_after_a_week_it_is_too_late(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, email=OLD))
    ask(client)
    stop = stop_link(session)

    with time_machine.travel(now() + timedelta(days=7), tick=False):
        assert client.post(stop).status_code == 404


def test_an_old_address_that_is_somebody_elses_meanwhile_is_not_taken_back_but_the_thief_is_shut_out(
    client: Browser, session: Session
) -> None:
    karin = a_person(session, email=OLD)
    client.sign_in(karin)
    ask(client)
    stop = stop_link(session)
    client.post(link_in(letters_to(session, NEW)[-1]))
    a_person(session, "Per Holm", email=OLD)

    client.post(stop)

    assert session.get_one(Person, karin.id).email == NEW
    assert all(one.ended_at for one in session.scalars(select(SignIn)))


def test_asking_for_the_address_of_another_tells_nothing_here_and_everything_there(
    client: Browser, session: Session
) -> None:
    karin = a_person(session, email=OLD)
    a_person(session, "Per Holm", email="per@example.org")
    client.sign_in(karin)

    free, taken = (client.post("/me/email", data={"email": email}) for email in (NEW, "per@example.org"))

    assert (free.status_code, free.location, free.text) == (taken.status_code, taken.location, taken.text)
    [to_per] = letters_to(session, "per@example.org")
    assert to_per.kind == "accounts/email_taken"
    assert "/email/" not in to_per.text
    assert OLD not in to_per.text


def test_an_address_that_somebody_else_got_first_is_not_kept(session: Session) -> None:
    karin = a_person(session, email=OLD)
    actor = as_actor(session, karin)
    change = rules.ask_for_new_email(session, karin, email=NEW, address="", at=now(), actor=actor)
    a_person(session, "Per Holm", email=NEW)
    assert change is not None
    session.flush()

    with pytest.raises(NotFound):
        rules.keep_new_email(session, change, at=now(), actor=actor)

    assert karin.email == OLD


def test_the_latest_wish_alone_is_open_and_can_be_taken_back(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD)
    client.sign_in(karin)
    ask(client)
    ask(client, "other@example.org")
    first, second = (link_in(letters_to(session, email)[-1]) for email in (NEW, "other@example.org"))
    assert client.post(first).status_code == 404

    client.post("/me/email/removal")

    assert client.post(second).status_code == 404
    assert session.get_one(Person, karin.id).email == OLD
    assert all(change.stopped_at for change in session.scalars(select(EmailChange)))


def test_the_present_address_needs_no_letter(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, email=OLD))

    ask(client, OLD.upper())

    assert session.scalars(select(OutgoingMail)).all() == []


def test_links_that_went_to_the_old_address_stop_with_it(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session, email=OLD))
    client.post("/reset", data={"email": OLD})
    write_letters(client)
    reset = link_in(letters_to(session, OLD)[-1])
    ask(client)

    client.post(link_in(letters_to(session, NEW)[-1]))

    assert client.get(reset).status_code == 404


def test_nobody_asks_for_another_persons_address_to_be_changed(session: Session) -> None:
    karin, per = a_person(session), a_person(session, "Per Holm")

    with pytest.raises(NotAllowed):
        rules.ask_for_new_email(session, karin, email=NEW, address="", at=now(), actor=as_actor(session, per))


def test_strangers_are_not_written_to_without_end(session: Session) -> None:
    karin = a_person(session, email=OLD)
    actor = as_actor(session, karin)
    for number in range(4):
        rules.ask_for_new_email(session, karin, email=f"x{number}@example.org", address="", at=now(), actor=actor)
        session.flush()

    with pytest.raises(TooMany):
        rules.ask_for_new_email(session, karin, email="x5@example.org", address="", at=now(), actor=actor)


def test_each_step_is_told(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD)
    actor = as_actor(session, karin)

    change = rules.ask_for_new_email(session, karin, email=NEW, address="", at=now(), actor=actor)
    assert change is not None
    session.flush()
    rules.keep_new_email(session, change, at=now(), actor=actor)
    rules.stop_new_email(session, change, at=now())

    kinds = [type(event) for event in take_recorded(session)]
    assert [kind for kind in kinds if kind in {EmailChangeAsked, EmailChanged, EmailChangeStopped}] == [
        EmailChangeAsked,
        EmailChanged,
        EmailChangeStopped,
    ]
