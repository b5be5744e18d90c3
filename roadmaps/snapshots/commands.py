"""Taking a roadmap out and bringing one in, from the command line."""

from pathlib import Path
from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.email_addresses import as_typed
from roadmaps.accounts.queries import person_with_email
from roadmaps.areas.actors import load_actor
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.sentences import say
from roadmaps.papers.words import Words
from roadmaps.revisions import states
from roadmaps.revisions.queries import find_revision
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots import rules
from roadmaps.snapshots.document import document_of, html_of
from roadmaps.snapshots.editions import Edition, edition_of, edition_of_state
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.models import Snapshot
from roadmaps.web.language import LANGUAGES, translate
from roadmaps.web.work import change, reading


@click.command("export")
@click.argument("area")
@click.option("--format", "name", type=click.Choice(list(FORMATS)), default="json", show_default=True)
@click.option("--snapshot", "number", type=click.IntRange(1), help="A frozen version, by its number.")
@click.option("--as-of", type=click.IntRange(1), help="The roadmap as of a change, by its number; else as it is now.")
@click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it; else to standard output."
)
@with_appcontext
def export(area: str, name: str, number: int | None, as_of: int | None, language: str, out: Path | None) -> None:
    """Write the roadmap of AREA (as in its address) to a file."""
    if number and as_of:
        raise click.UsageError("Choose either --snapshot or --as-of.")
    roadmap = _roadmap(reading(), area)
    edition = _frozen(roadmap, number) if number else _state(roadmap, as_of)
    with force_locale(language):
        written = FORMATS[name].write(edition, Words(language, translate))
    if out is None:
        click.echo(written, nl=False)
    else:
        out.write_bytes(written)
        click.echo(f"Wrote {out}, {len(written)} bytes.", err=True)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--area", required=True, help="The area whose empty roadmap is filled, as in its address.")
@click.option("--as", "email", required=True, help="Who does it: the address that the person signs in with.")
@click.option("--create-organisations", is_flag=True, help="Add organisations that are missing; for coordinators.")
@with_appcontext
def import_(file: Path, area: str, email: str, *, create_organisations: bool) -> None:
    """Fill the empty roadmap of an area from the JSON FILE of another."""
    with change() as session:
        revision = rules.import_document(
            session,
            _roadmap(session, area),
            file.read_bytes(),
            actor=_actor(session, email),
            at=now(),
            create_organisations=create_organisations,
        )
        blocks = len(revision.facts)
    click.echo(f"Brought in {blocks} blocks as change no. {revision.number}.")


def _roadmap(session: Session, slug: str) -> Roadmap:
    found = session.scalar(select(Roadmap).join(Area, Area.id == Roadmap.area_id).where(Area.slug == slug))
    if found is None:
        raise NotFound(say("There is no area with a roadmap at the address “%(slug)s”.", slug=slug))
    return found


def _actor(session: Session, email: str) -> Actor:
    person = session.scalar(person_with_email(as_typed(email)))
    actor = load_actor(session, person.id, on=today()) if person else None
    if actor is None:
        raise NotFound(say("Nobody signs in with the address %(email)s.", email=email))
    return actor


def _frozen(roadmap: Roadmap, number: int) -> Edition:
    query = select(Snapshot).where(Snapshot.roadmap_id == roadmap.id, Snapshot.number == number)
    snapshot = reading().scalar(query)
    if snapshot is None:
        raise NotFound(say("The roadmap has no frozen version no. %(number)s.", number=number))
    return edition_of(snapshot, address=f"{_site()}/areas/{roadmap.area.slug}/snapshots/{number}", site=_site())


def _state(roadmap: Roadmap, number: int | None) -> Edition:
    state = states.as_of(reading(), roadmap.history, roadmap.history.current if number is None else number)
    at = find_revision(reading(), roadmap.history, number).written_at if number else None
    file = document_of(reading(), roadmap, state, at=at)
    return edition_of_state(file, html_of(state), address=f"{_site()}/areas/{roadmap.area.slug}/roadmap", site=_site())


def _site() -> str:
    return cast(str, current_app.config["BASE_URL"])
