"""The files that texts name, by their addresses: those that are shown as pictures, and those that a link leads to."""

import re
from uuid import UUID

_ADDRESS = re.compile(r"/files/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f-])")


def files_in(*texts: str) -> set[UUID]:
    """The ids of the files that Markdown, or the HTML of it, names."""
    return {UUID(found) for text in texts for found in _ADDRESS.findall(text)}
