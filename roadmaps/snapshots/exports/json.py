"""The document itself, byte for byte what its hash was made of."""

from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports.words import Words


def write(edition: Edition, _words: Words) -> bytes:
    """The canonical JSON; ``sha256sum`` of the file gives the version's hash."""
    return edition.text.encode()
