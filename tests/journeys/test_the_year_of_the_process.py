"""A process leader's year: a pulse, a meeting, discovery, weighing, decisions, a recommendation, a call, the next year, the
binder; and a neighbour who mirrors what was adopted.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Area, Role
from roadmaps.foundation.clock import now, today
from roadmaps.meetings.models import Meeting
from roadmaps.notifications.models import OutgoingMail
from roadmaps.pulse.models import Pulse, PulseAsked
from tests.browser.playing import served
from tests.browser.site import COURSE, Site, World
from tests.browser.visitor import Visitor
from tests.factories.accounts import a_membership, a_person
from tests.factories.areas import a_role
from tests.journeys.ways import Visit

pytestmark = pytest.mark.browser

FOOD, COUNCIL = "Gemensam lokal för förädling", "Ett regionalt näringslivsråd"
SAID, TOLD = "Små företag saknar någonstans att förädla", "Ett råd som säger vad vi ska satsa på"
KEPT, LEFT = "Det är en styrka som flera delar.", "Ett råd ersätter inte samtalet med alla andra."


@pytest.fixture(scope="module")
def neighbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Another region's installation."""
    with served(tmp_path_factory.mktemp("neighbour")) as site:
        yield site


def test_a_year_from_the_pulse_to_the_binder_and_to_a_neighbour(site: Site, neighbour: Site, visit: Visit) -> None:
    world = site.make_world()
    _somebody_acts_for_torsta(site, world)
    leader, phone = visit(width=1440), visit(width=390)
    leader.sign_in(world.leader)

    _takes_a_pulse(leader, world)
    _answers_three_questions(phone, site)
    _meets(leader, site, world)
    _works_into_the_text(leader, world)
    _takes_into_discovery(leader, world)
    _tells_of_an_idea(phone, world)
    _makes_candidates(leader, world)
    weighing = _lets_organisations_weigh(leader, world)
    _weighs(phone, site, world)
    _decides(leader, weighing)
    _makes_it_a_goal(leader, world)
    _recommends(leader, world)
    _finds_money(leader, site, world)
    _makes_the_next_year(leader, world)
    _hands_over_the_binder(leader, world)
    _is_mirrored(visit(width=1440), leader, site, world, neighbour)


def _somebody_acts_for_torsta(site: Site, world: World) -> None:
    with site.units.change() as session:
        kim = a_person(session, "Kim", language="en")
        torsta = session.scalars(select(Organisation).where(Organisation.name == world.torsta)).one()
        area = session.scalars(select(Area).where(Area.slug == world.slug)).one()
        a_membership(session, kim, torsta)
        a_role(session, area, kim, Role.ACTOR)


