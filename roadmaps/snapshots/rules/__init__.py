"""What may be done in this room: freeze a version, and fill an empty roadmap from a document."""

from roadmaps.snapshots.rules.freezing import freeze
from roadmaps.snapshots.rules.importing import import_document

__all__ = ["freeze", "import_document"]
