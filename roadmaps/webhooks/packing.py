"""One message as it is sent: its words, and what is needed to sign it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from roadmaps.areas.models import Area
from roadmaps.foundation.sealing import Seal
from roadmaps.webhooks.happenings import Happening
from roadmaps.webhooks.models import Webhook, WebhookDelivery, WebhookSecret


@dataclass(frozen=True)
class Parcel:
    """One message on its way: all that is needed to send it, and the mark of whoever sends."""

    webhook_id: UUID
    delivery_id: UUID
    claim: UUID
    address: str
    body: bytes
    secrets: Sequence[str] = field(repr=False)


def packed(
    session: Session,
    webhook: Webhook,
    delivery: WebhookDelivery,
    mark: UUID,
    *,
    seal: Seal,
    base_url: str,
    at: datetime,
) -> Parcel:
    """The message with the secrets that hold just now."""
    area = session.get(Area, delivery.area_id) if delivery.area_id else None
    known = _secrets(session, webhook, seal, at)
    return Parcel(webhook.id, delivery.id, mark, webhook.address, body_of(delivery, area, base_url), known)


def body_of(delivery: WebhookDelivery, area: Area | None, base_url: str) -> bytes:
    """The message in UTF-8 without spaces: identities, numbers and links, and nothing that people have written."""
    facts = dict(delivery.facts)
    roadmap = facts.pop("roadmap", None)
    told = {
        "id": str(delivery.id),
        "type": delivery.happening.value,
        "timestamp": delivery.happened_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "number": delivery.number,
        "previous": delivery.previous,
        "area": {"id": str(area.id), "slug": area.slug, "name": area.name} if area else None,
        "roadmap": {"id": roadmap} if roadmap else None,
        "data": facts,
        "links": {"page": f"{base_url}{page_of(delivery, area)}"},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def page_of(delivery: WebhookDelivery, area: Area | None) -> str:
    """The path of the page on which people read of it."""
    facts, here = delivery.facts, f"/areas/{area.slug}" if area else "/"
    match delivery.happening:
        case Happening.REVISION_WRITTEN:
            return f"{here}/roadmap/revisions/{facts['revision']}"
        case Happening.COMMENT_WRITTEN:
            return f"/threads/{facts['thread']}"
        case Happening.SUGGESTION_SENT | Happening.SUGGESTION_DECIDED:
            return f"/suggestions/{facts['suggestion']}"
        case Happening.CONSULTATION_OPENED | Happening.CONSULTATION_CLOSED:
            return f"/consultations/{facts['consultation']}"
        case Happening.VERSION_FROZEN | Happening.VERSION_ADOPTED:
            return f"{here}/snapshots/{facts['version']}"
        case Happening.READING_RECORDED:
            return f"/indicators/{facts['indicator']}"
        case _:
            return here


def _secrets(session: Session, webhook: Webhook, seal: Seal, at: datetime) -> tuple[str, ...]:
    """Those that hold just now, the newest first; none where the secret key of the site is another than it was."""
    standing = or_(WebhookSecret.ends_at.is_(None), WebhookSecret.ends_at > at)
    own = select(WebhookSecret).where(WebhookSecret.webhook_id == webhook.id, standing)
    kept = session.scalars(own.order_by(WebhookSecret.made_at.desc(), WebhookSecret.id.desc()))
    return tuple(opened for one in kept if one.sealed and (opened := seal.open(one.sealed, one.id.bytes)))