def _takes_a_pulse(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/pulse")
    leader.press("link", "Prepare a pulse")
    leader.write("Title", f"Pulse {world.slug}", within="main")
    leader.write("First day", today().isoformat(), within="main")
    leader.write("Last day", (today() + timedelta(days=14)).isoformat(), within="main")
    leader.press("button", "Save", within="main")
    asked = "\n".join(f"Byalag {number} {world.slug}, byalag{number}@example.org" for number in range(5))
    leader.write("By address", asked, within="main")
    leader.press("button", "Add them")
    leader.sees("5 organisations are asked now.")
    leader.press("link", "Look everything through")
    leader.press("button", "Open it and send the letters")
    leader.sees("0 of 5 organisations have answered")


def _answers_three_questions(phone: Visitor, site: Site) -> None:
    """All five do, each by the link in its letter."""
    with site.units.database.reading() as session:
        pulse = session.scalars(select(Pulse).order_by(Pulse.begun_at.desc())).first()
        asked = session.scalars(select(PulseAsked.email).where(PulseAsked.pulse_id == pulse.id)).all()
        written = select(OutgoingMail.text).where(OutgoingMail.to.in_(asked), OutgoingMail.written_at >= pulse.begun_at)
        links = [re.search(r"http\S+/pulse/\S+", text)[0] for text in session.scalars(written)]
    for link in links:
        phone.open(link)
        for number in (1, 2, 3):
            phone.choose("Largely", within=f"#field-mark-{number}")
        phone.press("button", "Send the answer")
        phone.sees("has answered", within="main")
    assert len(links) == 5


def _meets(leader: Visitor, site: Site, world: World) -> None:
    title = f"Möte om {world.area}"
    leader.open(f"/areas/{world.slug}/meetings")
    leader.press("link", "Plan a meeting")
    leader.write("Title", title, within="main")
    leader.write("Purpose", "Vi samlar behov.", within="main")
    leader.write("Day", (today() + timedelta(days=14)).isoformat(), within="main")
    leader.write("Begins at", "13.00", within="main")
    leader.write("Over at", "15", within="main")
    leader.write("Place", "Ås", within="main")
    leader.press("button", "Plan the meeting")
    leader.write("Points of your own", "Läget", within="main")
    leader.press("button", "Save the agenda")
    leader.sees("The agenda is kept.")
    with site.units.change() as session:
        meeting = session.scalars(select(Meeting).where(Meeting.title == title)).unique().one()
        meeting.starts_at, meeting.ends_at = now() - timedelta(hours=2), now() - timedelta(minutes=1)
    leader.open(f"/areas/{world.slug}/meetings")
    leader.press("link", title)
    leader.press("link", "Write down what is said")
    for number, words in enumerate((SAID, "Kursen behöver mer tid"), start=1):
        leader.page.locator("#field-words").fill(words)
        leader.page.keyboard.press("Enter")
        leader.page.locator(f"#line-{number}").wait_for()


def _works_into_the_text(leader: Visitor, world: World) -> None:
    """What was said becomes a need, and the history tells from where."""
    leader.press("link", "To the meeting")
    leader.press("link", "Kursen behöver mer tid")
    leader.press("link", "New: need")
    leader.press("button", "Save", within="main")
    leader.sees("Came from the meeting on", within="main")
    leader.open(f"/areas/{world.slug}/roadmap/history")
    leader.sees("Came from the meeting on", within="main")


def _takes_into_discovery(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/meetings")
    leader.press("link", f"Möte om {world.area}")
    leader.press("link", "Take into discovery", within="#input-1")
    leader.choose("A need: something that is missing, or stands in the way")
    leader.press("button", "Take in")
    leader.sees("It has been taken in.")


def _tells_of_an_idea(phone: Visitor, world: World) -> None:
    phone.open(f"/areas/{world.slug}/discovery")
    phone.press("link", "Tell of a need, an idea or a strength")
    phone.choose("An idea: something that could be done")
    phone.write("In one line", TOLD)
    phone.press("button", "Send in")
    phone.sees("It has come in", within="main")


def _makes_candidates(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/discovery/inbox")
    leader.press("button", f"Let everyone read it: {TOLD}")
    leader.sees("It can be read by all now.")
    for told, title in ((SAID, FOOD), (TOLD, COUNCIL)):
        leader.open(f"/areas/{world.slug}/discovery/inbox")
        leader.press_box(leader.page.get_by_role("checkbox", name=told))
        leader.press("button", "Go on with the chosen")
        leader.write("Name of the candidate", title)
        leader.press("button", "Make the candidate")
        leader.sees("Being considered", within=".page-header")


def _lets_organisations_weigh(leader: Visitor, world: World) -> str:
    leader.open(f"/areas/{world.slug}/weighing")
    leader.press("link", "Set criteria", within="main", first=True)
    leader.write("Reason", "Så vill styrgruppen.")
    leader.press("button", "Set the criteria")
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
    leader.press("button", "Open now and send the letters")
    leader.sees("It is open, and the letters are on their way.")
    return re.sub(r"[?#].*", "", leader.page.url)


def _weighs(phone: Visitor, site: Site, world: World) -> None:
    with site.units.database.reading() as session:
        wanted = OutgoingMail.text.contains("/weigh/"), OutgoingMail.text.contains(world.torsta)
        letter = session.scalars(select(OutgoingMail.text).where(*wanted)).one()
    phone.open(re.search(r"http\S+/weigh/\S+", letter)[0])
    phone.press("link", "Begin")
    for title, points in ((FOOD, "5"), (COUNCIL, "2")):
        phone.sees(title, within="h1")
        for criterion in phone.page.locator(".weighing-criterion").all():
            criterion.locator(f"input[value='{points}']").check()
        phone.write("Why?", f"Därför: {title}.", within="main")
        phone.press("button", "Save and go on")
    phone.sees("All candidates are weighed", within="main")


def _decides(leader: Visitor, weighing: str) -> None:
    leader.open(weighing)
    leader.press("button", "Close and show the result")
    leader.sees("How sure the order is", within="main")
    expect(leader.page.locator(".spread-table tbody th a")).to_have_text([FOOD, COUNCIL])
    result = leader.page.url
    for title, state, reasons in ((FOOD, "Prioritised", KEPT), (COUNCIL, "Chosen away", LEFT)):
        leader.open(result)
        leader.press("link", f"Decide about {title}")
        leader.choose(state)
        leader.write("Why was it decided so?", reasons, within="main")
        leader.write("Who has decided?", "Styrgruppen", within="main")
        leader.press("button", "Decide", within="main")
        leader.sees(reasons, within="main")


def _makes_it_a_goal(leader: Visitor, world: World) -> None:
    """The goal leads back to the candidate, and what was chosen away stays to be read with why."""
    leader.open(f"/areas/{world.slug}/discovery")
    leader.sees(LEFT, within="main")
    leader.press("link", FOOD, within="main", first=True)
    leader.press("link", "Write it as a goal")
    leader.press("button", "Save")
    leader.sees("Saved.")
    leader.press("link", FOOD, within=".came-from", first=True)
    leader.sees(FOOD, within=".candidate-outcomes")


def _recommends(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/weighing")
    leader.press("link", "Write a recommendation", within="main")
    leader.page.wait_for_url("**/recommendations/new")
    leader.write("To", "ERUF", within="main")
    leader.write("In short", "Vi rekommenderar lokalen.", within="main")
    leader.press("button", "Look it through first")
    leader.sees(KEPT, within="#look")
    leader.press("button", "Freeze it")
    leader.sees("version 1", within="main")
    words = _words_in(_taken_home(leader, "Word"))
    assert all(one in words for one in ("Vi rekommenderar lokalen.", FOOD, KEPT, COUNCIL, LEFT))


def _finds_money(leader: Visitor, site: Site, world: World) -> None:
    facts = {"funding_state": "unfunded", "funding": "Söks i ERUF 1:4"}
    site.edit_activity(world, world.editor, COURSE, **facts)
    leader.open(f"/areas/{world.slug}/calls")
    leader.press("link", "Add a call", within=".plan-header")
    leader.write("The call in one line", f"Innovation {world.slug}", within="main")
    leader.write("Who pays", "ERUF", within="main")
    leader.write("Measure", "ERUF 1:4", within="main")
    leader.write("Closes", f"{today().year + 1}-12-15", within="main")
    leader.press("button", "Save the call")
    leader.sees("Kurs i beredskap", within=".call-fit")
    leader.sees("Its own note on funding names it: “Söks i ERUF 1:4”.", within=".call-fit")


def _makes_the_next_year(leader: Visitor, world: World) -> None:
    year = today().year + 1
    leader.open(f"/areas/{world.slug}/year")
    leader.sees(f"Möte om {world.area}", within=".wheel-list")
    leader.press("link", f"Propose {year}", within="main")
    leader.press("button", "Make what is ticked")
    leader.sees("made. Nobody has been told.")
    leader.open(f"/areas/{world.slug}/year?year={year}")
    leader.sees(f"Möte om {world.area}", within=".wheel-list")
    leader.sees(f"Innovation {world.slug}", within=".wheel-list")


def _hands_over_the_binder(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/binder")
    leader.press("link", "4. Cooperation that discovers together")
    leader.sees("Möte om", within="main")
    leader.press("link", "Binder", within=".breadcrumb")
    leader.press("link", "Freeze an edition", within="main")
    leader.write("Title", "God styrning", within=".field:has(#field-title)")
    leader.press("button", "Freeze")
    leader.sees("God styrning", within="main h1")
    words = _words_in(_taken_home(leader, "Word"))
    assert "Möte om" in words
    assert FOOD in words


def _is_mirrored(theirs: Visitor, leader: Visitor, site: Site, world: World, neighbour: Site) -> None:
    """What was adopted here is read beside theirs at the neighbour's."""
    leader.open(f"/areas/{world.slug}/snapshots/new")
    leader.choose("Adopted version", within="main")
    leader.write("Decided by", "Nämnden", within=".field:has(#field-decision_body)")
    leader.write("Decided on", today().isoformat(), within=".field:has(#field-decided_on)")
    leader.press("button", "Freeze the version", within="main")
    leader.sees("The version is frozen.")
    there = neighbour.make_world()
    theirs.address = neighbour.address
    theirs.sign_in(there.leader)
    theirs.open(f"/areas/{there.slug}/neighbours")
    theirs.press("link", "Mirror a roadmap", within="main", first=True)
    theirs.write("Neighbour", "Region Jämtland Härjedalen", within="main")
    theirs.write("Address", f"{site.address}/areas/{world.slug}", within="main")
    theirs.press("button", "Mirror it", within="main")
    theirs.sees("the same as the neighbour tells")
    theirs.sees(FOOD, within="main")


def _taken_home(visitor: Visitor, name: str) -> bytes:
    with visitor.page.expect_download() as waiting:
        visitor.press("link", name, within="main", exact=True)
    return Path(waiting.value.path()).read_bytes()


def _words_in(document: bytes) -> str:
    """What stands in a Word file."""
    with ZipFile(BytesIO(document)) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
