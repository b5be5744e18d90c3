"""A leader plans a meeting and invites to it; somebody answers by letter; what is said there is followed to the text."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from roadmaps.foundation.clock import now, today
from roadmaps.meetings.models import Meeting
from roadmaps.notifications.models import OutgoingMail
from tests.browser.site import Site, World
from tests.browser.visitor import Visitor
from tests.journeys.ways import WAYS, Visit

pytestmark = pytest.mark.browser
ANNA = "anna.persson@example.org"


@pytest.mark.parametrize("way", WAYS)
def test_what_is_said_at_a_meeting_becomes_text_and_is_told_to_those_who_were_there(
    site: Site, visit: Visit, way: dict[str, object]
) -> None:
    world = site.make_world()
    leader, anna = visit(**way), visit(**way)
    leader.sign_in(world.leader)

    _plans_and_invites(leader, world)
    _answers_by_letter(anna, _letter(site, "invited"))
    _it_begins(site, world)
    _writes_down_what_is_said(leader, world)
    _tells_who_was_there(leader)
    _works_the_first_into_the_text(leader, world)
    _declines_the_second(leader, world)
    _reads_what_became_of_it(anna, _letter(site, "told"))


def _plans_and_invites(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/meetings")
    leader.press("link", "Plan a meeting")
    leader.write("Title", f"Möte om {world.area}", within="main")
    leader.write("Purpose", "Vi samlar behov.", within="main")
    leader.write("Day", (today() + timedelta(days=14)).isoformat(), within="main")
    leader.write("Begins at", "13.00", within="main")
    leader.write("Over at", "15", within="main")
    leader.write("Place", "Ås", within="main")
    leader.press("button", "Plan the meeting")
    leader.write("Points of your own", "Läget\nNästa steg", within="main")
    leader.press("button", "Save the agenda")
    leader.sees("Nästa steg", within="main")
    leader.press("link", "Who is invited")
    leader.write("By address", f"Anna Persson, {ANNA}", within="main")
    leader.press("button", "Put them in the list")
    leader.press("button", "Send the invitation to 1 person")
    leader.sees("1 letter is on its way.")


def _letter(site: Site, occasion: str) -> str:
    """The address in the newest letter to Anna; the invitation carries the meeting for the calendar."""
    with site.units.database.reading() as session:
        mine = select(OutgoingMail).where(OutgoingMail.to == ANNA, OutgoingMail.kind == f"meetings/{occasion}")
        letter = session.scalars(mine.order_by(OutgoingMail.written_at.desc())).first()
        assert ("METHOD:REQUEST" in letter.calendar) == (occasion == "invited")
        return re.search(r"http\S+/meetings/by-letter/[^\s?]+", letter.text)[0]


def _answers_by_letter(anna: Visitor, link: str) -> None:
    anna.open(f"{link}?answer=no")
    anna.choose("I am coming")
    anna.write("In a line", "På länk.", within="main")
    anna.press("button", "Answer")
    anna.sees("Thank you, your answer is noted.")


def _it_begins(site: Site, world: World) -> None:
    with site.units.change() as session:
        meeting = session.scalars(select(Meeting).where(Meeting.title == f"Möte om {world.area}")).unique().one()
        meeting.starts_at, meeting.ends_at = now() - timedelta(hours=2), now() - timedelta(minutes=1)


def _writes_down_what_is_said(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/meetings")
    leader.press("link", f"Möte om {world.area}")
    leader.press("link", "Write down what is said")
    _writes(leader, "Små företag saknar någonstans att förädla", who=world.torsta)
    if leader.javascript:
        leader.page.context.set_offline(True)
        _writes(leader, "Bygg en flygplats")
        leader.sees("Some lines wait for a connection.", within="main")
        leader.page.context.set_offline(False)
    else:
        _writes(leader, "Bygg en flygplats")
    leader.page.locator("#line-2").wait_for()
    leader.sees(world.torsta, within="#line-1")


def _writes(leader: Visitor, words: str, *, who: str = "") -> None:
    """By keys alone: the words, perhaps by whom, and Enter."""
    leader.page.locator("#field-words").focus()
    leader.page.keyboard.type(words)
    if who:
        leader.page.keyboard.press("Tab")
        leader.page.keyboard.type(who)
    leader.page.keyboard.press("Enter")
    leader.sees(words, within=".meeting-lines")


def _tells_who_was_there(leader: Visitor) -> None:
    leader.press("link", "To the meeting")
    leader.sees("2 lines", within="main")
    leader.press("link", "Tell who was there")
    assert leader.page.get_by_role("checkbox", name="Anna Persson").is_checked()
    leader.press("button", "Save who was there")
    leader.sees("It is kept who was there.")
    leader.sees("1 person", within="main")


def _works_the_first_into_the_text(leader: Visitor, world: World) -> None:
    leader.press("link", "Små företag saknar någonstans att förädla")
    leader.press("link", "New: need")
    leader.sees("Små företag saknar någonstans att förädla", within="main")
    leader.press("button", "Save", within="main")
    leader.sees("Came from the meeting on", within=".block-card, main")


def _declines_the_second(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/meetings")
    leader.press("link", f"Möte om {world.area}")
    leader.sees("Worked in", within="#input-1")
    leader.press("link", "Bygg en flygplats")
    leader.unfold("Nothing comes of it", within="main")
    leader.write("Why? Everyone can read it", "Utanför uppdraget.", within="details[open]")
    leader.press("button", "Decline it")
    leader.sees("Declined", within="main")
    leader.press("link", f"Möte om {world.area}", within=".breadcrumb")
    leader.press("button", "Tell them now")
    leader.sees("1 letter is on its way.")


def _reads_what_became_of_it(anna: Visitor, link: str) -> None:
    anna.open(link)
    anna.sees("Worked in", within="#input-1")
    anna.sees("Utanför uppdraget.", within="#input-2")
