"""What may change about people's data, and how."""

from roadmaps.privacy.rules.erasures import begin, begin_by_address, confirm, decide_places, propose, stop
from roadmaps.privacy.rules.looking_after import approve, choose_days, set_facts, throw_away_by_itself
from roadmaps.privacy.rules.other_words import look_for
from roadmaps.privacy.rules.requests import answer, ask, note_taken_home

__all__ = [
    "answer",
    "approve",
    "ask",
    "begin",
    "begin_by_address",
    "choose_days",
    "confirm",
    "decide_places",
    "look_for",
    "note_taken_home",
    "propose",
    "set_facts",
    "stop",
    "throw_away_by_itself",
]
