"""The command line: what an operator does with an installation. Rooms add commands of their own when they register.

A refusal or a bad setting becomes its sentence on the standard error and exit status 1, never a trace.
"""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import Any

import click
from alembic.util import CommandError
from flask import Flask, current_app
from flask.cli import ScriptInfo, with_appcontext
from sqlalchemy.exc import DBAPIError

from roadmaps import doctor as examination
from roadmaps import serving
from roadmaps import worker as own_work
from roadmaps.app import create_app_from_environment
from roadmaps.build import told as told_of_build
from roadmaps.config import BadSetting, Settings, telling
from roadmaps.config.settings import is_given
from roadmaps.demo import load as demo_world
from roadmaps.files.doors import STORE
from roadmaps.first_run.queries import waits_for_coordinator
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Refusal
from roadmaps.keeping.commands import backup, move, restore
from roadmaps.migrating import Tables, migrate, state_of_tables


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


def _tell_version(ctx: click.Context, _option: click.Parameter, is_asked: bool) -> None:
    if is_asked and not ctx.resilient_parsing:
        click.echo(f"Färdplan {told_of_build()}")
        ctx.exit()


@click.group(cls=Commands)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Tell which version and which build this is, and end.",
)
def main() -> None:
    """Färdplan: a region's actors write their smart specialisation roadmaps together.

    Settings are read from the environment and from the file that ROADMAPS_CONFIG names; `roadmaps config` shows them, and
    docs/operations.md tells which there are.
    """


@main.command("migrate")
def migrate_() -> None:
    """Make or upgrade the tables of the database."""
    database = Database(Settings.from_environment().database_url)
    try:
        if state_of_tables(database) is Tables.NEWER:
            raise click.ClickException(
                "The tables are of a newer version: install that one, or put back a copy of before."
            )
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
    click.echo("The demo is loaded.")
    click.echo("\n".join(_sign_ins_of_demo()))


def _sign_ins_of_demo() -> list[str]:
    """Whom one can be in it, and how."""
    told = demo_world.sign_ins()
    longest = max(len(email) for _name, email, _password in told)
    passwords = {password for _name, _email, password in told}
    return [
        "Anyone can sign in to the demo, so keep it off the open internet.",
        f"To try it out, sign in as one of these, with the password {' or '.join(passwords)}",
        *(f"  {email:<{longest}}  {name}" for name, email, _password in told),
    ]


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=int, help="The port to listen on, also the setting PORT; 8000 otherwise.")
@click.option("--workers", default=2, show_default=True, help="Processes that serve pages.")
@click.option(
    "--threads", default=40, show_default=True, help="Requests and web sockets that each process serves at once."
)
@click.option("--demo", "with_demo", is_flag=True, help="Load the demo first, if the site is empty.")
@click.pass_context
def run(ctx: click.Context, *, host: str, port: int | None, workers: int, threads: int, with_demo: bool) -> None:
    """Upgrade the tables and serve the site."""
    port = port or Settings.from_environment().port
    address = f"http://{serving.shown(host)}:{port}"
    _fall_back_on("ROADMAPS_URL", address)
    _fall_back_on("ROADMAPS_LIVE_SOCKETS", str(serving.sockets_beside_pages(threads)))
    settings = Settings.from_environment()
    if (sockets := settings.live_sockets) > threads - serving.THREADS_FOR_PAGES:
        raise click.ClickException(
            f"ROADMAPS_LIVE_SOCKETS is {sockets}, which leaves too few of the {threads} threads for pages: "
            f"choose at least {sockets + serving.THREADS_FOR_PAGES} --threads, or fewer sockets."
        )
    if not serving.is_free(host, port):
        raise click.ClickException(f"Something else listens on {address} already. Choose another port with PORT=8001.")
    ctx.invoke(migrate_)
    welcome = [f"Färdplan is at {settings.base_url} (Ctrl-C ends it)."]
    if with_demo:
        # A process of its own: what it starts and opens must not be inherited by the processes that serve.
        subprocess.run(
            [sys.executable, "-m", "roadmaps.cli", "demo", "--if-empty"], check=True, stdout=subprocess.DEVNULL
        )
        if _has_demo(settings):
            welcome += _sign_ins_of_demo()
    welcome += _code_of_first_run(settings)
    serving.serve(host, port, workers=workers, threads=threads, when_ready=lambda: click.echo("\n".join(welcome)))


def _has_demo(settings: Settings) -> bool:
    """Whether those of the demo are there: a site that was in use before has people of its own."""
    database = Database(settings.database_url)
    try:
        with database.reading() as session:
            return demo_world.is_loaded(session)
    finally:
        database.close()


def _code_of_first_run(settings: Settings) -> list[str]:
    """What to do on a site without a coordinator; made by a process of its own, as the demo is."""
    database = Database(settings.database_url)
    try:
        with database.reading() as session:
            if not waits_for_coordinator(session):
                return []
    finally:
        database.close()
    told = subprocess.run(
        [sys.executable, "-m", "roadmaps.cli", "setup-code", "--if-needed"],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return told.stdout.splitlines()


def _fall_back_on(name: str, value: str) -> None:
    """Let the processes that serve have this where the operator has said nothing."""
    if not is_given(name):
        os.environ[name] = value


@main.command("worker")
@click.pass_context
def worker(ctx: click.Context) -> None:
    """Upgrade the tables and do the site's own work, such as sending letters, until told to stop."""
    ctx.invoke(migrate_)
    click.echo("The worker has begun (Ctrl-C ends it).")
    own_work.work(_app(ctx))


@main.command("config")
@click.option("--check", "is_check", is_flag=True, help="Only look whether everything can be used.")
def config(*, is_check: bool) -> None:
    """Show what is set and where it stands, without secrets, and tell what cannot be used."""
    if not is_check:
        click.echo("\n".join(telling.lines()))
    if faults := telling.faults():
        raise BadSetting("\n".join(faults))
    if is_check:
        click.echo("Every setting can be used.")


@main.command("doctor")
@click.option(
    "--thorough", is_flag=True, help="Go through the whole journal and every frozen version; may take minutes."
)
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON, for programs.")
@with_appcontext
def doctor(*, thorough: bool, as_json: bool) -> None:
    """Look whether everything that the site needs is there and whole, and say what to mend."""
    findings = examination.examine(current_app, is_thorough=thorough)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding in findings:
            click.echo(f"{'well' if finding.is_well else 'MEND'}  {finding.sentence}")
    if not all(finding.is_well for finding in findings):
        sys.exit(1)


for _command in (backup, move, restore):
    main.add_command(_command)


if __name__ == "__main__":
    main(prog_name="roadmaps")
