"""Explaining the first words from the command line, for a site that was begun before they came with the product."""

import click
from flask import current_app
from flask.cli import with_appcontext

from roadmaps.foundation.clock import now
from roadmaps.glossary.rules import bring_start_set


@click.command("explain-words")
@with_appcontext
def explain_words() -> None:
    """Put the words that everybody meets first into the glossary, as far as it has never explained them."""
    with current_app.extensions["units_of_work"].change() as session:
        count = bring_start_set(session, at=now())
    click.echo(f"{count} words are new." if count else "The glossary knows them all.")
