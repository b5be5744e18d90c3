"""Gathering what an export needs: the version with what lies around it, as far as it is for whoever asked."""

from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.files.shown import pictures_in
from roadmaps.files.stores import Store
from roadmaps.papers.words import Words
from roadmaps.revisions import states
from roadmaps.revisions.queries import find_revision
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.written import SOURCE
from roadmaps.snapshots.around import extras_of
from roadmaps.snapshots.document import written
from roadmaps.snapshots.editions import Edition, edition_of, edition_of_state
from roadmaps.snapshots.exports.choice import Choice
from roadmaps.snapshots.exports.manuscript import Manuscript
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.queries import template_in_use
from roadmaps.translating.queries import translations_of

_BEFORE_ANY = datetime(2020, 1, 1, tzinfo=UTC)


def manuscript_of(
    session: Session,
    edition: Edition,
    roadmap: Roadmap,
    choice: Choice,
    words: Words,
    *,
    viewer: Actor | None,
    today: date,
    store: Store,
    is_as_written: bool = False,
) -> Manuscript:
    """The edition of a roadmap, in the language that is wanted, with what its formats tell beside it.

    :param store: where the pictures of its texts lie
    :param is_as_written: the texts stay in the language in which they were written
    """
    if not is_as_written:
        edition = read_in(session, edition, roadmap, choice.language)
    template = template_in_use(session)
    made_at = _made_at(session, edition, roadmap)
    extras = extras_of(session, edition, roadmap, choice, viewer=viewer, made_at=made_at, today=today)
    texts = (html for fields in edition.html.values() for html in fields.values())
    extras = replace(extras, pictures=pictures_in(session, store, texts, viewer=viewer, site=edition.site))
    return Manuscript(edition, choice, extras, words, template.content if template else None)


def read_in(session: Session, edition: Edition, roadmap: Roadmap, language: str) -> Edition:
    """The edition as it is read in a language. A frozen one is also read in what was translated later from its words."""
    if language == SOURCE:
        return edition
    is_frozen = edition.file.version.frozen_at is not None
    later = session.scalars(translations_of(roadmap, language)).all() if is_frozen else ()
    return edition.read_in(language, later)


def frozen_edition(snapshot: Snapshot, site: str) -> Edition:
    """A frozen version, with whole addresses in its links."""
    address = f"{site}/areas/{snapshot.roadmap.area.slug}/snapshots/{snapshot.number}"
    return edition_of(snapshot, address=address, site=site)


def working_edition(session: Session, roadmap: Roadmap, site: str, number: int | None = None) -> Edition:
    """The working version as of a change, or (None) as it is now."""
    if number is None or number == roadmap.history.current:
        state, at = states.current(session, roadmap.history), None
    else:
        state = states.as_of(session, roadmap.history, number)
        at = find_revision(session, roadmap.history, number).written_at if number else None
    file, html = written(session, roadmap, state, at=at)
    return edition_of_state(file, html, address=f"{site}/areas/{roadmap.area.slug}/roadmap", site=site)


def _made_at(session: Session, edition: Edition, roadmap: Roadmap) -> datetime:
    """The moment that the files bear: that of freezing, or else of the newest change that they hold."""
    version = edition.file.version
    if version.frozen_at is not None:
        return version.frozen_at
    return find_revision(session, roadmap.history, version.revision).written_at if version.revision else _BEFORE_ANY
