"""A process leader asks three questions; an organisation answers by its letter in a minute; everyone reads the result."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.foundation.clock import now, today
from roadmaps.notifications.models import OutgoingMail
from roadmaps.pulse.models import Pulse, PulseAnswer, PulseAsked
from roadmaps.pulse.rules import answering, holding
from roadmaps.pulse.rules.answering import Said
from roadmaps.pulse.words import Mark
from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.factories.areas import as_actor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", WAYS)
def test_three_questions_are_asked_answered_and_shown(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()
    leader, reader = visit(**way), visit(**way)

    _prepares(leader, world)
    _chooses_whom_to_ask(leader)
    _opens(leader)
    link = _link_in_letter(site, world)
    _answers_in_a_minute(reader, link)
    _nobody_is_told_yet(reader, world)
    _others_answer_and_it_closes(site, world)
    _everyone_reads_the_result(reader, world)


def _prepares(leader: Visitor, world: World) -> None:
    leader.sign_in(world.leader)
    leader.open(f"/areas/{world.slug}/pulse")
    leader.sees("No pulse has been taken yet")
    leader.axe_finds_nothing()
    leader.press("link", "Prepare a pulse")
    leader.write("Title", "Pulse, autumn", within="main")
    leader.write("Second question", "Are the meetings worth your time?", within="main")
    leader.write("First day", today().isoformat(), within="main")
    leader.write("Last day", (today() + timedelta(days=14)).isoformat(), within="main")
    leader.press("button", "Save", within="main")


def _chooses_whom_to_ask(leader: Visitor) -> None:
    leader.sees("Who is asked", within="h1")
    leader.axe_finds_nothing()
    rows = "\n".join(f"Society {number}, society{number}-{id(leader)}@example.org" for number in range(6))
    leader.write("By address", rows, within="main")
    leader.press("button", "Add them")
    leader.sees("6 organisations are asked now.")
    leader.press("link", "Look everything through")


def _opens(leader: Visitor) -> None:
    leader.sees("6 letters go out when it opens.")
    leader.axe_finds_nothing()
    leader.press("button", "Open it and send the letters")
    leader.sees("the letters are on their way")
    leader.sees("0 of 6 organisations have answered")


def _link_in_letter(site: Site, world: World) -> str:
    with site.units.database.reading() as session:
        pulse = session.scalars(select(Pulse).order_by(Pulse.begun_at.desc())).first()
        asked = session.scalars(select(PulseAsked).where(PulseAsked.pulse_id == pulse.id)).first()
        letter = session.scalars(select(OutgoingMail).where(OutgoingMail.to == asked.email)).one()
        return re.search(r"http\S+/pulse/\S+", letter.text)[0]


def _answers_in_a_minute(reader: Visitor, link: str) -> None:
    reader.open(link)
    reader.sees("Three questions that take a minute.")
    reader.axe_finds_nothing()
    reader.choose("Largely", within="#field-mark-1")
    reader.press("button", "Send the answer")
    reader.sees("Choose an answer to question 2.")
    reader.axe_finds_nothing()
    reader.choose("A little", within="#field-mark-2")
    reader.choose("Cannot say", within="#field-mark-3")
    reader.write("Do you want to add a word?", "Shorter meetings, please.", within="main")
    reader.choose("Everyone, with our name", within="#field-consent")
    reader.press("button", "Send the answer")
    reader.sees("Society 0 has answered")
    reader.axe_finds_nothing()


def _nobody_is_told_yet(reader: Visitor, world: World) -> None:
    reader.open(f"/areas/{world.slug}/pulse")
    reader.sees("1 of 6 organisations have answered")
    reader.does_not_see("What was answered over time")


def _others_answer_and_it_closes(site: Site, world: World) -> None:
    with site.units.change() as session:
        pulse = session.scalars(select(Pulse).order_by(Pulse.begun_at.desc())).first()
        answered = select(PulseAnswer.asked_id)
        silent = select(PulseAsked).where(PulseAsked.pulse_id == pulse.id, PulseAsked.id.not_in(answered))
        said = Said({one.id: Mark.PARTLY for one in pulse.questions})
        for asked in session.scalars(silent).all():
            answering.answer(session, asked, said, version=0, actor=None, by_letter=True, at=now())
        leader = session.scalars(select(Person).where(Person.email == world.leader)).one()
        holding.close(session, pulse, actor=as_actor(session, leader, on=today()), at=now())


def _everyone_reads_the_result(reader: Visitor, world: World) -> None:
    reader.open(f"/areas/{world.slug}/pulse")
    reader.sees("Are the meetings worth your time?", within=".pulse-series h3")
    reader.axe_finds_nothing()
    reader.unfold("The figures", within=".pulse-series")
    reader.press("link", "Pulse, autumn", within=".pulse-list")
    reader.sees("6 of 6 organisations have answered")
    reader.sees("Shorter meetings, please.", within=".pulse-words")
    reader.sees("Society 0", within=".pulse-words")
    reader.axe_finds_nothing()
