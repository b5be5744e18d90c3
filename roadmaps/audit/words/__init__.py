"""The words in which the journal is told. A test holds that none is missing for any event, door, chore or command."""

from roadmaps.audit.words.doors_a_to_l import DOORS_A_TO_L
from roadmaps.audit.words.doors_m_to_z import DOORS_M_TO_Z
from roadmaps.audit.words.events import EVENTS
from roadmaps.audit.words.own_work import OWN_WORK
from roadmaps.audit.words.rooms import ROOMS

__all__ = ["ROOMS", "door_label", "event_sentence"]

_EVERY_DOOR = {**DOORS_A_TO_L, **DOORS_M_TO_Z, **OWN_WORK}


def event_sentence(name: str) -> str:
    """The message for an event; of one that an older version of the product knew, its name."""
    return EVENTS.get(name, name)


def door_label(name: str) -> str:
    """The message for a door; its name, where it has none."""
    return _EVERY_DOOR.get(name, name)
