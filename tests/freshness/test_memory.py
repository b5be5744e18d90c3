"""The memory of a process holds as much as it may, and no more."""

from datetime import date

from roadmaps.freshness.bodies import Body
from roadmaps.freshness.memory import Kept, Memory


def a_page(text: str, mark: int = 1) -> Kept:
    return Kept(("site",), ((mark,), date(2026, 11, 22)), 0, "tag", Body(text), ("roadmap.show", ""))


def test_it_never_takes_more_than_it_may_however_much_is_asked_for() -> None:
    memory = Memory(100_000)

    for number in range(1000):
        memory.put((number,), a_page("x" * (number % 20_000)))

        assert memory.bytes <= 100_000


def test_what_nobody_has_asked_for_longest_goes_first() -> None:
    memory = Memory(60_000)
    for name in ("old", "used"):
        memory.put((name,), a_page("x" * 5000))
    memory.get(("old",))

    for number in range(3):
        memory.put((number,), a_page("x" * 5000))

    assert memory.get(("used",)) is None
    assert memory.get(("old",)) is not None


def test_a_newer_page_takes_the_place_of_the_older() -> None:
    memory = Memory(100_000)
    memory.put(("here",), a_page("before"))

    memory.put(("here",), a_page("after", 2))

    found = memory.get(("here",))
    assert found is not None
    assert found.made[0] == (2,)
    assert len(memory) == 1


def test_a_page_as_large_as_many_is_not_kept() -> None:
    memory = Memory(20_000)
    memory.put(("small",), a_page("x"))

    memory.put(("large",), a_page("x" * 10_000))

    assert len(memory) == 1
    assert memory.get(("small",)) is not None
