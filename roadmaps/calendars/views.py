"""The doors of one's own links: making them, seeing them, revoking them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, current_app, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.models import Organisation
from roadmaps.accounts.queries import organisation_names
from roadmaps.areas.models import Area
from roadmaps.areas.queries import area_names, running_areas
from roadmaps.calendars import rules
from roadmaps.calendars.forms import NewLinkForm, asked_in, offered
from roadmaps.calendars.models import CalendarLink, Scope
from roadmaps.calendars.queries import find_own_link, open_links_of
from roadmaps.foundation.clock import now
from roadmaps.roadmap.doors import uuid_in
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import change, reading

pages = Blueprint("calendars", __name__)


@dataclass(frozen=True)
class NewLink:
    """A link that has just been made, with the address that is shown this once."""

    id: UUID
    address: str

    @property
    def for_calendars(self) -> str:
        """The address by which programs understand that they are to subscribe."""
        return f"webcal:{self.address.partition(':')[2]}"


@pages.after_request
def keep_out_of_caches(response: Response) -> Response:
    """A page of this room may show the secret of a link: no cache keeps it."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response


@pages.route("/me/calendars", methods=["GET", "POST"])
@signed_in
def mine() -> ResponseReturnValue:
    """One's links, and the form for a new one, whose address is shown once."""

    def act(form: NewLinkForm) -> None:
        with change() as kept:
            link, token = rules.make_link(kept, *asked_in(form.show), at=now(), actor=the_actor())
            session["new_calendar"] = [str(link.id), token]

    asked = request.args.get("show", "all")
    return fill_in(
        NewLinkForm,
        "calendars/mine.html",
        act,
        back=url_for("calendars.mine", _anchor="new-link"),
        start={"show": asked},
        choices={"show": offered(_areas(), the_actor(), _organisation_in(asked), locale())},
        links=_links(),
        new=_new_link() if request.method == "GET" else None,
    )


@pages.post("/me/calendars/<uuid:link_id>/revocation")
@signed_in
def revoke(link_id: UUID) -> ResponseReturnValue:
    """Let one of one's links show nothing any more."""
    with change() as kept:
        rules.revoke(kept, find_own_link(kept, link_id, the_actor()), at=now(), actor=the_actor())
    flash(_("The link is revoked. Calendars that fetch it show nothing new from now on."), "good")
    return redirect(url_for("calendars.mine"), 303)


def _links() -> list[tuple[CalendarLink, str]]:
    """One's open links, each with the name of what it shows; empty for all areas."""
    links = reading().scalars(open_links_of(the_actor().person_id)).all()
    areas = area_names(reading(), {link.area_id for link in links if link.area_id}, locale())
    names = {**organisation_names(reading()), **areas}
    return [(link, names.get(link.area_id or link.organisation_id or link.id, "")) for link in links]


def _areas() -> Sequence[Area]:
    return reading().scalars(running_areas()).all()


def _organisation_in(asked: str) -> Organisation | None:
    """The organisation that the address asks for, such as from its own page."""
    scope, _, about = asked.partition(":")
    return reading().get(Organisation, uuid_in(about) or UUID(int=0)) if scope == Scope.ORGANISATION else None


def _new_link() -> NewLink | None:
    """The link that was made a moment ago; asked for once, and gone."""
    made = session.pop("new_calendar", None)
    if not made:
        return None
    path = url_for("calendar_files.private", token=made[1])
    return NewLink(UUID(made[0]), str(current_app.config["BASE_URL"]).rstrip("/") + path)
