"""The plain text of a letter as HTML with its addresses turned into links."""

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def with_links(text: str) -> Markup:
    """The text, escaped, with a link for every address in it."""
    pieces: list[Markup] = []
    at = 0
    for found in _ADDRESS.finditer(text):
        address = found.group().rstrip(".,;:!?)")
        pieces += [escape(text[at : found.start()]), Markup('<a href="{0}">{0}</a>').format(address)]
        at = found.start() + len(address)
    return Markup("").join([*pieces, escape(text[at:])])
