"""A year of a roadmap: a word is explained, the roadmap goes out for consultation and comes back by proposal, by view and by
letter, one proposal is worked in while the text moves on, the compilation and the adopted version are taken home, the year
goes by, and the board gets its report.
"""

import io
import re
import zipfile
from datetime import timedelta
from decimal import Decimal

import pikepdf
import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now, today
from roadmaps.indicators.checking import NewReading
from roadmaps.indicators.rules import record_reading
from roadmaps.notifications.models import OutgoingMail
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import add_block
from tests.browser.site import COURSE, Site, World
from tests.browser.visitor import Visitor
from tests.factories.areas import as_actor
from tests.journeys.ways import Visit

pytestmark = pytest.mark.browser
WANTED = COURSE.replace("tre gånger", "fyra gånger")
EDITED = COURSE.replace("hela kursen", "alla delar av kursen")
LETTER = b"%PDF-1.7\nEtt brev.\n%%EOF\n"
CONSULTEES = ("Krokoms kommun", "LRF", "Gaaltije")


def test_a_year_from_the_glossary_to_the_report(site: Site, visit: Visit) -> None:
    world = site.make_world()
    coordinator, leader = visit(width=1440), visit(width=1440)
    coordinator.sign_in(world.coordinator)
    leader.sign_in(world.leader)

    _explains_a_word(coordinator, world)
    leader.open(f"/areas/{world.slug}/roadmap")
    expect(leader.page.locator(f"#block-{world.activity} .term").first).to_be_attached()
    _freezes(leader, world, "Consultation version")
    consultation = _asks(leader, world)

    _proposes(visit(width=1440, keyboard=True), _link(site, CONSULTEES[0]))
    _has_a_view(visit(width=390), _link(site, CONSULTEES[1]))
    _sends_a_letter(visit(width=820, javascript=False), _link(site, CONSULTEES[2]))
    site.edit_activity(world, world.editor, EDITED)
    _replies(leader, consultation)
    _publishes(leader, consultation)
    leader.open(f"/areas/{world.slug}/roadmap")
    leader.sees("fyra gånger om året i Ås. Deltagarna får ett intyg när de har gått alla delar", within="main")
    _is_a_paper(leader, f"/consultations/{consultation}/compilation/", "De små företagen behöver tid.")
    _freezes(leader, world, "Adopted version")

    _the_year_goes_by(site, world)
    _reports(leader, world)


def _explains_a_word(coordinator: Visitor, world: World) -> None:
    coordinator.open("/glossary/new")
    coordinator.write("Term", f"intyg {world.slug}", within=".field:has(#field-title)")
    coordinator.write("Also called", "intyg", within=".field:has(#field-synonyms)")
    coordinator.write("Meaning", "Ett papper på att man kan något.", within=".field:has(#field-text)")
    coordinator.press("button", "Save", within="main")
    # The words stand in the form too, before they are saved.
    coordinator.page.wait_for_url(lambda address: not address.endswith("/new"))
    coordinator.sees("Ett papper på att man kan något.", within="main")


def _freezes(leader: Visitor, world: World, kind: str) -> None:
    leader.open(f"/areas/{world.slug}/snapshots/new")
    leader.choose(kind, within="main")
    if kind == "Adopted version":
        leader.write("Decided by", "Nämnden", within=".field:has(#field-decision_body)")
        leader.write("Decided on", today().isoformat(), within=".field:has(#field-decided_on)")
    leader.press("button", "Freeze the version", within="main")
    leader.sees("The version is frozen.")


