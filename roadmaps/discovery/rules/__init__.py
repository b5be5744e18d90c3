"""What may change in discovery, and how."""

from roadmaps.discovery.rules.candidates import begin, join, take_out, word
from roadmaps.discovery.rules.deciding import decide, settle, tie, untie
from roadmaps.discovery.rules.reading import pass_on, set_aside, show
from roadmaps.discovery.rules.telling import Told, confirm_address, forget_address, take_in, tell

__all__ = [
    "Told",
    "begin",
    "confirm_address",
    "decide",
    "forget_address",
    "join",
    "pass_on",
    "set_aside",
    "settle",
    "show",
    "take_in",
    "take_out",
    "tell",
    "tie",
    "untie",
    "word",
]
