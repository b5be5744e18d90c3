"""What may be done in this room: freeze a version, fill an empty roadmap from a document, and have files made."""

from roadmaps.snapshots.rules.exporting import ask_for_files, forget_old_files, remember_wish
from roadmaps.snapshots.rules.freezing import freeze
from roadmaps.snapshots.rules.importing import Look, import_document, look_at_document

__all__ = [
    "Look",
    "ask_for_files",
    "forget_old_files",
    "freeze",
    "import_document",
    "look_at_document",
    "remember_wish",
]
