"""The origin that a request names, for the forms that carry it and the doors that save them."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from flask import current_app, request
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import now
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.origins import Origin, Origins, Settled, ToldOrigin
from roadmaps.web.identity import the_actor
from roadmaps.web.work import reading


@dataclass(frozen=True)
class NamedOrigin:
    """An origin as a form shows and carries it."""

    origin: Origin
    told: ToldOrigin


def origins() -> Origins:
    """The application's sorts of origins."""
    return cast(Origins, current_app.extensions["origins"])


def named_origin() -> NamedOrigin | None:
    """The origin that the address or the sent form names, as far as the person may read it."""
    origin = origins().read(request.values.get("origin"))
    told = origins().tell(reading(), origin, the_actor()) if origin else None
    return NamedOrigin(origin, told) if origin and told else None


def settle_origin(session: Session, roadmap: Roadmap, block_id: UUID, number: int | None) -> None:
    """Tell the origin that the sent form names what has come of it, in the transaction that saves it.

    :param number: that of the revision; None when nothing was changed, and so nothing came of it
    """
    origin = origins().read(request.form.get("origin"))
    if origin and number:
        origins().settle(session, origin, Settled(roadmap, block_id, number), actor=the_actor(), at=now())
