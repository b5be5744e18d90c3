"""What may change about second steps, and how."""

from roadmaps.second_steps.rules.apps import give_up_app, offer_app, take_app
from roadmaps.second_steps.rules.choosing import choose, forget_doubted, reset
from roadmaps.second_steps.rules.codes import make_codes, renew_codes, show_code
from roadmaps.second_steps.rules.waiting import make_wait, see_to_sign_ins

__all__ = [
    "choose",
    "forget_doubted",
    "give_up_app",
    "make_codes",
    "make_wait",
    "offer_app",
    "renew_codes",
    "reset",
    "see_to_sign_ins",
    "show_code",
    "take_app",
]
