"""What IT asks about providers from the command line: whether each can be reached and says what it should."""

import click
from flask import current_app
from flask.cli import AppGroup

from roadmaps.single_sign_on import queries
from roadmaps.single_sign_on.failures import NotLetIn
from roadmaps.single_sign_on.going import answer_address, sign_out_address, signed_out_address
from roadmaps.single_sign_on.providers import Provider
from roadmaps.single_sign_on.trusted import trusted
from roadmaps.web.work import reading

providers = AppGroup("providers", help="The providers by which people sign in with their organisation's own account.")


@providers.command("check")
def check() -> None:
    """Ask each provider who it is, and tell what it needs to know about this site."""
    faults = 0
    for provider in trusted():
        click.echo(f"{provider.name} ({provider.issuer})")
        with current_app.test_request_context():  # addresses are made for a request
            click.echo(f"  sends people back to   {answer_address(provider.key)}")
            click.echo(f"  tells of sign-outs at  {sign_out_address(provider.key)}")
            click.echo(f"  after signing out      {signed_out_address()}")
        for fault in [*_asked(provider), *_missing(provider)]:
            faults += 1
            click.echo(f"  FAULT: {fault}")
    if not trusted():
        click.echo("No providers: set ROADMAPS_SIGN_IN_PROVIDERS to the path of a file that tells of them.")
    if faults:
        raise click.ClickException(f"{faults} to mend")


def _asked(provider: Provider) -> list[str]:
    known = trusted().known(provider.key)
    known.forget()
    try:
        keys = known.keys(anew=True)
    except NotLetIn as failure:
        return [f"it cannot be used: {failure.detail}"]
    return [] if keys else ["it has no key that can be used"]


def _missing(provider: Provider) -> list[str]:
    wanted = {role.area for role in provider.roles if role.area}
    missing = sorted(wanted - set(queries.areas_called(reading(), wanted)))
    lost = sorted(
        slug for slug in set(provider.organisations.values()) if queries.organisation_called(reading(), slug) is None
    )
    return [f"there is no area {slug!r}" for slug in missing] + [f"there is no organisation {slug!r}" for slug in lost]
