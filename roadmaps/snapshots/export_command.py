"""Taking a roadmap out from the command line, in any format, as a job for each night or each quarter may want it."""

import os
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.email_addresses import as_typed
from roadmaps.accounts.queries import person_with_email
from roadmaps.areas.actors import load_actor
from roadmaps.areas.models import Area
from roadmaps.files.doors import store
from roadmaps.foundation.clock import LOCAL, today
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.sentences import say
from roadmaps.papers.catalogues import words_in
from roadmaps.revisions import states
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots import policy
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.choice import LANGUAGES, Part
from roadmaps.snapshots.exports.files import Made, make
from roadmaps.snapshots.exports.wish import PACKAGE, Wish
from roadmaps.snapshots.manuscripts import frozen_edition, manuscript_of, working_edition
from roadmaps.snapshots.models import Snapshot
from roadmaps.web.work import reading

_PARTS = [str(part) for part in Part]


class ChangeOrDay(click.ParamType[int | date]):
    """The number of a change, or a day."""

    name = "number or day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | date:
        """Understand what was typed."""
        text = str(value)
        if text.isdecimal() and int(text) >= 1:
            return int(text)
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fail(f"{text} is neither the number of a change nor a day such as 2026-11-21.", param, ctx)


class Parts(click.ParamType[list[str]]):
    """Names of parts, with commas between them."""

    name = "parts"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> list[str]:
        """Understand what was typed."""
        named = [one.strip() for one in str(value).split(",") if one.strip()]
        unknown = [one for one in named if one not in _PARTS]
        if unknown or not named:
            self.fail(f"There is no part {', '.join(unknown) or 'without a name'}. There are: {', '.join(_PARTS)}.")
        return named


@click.command("export")
@click.argument("area")
@click.option(
    "--format",
    "formats",
    type=click.Choice([*FORMATS, PACKAGE]),
    multiple=True,
    default=("json",),
    show_default=True,
    help="May be given several times; several formats come as one package.",
)
@click.option("--snapshot", "number", type=click.IntRange(1), help="A frozen version, by its number.")
@click.option(
    "--as-of",
    type=ChangeOrDay(),
    help="The roadmap as of a change, by its number, or at the end of a day; else as it is now.",
)
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="sv", show_default=True)
@click.option("--parts", type=Parts(), help="Which parts, with commas between them; else the usual ones.")
@click.option("--with-comments", is_flag=True, help="With the comments that the person named by --as may see.")
@click.option("--as", "email", help="As whom to look: the address that the person signs in with.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="Where to write it, a file or a folder; else to standard output."
)
@with_appcontext
def export(
    area: str,
    formats: tuple[str, ...],
    number: int | None,
    as_of: int | date | None,
    language: str,
    parts: list[str] | None,
    with_comments: bool,
    email: str | None,
    out: Path | None,
) -> None:
    """Write the roadmap of AREA (as in its address) to a file.

    Ends with 0 when it is written, 1 when it cannot be and 2 when the command was not understood. A file that is there
    already is replaced in one step, so that nobody meets half of one.
    """
    if number and as_of:
        raise click.UsageError("Choose either --snapshot or --as-of.")
    if with_comments and not email:
        raise click.UsageError("Say with --as whose eyes the comments are for.")
    asked = {"format": formats, "part": parts or [], "language": [language], "comments": ["yes"] * with_comments}
    wish = Wish.of(asked).checked()
    if out is None and sys.stdout.isatty() and not FORMATS.get(wish.name, FORMATS["json"]).is_text:
        raise click.UsageError("Say with --out where to write it: this format is not to be read on a screen.")
    made = _made(find_roadmap(reading(), area), wish, number, as_of, _viewer(email))
    if made.notice:
        click.echo(words_in(language).say(made.notice), err=True)
    if out is None:
        click.echo(made.content, nl=False)
    else:
        place = out / made.filename if out.is_dir() else out
        _write(place, made.content)
        click.echo(f"Wrote {place}, {len(made.content)} bytes.", err=True)


def _made(roadmap: Roadmap, wish: Wish, number: int | None, as_of: int | date | None, viewer: Actor | None) -> Made:
    edition = (
        _frozen(roadmap, number) if number else working_edition(reading(), roadmap, _site(), _change(roadmap, as_of))
    )
    if not policy.may_take_comments(viewer, roadmap):
        wish = wish.without_comments()
    words = words_in(wish.choice.language)
    choice, day = wish.choice, today()
    manuscript = manuscript_of(reading(), edition, roadmap, choice, words, viewer=viewer, today=day, store=store())
    return make(manuscript, wish)


def find_roadmap(session: Session, slug: str) -> Roadmap:
    """:raises NotFound: when no area with a roadmap has this address."""
    found = session.scalar(select(Roadmap).join(Area, Area.id == Roadmap.area_id).where(Area.slug == slug))
    if found is None:
        raise NotFound(say("There is no area with a roadmap at the address “%(slug)s”.", slug=slug))
    return found


def find_actor(session: Session, email: str) -> Actor:
    """:raises NotFound: when nobody signs in with this address."""
    person = session.scalar(person_with_email(as_typed(email)))
    actor = load_actor(session, person.id, on=today()) if person else None
    if actor is None:
        raise NotFound(say("Nobody signs in with the address %(email)s.", email=email))
    return actor


def _viewer(email: str | None) -> Actor | None:
    return find_actor(reading(), email) if email else None


def _frozen(roadmap: Roadmap, number: int) -> Edition:
    query = select(Snapshot).where(Snapshot.roadmap_id == roadmap.id, Snapshot.number == number)
    snapshot = reading().scalar(query)
    if snapshot is None:
        raise NotFound(say("The roadmap has no frozen version no. %(number)s.", number=number))
    return frozen_edition(snapshot, _site())


def _change(roadmap: Roadmap, as_of: int | date | None) -> int | None:
    """The number of the change that is meant: for a day, of the last one made before it ended in Sweden."""
    if isinstance(as_of, date):
        midnight = datetime.combine(as_of + timedelta(days=1), time(), LOCAL)
        number = states.number_at(reading(), roadmap.history, midnight - timedelta(microseconds=1))
        if not number:
            raise NotFound(say("Nothing had been written in the roadmap by %(day)s.", day=as_of.isoformat()))
        return number
    if as_of is not None and as_of > roadmap.history.current:
        newest = roadmap.history.current
        raise NotFound(
            say("The roadmap has no change no. %(number)s. The newest is no. %(newest)s.", number=as_of, newest=newest)
        )
    return as_of


def _write(place: Path, content: bytes) -> None:
    """All of it, or nothing.

    :raises ClickException: when it cannot be written there
    """
    half = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        half.write_bytes(content)
        half.replace(place)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise click.ClickException(f"{place} cannot be written: {error.strerror}.") from None


def _site() -> str:
    return cast(str, current_app.config["BASE_URL"])
