"""What the pages of this room show. For the doors only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from flask import session
from flask_babel import gettext as _

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.areas.queries import area_names
from roadmaps.foundation.clock import now
from roadmaps.foundation.sentences import Sentence
from roadmaps.web.language import locale
from roadmaps.web.work import reading
from roadmaps.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery
from roadmaps.webhooks.owners import why_not_told
from roadmaps.webhooks.posting import Failure
from roadmaps.webhooks.queries import Replayed, attempts_of, deliveries_of, replayed
from roadmaps.webhooks.seeing import may_see_matter

ON_A_PAGE = 50
_KEPT = "new_webhook_secret"


@dataclass(frozen=True)
class ShownDelivery:
    """One message with the last that was tried. Where it is not for the reader to see, there is only that it is one."""

    delivery: WebhookDelivery
    area: str
    last: WebhookAttempt | None
    is_seen: bool

    @property
    def failure(self) -> str:
        """Why there was no answer the last time, as a catalogue message; empty where there was one."""
        return failure_of(self.last) if self.last else ""


@dataclass(frozen=True)
class Page:
    """Some of the messages, and from which number older ones are had."""

    shown: Sequence[ShownDelivery]
    older: int | None


def page_of(webhook: Webhook, before: int | None, viewer: Actor) -> Page:
    """The newest messages, or those before a number; what they are about as far as the viewer may see it now."""
    found = reading().scalars(deliveries_of(webhook, before=before).limit(ON_A_PAGE + 1)).all()
    these = found[:ON_A_PAGE]
    last: dict[UUID, WebhookAttempt] = {}
    for attempt in reading().scalars(attempts_of([one.id for one in these])):
        last.setdefault(attempt.delivery_id, attempt)
    names = area_names(reading(), [one.area_id for one in these if one.area_id], locale())
    shown = [
        ShownDelivery(
            one,
            names.get(one.area_id, "") if one.area_id else "",
            last.get(one.id),
            may_see_matter(reading(), viewer, one),
        )
        for one in these
    ]
    return Page(shown, these[-1].number if len(found) > ON_A_PAGE else None)


def areas_of(webhook: Webhook) -> list[str]:
    """Of which areas it is told, by their names."""
    return [_("All areas")] if webhook.covers_every_area else [one.name_in(locale()) for one in webhook.areas]


def why_not(webhook: Webhook) -> Sentence | None:
    """Why whoever set it up may not have it told any more; None while they may, and once it is ended."""
    return why_not_told(reading(), webhook, at=now()) if webhook.is_open else None


def result_of(webhook: Webhook, told: Mapping[str, str]) -> Replayed | None:
    """What has become of what was sent again, where the address says what that was."""
    try:
        since, at = (datetime.fromtimestamp(int(told[name]) / 1000, UTC) for name in ("since", "at"))
    except (KeyError, ValueError, OverflowError, OSError):
        return None
    return replayed(reading(), webhook, since=since, at=at)


def failure_of(attempt: WebhookAttempt) -> str:
    """Why there was no answer, as a catalogue message; empty where there was one."""
    return Failure(attempt.failure).label if attempt.failure else ""


def area_of(delivery: WebhookDelivery) -> Area | None:
    """Which area it is about."""
    return reading().get(Area, delivery.area_id) if delivery.area_id else None


def typed(webhook: Webhook) -> Mapping[str, object]:
    """What the form begins with."""
    return {
        "name": webhook.name,
        "address": webhook.address,
        "happenings": list(webhook.happenings),
        "areas": [str(one.id) for one in webhook.areas],
        "organisation": str(webhook.organisation_id or ""),
    }


def keep_new(webhook_id: UUID, secret: str) -> None:
    """Keep a new secret until the next page has shown it."""
    session[_KEPT] = [str(webhook_id), secret]


def new_secret(webhook: Webhook) -> str:
    """The secret that was made a moment ago; asked for once, and gone."""
    kept = session.pop(_KEPT, None)
    return str(kept[1]) if kept and kept[0] == str(webhook.id) else ""
