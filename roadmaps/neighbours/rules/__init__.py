"""What may change with regard to neighbours, and how: links for partners, mirrors, ties."""

from roadmaps.neighbours.rules.mirroring import add_mirror, add_version, claim_look, end_mirror, note_look
from roadmaps.neighbours.rules.sharing import make_link, note_use, revoke
from roadmaps.neighbours.rules.tying import tie, untie

__all__ = [
    "add_mirror",
    "add_version",
    "claim_look",
    "end_mirror",
    "make_link",
    "note_look",
    "note_use",
    "revoke",
    "tie",
    "untie",
]
