"""The document itself, byte for byte what its hash was made of."""

from roadmaps.snapshots.exports.manuscript import Manuscript


def write(manuscript: Manuscript) -> bytes:
    """The canonical JSON; ``sha256sum`` of the file gives the version's hash."""
    return manuscript.edition.text.encode()
