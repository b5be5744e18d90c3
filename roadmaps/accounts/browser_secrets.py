"""The secret that a browser keeps while it waits for a letter, so that the link works in it and nowhere else."""

from flask import session

from roadmaps.accounts.secrets import new_token

_KEY = "waits_for_letter"


def begin_letter(back: str) -> str:
    """Let this browser wait for a letter, and remember where its person was going; return the secret.

    A second letter asked for in the same browser keeps the secret: whichever comes last works.
    """
    secret = browser_secret() or new_token()
    session[_KEY] = [secret, back]
    return secret


def browser_secret() -> str:
    """The secret of this browser; empty where it waits for no letter."""
    kept: list[str] = session.get(_KEY, [])
    return kept[0] if kept else ""


def end_letter() -> str:
    """Wait no longer; return where the person was going."""
    kept: list[str] = session.pop(_KEY, [])
    return kept[1] if kept else "/"
