"""Emptying the outbox while a process serves pages."""

from flask import Flask

from roadmaps.foundation.clock import now
from roadmaps.notifications.delivery import deliver_due
from roadmaps.notifications.letters import SITE_NAME
from roadmaps.notifications.smtp import SmtpTransport
from roadmaps.web.background import employ

PAUSE_SECONDS = 5.0


def register(app: Flask) -> None:
    """Look into the outbox every few seconds, if there is a mail server."""
    settings = app.extensions["settings"]
    if settings.is_testing or not settings.mail_url:
        return
    transport = SmtpTransport.of(settings, SITE_NAME)
    units = app.extensions["units_of_work"]
    employ(app, "postman", lambda: deliver_due(units, transport, now), pause_seconds=PAUSE_SECONDS)
