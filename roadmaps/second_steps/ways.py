"""How this room's way of showing a second step is known to the rooms beside it."""

from roadmaps.accounts.second_ways import SecondWay
from roadmaps.accounts.ways_in import WayIn
from roadmaps.foundation.sentences import N_
from roadmaps.second_steps.queries import has_codes
from roadmaps.second_steps.rules.choosing import forget_app

APP = SecondWay(label=N_("Codes from an app"), has=has_codes, forget=forget_app)
# Shown beside a password, and worth nothing alone: whoever has forgotten that has not lost this.
CODES = WayIn(APP.label, has_codes, lambda *_whose: None, opens=False, is_second_step=True)
