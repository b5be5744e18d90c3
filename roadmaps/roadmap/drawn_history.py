"""Pages of history as HTML, put together of entries.

Nothing of them is kept beyond the answer: an erasure takes names out of what revisions say.
"""

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from flask import get_template_attribute
from markupsafe import Markup

from roadmaps.roadmap.history import HistoryFilter, HistoryPage, Told, Writers
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.web.slots import slots


def drawn(roadmap: Roadmap, page: HistoryPage, wanted: HistoryFilter, known: Writers) -> Markup:
    """The page for this reader, with what the rooms above know of its revisions, such as the meeting one comes from."""
    slug = roadmap.area.slug
    every = [told for _, those in page.days for told in those]
    origins = slots().fill_map("roadmap.revisions", roadmap=roadmap, revisions=[told.revision for told in every])
    people, organisations = _by_name(known.people or {}), _by_name(known.organisations)

    def entry(told: Told) -> Markup:
        draw = partial(_part("entry"), slug, told, origins[told.revision.id])
        return draw()

    def filters() -> Markup:
        return _part("choices")(wanted, list(ROADMAP), people, organisations)

    def content() -> Markup:
        return _part("content")(slug, page, wanted, filters(), entry)

    return content()


def _by_name(names: Mapping[UUID | None, str]) -> tuple[tuple[UUID | None, str], ...]:
    return tuple(sorted(names.items(), key=lambda one: one[1]))


def _part(name: str) -> Callable[..., Markup]:
    part: Callable[..., Markup] = get_template_attribute("roadmap/_history.html", name)
    return part
