"""What this room hangs in the pages of lower rooms: the ways to a calendar from a plan, an organisation and one's own page."""

from typing import Any

from flask import current_app, render_template, url_for

from roadmaps.accounts.models import Organisation
from roadmaps.calendars.models import Scope
from roadmaps.plan.rows import Plan
from roadmaps.roadmap import policy
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.slots import Slots


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("plan.tools", tools)
    slots.hang("accounts.me", mine)
    slots.hang("accounts.organisation", of_organisation, order=50)


def tools(*, plan: Plan, **_context: Any) -> str:
    """Beside a view of a plan: subscribing to its dates, in public or by a private link."""
    if plan.area is None:
        return _ways(url_for("calendar_files.county", language=locale()), Scope.ALL.value)
    is_public = policy.may_read(None, plan.areas[0].roadmap) and not plan.area.is_archived
    address = url_for("calendar_files.area", slug=plan.slug, language=locale()) if is_public else ""
    return _ways(address, f"{Scope.AREA}:{plan.area.id}")


def mine(**_context: Any) -> str:
    """On one's own page: the way to one's links."""
    return render_template("calendars/_me.html")


def of_organisation(*, organisation: Organisation, **_context: Any) -> str:
    """On the page of an organisation: subscribing to what it has a part in."""
    if organisation.is_archived:
        return ""
    address = url_for("calendar_files.organisation", slug=organisation.slug, language=locale())
    return render_template(
        "calendars/_organisation.html",
        **_addresses(address),
        private=f"{Scope.ORGANISATION}:{organisation.id}" if actor() else "",
    )


def _ways(address: str, show: str) -> str:
    """The menu; empty for readers without an account where nothing is public."""
    if not address and actor() is None:
        return ""
    return render_template("calendars/_tools.html", **_addresses(address), private=show if actor() else "")


def _addresses(path: str) -> dict[str, str]:
    """The public address as programs subscribe to it, and as it is copied; both empty where there is none."""
    if not path:
        return {"subscribing": "", "address": ""}
    address = str(current_app.config["BASE_URL"]).rstrip("/") + path
    return {"subscribing": f"webcal:{address.partition(':')[2]}", "address": address}
