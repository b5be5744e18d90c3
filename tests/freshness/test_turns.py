"""Many ask for the same page in the same moment, and it is made once."""

from collections.abc import Callable
from threading import Barrier, Event, Thread
from time import sleep

from roadmaps.freshness.memory import Kept
from roadmaps.freshness.turns import Turns
from tests.freshness.test_memory import a_page

Given = tuple[str | None, Kept | None]


def all_at_once(turns: Turns, number: int, make: Callable[[], tuple[str, Kept | None]]) -> list[Given]:
    """What each of them gets. Nothing is ready before all have come."""
    given: list[Given] = []
    together = Barrier(number + 1)

    def make_when_all_are_there() -> tuple[str, Kept | None]:
        all_are_there.wait(20)
        sleep(0.5)
        return make()

    def ask() -> None:
        together.wait(20)
        given.append(turns.made("here", make_when_all_are_there))

    all_are_there = Event()
    threads = [Thread(target=ask) for _ in range(number)]
    for thread in threads:
        thread.start()
    together.wait(20)
    all_are_there.set()
    for thread in threads:
        thread.join(20)
    return given


def test_one_makes_it_and_the_others_get_it() -> None:
    made: list[int] = []

    def make() -> tuple[str, Kept]:
        made.append(1)
        return "answer", a_page("text")

    given = all_at_once(Turns(), 8, make)

    assert len(made) == 1
    assert [answer for answer, _ in given if answer] == ["answer"]
    assert len({id(page) for _, page in given}) == 1


def test_what_is_for_one_alone_each_makes_for_themselves() -> None:
    given = all_at_once(Turns(), 5, lambda: ("own", None))

    assert given == [("own", None)] * 5


def test_whoever_fails_keeps_nobody_from_trying() -> None:
    tries, has_begun, outcome = [], Event(), []
    turns = Turns()

    def make() -> tuple[str, Kept]:
        tries.append(1)
        has_begun.set()
        sleep(0.2)
        if len(tries) == 1:
            raise RuntimeError
        return "answer", a_page("text")

    def first() -> None:
        try:
            turns.made("here", make)
        except RuntimeError:
            outcome.append("failed")

    thread = Thread(target=first)
    thread.start()
    has_begun.wait()
    answer, page = turns.made("here", make)
    thread.join()

    assert outcome == ["failed"]
    assert (answer, page is not None) == ("answer", True)
    assert turns.made("here", make)[0] == "answer"


def test_what_is_asked_for_otherwise_waits_for_nothing() -> None:
    turns, goes_on = Turns(), Event()
    thread = Thread(target=lambda: turns.made("here", lambda: (str(goes_on.wait(20)), None)))
    thread.start()

    assert turns.made("there", lambda: ("answer", None)) == ("answer", None)
    goes_on.set()
    thread.join()
