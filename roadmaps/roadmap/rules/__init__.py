"""What may change in a roadmap, and how.

Its text in `writing`, its state and its locks in `leading`, and what organisations say for themselves in `answering`.
"""

from roadmaps.roadmap.rules.answering import Offer, answer_part, check_leads, tell_status
from roadmaps.roadmap.rules.leading import (
    begin_roadmap,
    change_phase,
    lock,
    set_period,
    show_working_version,
    unlock,
)
from roadmaps.roadmap.rules.writing import (
    add_block,
    author_of,
    check_editing,
    edit_block,
    move_block,
    remove_block,
    restore_block,
    restore_roadmap,
    undo_revision,
    write_blocks,
    write_together,
)

__all__ = [
    "Offer",
    "add_block",
    "answer_part",
    "author_of",
    "begin_roadmap",
    "change_phase",
    "check_editing",
    "check_leads",
    "edit_block",
    "lock",
    "move_block",
    "remove_block",
    "restore_block",
    "restore_roadmap",
    "set_period",
    "show_working_version",
    "tell_status",
    "undo_revision",
    "unlock",
    "write_blocks",
    "write_together",
]
