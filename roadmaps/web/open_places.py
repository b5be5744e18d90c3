"""What stands in a page and is never the same twice: the word that marks a script as ours, and what shows that a form was sent
from this window. A room that keeps pages has places left open for them instead, and fills them in for each answer.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, g
from flask_wtf.csrf import generate_csrf

from roadmaps.web.security import csp_nonce

NONCE, TOKEN = "nonce", "csrf_token"
# Drawn by each process, so that nobody can write one of them into a text.
PLACES = {NONCE: f"place-{secrets.token_hex(24)}", TOKEN: f"place-{secrets.token_hex(24)}"}


def nonce() -> str:
    """The word of this answer that marks a style or script as ours, or the place for it."""
    return PLACES[NONCE] if g.get("leaves_places") else csp_nonce()


def csrf_token() -> str:
    """What a form brings along to show that it was sent from this window, or the place for it."""
    return PLACES[TOKEN] if g.get("leaves_places") else str(generate_csrf())


@contextmanager
def leaving_places() -> Iterator[None]:
    """Leave the places open in what is made in the block."""
    g.leaves_places = True
    try:
        yield
    finally:
        g.leaves_places = False


def register(app: Flask) -> None:
    """Let templates ask here, also those that the extension for forms would tell of its own."""
    app.jinja_env.globals.update(csp_nonce=nonce, csrf_token=csrf_token)
    app.context_processor(lambda: {"csrf_token": csrf_token})
