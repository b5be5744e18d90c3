"""What may happen with suggestions: they are written in `proposing`, perhaps looked
through, and decided in `deciding`.
"""

from roadmaps.suggestions.rules.bringing_in import bring_in, take_out
from roadmaps.suggestions.rules.deciding import (
    Part,
    accept,
    ask_for_more,
    decline,
    join,
    set_requires_source,
    take_back,
)
from roadmaps.suggestions.rules.grounds import Source
from roadmaps.suggestions.rules.looking_through import decline_release, release
from roadmaps.suggestions.rules.proposing import (
    begin,
    discard,
    mend,
    put_change,
    send,
    suggest,
    take_out_change,
    withdraw,
)
from roadmaps.suggestions.rules.stances import take_stance
from roadmaps.suggestions.rules.wishes import Wish

__all__ = [
    "Part",
    "Source",
    "Wish",
    "accept",
    "ask_for_more",
    "begin",
    "bring_in",
    "decline",
    "decline_release",
    "discard",
    "join",
    "mend",
    "put_change",
    "release",
    "send",
    "set_requires_source",
    "suggest",
    "take_back",
    "take_out",
    "take_out_change",
    "take_stance",
    "withdraw",
]
