"""How fast somebody may send: so much at once, then so much a second, and each for themselves."""

import pytest

from roadmaps.live.serving.pace import FORGOTTEN_AFTER_SECONDS, Pace, Paces


class Clock:
    """Seconds that pass when a test says so."""

    seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("roadmaps.live.serving.pace.monotonic", clock)
    return clock


def test_so_much_goes_at_once_and_no_more(clock: Clock) -> None:
    pace = Pace(at_once=3, a_second=2)

    assert [pace.spend() for _ in range(4)] == [True, True, True, False]
    assert pace.seconds_to_wait == 0.5


def test_with_time_there_is_more_but_never_more_than_at_once(clock: Clock) -> None:
    pace = Pace(at_once=3, a_second=2)
    for _ in range(3):
        pace.spend()

    clock.seconds += 0.5
    assert [pace.spend(), pace.spend()] == [True, False]
    clock.seconds += 100
    assert [pace.spend() for _ in range(4)] == [True, True, True, False]


def test_one_who_hurries_takes_nothing_from_another(clock: Clock) -> None:
    paces = Paces(at_once=1, a_second=1)

    assert [paces.spend("a"), paces.spend("a"), paces.spend("b")] == [True, False, True]


def test_who_has_been_quiet_for_long_takes_no_room(clock: Clock) -> None:
    paces = Paces(at_once=1, a_second=1)
    paces.spend("a")

    clock.seconds += FORGOTTEN_AFTER_SECONDS + 1
    paces.spend("b")

    assert set(paces._known) == {"b"}
