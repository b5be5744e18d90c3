"""Two browsers and one without JavaScript write the same vision at once, a process leader locks it, all see so, and
history tells truthfully who wrote what.
"""

from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.areas.models import Area, Role
from roadmaps.foundation.clock import now, today
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import add_block
from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_role, as_actor
from tests.journeys.ways import WITH_SCRIPTS, Visit

pytestmark = pytest.mark.browser
BEGINNING = "Länet lever gott av skogen."
FIELD = "The picture"
# The page to write on, without the carets of the others and their names.
SHOWS = """wanted => {
  const page = document.querySelector("[contenteditable=true]").cloneNode(true)
  page.querySelectorAll(".other-caret").forEach((caret) => caret.remove())
  return [...page.querySelectorAll("p")].map((paragraph) => paragraph.textContent.trim()).join("\\n\\n") === wanted
}"""
REASON = "Bilden ligger hos nämnden."


@dataclass(frozen=True)
class Vision:
    """The text that all write in, and the addresses of those who do, by organisation."""

    block: UUID
    torsta: str
    peak: str
    gaaltije: str


@pytest.mark.parametrize("way", WITH_SCRIPTS)
def test_three_write_one_vision_at_once_until_it_is_locked(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    vision = _a_vision(site, world)
    karin, per = visit(**way), visit()
    siv = visit(width=820, javascript=False)
    for visitor, email in ((karin, vision.torsta), (per, vision.peak), (siv, vision.gaaltije)):
        visitor.sign_in(email)
        visitor.open(f"/blocks/{vision.block}/edit")

    _types(karin, " Vi håller kurser.")
    _types(per, "Peak börjar. ", at_end=False)
    for visitor in (karin, per):
        _reads(visitor, "Peak börjar. Länet lever gott av skogen. Vi håller kurser.")
    karin.axe_finds_nothing()
    siv.write(FIELD, f"{BEGINNING}\n\nRenarna betar där.")
    siv.press("button", "Save", within="main")
    siv.sees("Saved.")
    for visitor in (karin, per):
        _reads(visitor, "Peak börjar. Länet lever gott av skogen. Vi håller kurser.\n\nRenarna betar där.")

    leader = visit(width=820)
    leader.sign_in(world.leader)
    leader.open(f"/blocks/{vision.block}/lock")
    leader.write("Why", REASON, within="main")
    leader.press("button", "Lock", within="main")
    leader.sees(f"Locked: {REASON}")
    for visitor in (karin, per):
        visitor.sees("The text has been locked. What was written until then has been saved.", within=".live-status")
        expect(visitor.page.locator("[contenteditable=true]")).to_have_count(0)
    siv.open(f"/blocks/{vision.block}/edit")
    siv.sees(REASON)

    reader = visit(width=390)
    reader.sign_in(world.leader)
    _history_is_true(reader, world, vision)


def _a_vision(site: Site, world: World) -> Vision:
    """A vision that the region began, and an editor of each of three organisations."""
    emails = []
    with site.units.change() as session:
        roadmap = session.scalars(select(Roadmap).join(Area).where(Area.slug == world.slug)).unique().one()
        for name, organisation in (("Karin", "Torsta"), ("Per", "Peak"), ("Siv", "Gaaltije")):
            person = a_person(session, name)
            a_membership(session, person, an_organisation(session, f"{organisation} {world.slug}"))
            a_role(session, roadmap.area, person, Role.EDITOR)
            emails.append(person.email)
        editor = session.scalars(select(Person).where(Person.email == world.editor)).one()
        actor = as_actor(session, editor, on=today())
        facts = {"title": "Så är det 2035", "text": BEGINNING}
        block = add_block(session, roadmap, "vision", facts, actor=actor, at=now())
    return Vision(block, *emails)


def _types(visitor: Visitor, words: str, *, at_end: bool = True) -> None:
    """Go to the field, which becomes a page to write on, and type at one end of it."""
    visitor.begin_writing(FIELD)
    visitor.page.keyboard.press("Control+End" if at_end else "Control+Home")
    visitor.page.keyboard.type(words)
    expect(visitor.page.locator(".live-status[data-state=saved]")).to_be_visible()


def _reads(visitor: Visitor, text: str) -> None:
    """The field says it, and the page to write on shows it."""
    expect(visitor.page.locator("textarea[name=text]")).to_have_value(text)
    visitor.page.wait_for_function(SHOWS, arg=text)


def _history_is_true(reader: Visitor, world: World, vision: Vision) -> None:
    reader.open(f"/areas/{world.slug}/roadmap/history")
    first = reader.page.locator(".timeline-entry").first
    expect(first).to_contain_text("Written together by")
    expect(first).to_contain_text(f"Karin, Torsta {world.slug}")
    expect(first).to_contain_text(f"Per, Peak {world.slug}")
    expect(first).not_to_contain_text("Siv")
    reader.open(f"/blocks/{vision.block}/history")
    names = [one.strip() for one in reader.page.locator(".authored-names li").all_inner_texts()]
    told = {
        run.inner_text().strip(): names[int(run.get_attribute("data-author") or 0)]
        for run in reader.page.locator(".authored-run").all()
    }
    assert told == {
        "Peak börjar.": f"Peak {world.slug}",
        "Länet lever gott av skogen.": names[0],
        "Vi håller kurser.": f"Torsta {world.slug}",
        "Renarna betar där.": f"Gaaltije {world.slug}",
    }
    assert names[0].startswith("Regionen")
    reader.axe_finds_nothing()
