"""Among which areas and organisations a search can be narrowed. Remembered until anything has changed on the site."""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.accounts.queries import organisations
from roadmaps.areas.queries import areas_visible_to
from roadmaps.freshness.marks_now import HOLDS_SECONDS, marks_now
from roadmaps.search.models import SearchDocument, SearchDocumentOrganisation, Sort
from roadmaps.search.policy import visible_to
from roadmaps.web.language import LANGUAGES

# Readers with the same roles are offered the same; there are not many ways of having roles.
MOST = 200


@dataclass(frozen=True)
class Offered:
    """By their addresses and ids. An area has a name in each language."""

    areas: tuple[tuple[str, dict[str, str]], ...]
    organisations: tuple[tuple[str, str], ...]


Draw = Callable[[Offered], str]


@dataclass(frozen=True)
class _Known:
    """What was offered when the marks stood so, and how it has been drawn since: in few ways, by language and order."""

    marks: dict[str, int]
    until: float
    offered: Offered
    drawings: dict[Hashable, str] = field(default_factory=dict)


class OfferedLately:
    """What was offered, with the marks that stood then. What is indexed a moment after its act is offered a minute later."""

    def __init__(self) -> None:
        self._known: dict[Hashable, _Known] = {}

    def drawn(self, session: Session, actor: Actor | None, known_as: Hashable, draw: Draw) -> str:
        """What the actor is offered, as it is drawn: once for all drawings that are known as the same."""
        if not current_app.extensions["kept_pages"].is_on:
            return draw(offered_to(session, actor))
        known = self._to(session, actor)
        if known_as is None:
            return draw(known.offered)
        if (drawn := known.drawings.get(known_as)) is None:
            drawn = known.drawings[known_as] = draw(known.offered)
        return drawn

    def _to(self, session: Session, actor: Actor | None) -> "_Known":
        rights = actor and (actor.is_coordinator, frozenset(actor.roles))
        marks, moment = marks_now(actor.person_id if actor else None), time.monotonic()
        common = {name: mark for name, mark in marks.items() if not name.startswith("reader:")}
        known = self._known.get(rights)
        if known is None or known.marks != common or known.until <= moment:
            if len(self._known) >= MOST:
                self._known.clear()
            known = self._known[rights] = _Known(common, moment + HOLDS_SECONDS, offered_to(session, actor))
        return known


def register(app: Flask) -> None:
    """Let the application remember what it has offered."""
    app.extensions["offered_in_search"] = OfferedLately()


def drawn_lately(session: Session, actor: Actor | None, known_as: Hashable, draw: Draw) -> str:
    """What the actor is offered, as `draw` draws it; None is known as nothing else, and so drawn each time."""
    return cast(OfferedLately, current_app.extensions["offered_in_search"]).drawn(session, actor, known_as, draw)


def offered_to(session: Session, actor: Actor | None) -> Offered:
    """The areas that the actor may see, and the organisations that anything which the actor may find has to do with."""
    told = (
        select(SearchDocumentOrganisation.organisation_id)
        .join(SearchDocument, SearchDocument.id == SearchDocumentOrganisation.document_id)
        .where(visible_to(actor), SearchDocument.sort != Sort.ORGANISATION)
    )
    those = organisations(with_archived=True).where(Organisation.id.in_(told))
    areas = session.scalars(areas_visible_to(actor))
    return Offered(
        tuple((one.slug, {language: one.name_in(language) for language in LANGUAGES}) for one in areas),
        tuple((str(one.id), one.name) for one in session.scalars(those)),
    )
