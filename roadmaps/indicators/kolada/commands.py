"""Fetching from the command line, for a timer: `roadmaps readings fetch`."""

import sys
from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import force_locale

from roadmaps.foundation.clock import now
from roadmaps.indicators.kolada.client import Kolada
from roadmaps.indicators.kolada.fetching import Errand, fetch_all, fetchable
from roadmaps.indicators.kolada.words import words_for
from roadmaps.web.language import translate
from roadmaps.web.work import units


@click.group("readings")
def readings() -> None:
    """Readings of indicators."""


@readings.command("fetch")
@click.option("--area", help="Only the indicators of this area, as in its address.")
@click.option("--indicator", type=click.UUID, help="Only this indicator, by its id.")
@click.option("--since", type=click.IntRange(1950, 2200), help="From this year on; else from the year of the baseline.")
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and do nothing.")
@with_appcontext
def fetch(area: str | None, indicator: UUID | None, since: int | None, *, dry_run: bool) -> None:
    """Fetch readings from Kolada, for the indicators that have a number there.

    Each indicator stands by itself: what comes for one is kept, whatever befalls the next. The exit status is 1 when
    something could not be fetched.
    """
    wanted = fetchable(units(), slug=area, indicator_id=indicator)
    if not wanted:
        if area or indicator:
            raise click.ClickException("There is no such indicator with a number in Kolada, in a roadmap that is open.")
        click.echo("No indicator has a number in Kolada, so there is nothing to fetch.")
        return
    source = Kolada(current_app.extensions["settings"].kolada_url)
    errand = Errand(source, words_for, now(), since=since, is_dry=dry_run)
    failures = 0
    for fetched in fetch_all(units(), wanted, errand):
        content = fetched.indicator.content
        with force_locale("en"):
            told = translate(fetched.sentence)
        click.echo(f"{'FAILED' if fetched.failed else 'well  '}  {content['kolada_id']} {content['title']}: {told}")
        failures += fetched.failed is not None
    if dry_run:
        click.echo("Nothing has been written.")
    if failures:
        click.echo(f"{failures} of {len(wanted)} could not be fetched. What came for the others is kept.", err=True)
        sys.exit(1)
