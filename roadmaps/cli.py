"""The command line: what an operator does with an installation. Rooms add commands of their own when they register.

A refusal or a bad setting becomes its sentence on the standard error and exit status 1, never a trace.
"""

import os
import subprocess
import sys
from contextlib import suppress
from typing import Any

import click
from alembic.util import CommandError
from flask import Flask, current_app
from flask.cli import ScriptInfo, with_appcontext
from sqlalchemy.exc import DBAPIError

from roadmaps import doctor as examination
from roadmaps import serving
from roadmaps.app import create_app_from_environment
from roadmaps.config import BadSetting, Settings
from roadmaps.demo import load as demo_world
from roadmaps.files.doors import STORE
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Refusal
from roadmaps.migrating import migrate


class Commands(click.Group):
    """The commands below, and those of the rooms, for which the application is put together when it is asked."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Let each call put together an application of its own, when it needs one."""
        extra.setdefault("obj", ScriptInfo(create_app=create_app_from_environment))
        return super().make_context(info_name, args, parent, **extra)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Find one command."""
        return super().get_command(ctx, cmd_name) or _app(ctx).cli.get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands; with a bad setting, those that need no application."""
        with suppress(BadSetting):
            return sorted({*super().list_commands(ctx), *_app(ctx).cli.list_commands(ctx)})
        return sorted(super().list_commands(ctx))

    def invoke(self, ctx: click.Context) -> Any:
        """Run what was asked, and tell what stood in the way."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            raise click.ClickException(str(refusal.sentence)) from None
        except BadSetting as error:
            raise click.ClickException(str(error)) from None
        except DBAPIError as error:
            hint = "Has `roadmaps migrate` been run since the last upgrade?"
            raise click.ClickException(f"The database refused: {error.orig}\n{hint}") from None


def _app(ctx: click.Context) -> Flask:
    return ctx.ensure_object(ScriptInfo).load_app()


@click.group(cls=Commands)
def main() -> None:
    """Färdplan: a region's actors write their smart specialisation roadmaps together.

    Settings are read from the environment; docs/operations.md tells which there are.
    """


@main.command("migrate")
def migrate_() -> None:
    """Make or upgrade the tables of the database."""
    database = Database(Settings.from_environment().database_url)
    try:
        migrate(database)
    except CommandError as error:
        raise click.ClickException(f"The database does not fit this version of the product: {error}") from None
    finally:
        database.close()
    click.echo("The tables are up to date.")


@main.command()
@click.option("--if-empty", is_flag=True, help="Do nothing, instead of refusing, when the site is in use.")
@with_appcontext
def demo(*, if_empty: bool) -> None:
    """Load a believable small world into an empty site, to try everything out."""
    units = current_app.extensions["units_of_work"]
    with units.database.reading() as session:
        if if_empty and not demo_world.is_empty(session):
            return
    demo_world.load_demo(units, current_app.extensions[STORE])
    click.echo("The demo is loaded. Anyone can sign in to it, so keep it off the open internet.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", help="The port to listen on, also PORT.")
@click.option("--workers", default=2, show_default=True, help="Processes that serve pages.")
@click.option(
    "--threads", default=40, show_default=True, help="Requests and web sockets that each process serves at once."
)
@click.option("--demo", "with_demo", is_flag=True, help="Load the demo first, if the site is empty.")
@click.pass_context
def run(ctx: click.Context, *, host: str, port: int, workers: int, threads: int, with_demo: bool) -> None:
    """Upgrade the tables and serve the site."""
    address = f"http://{serving.shown(host)}:{port}"
    os.environ.setdefault("ROADMAPS_URL", address)
    os.environ.setdefault("ROADMAPS_LIVE_SOCKETS", str(serving.sockets_beside_pages(threads)))
    if (sockets := Settings.from_environment().live_sockets) > threads - serving.THREADS_FOR_PAGES:
        raise click.ClickException(
            f"ROADMAPS_LIVE_SOCKETS is {sockets}, which leaves too few of the {threads} threads for pages: "
            f"choose at least {sockets + serving.THREADS_FOR_PAGES} --threads, or fewer sockets."
        )
    if not serving.is_free(host, port):
        raise click.ClickException(f"Something else listens on {address} already. Choose another port with PORT=8001.")
    ctx.invoke(migrate_)
    welcome = [f"Färdplan is at {os.environ['ROADMAPS_URL']} (Ctrl-C ends it)."]
    if with_demo:
        # A process of its own: what it starts and opens must not be inherited by the processes that serve.
        subprocess.run([sys.executable, "-m", "roadmaps.cli", "demo", "--if-empty"], check=True)
        welcome += ["To try it out, sign in as"]
        welcome += [f"  {email}  {password}  ({name})" for name, email, password in demo_world.sign_ins()]
    serving.serve(host, port, workers=workers, threads=threads, when_ready=lambda: click.echo("\n".join(welcome)))


@main.command("doctor")
@with_appcontext
def doctor() -> None:
    """Look whether everything that the site needs is there, and say what to mend."""
    findings = examination.examine(current_app)
    for finding in findings:
        click.echo(f"{'well' if finding.is_well else 'MEND'}  {finding.sentence}")
    if not all(finding.is_well for finding in findings):
        sys.exit(1)


if __name__ == "__main__":
    main(prog_name="roadmaps")
