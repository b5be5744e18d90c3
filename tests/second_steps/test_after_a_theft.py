"""Whoever stops a change of address, because somebody else asked for it, loses what that somebody brought and nothing else."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import AccessToken, Scope
from roadmaps.access_tokens.queries import open_token
from roadmaps.access_tokens.rules import make_token
from roadmaps.accounts.rules import invite
from roadmaps.calendars.models import Scope as Scale
from roadmaps.calendars.rules import make_link
from roadmaps.foundation.clock import now
from roadmaps.passkeys.models import Passkey
from roadmaps.second_steps.models import CodeApp, RecoveryCode
from roadmaps.second_steps.rules import make_codes
from roadmaps.single_sign_on.models import ProviderAccount, Tie
from tests.browsing import Browser
from tests.factories.access_tokens import a_service_account, a_token
from tests.factories.accounts import LONG_AGO, a_person
from tests.factories.areas import a_coordinator, as_actor
from tests.factories.letters import letters_to, link_in, write_letters
from tests.factories.passkeys import Device
from tests.factories.second_steps import an_app

OLD, NEW = "karin@example.org", "thief@example.org"


def tied(session: Session, person, subject: str, tie: Tie, at) -> None:
    facts = {"issuer": "https://idp.example.org", "provider": "region", "subject": subject}
    session.add(ProviderAccount(person_id=person.id, tie=tie, tied_at=at, **facts))


def stop(client: Browser, session: Session) -> None:
    client.post("/me/email", data={"email": NEW})
    client.post(link_in(letters_to(session, NEW)[-1]))
    answer = client.post(link_in(next(mail for mail in letters_to(session, OLD) if "/email/stop/" in mail.text)))
    assert answer.location == "/reset"


def test_what_a_thief_brought_opens_nothing_any_more(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD)
    Device().known_to(session, karin).added_at = now() - timedelta(days=2)
    an_app(session, karin)
    session.scalars(select(CodeApp)).one().in_use_since = now() - timedelta(days=2)
    make_codes(session, karin.id, at=now() - timedelta(days=1))
    tied(session, karin, "thief", Tie.ONESELF, now() - timedelta(days=1))
    client.sign_in(karin)

    stop(client, session)

    assert session.scalars(select(Passkey)).all() == []
    assert session.scalars(select(CodeApp)).all() == session.scalars(select(RecoveryCode)).all() == []
    assert session.scalars(select(ProviderAccount)).one().untied_at is not None


def test_what_a_thief_made_in_somebodys_name_opens_nothing_any_more(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD, is_coordinator=True)
    actor, at = as_actor(session, karin), now() - timedelta(days=1)
    account = a_service_account(session, karin)
    kept = a_token(session, account.person_id)
    word = make_token(
        session,
        account.person,
        name="Diariet",
        scopes=Scope,
        last_on=at.date() + timedelta(days=90),
        actor=actor,
        at=at,
    )
    letter = invite(session, email="accomplice@example.org", as_coordinator=True, at=at, actor=actor)
    of_another = invite(session, email="anna@example.org", at=at, actor=a_coordinator(session))
    link, _secret = make_link(session, Scale.ALL, at=at, actor=actor)
    client.sign_in(karin)

    stop(client, session)

    session.expire_all()
    assert open_token(session, word, now()) is None
    assert open_token(session, kept, now()) is not None
    assert (letter.invitation.withdrawn_at is None, of_another.invitation.withdrawn_at is None) == (False, True)
    assert not link.is_open


def test_what_the_person_has_had_for_long_stays(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD)
    Device().known_to(session, karin)
    an_app(session, karin)
    make_codes(session, karin.id, at=LONG_AGO)
    tied(session, karin, "karin", Tie.ONESELF, LONG_AGO)
    tied(session, karin, "karin by address", Tie.ADDRESS, now())
    client.sign_in(karin)

    stop(client, session)

    assert len(session.scalars(select(Passkey)).all()) == 1
    assert session.scalars(select(CodeApp)).one().is_in_use
    assert len(session.scalars(select(RecoveryCode)).all()) == 10
    assert all(one.untied_at is None for one in session.scalars(select(ProviderAccount)))


def test_who_only_thinks_better_of_it_loses_nothing(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD)
    Device().known_to(session, karin).added_at = now()
    client.sign_in(karin)
    client.post("/me/email", data={"email": NEW})

    client.post("/me/email/removal")

    assert len(session.scalars(select(Passkey)).all()) == 1


def reset(client: Browser, session: Session, **form: str) -> Any:
    client.post("/reset", data={"email": OLD})
    write_letters(client)
    link = link_in(letters_to(session, OLD)[-1])
    page = client.page(link)
    answer = client.post(link, data={"password": "fyra björkar på udden", **form})
    assert answer.status_code == 303
    return page, answer


def test_a_reset_tells_by_what_else_somebody_can_get_in(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD)
    Device().known_to(session, karin)
    an_app(session, karin)

    page, answer = reset(client, session)

    shown = page.css_first("main ul").text()
    assert "Lösennyckel" in shown and "Koder från en app" in shown
    assert len(page.css("main ul li")) == 2
    assert answer.location == "/sign-in?next=/me"
    told = letters_to(session, OLD)[-1].text
    assert "- Lösennyckel" in told and "- Koder från en app" in told and "/me" in told
    assert len(session.scalars(select(Passkey)).all()) == 1


def test_a_reset_can_remove_what_opens_the_account_and_leaves_the_second_step(
    client: Browser, session: Session
) -> None:
    karin = a_person(session, email=OLD)
    Device().known_to(session, karin)
    an_app(session, karin)
    tied(session, karin, "by hand", Tie.ONESELF, LONG_AGO)
    tied(session, karin, "by address", Tie.ADDRESS, LONG_AGO)

    reset(client, session, remove_other_ways="1")

    assert session.scalars(select(Passkey)).all() == []
    assert session.scalars(select(CodeApp)).one().is_in_use
    untied = {one.subject: one.untied_at is not None for one in session.scalars(select(ProviderAccount))}
    assert untied == {"by hand": True, "by address": False}


def test_a_reset_tells_of_access_tokens_and_ends_them_when_asked(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD)
    a_token(session, karin)

    page, _ = reset(client, session)

    assert "Åtkomst" in page.css_first("main ul").text()
    assert session.scalars(select(AccessToken)).one().ended_at is None
    assert "- Åtkomst" in letters_to(session, OLD)[-1].text

    reset(client, session, remove_other_ways="1")

    ended = session.scalars(select(AccessToken)).one()
    assert (ended.ended_at, ended.ended_by_id) == (now(), karin.id)


def test_a_letter_alone_never_takes_the_only_second_step(client: Browser, session: Session) -> None:
    karin = a_person(session, email=OLD)
    Device().known_to(session, karin)

    page, _ = reset(client, session, remove_other_ways="1")

    assert len(session.scalars(select(Passkey)).all()) == 1
    assert page.css_first("main ul li .muted") is not None
    assert "- Lösennyckel" in letters_to(session, OLD)[-1].text


def test_whoever_has_no_other_way_is_asked_about_none(client: Browser, session: Session) -> None:
    a_person(session, email=OLD)

    page, answer = reset(client, session)

    assert page.css_first("main ul") is None
    assert answer.location == "/sign-in"
    assert "/me" not in letters_to(session, OLD)[-1].text