def _asks(leader: Visitor, world: World) -> str:
    leader.open(f"/areas/{world.slug}/consultations/new")
    leader.write("Title", "Remiss om kursen", within=".field:has(#field-title)")
    leader.write("Purpose", "Vi vill veta vad som saknas.", within=".field:has(#field-purpose)")
    leader.write("First day", today().isoformat(), within=".field:has(#field-opens_on)")
    leader.write("Last day", (today() + timedelta(days=30)).isoformat(), within=".field:has(#field-closes_on)")
    leader.page.locator("main form button[type=submit]").last.click()
    leader.sees("Who is asked", within="main h1")
    addresses = "\n".join(f"{name} {world.slug}, {_address(name)}" for name in CONSULTEES)
    leader.write("By address", addresses, within="main")
    leader.press("button", "Add them", within="main")
    leader.sees(CONSULTEES[2], within="main")
    leader.press("link", "Look everything through", within="main")
    leader.press("button", "Open it and send the letters", within="main")
    leader.sees("It is open, and the letters are on their way.")
    found = re.search(r"/consultations/([0-9a-f-]{36})", leader.page.url)
    assert found is not None
    return found[1]


def _address(name: str) -> str:
    return f"{name.split()[0].lower()}@example.org"


def _link(site: Site, name: str) -> str:
    """The one in the newest letter to the address, which leads to the page in English."""
    with site.units.change() as session:
        newest = select(OutgoingMail.text).where(OutgoingMail.to == _address(name)).order_by(OutgoingMail.id.desc())
        found = re.search(r"http\S+(/answer/\S+)", session.scalars(newest).first() or "")
        assert found is not None
        return found[1]


def _proposes(kim: Visitor, link: str) -> None:
    kim.open(link)
    if not kim.page.locator("#section-goals .consultation-blocks").is_visible():
        kim.unfold("Goals and activities", within="main")
    if not kim.page.locator("#section-goals .consultation-blocks").is_visible():
        kim.unfold("Propose another wording", within="#section-goals")
    kim.press("button", "Propose a wording of Kurs i beredskap", within="main", exact=False)
    kim.write("How it is done", WANTED, within="main")
    kim.write("Why do you suggest it?", "Fler söker än vad som får plats.", within="main")
    kim.press("button", "Keep it in our answer")
    kim.sees("You propose another wording of", within="main")
    _sends(kim)


def _has_a_view(robin: Visitor, link: str) -> None:
    robin.open(link)
    robin.write("General statement", "De små företagen behöver tid.", within="main")
    robin.unfold("Goals and activities", within="main")
    robin.choose("We agree in part", within="#section-goals")
    robin.write("Why, or what is missing?", "Bra, men sällan.", within="#section-goals")
    robin.axe_finds_nothing()
    _sends(robin)


def _sends_a_letter(maja: Visitor, link: str) -> None:
    maja.open(link)
    maja.press("button", "Save, and add a letter", within="main")
    file = {"name": "brev.pdf", "mimeType": "application/pdf", "buffer": LETTER}
    maja.page.locator("input[type=file]").set_input_files(file)
    maja.press("button", "Add the letter", within="main")
    maja.sees("The letter is in your answer.")
    _sends(maja)


def _sends(visitor: Visitor) -> None:
    visitor.press("button", "Save, and look it through before sending", within=".consultation-save")
    visitor.write("Who stands for the answer?", "Kim Berg, utvecklingschef", within="main")
    visitor.press("button", "Send for", within="main", exact=False)
    visitor.sees("The answer has come in", within="main")


