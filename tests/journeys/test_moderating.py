"""Something is flagged, hidden, appealed and restored; somebody new is read first; and an area changes hands."""

import pytest
from sqlalchemy import select

from roadmaps.accounts.queries import person_with_email
from roadmaps.areas.models import Area, Role
from roadmaps.discussion.rules import open_thread
from roadmaps.foundation.clock import now, today
from roadmaps.notifications.models import OutgoingMail
from roadmaps.roadmap.models import Roadmap
from tests.browser.site import Site, World
from tests.factories.accounts import a_person
from tests.factories.areas import a_role, as_actor
from tests.journeys.ways import Visit

pytestmark = pytest.mark.browser


def somebody(site: Site, world: World, name: str, role: Role | None, *, is_coordinator: bool = False) -> str:
    """The address by which the person signs in."""
    with site.units.change() as session:
        person = a_person(session, name, is_coordinator=is_coordinator)
        area = session.scalars(select(Area).where(Area.slug == world.slug)).one()
        if role:
            a_role(session, area, person, role)
        return person.email


def a_thread(site: Site, world: World, email: str, body: str) -> str:
    """The address of its page."""
    with site.units.change() as session:
        roadmap = session.scalars(select(Roadmap).join(Area).where(Area.slug == world.slug)).unique().one()
        author = as_actor(session, session.scalars(person_with_email(email)).one(), on=today())
        return f"/threads/{open_thread(session, roadmap, body=body, actor=author, at=now()).id}"


def letters_to(site: Site, email: str) -> list[str]:
    with site.units.database.reading() as session:
        return list(session.scalars(select(OutgoingMail.subject).where(OutgoingMail.to == email)))


