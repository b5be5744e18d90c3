"""Whether the site does by itself what it is to do: its work is done, letters leave, copies are taken."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.chores.beats import SILENT_AFTER, last_seen, silences
from roadmaps.chores.models import ChoreRun
from roadmaps.config import Settings
from roadmaps.doctor.findings import Finding, mend, well
from roadmaps.journal.models import JournalLine
from roadmaps.live.keeping import findings
from roadmaps.notifications.models import OutgoingMail
from roadmaps.webhooks.models import Pause, Progress, Webhook, WebhookDelivery

# Under which name `roadmaps backup` notes when it took a copy.
BACKUP = "backup"
A_COPY_AT_LEAST_EVERY = timedelta(days=2)
LETTERS_LEAVE_WITHIN = timedelta(hours=1)
MESSAGES_ARE_TAKEN_WITHIN = timedelta(days=1)
GIVEN_UP_OF_LATE = timedelta(days=7)


def own_work(session: Session, app: Flask, at: datetime) -> Iterator[Finding]:
    """The chores that fail, and the sorts of work that nobody does."""
    failed = session.scalars(select(ChoreRun).where(ChoreRun.failed_at.is_not(None)).order_by(ChoreRun.name))
    for run in failed:
        yield mend(f"“{run.name}” has failed since {run.failed_at:%Y-%m-%d %H:%M} UTC: {run.last_error}")
    seen_at = last_seen(session)
    if seen_at is None or seen_at < at - SILENT_AFTER:
        since = f" since {seen_at:%Y-%m-%d %H:%M} UTC" if seen_at else ""
        yield mend(
            f"Nobody does the site's own work, such as letters{since}: start it with `roadmaps run` or `roadmaps worker`."
        )
        return
    silent = list(silences(session, at, app.extensions["duties"]))
    for one in silent:
        since = f"since {one.since:%Y-%m-%d %H:%M} UTC" if one.since else "yet"
        why = f": {one.last_error}" if one.last_error else ", so see whether the processes run"
        yield mend(f"“{one.name}” has not been done {since}{why}")
    if not silent:
        yield well("The site's own work is being done.")


def letters(session: Session, settings: Settings, at: datetime) -> Iterator[Finding]:
    """Letters that should have left long ago, and those that nobody took."""
    waiting = select(func.count(), func.min(OutgoingMail.due_at)).where(
        OutgoingMail.sent_at.is_(None),
        OutgoingMail.given_up_at.is_(None),
        OutgoingMail.due_at < at - LETTERS_LEAVE_WITHIN,
        OutgoingMail.expires_at > at,
    )
    count, oldest = session.execute(waiting).one()
    if count and settings.mail_url:
        yield mend(f"{count} letters wait, the oldest since {oldest:%Y-%m-%d %H:%M} UTC: see /administration/mail.")
    late = OutgoingMail.given_up_at > at - GIVEN_UP_OF_LATE
    if given_up := session.scalar(select(func.count()).select_from(OutgoingMail).where(late)):
        yield well(f"{given_up} letters of the last week could not be sent: /administration/mail tells why.")


def webhooks(session: Session, at: datetime) -> Iterator[Finding]:
    """Messages that other systems should have taken long ago, and receivers to whom nothing is sent any more."""
    late = (
        select(func.count(), func.min(WebhookDelivery.written_at))
        .join(Webhook, Webhook.id == WebhookDelivery.webhook_id)
        .where(
            WebhookDelivery.progress == Progress.WAITING,
            WebhookDelivery.written_at < at - MESSAGES_ARE_TAKEN_WITHIN,
            Webhook.ended_at.is_(None),
            Webhook.paused_at.is_(None),
        )
    )
    count, oldest = session.execute(late).one()
    if count:
        yield mend(
            f"{count} messages wait for other systems, the oldest since {oldest:%Y-%m-%d %H:%M} UTC: "
            "/administration/webhooks shows what the receivers answer."
        )
    given_up = select(func.count()).where(
        Webhook.ended_at.is_(None), Webhook.paused_at.is_not(None), Webhook.pause != Pause.CHOSEN
    )
    if paused := session.scalar(given_up):
        yield mend(f"{paused} other systems are sent nothing any more: /administration/webhooks tells why.")


def copies(session: Session, at: datetime) -> Iterator[Finding]:
    """When the last copy was taken, once there is something that could be lost."""
    run = session.get(ChoreRun, BACKUP)
    begun = session.scalar(select(func.min(JournalLine.at)))
    how = "let a timer run `roadmaps backup`, or tell of other copies with `roadmaps backup --noted`"
    if run is None or run.done_at is None:
        if begun is None or begun > at - A_COPY_AT_LEAST_EVERY:
            yield well(f"No copy has been taken yet: {how}.")
        else:
            yield mend(f"No copy has been taken: {how}.")
    elif run.done_at < at - A_COPY_AT_LEAST_EVERY:
        yield mend(f"The last copy was taken at {run.done_at:%Y-%m-%d %H:%M} UTC: {how}.")
    else:
        yield well(f"The last copy was taken at {run.done_at:%Y-%m-%d %H:%M} UTC.")


def writing(session: Session, at: datetime) -> Iterator[Finding]:
    """Sessions in which several write together."""
    for sentence in findings(session, at):
        yield mend(sentence)