def _replies(leader: Visitor, consultation: str) -> None:
    _opens_point(leader, consultation, "Fler söker")
    leader.unfold("Work it into the text", within="main")
    leader.press("link", "Kurs i beredskap", within="main", exact=True, first=True)
    leader.press("button", "Save in the roadmap", within="main")
    leader.sees("It is in the text now")
    replies = {"Fler söker": "Followed", "De små företagen": "Already there", "Bra, men sällan.": "Not followed"}
    for said, reply in replies.items():
        _opens_point(leader, consultation, said)
        leader.page.get_by_role("radio", name=reply, exact=True).check()
        leader.write("In words", "Så har vi tänkt.", within="main")
        leader.press("button", "Keep the reply", within="main")
        leader.sees("Så har vi tänkt.", within="main")
    _opens_point(leader, consultation, "brev.pdf")
    leader.unfold("Take points out of the letter", within="main")
    leader.page.locator("#field-pieces").fill("Renskötseln nämns inte.\n\nKursen bör ges på samiska.")
    leader.press("button", "Make these points", within="main")
    leader.sees("Split into", within="main")
    for said in ("Renskötseln nämns inte.", "Kursen bör ges på samiska."):
        _opens_point(leader, consultation, said)
        leader.page.get_by_role("radio", name="Partly followed", exact=True).check()
        leader.write("In words", "Det tas upp i höst.", within="main")
        leader.press("button", "Keep the reply", within="main")
        leader.sees("Det tas upp i höst.", within="main")


def _opens_point(leader: Visitor, consultation: str, said: str) -> None:
    leader.open(f"/consultations/{consultation}/points?state=waiting")
    leader.press_it(leader.page.locator(".point-row", has_text=said).locator(".point-title a").first)
    leader.page.wait_for_url("**/points/**")


def _publishes(leader: Visitor, consultation: str) -> None:
    leader.open(f"/consultations/{consultation}")
    leader.press("link", "Close the consultation", within="main")
    leader.press("button", "Close the consultation", within="main")
    leader.press("button", "Publish the replies and write to all who have answered", within="main")
    leader.sees("Compilation of answers", within="main")


def _the_year_goes_by(site: Site, world: World) -> None:
    """The activity is done, and an indicator is read of two quarters."""
    with site.units.change() as session:
        roadmap = session.scalars(select(Roadmap).join(Area).where(Area.slug == world.slug)).unique().one()
        person = session.scalars(select(Person).where(Person.email == world.leader)).one()
        leader = as_actor(session, person, on=today())
        facts = {"title": "Deltagare", "unit": "personer", "target": "45", "target_year": today().year + 1}
        indicator = add_block(session, roadmap, "indicator", facts, actor=leader, at=now())
        for quarter, value in (("Q2", "12"), ("Q3", "20")):
            new = NewReading(indicator, f"{today().year}-{quarter}", Decimal(value), source="Torsta")
            record_reading(session, roadmap, new, actor=leader, at=now())
    site.edit_activity(world, world.editor, WANTED, status="in_progress", status_note="Tjugo har gått den.")


def _reports(leader: Visitor, world: World) -> None:
    year = today().year
    leader.open(f"/follow-ups/new?area={world.slug}")
    leader.write("From", f"{year}-01-01", within=".field:has(#field-from_on)")
    leader.write("Until", f"{year}-12-31", within=".field:has(#field-until_on)")
    leader.press("button", "Draft the report")
    leader.sees("“Kurs i beredskap” is under way. Tjugo har gått den.", within="main")
    leader.sees("“Remiss om kursen” was answered by 3 organisations.", within="main")
    leader.sees("Adopted version no. 2: decided by Nämnden", within="main")
    leader.unfold("Finish", within="main")
    leader.press("button", "Finish the report")
    leader.sees("The report is finished.")
    _is_a_paper(leader, f"{leader.page.url.removeprefix(leader.address)}/files/", "Tjugo har gått den.")


def _is_a_paper(visitor: Visitor, address: str, said: str) -> None:
    """It can be taken home as Word, where the words stand, and as a tagged PDF."""
    word = visitor.page.request.get(f"{visitor.address}{address}docx")
    pdf = visitor.page.request.get(f"{visitor.address}{address}pdf")
    assert (word.status, pdf.status) == (200, 200)
    with zipfile.ZipFile(io.BytesIO(word.body())) as opened:
        text = re.sub(r"<[^>]+>", "", opened.read("word/document.xml").decode())
    assert said in text
    with pikepdf.open(io.BytesIO(pdf.body())) as opened:
        assert opened.Root.MarkInfo.Marked
