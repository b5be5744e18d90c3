"""The page of a handover, as those who lead and whoever is named to take over meet it."""

import pytest

from roadmaps.areas.models import Role
from roadmaps.areas.rules import name_successor, pass_on, take_over
from roadmaps.discussion import rules as discussion
from roadmaps.discussion.models import Outcome
from roadmaps.foundation.clock import now, today
from roadmaps.moderation import rules as moderation
from roadmaps.moderation.models import FlagReason, ThingSort
from roadmaps.moderation.things import find_thing
from tests.factories.areas import a_coordinator, an_area, as_actor, someone_with
from tests.factories.discussion import a_place, a_thread, comments_of, person_of

# Why something was flagged, what is passed on, and what is promised.
WORDS = (FlagReason.HURTS.label, "Ring-TORSTA-först", "Nämnden-i-MARS")


@pytest.fixture
def place(session):
    """An area in which a flag waits, something is promised and something is passed on, with somebody named for it."""
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place, "Vem betalar?"))
    thing = find_thing(session, ThingSort.COMMENT, comment.id, place.leader)
    moderation.flag(session, thing, reason=FlagReason.HURTS, actor=place.torsta, at=now())
    taken_on = a_thread(session, place, "När?")
    facts = {"outcome": Outcome.TAKEN_ON, "text": "Nämnden-i-MARS"}
    discussion.resolve(session, taken_on, **facts, actor=place.leader, at=now())
    pass_on(session, place.roadmap.area, "Ring-TORSTA-först", actor=place.leader, at=now())
    return place


@pytest.fixture
def successor(session, place):
    """Somebody who serves another area alone, named by the one who leads."""
    successor = someone_with(session, an_area(session), Role.EDITOR, "Nils Ny")
    area = place.roadmap.area
    name_successor(session, area, person_of(session, successor), actor=place.leader, at=now())
    return successor


def read_by(client, session, place, actor) -> str:
    client.set_cookie("language", "en")
    client.sign_in(person_of(session, actor))
    return client.page(f"/areas/{place.slug}/handing-over").body.text()


def test_whoever_is_named_sees_how_much_waits_and_not_what_it_is(client, session, place, successor):
    page = read_by(client, session, place, successor)

    assert "Flags to answer 1" in " ".join(page.split())
    assert "once you have taken over" in page
    assert not [words for words in WORDS if words in page]


def test_those_who_lead_and_coordinators_see_all_of_it(client, session, place, successor):
    for actor in (place.leader, a_coordinator(session)):
        page = read_by(client, session, place, actor)

        assert [words for words in WORDS if words in page] == list(WORDS)
        assert "once you have taken over" not in page


def test_whoever_has_taken_over_sees_all_of_it(client, session, place, successor):
    take_over(session, place.roadmap.area, actor=successor, on=today(), at=now())

    page = read_by(client, session, place, as_actor(session, person_of(session, successor)))

    assert [words for words in WORDS if words in page] == list(WORDS)
