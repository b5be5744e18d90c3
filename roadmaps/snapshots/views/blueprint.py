"""The blueprint of this room. A Word template may be larger than anything else that is sent here."""

from flask import Blueprint, request

from roadmaps.papers.word.templates import MOST_BYTES

pages = Blueprint("snapshots", __name__)
# A form around the file.
MARGIN = 100_000


@pages.url_value_preprocessor
def take_templates(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Before anybody reads the form; what is larger is refused unread."""
    if endpoint == "snapshots.put_template_in_place":
        request.max_content_length = MOST_BYTES + MARGIN
