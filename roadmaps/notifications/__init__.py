"""The outbox of mail, and who is told what. Letters are written with the act that they tell of, and sent afterwards."""

from urllib.parse import urlsplit

from flask import Flask

from roadmaps import paths
from roadmaps.notifications import postman
from roadmaps.notifications.account_letters import AccountLetters
from roadmaps.notifications.commands import deliver_mail
from roadmaps.notifications.discussion_letters import DiscussionLetters
from roadmaps.notifications.indicator_letters import IndicatorLetters
from roadmaps.notifications.letters import SITE_NAME, Letters
from roadmaps.notifications.outbox import Outbox
from roadmaps.notifications.panels import hang
from roadmaps.notifications.responsibility_letters import ResponsibilityLetters
from roadmaps.notifications.views import pages

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, listen below, and let the serving process send what is due."""
    settings = app.extensions["settings"]
    letters = Letters(paths.TEMPLATES, paths.TRANSLATIONS, base_url=settings.base_url, site_name=SITE_NAME)
    outbox = Outbox(letters, host=urlsplit(settings.base_url).hostname or "localhost")
    listeners = app.extensions["units_of_work"].listeners
    AccountLetters(outbox).wire(listeners)
    DiscussionLetters(outbox).wire(listeners)
    IndicatorLetters(outbox).wire(listeners)
    ResponsibilityLetters(outbox).wire(listeners)
    app.extensions["outbox"] = outbox
    app.register_blueprint(pages)
    app.cli.add_command(deliver_mail)
    hang(app.extensions["slots"])
    postman.register(app)
