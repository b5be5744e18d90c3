"""People, the organisations that they act for, and how they sign in. What they may do in an area is told one floor up."""

from flask import Flask

from roadmaps.accounts import commands, cookie, panels
from roadmaps.accounts.browser_names import browser_name
from roadmaps.accounts.views import pages


def register(app: Flask) -> None:
    """Open the doors of this room."""
    cookie.install(app)
    app.jinja_env.filters["browser_name"] = browser_name
    panels.hang(app.extensions["slots"])
    app.register_blueprint(pages)
    app.cli.add_command(commands.create_coordinator)
