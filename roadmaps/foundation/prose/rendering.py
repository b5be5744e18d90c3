"""From Markdown to stored HTML: tidied, held against the limits, then sent to a worker process."""

import json
from collections.abc import Mapping

from roadmaps.foundation.prose.limits import TooComplex, check_limits
from roadmaps.foundation.prose.tidying import tidy
from roadmaps.foundation.prose.workers import ask

RENDERER = 3
"""Version of the renderer; stored beside each rendered text, so that a newer one can find what to render again."""


def render(text: str, *, links: Mapping[str, str] | None = None, heading_level: int = 3, unique: str = "") -> str:
    """Clean HTML of a Markdown text, fit to be stored and shown as it is.

    :param links: where the names in ``[[name]]`` lead; others link to the page that looks for them
    :param heading_level: the level, 3 to 6, that the text's highest heading gets
    :param unique: letters, digits and hyphens that make the names of footnotes unique on a page
    :raises TooComplex: when the text is too large or too tangled
    """
    text = tidy(text)
    if not text:
        return ""
    check_limits(text)
    request = {"text": text, "links": dict(links or {}), "heading_level": heading_level, "unique": unique}
    answer = ask(json.dumps(request).encode())
    html: str | None = json.loads(answer)["html"] if answer else None
    if html is None:
        raise TooComplex
    return html
