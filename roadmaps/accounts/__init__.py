"""People, the organisations that they act for, and how they sign in. What they may do in an area is told one floor up."""

from flask import Flask

from roadmaps.accounts import asked_letters, commands, cookie, panels, proving_again
from roadmaps.accounts.browser_names import browser_name
from roadmaps.accounts.networks import network_in_words
from roadmaps.accounts.views import pages


def register(app: Flask) -> None:
    """Open the doors of this room."""
    cookie.install(app)
    asked_letters.install(app)
    proving_again.install(app)
    app.jinja_env.filters["browser_name"] = browser_name
    app.jinja_env.globals["network_in_words"] = network_in_words
    panels.hang(app.extensions["slots"])
    app.register_blueprint(pages)
    app.cli.add_command(commands.create_coordinator)
