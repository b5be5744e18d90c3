"""The document itself, byte for byte what its hash was made of."""

from roadmaps.papers.words import Words
from roadmaps.snapshots.editions import Edition


def write(edition: Edition, _words: Words) -> bytes:
    """The canonical JSON; ``sha256sum`` of the file gives the version's hash."""
    return edition.text.encode()
