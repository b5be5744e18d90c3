"""What a list, a count, a search, a feed or a calendar could tell of a roadmap that is not shown, to those outside."""

import pytest

from tests.doors.asking import Asking
from tests.doors.cells import in_state
from tests.doors.every_door import Door
from tests.doors.judging import OUTSIDE
from tests.doors.states import STATES

ASKED_FOR = (
    "/search?q=Kanariehar",
    "/search?q=F%C3%B6r%C3%A4dla",
    "/search?q=kanarie*",
    "/county/activities?q=Kanariehar",
    "/county",
    "/county/timeline",
    "/county/responsibilities",
    "/county/spreadsheet/activity.csv",
    "/county/calendar.ics",
    "/feed.atom",
    "/areas/har/feed.atom",
    "/areas/har/published.json",
    "/areas/har",
    "/names?q=Namnet",
    "/organisations",
    "/glossary",
    "/links?title=Kanariehar",
)


@pytest.mark.parametrize("who", OUTSIDE)
def test_nothing_outside_tells_of_what_is_not_shown(who: str, asking: Asking) -> None:
    door = Door("GET", "", "", frozenset())

    with in_state(asking, STATES["kept"]):
        telling = [address for address in ASKED_FOR if _mentions(asking, door, who, address)]

    assert not telling


def test_a_search_finds_it_for_those_who_may_read_it(asking: Asking) -> None:
    door = Door("GET", "", "", frozenset())

    with in_state(asking, STATES["kept"]):
        answer = asking.ask(door, "reader", address="/search?q=Kanariehar")

    assert answer.text.count("Kanariehar") > 3


def _mentions(asking: Asking, door: Door, who: str, address: str) -> bool:
    """Whether the word is told more often than one that nobody has ever written: a page repeats what was asked."""
    told = asking.ask(door, who, address=address).text.count("Kanariehar")
    unknown = address.replace("Kanariehar", "Kanarieinget")
    return told > (asking.ask(door, who, address=unknown).text.count("Kanarieinget") if unknown != address else 0)
