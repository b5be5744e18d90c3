"""Everything that can be done has its words: each event, each door by which something is done, each chore and command."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from flask import Flask

from roadmaps.audit.words import ROOMS, door_label, event_sentence
from roadmaps.foundation.events import Event
from roadmaps.journal import quiet
from roadmaps.journal.telling import WORDS, name_of
from tests.architecture.house import ROOMS as HOUSE

# Doors that answer a question with a POST because what is asked is long, and do nothing.
FOLDERS = "roadmaps/audit/words/events.py, doors.py, more_doors.py or own_work.py"


def events(of: type[Event] = Event) -> Iterator[type[Event]]:
    """Every sort of event that rules can record."""
    for one in of.__subclasses__():
        if one.__module__.startswith("roadmaps.") and not one.__name__.startswith("_") and not one.__subclasses__():
            yield one
        yield from events(one)


def test_every_event_has_a_sentence(app: Flask) -> None:
    told = quiet.EVENTS.keys()
    missing = sorted({name_of(one) for one in events() if event_sentence(name_of(one)) == name_of(one)} - told)

    assert app.url_map
    assert missing == [], f"Say in {FOLDERS} what these tell of whoever did it"


def test_every_door_by_which_something_is_done_has_a_label(app: Flask) -> None:
    doors = {
        str(rule.endpoint) for rule in app.url_map.iter_rules() if (rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}
    }

    assert sorted(door for door in doors if door_label(door) == door) == [], f"Say in {FOLDERS} what these are for"


def test_every_chore_has_a_label(app: Flask) -> None:
    unknown = [name for name in app.extensions["chores"].names if door_label(name) == name]

    assert unknown == [], f"Say in {FOLDERS} what these do (also where it is the name itself)"


def test_every_room_that_announces_something_can_be_chosen(app: Flask) -> None:
    announcing = {name_of(one).split(".")[0] for one in events()}

    assert app.url_map
    assert announcing - ROOMS.keys() == set()
    assert ROOMS.keys() <= set(HOUSE)


@pytest.mark.parametrize(
    "field", ["email", "name", "title", "reason", "token", "words", "text", "about", "note", "place"]
)
def test_no_field_with_free_text_is_taken_for_a_word(field: str) -> None:
    assert field not in WORDS


def test_each_field_of_text_in_an_event_has_been_thought_of(app: Flask) -> None:
    """A new field of an event: put it in WORDS, if it only ever holds a word of the code; otherwise here."""
    assert app.url_map
    found = {one.name for event in events() if is_dataclass(event) for one in fields(event) if "str" in str(one.type)}

    assert sorted(found - WORDS - NEVER_KEPT) == []


NEVER_KEPT = frozenset({
    "about", "address", "answer", "ask", "criterion", "email", "failure", "grants", "inviter_name", "judged", "key", "name",
    "new_email", "new_name", "next_step", "note", "old_email", "old_name", "organisation_name", "other_ways", "outcome", "place", "reason",
    "recipient", "region", "section", "sha256", "source", "stop_token", "text", "title", "token", "why", "words",
})  # fmt: skip
