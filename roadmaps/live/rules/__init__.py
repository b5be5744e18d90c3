"""What may happen in a session of writing together.

Coming and going in `presence`, what is written in `taking`, what revisions from outside bring in `absorbing`, how a
session becomes a revision in `closing` and `ending`, and what comes when it is over in `late`.
"""

from roadmaps.live.rules.closing import close, close_forgotten, save_version
from roadmaps.live.rules.joining import join
from roadmaps.live.rules.late import take_late
from roadmaps.live.rules.presence import leave, look_in, note_cursor
from roadmaps.live.rules.taking import take_update

__all__ = [
    "close",
    "close_forgotten",
    "join",
    "leave",
    "look_in",
    "note_cursor",
    "save_version",
    "take_late",
    "take_update",
]
