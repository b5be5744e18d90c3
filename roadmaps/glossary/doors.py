"""What the doors of this room and of those above ask: where a term is, and what marks the words of a page."""

from datetime import datetime
from typing import cast
from uuid import UUID

from flask import current_app, request, url_for

from roadmaps.foundation.errors import NotFound
from roadmaps.glossary.marking import Marker, Markers
from roadmaps.glossary.queries import glossary_history, marker_of, number_then, slugs_of, terms
from roadmaps.revisions.queries import find_revision
from roadmaps.revisions.states import BlockState, version_at
from roadmaps.web.work import reading

MARKERS = "glossary_markers"
COOKIE = "word_marks"


def words_marker(then: datetime | None = None) -> Marker | None:
    """What marks the terms in a page; None for a reader who does not want it, and while there are none.

    :param then: mark them as they were explained at that moment, if the glossary was there
    """
    return _marker(then) if marks_are_shown() else None


def newest_marker() -> Marker | None:
    """What knows the terms as they are explained now, also for a reader who does not want marks."""
    return _marker(None)


def _marker(then: datetime | None) -> Marker | None:
    history = glossary_history(reading())
    if history is None or not history.current:
        return None
    number = (number_then(reading(), then) if then else None) or history.current
    # Another database has another revision with the number, and an address depends on which one is the newest.
    state = find_revision(reading(), history, number).id, number == history.current
    return cast(Markers, current_app.extensions[MARKERS]).of(state, lambda: marker_of(reading(), number))


def marks_are_shown() -> bool:
    """Whether the reader wants terms to be marked, as everybody does until they say otherwise."""
    return request.cookies.get(COOKIE) != "off"


def address_of(term: BlockState) -> str:
    """The page of a term: by its name, unless another has nearly the same."""
    slug = next((slug for slug, term_id in slugs_of(terms(reading())).items() if term_id == term.id), None)
    return url_for("glossary.term", word=slug) if slug else url_for("glossary.show", term_id=term.id)


def term_then(term_id: UUID, number: int) -> BlockState:
    """The term as of a change of the glossary.

    :raises NotFound: when it was not there
    """
    found = version_at(reading(), term_id, number)
    if found is None or found.kind != "term" or found.is_removed:
        raise NotFound
    return found


def page_number() -> int | None:
    """The change that an address asks for; None for now."""
    asked = request.args.get("as_of", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
