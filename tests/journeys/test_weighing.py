"""Candidates are weighed by organisations and by a room, decided about, and recommended to those who fund."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from roadmaps.accounts.models import Organisation, Person
from roadmaps.areas.models import Area, Role
from roadmaps.discovery import rules as discovery
from roadmaps.discovery.rules.candidates import Wording
from roadmaps.discovery.words import Sort
from roadmaps.foundation.clock import now, today
from roadmaps.notifications.models import OutgoingMail
from roadmaps.roadmap.models import Roadmap
from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.factories.accounts import a_membership, a_person
from tests.factories.areas import a_role, as_actor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser

TITLES = ("Beredskap som går att öva", "Mat från fjäll och skog")


@pytest.mark.parametrize("way", WAYS)
def test_organisations_weigh_and_it_is_recommended(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    _tell_of_candidates(site, world)
    leader = visit(**way)
    leader.sign_in(world.leader)

    _sets_criteria(leader, world)
    address = _lets_them_weigh(leader, world)
    guest = visit(**way)
    _weighs_by_the_letter(guest, _link(site, world))
    _sees_no_result_yet(leader, address)
    _closes_and_reads(leader, address)
    _decides(leader, TITLES[0], "Prioritised")
    _recommends(leader, world)


@pytest.mark.parametrize("way", WAYS)
def test_a_room_places_dots_and_the_screen_follows(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    _tell_of_candidates(site, world)
    leader, phone = visit(**way), visit(**way)
    leader.sign_in(world.leader)

    _opens_the_room(leader, world)
    code = leader.page.locator(".dot-letters").inner_text().split()[-1]
    _places_dots(phone, code)
    _sees_them_on_the_screen(leader)
    _closes_the_voting(leader)


def _tell_of_candidates(site: Site, world: World) -> None:
    """Two candidates of the area, and somebody who acts for an organisation in it."""
    with site.units.change() as session:
        leader = session.scalars(select(Person).where(Person.email == world.leader)).one()
        roadmap = session.scalars(select(Roadmap).join(Area).where(Area.slug == world.slug)).unique().one()
        actor, at = as_actor(session, leader, on=today()), now() - timedelta(days=1)
        for title in TITLES:
            told = discovery.Told(sort=Sort.IDEA, title=title)
            finding, _ = discovery.tell(session, roadmap, told, actor=actor, at=at)
            discovery.show(session, finding, actor=actor, at=at)
            discovery.begin(session, roadmap, [finding], Wording(title, "Vad som görs."), actor=actor, at=at)
        kim = a_person(session, "Kim", language="en")
        torsta = session.scalars(select(Organisation).where(Organisation.name == world.torsta)).one()
        a_membership(session, kim, torsta)
        a_role(session, roadmap.area, kim, Role.ACTOR)


def _sets_criteria(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/weighing")
    leader.press("link", "Set criteria", within="main", first=True)
    leader.write("Reason", "Så vill styrgruppen.")
    leader.press("button", "Set the criteria")
    leader.sees("Builds on a strength", within="main")


def _lets_them_weigh(leader: Visitor, world: World) -> str:
    leader.press("link", "Let organisations weigh", within="main")
    leader.write("Title", "Vad går vi vidare med?", within="main")
    leader.write("Last day", str(today() + timedelta(days=20)), within="main")
    leader.press("button", "Save", within="main")
    torsta = leader.page.get_by_label(world.torsta, exact=True)
    torsta.wait_for(state="attached")
    if not torsta.is_visible():
        leader.unfold("Business", within="main")
    leader.press_box(torsta)
    leader.press("button", "Add them")
    leader.sees("asked now.")
    leader.press("link", "Look everything through")
    leader.sees("What there is to do", within="main")
    leader.axe_finds_nothing()
    leader.press("button", "Open now and send the letters")
    leader.sees("It is open, and the letters are on their way.")
    return re.sub(r"[?#].*", "", leader.page.url)


def _link(site: Site, world: World) -> str:
    with site.units.change() as session:
        wanted = OutgoingMail.text.contains("/weigh/"), OutgoingMail.text.contains(world.torsta)
        letter = session.scalars(select(OutgoingMail).where(*wanted)).one()
        return re.search(r"http\S+/weigh/\S+", letter.text)[0]


def _weighs_by_the_letter(guest: Visitor, link: str) -> None:
    guest.open(re.sub(r"^https?://[^/]+", "", link))
    guest.press("link", "Begin")
    guest.sees("Why?", within="main")
    guest.axe_finds_nothing()
    guest.press("button", "Save and go on")
    guest.sees("Say in a few words why", within=".error-summary")
    for title, points in zip(TITLES, ("5", "2"), strict=True):
        guest.sees(title, within="h1")
        for criterion in guest.page.locator(".weighing-criterion").all():
            _gives(guest, criterion, points)
        guest.write("Why?", f"Därför: {title}.", within="main")
        guest.press("button", "Save and go on")
    guest.sees("All candidates are weighed", within="main")


def _gives(guest: Visitor, criterion, points: str) -> None:
    """By keyboard, Space on the first and then the arrow keys."""
    radio = criterion.locator(f"input[value='{points}']")
    if guest._keyboard:
        first = criterion.locator("input").first
        guest._tab_to(first)
        guest.page.keyboard.press("Space")
        for _ in range(int(points) - 1):
            guest.page.keyboard.press("ArrowRight")
    else:
        radio.check()
    expect(radio).to_be_checked()


def _sees_no_result_yet(leader: Visitor, address: str) -> None:
    leader.open(address)
    leader.sees("Ready", within="main")
    leader.does_not_see("Därför:", within="main")


def _closes_and_reads(leader: Visitor, address: str) -> None:
    leader.press("button", "Close and show the result")
    leader.sees("How sure the order is", within="main")
    expect(leader.page.locator(".spread-table tbody th a")).to_have_text(list(TITLES))
    leader.axe_finds_nothing()


def _decides(leader: Visitor, title: str, state: str) -> None:
    leader.press("link", f"Decide about {title}")
    leader.choose(state)
    leader.write("Why was it decided so?", "Alla delar av samhället ser den som en styrka.", within="main")
    leader.write("Who has decided?", "Styrgruppen", within="main")
    leader.press("button", "Decide", within="main")
    leader.sees("How it was weighed", within="main")


def _recommends(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/weighing")
    leader.press("link", "Write a recommendation", within="main")
    leader.sees("You write the introduction", within="main")
    leader.write("To", "ERUF", within=".form-page")
    leader.write("In short", "Vi rekommenderar kursen.", within=".form-page")
    leader.press("button", "Look it through first")
    leader.sees("Alla delar av samhället ser den som en styrka.", within="#look")
    leader.press("button", "Freeze it")
    leader.sees("version 1", within="main")
    leader.axe_finds_nothing()
    with leader.page.expect_download() as waiting:
        leader.press("link", "Word", within="main")
    assert waiting.value.path().read_bytes().startswith(b"PK")


def _opens_the_room(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/weighing")
    leader.press("link", "Dots in a room", within="main", first=True)
    leader.write("Title", "Var lägger vi kraften?", within="main")
    leader.press("button", "Save", within="main")
    leader.press("button", "Open the voting")
    leader.sees("So far", within="main")
    leader.axe_finds_nothing()


def _places_dots(phone: Visitor, code: str) -> None:
    phone.open("/dots")
    phone.write("Code", code.lower(), within="main")
    phone.press("button", "Go on", within="main")
    phone.sees("Where are you from?", within="main")
    phone.axe_finds_nothing()
    if phone.javascript:
        for _ in range(2):
            phone.press("button", f"One more dot on {TITLES[1]}")
    else:
        phone.page.get_by_label(TITLES[1], exact=True).fill("2")
    phone.press("button", "Place my dots")
    phone.sees("Your dots lie there", within="main")


def _sees_them_on_the_screen(leader: Visitor) -> None:
    if not leader.javascript:
        leader.press("link", "Look again")
    leader.sees("1 person has placed dots", within=".dot-people")
    expect(leader.page.locator(".dot-bars-count").first).to_have_text("2 dots")


def _closes_the_voting(leader: Visitor) -> None:
    leader.press("button", "Close the voting")
    leader.sees("Most from one", within="main")
    leader.axe_finds_nothing()
