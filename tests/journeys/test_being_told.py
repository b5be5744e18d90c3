"""Somebody calls another by name in a comment; that one is told by mail and on the next visit, and leaves the thread."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.following.models import Visit as Visited
from roadmaps.notifications.models import MailKind, OutgoingMail
from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.journeys.ways import ON_A_PHONE, WAYS, WITHOUT_JAVASCRIPT, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", WAYS)
def test_who_is_called_by_name_is_told_and_can_leave(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    with site.units.database.reading() as session:
        email = session.scalars(select(Person.email).where(Person.name == world.successor)).one()
    editor, reader = visit(**way), visit(**way)
    _the_reader_was_here_before(reader, site, world, email)

    _the_editor_calls_the_reader(editor, world)
    _the_reader_reads_what_is_new(reader, world)
    _the_reader_leaves_the_thread_from_the_letter(reader, site, email)


def _the_reader_was_here_before(reader: Visitor, site: Site, world: World, email: str) -> None:
    reader.sign_in(email)
    reader.open(f"/areas/{world.slug}/roadmap")
    reader.does_not_see("Since you were here")
    with site.units.change() as session:
        visit = session.scalars(
            select(Visited).join(Person, Person.id == Visited.person_id).where(Person.email == email)
        ).one()
        visit.begun_at = visit.seen_at = visit.seen_at - timedelta(days=3)


def _the_editor_calls_the_reader(editor: Visitor, world: World) -> None:
    editor.sign_in(world.editor)
    editor.open(f"/areas/{world.slug}/threads/new")
    field = editor.page.get_by_label("Your comment")
    if editor.javascript:
        field.press_sequentially(f"Vad säger @{world.successor.lower()}")
        names = editor.page.get_by_role("listbox")
        expect(names).to_be_visible()
        expect(names.get_by_role("option")).to_have_count(1)
        editor.axe_finds_nothing()
        field.press("ArrowDown")
        field.press("Enter")
        expect(names).to_be_hidden()
        expect(field).to_contain_text(f"Vad säger @{world.successor}")
        field.press_sequentially("om det?")
    else:
        editor.write("Your comment", "Vad säger du om det?", within="main")
        option = editor.page.locator("select[name=mention] option", has_text=world.successor).inner_text()
        editor.pick("Mention somebody", option, within="main")
    editor.press("button", "Comment", within="main")
    editor.sees(f"@{world.successor}", within=".mention")
    editor.axe_finds_nothing() if editor.javascript else None


def _the_reader_reads_what_is_new(reader: Visitor, world: World) -> None:
    reader.open("/")
    reader.sees("A new thread about the whole roadmap", within=".news")
    if reader.javascript:
        reader.axe_finds_nothing()
    reader.open(f"/areas/{world.slug}/roadmap")
    reader.sees("A new thread about the whole roadmap", within=".news")
    reader.press("button", "I have read this")
    reader.sees("You are told again when something new has happened.")
    reader.does_not_see("A new thread about the whole roadmap", within=".news")
    reader.open(f"/areas/{world.slug}/changes")
    reader.sees("A new thread about the whole roadmap", within="main")


def _the_reader_leaves_the_thread_from_the_letter(reader: Visitor, site: Site, email: str) -> None:
    with site.units.database.reading() as session:
        mail = session.scalars(select(OutgoingMail).where(OutgoingMail.to == email)).one()
    assert mail.kind == "discussion/mention"
    reader.open(next(line.split()[-1] for line in mail.text.splitlines() if "/mail/leave/" in line))
    reader.press("button", "Leave the thread", within="main")
    reader.sees("You have left the thread")


@pytest.mark.parametrize("way", [ON_A_PHONE, WITHOUT_JAVASCRIPT])
def test_letters_of_a_kind_are_ended_by_the_link_in_one(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    with site.units.database.reading() as session:
        person_id = session.scalars(select(Person.id).where(Person.email == world.leader)).one()
    reader = visit(**way)

    reader.open(f"/mail/stop/{site.app.extensions['outbox'].stop_links.token_of(person_id, MailKind.DIGEST)}")
    reader.press("button", "Send me no more of these", within="main")
    reader.sees("You get no more of these letters")
    reader.sign_in(world.leader)
    reader.open("/me/mail")
    expect(reader.page.get_by_role("radio", name="Never")).to_be_checked()
    reader.choose("Every morning")
    reader.press("button", "Save", within="main")
    reader.sees("Your choice is kept.")
    expect(reader.page.get_by_role("radio", name="Every morning")).to_be_checked()