@pytest.mark.parametrize(
    "way",
    [
        pytest.param({"width": 1440, "keyboard": True}, id="by-keyboard"),
        pytest.param({"width": 390, "javascript": False}, id="on-a-phone-without-javascript"),
    ],
)
def test_what_is_flagged_is_hidden_appealed_and_restored(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    author = somebody(site, world, "Ada Arg", Role.ACTOR)
    reader = somebody(site, world, "Rut Ren", Role.ACTOR)
    deputy = somebody(site, world, "Disa Ek", Role.DEPUTY)
    thread = a_thread(site, world, author, "Ni ljuger allihop.")

    flagging = visit(**way)
    flagging.sign_in(reader)
    flagging.open(thread)
    flagging.press("link", "Flag", first=True)
    flagging.sees("What is wrong?")
    flagging.axe_finds_nothing()
    flagging.choose("It insults or threatens somebody")
    flagging.press("button", "Flag it")
    flagging.sees("Thank you. Those who lead the area look at it")
    flagging.open("/me/moderation")
    flagging.sees("Nobody has answered yet")
    flagging.axe_finds_nothing()

    leading = visit(**way)
    leading.sign_in(world.leader)
    leading.open(f"/areas/{world.slug}/moderation")
    leading.axe_finds_nothing()
    leading.sees("It insults or threatens somebody")
    leading.press_it(leading.page.locator("section[aria-labelledby=flags] a").first)
    leading.sees("What has been said about it")
    leading.axe_finds_nothing()
    leading.choose("It was hidden")
    leading.write("Your answer", "Det är ett påhopp.")
    leading.press("button", "Answer")
    leading.sees("Answered. Those who flagged it are told.")

    flagging.open("/me/moderation")
    flagging.sees("Det är ett påhopp.")
    assert len(letters_to(site, reader)) == 1

    appealing = visit(**way)
    appealing.sign_in(author)
    appealing.open(thread)
    appealing.does_not_see("Ni ljuger allihop.")
    appealing.press("link", "Ask for a second look")
    appealing.sees("You can ask once.")
    appealing.axe_finds_nothing()
    appealing.write("Why should it be read?", "Jag var arg, men jag menade siffrorna.")
    appealing.press("button", "Ask for a second look")
    appealing.sees("Nobody has answered yet")

    answering = visit(**way)
    answering.sign_in(deputy)
    answering.open(f"/areas/{world.slug}/moderation")
    answering.press_it(answering.page.locator("section[aria-labelledby=appeals] a").first)
    answering.sees("has asked for a second look")
    answering.axe_finds_nothing()
    answering.choose("Everyone can read it again")
    answering.write("Why", "Det handlade om siffrorna.")
    answering.press("button", "Answer")
    answering.sees("Everyone can read it again.")

    appealing.open(thread)
    appealing.sees("Ni ljuger allihop.")
    appealing.open(f"/areas/{world.slug}/log")
    appealing.sees("A comment on the roadmap was hidden.")
    appealing.sees("A hidden comment on the roadmap can be read again.")
    appealing.sees("Reason: Det handlade om siffrorna.")
    appealing.does_not_see("Rut Ren")
    assert len(letters_to(site, author)) == 2


def test_what_somebody_new_writes_waits_until_it_is_released(site: Site, visit: Visit) -> None:
    world = site.make_world()
    new = somebody(site, world, "Nils Ny", Role.ACTOR)
    other = somebody(site, world, "Rut Ren", Role.ACTOR)
    leading = visit(width=820)
    leading.sign_in(world.leader)
    leading.open(f"/areas/{world.slug}/moderation")
    leading.press("button", "Read first what new people write")
    leading.sees("What new people write waits for a look from now on.")

    writing = visit(width=390)
    writing.sign_in(new)
    writing.open(f"/areas/{world.slug}/threads/new")
    writing.write("Your comment", "Hej, jag är ny här.")
    writing.press("button", "Comment", within="main")
    writing.sees("shown to others when somebody who leads the area has looked at it")
    writing.sees("Hej, jag är ny här.")
    writing.axe_finds_nothing()
    reading = visit(width=820)
    reading.sign_in(other)
    reading.open(f"/areas/{world.slug}/threads")
    reading.does_not_see("Hej, jag är ny här.")

    leading.open(f"/areas/{world.slug}/moderation")
    leading.press("link", "Hej, jag är ny här.")
    leading.sees("Waits for a look: The roadmap as a whole")
    leading.axe_finds_nothing()
    leading.press("button", "Release")
    leading.sees("Released.")

    reading.open(f"/areas/{world.slug}/threads")
    reading.sees("Hej, jag är ny här.")
    writing.open(f"/areas/{world.slug}/threads/new")
    writing.write("Your comment", "Nu går det direkt.")
    writing.press("button", "Comment", within="main")
    writing.sees("Your comment is in its place.")


def test_who_is_muted_reads_and_is_told_until_when(site: Site, visit: Visit) -> None:
    world = site.make_world()
    loud = somebody(site, world, "Ada Arg", Role.ACTOR)
    thread = a_thread(site, world, world.leader, "Vad tycker ni?")
    leading = visit(width=820)
    leading.sign_in(world.leader)
    leading.open(f"/areas/{world.slug}/mute")
    leading.axe_finds_nothing()
    leading.pick("Person", "Ada Arg")
    leading.page.get_by_label("Last day").fill(today().isoformat())
    leading.write("Why", "Tredje påhoppet.")
    leading.press("button", "Mute")
    leading.sees("Tredje påhoppet.")
    leading.axe_finds_nothing()

    quiet = visit(width=390)
    quiet.sign_in(loud)
    for page in (thread, f"/areas/{world.slug}", f"/areas/{world.slug}/roadmap"):
        quiet.open(page)
        quiet.sees("You can read here, but not write until")
        quiet.axe_finds_nothing()
    quiet.open("/me/moderation")
    quiet.sees("Tredje påhoppet.")

    leading.open(f"/areas/{world.slug}/log")
    leading.sees("Somebody may read but not write here")
    leading.does_not_see("Ada Arg", within="main")
    leading.does_not_see("Tredje påhoppet.", within="main")


@pytest.mark.parametrize(
    "way",
    [
        pytest.param({"width": 1440, "keyboard": True}, id="by-keyboard"),
        pytest.param({"width": 390, "javascript": False}, id="on-a-phone-without-javascript"),
    ],
)
def test_an_area_is_handed_over_in_one_act(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    name = f"Eva Efter i {world.area}"
    next_one = somebody(site, world, name, Role.EDITOR)
    a_thread(site, world, next_one, "Hur går det?")
    leaving = visit(**way)
    leaving.sign_in(world.leader)
    leaving.open(f"/areas/{world.slug}/handing-over")
    leaving.sees("Open threads")
    leaving.axe_finds_nothing()
    leaving.press("link", "Pass something on")
    leaving.write("Note", "Ring Torsta först.")
    leaving.press("button", "Keep the note")
    leaving.press("link", "Name who takes over")
    leaving.pick("Who takes over?", name)
    leaving.press("button", "Name")
    leaving.sees(f"{name} is named to take over")

    coming = visit(**way)
    coming.sign_in(next_one)
    coming.open(f"/areas/{world.slug}")
    coming.sees("You are to take over the area")
    coming.axe_finds_nothing()
    coming.press("link", "Take over")
    coming.sees("You see how much waits.")
    coming.does_not_see("Ring Torsta först.")
    coming.axe_finds_nothing()
    coming.press_it(coming.page.locator("main .callout button").first)
    coming.sees("You are the process leader of the area now.")
    coming.sees("Ring Torsta först.")
    coming.axe_finds_nothing()

    leaving.open(f"/areas/{world.slug}/moderation")
    leaving.does_not_see("Read first")
    coming.open(f"/areas/{world.slug}/log")
    coming.sees("The area got another process leader.")
