"""Getting in and proving oneself, as a person meets it in a browser: by a letter, before a dangerous act, with a new address."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from roadmaps.accounts import rules
from roadmaps.accounts.models import Person, SignIn
from roadmaps.foundation.clock import now
from roadmaps.notifications.models import OutgoingMail
from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.factories.letters import letters_to, link_in

pytestmark = pytest.mark.browser

ELSEWHERE = "This link belongs to another browser"


@pytest.fixture
def world(site: Site) -> World:
    """People of this test."""
    return site.make_world()


def write_letters(site: Site) -> None:
    with site.units.change() as session:
        rules.write_asked(session, at=now())


def last_link(site: Site, email: str) -> str:
    with site.units.database.reading() as session:
        return link_in(letters_to(session, email)[-1])


def a_while_passes(site: Site, email: str) -> None:
    """Whoever is signed in showed twenty minutes ago who they are."""
    with site.units.change() as session:
        person = session.scalars(select(Person).where(Person.email == email)).one()
        for sign_in in session.scalars(select(SignIn).where(SignIn.person_id == person.id)):
            sign_in.proved_at = now() - timedelta(minutes=20)


def test_a_letter_signs_in_where_it_was_asked_for_and_nowhere_else(
    site: Site, world: World, visit: Callable[..., Visitor]
) -> None:
    karin, thief = visit(javascript=False), visit(width=390)

    karin.open("/sign-in")
    karin.write("E-mail address", world.editor)
    karin.press("button", "Send me a link instead")
    karin.sees("Look in your mail")
    write_letters(site)
    link = last_link(site, world.editor)
    thief.open(link)
    thief.sees(ELSEWHERE)
    thief.press("link", "Ask for a link in this browser")
    thief.sees("Sign in with a link")
    karin.open(link)
    karin.press("button", "Sign in", within="main")

    karin.sees("Sign out", visible=False)


def test_a_dangerous_act_asks_who_it_is_and_then_goes_on_and_a_new_address_answers_first(
    site: Site, world: World, visit: Callable[..., Visitor]
) -> None:
    maja = visit()
    maja.sign_in(world.coordinator)
    a_while_passes(site, world.coordinator)
    with site.units.database.reading() as session:
        editor = session.scalars(select(Person.id).where(Person.email == world.editor)).one()

    maja.open(f"/people/{editor}")
    maja.press("button", "Deactivate")
    maja.sees("Is it you?")
    maja.write("Password", "tre sälgar vid ån")
    maja.press("button", "Go on")
    maja.press("button", "Send it on")
    maja.sees("The account is deactivated, and the person is signed out everywhere.")

    new = f"ny-{world.coordinator}"
    maja.open("/me/email")
    maja.write("New e-mail address", new)
    maja.press("button", "Send a link to the new address")
    maja.sees("Your new address has not answered yet")
    maja.open(last_link(site, new))
    maja.press("button", "Keep the new address")
    maja.sees("Your new e-mail address is kept. Sign in with it from now on.")
    with site.units.database.reading() as session:
        told = session.scalars(select(OutgoingMail.kind).where(OutgoingMail.to == world.coordinator)).all()
    assert {"accounts/email_change_asked", "accounts/email_changed"} <= set(told)
