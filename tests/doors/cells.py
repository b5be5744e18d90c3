"""Asks the cells of a door: everybody of a state comes there, one after another."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.doors.asking import Answer, Asking
from tests.doors.every_door import Door
from tests.doors.states import State


@contextmanager
def in_state(asking: Asking, state: State) -> Iterator[None]:
    """The area here as the state says, until the end of the block."""
    world = asking.world
    with world.undone(), world.changed() as session:
        state.arrange(session, world.corners["here"])
        session.flush()
        with asking.knowing(*state.writes):
            yield


def answers_at(asking: Asking, door: Door, state: State) -> Iterator[tuple[str, Answer]]:
    """What each who comes there in this state is answered; with nobody to come, nothing is done."""
    callers = state.callers(door)
    if not callers:
        return
    with asking.after_what_comes_before(door), in_state(asking, state):
        for who in callers:
            yield who, asking.come(door, who)
