"""The outbox of mail, and who is told what. Letters are written with the act that they tell of, and sent afterwards."""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask

from roadmaps import paths
from roadmaps.notifications import postman
from roadmaps.notifications.access_token_letters import AccessTokenLetters
from roadmaps.notifications.account_letters import AccountLetters
from roadmaps.notifications.call_letters import CallLetters
from roadmaps.notifications.commands import deliver_mail
from roadmaps.notifications.consultation_letters import ConsultationLetters
from roadmaps.notifications.desk_letters import DeskLetters
from roadmaps.notifications.digest import Digests
from roadmaps.notifications.discovery_letters import DiscoveryLetters
from roadmaps.notifications.discussion_letters import DiscussionLetters
from roadmaps.notifications.export_letters import ExportLetters
from roadmaps.notifications.indicator_letters import IndicatorLetters
from roadmaps.notifications.letters import SITE_NAME, Letters
from roadmaps.notifications.meeting_letters import MeetingLetters
from roadmaps.notifications.mention_letters import MentionLetters
from roadmaps.notifications.moderation_letters import ModerationLetters
from roadmaps.notifications.neighbour_letters import NeighbourLetters
from roadmaps.notifications.outbox import Outbox
from roadmaps.notifications.panels import hang
from roadmaps.notifications.provider_letters import ProviderLetters
from roadmaps.notifications.pulse_letters import PulseLetters
from roadmaps.notifications.responsibility_letters import ResponsibilityLetters
from roadmaps.notifications.roadmap_letters import RoadmapLetters
from roadmaps.notifications.second_step_letters import SecondStepLetters
from roadmaps.notifications.stopping import StopLinks
from roadmaps.notifications.stopping_views import leave, stop
from roadmaps.notifications.suggestion_letters import SuggestionLetters
from roadmaps.notifications.views import pages
from roadmaps.notifications.weighing_letters import WeighingLetters

__all__ = ["register"]

# A look at whose morning it is, and at those whom the round before did not reach.
BETWEEN_DIGESTS = timedelta(minutes=5)


def register(app: Flask) -> None:
    """Open the doors of this room, hang its panels, listen below, and let the serving process send what is due."""
    settings = app.extensions["settings"]
    letters = Letters(paths.TEMPLATES, paths.TRANSLATIONS, base_url=settings.base_url, site_name=SITE_NAME)
    outbox = Outbox(letters, StopLinks(settings.secret_key), host=urlsplit(settings.base_url).hostname or "localhost")
    listeners = app.extensions["units_of_work"].listeners
    AccessTokenLetters(outbox).wire(listeners)
    AccountLetters(outbox).wire(listeners)
    CallLetters(outbox).wire(listeners)
    ConsultationLetters(outbox).wire(listeners)
    DeskLetters(outbox).wire(listeners)
    MeetingLetters(outbox, settings.mail_from).wire(listeners)
    MentionLetters(outbox).wire(listeners)
    DiscoveryLetters(outbox).wire(listeners)
    DiscussionLetters(outbox).wire(listeners)
    ExportLetters(outbox).wire(listeners)
    IndicatorLetters(outbox).wire(listeners)
    ModerationLetters(outbox).wire(listeners)
    NeighbourLetters(outbox).wire(listeners)
    ProviderLetters(outbox, app.extensions).wire(listeners)
    PulseLetters(outbox).wire(listeners)
    ResponsibilityLetters(outbox).wire(listeners)
    RoadmapLetters(outbox).wire(listeners)
    SecondStepLetters(outbox).wire(listeners)
    SuggestionLetters(outbox).wire(listeners)
    WeighingLetters(outbox).wire(listeners)
    app.extensions["outbox"] = outbox
    app.extensions["chores"].add("digests", Digests(outbox).write_due, every=BETWEEN_DIGESTS)
    app.register_blueprint(pages)
    # Whoever presses the button of a mail program has no session here; the signed link is enough (RFC 8058).
    app.extensions["csrf"].exempt(stop)
    app.extensions["csrf"].exempt(leave)
    app.cli.add_command(deliver_mail)
    hang(app.extensions["slots"])
    postman.register(app)
