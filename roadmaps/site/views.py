"""The doors of this room."""

from flask import Blueprint, Response, current_app, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from roadmaps.files.intake import MOST_BYTES
from roadmaps.foundation.errors import NotFound
from roadmaps.freshness.pages import kept
from roadmaps.site.cards import cards
from roadmaps.site.links import places_called
from roadmaps.site.names import Named, names_beginning
from roadmaps.site.readiness import Part
from roadmaps.site.watchers import may_watch
from roadmaps.web.identity import actor
from roadmaps.web.language import COOKIE, LANGUAGES, locale, translate
from roadmaps.web.metrics import CONTENT_TYPE, figures
from roadmaps.web.permissions import decided_by, open_to_all, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import reading

pages = Blueprint("site", __name__)
ONE_YEAR = 365 * 24 * 3600
NEVER_KEPT = {"Cache-Control": "no-store"}


@pages.get("/")
@open_to_all
@kept
def home() -> ResponseReturnValue:
    """The areas, each with the state of its work."""
    return render_template("site/home.html", cards=cards(reading()))


@pages.get("/about")
@open_to_all
@kept
def about() -> ResponseReturnValue:
    """What this is, for whom, and where its source is."""
    return render_template("site/about.html")


@pages.get("/writing-tools")
@open_to_all
def writing_tools() -> ResponseReturnValue:
    """What the script of the editor puts around a text, in the language of the page. Fetched when somebody writes."""
    return render_template("site/writing_tools.html", most_bytes=MOST_BYTES)


@pages.get("/language/<language>")
@open_to_all
def choose_language(language: str) -> ResponseReturnValue:
    """Keep the chosen language in this browser, and go back."""
    answer = make_response(redirect(safe_path(request.args.get("back", ""), "/"), 303))
    if language in LANGUAGES:
        answer.set_cookie(COOKIE, language, max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    return answer


@pages.get("/links")
@open_to_all
def find_link() -> ResponseReturnValue:
    """Where a name in somebody's text leads, looked up when the link is followed."""
    name = request.args.get("to", "").strip()[:200]
    places = places_called(reading(), name)
    if len(places) == 1:
        return redirect(places[0].address)
    return render_template("site/links.html", name=name, places=places), 200 if places else 404


@pages.get("/names")
@signed_in
def names() -> ResponseReturnValue:
    """What a link can be made to, by how its name begins; for the field in which one writes."""
    found = names_beginning(reading(), request.args.get("q", ""), viewer=actor(), near=request.args.get("area", ""))
    return jsonify([_told(one) for one in found])


@pages.get("/healthz")
@open_to_all
def health() -> ResponseReturnValue:
    """Whether the process answers; for machines, which begin it anew when it does not."""
    return {"status": "ok"}, 200, NEVER_KEPT


@pages.get("/readyz")
@open_to_all
def ready() -> ResponseReturnValue:
    """Whether it has all that it needs to serve; for machines, which send visitors elsewhere when it has not."""
    parts: tuple[Part, ...] = current_app.extensions["readiness"].look()
    is_ready = all(part.is_well for part in parts if part.is_needed)
    told = {part.name: {"well": part.is_well, "needed": part.is_needed, "words": part.words} for part in parts}
    return {"status": "ready" if is_ready else "not ready", "parts": told}, 200 if is_ready else 503, NEVER_KEPT


@pages.get("/metrics")
@decided_by("may_watch")
def show_metrics() -> ResponseReturnValue:
    """Figures for Prometheus, for whoever has the token, or asks on the machine itself."""
    if not may_watch(request, current_app.extensions["settings"].metrics_token):
        raise NotFound
    shown = figures().shown(current_app.extensions["site_figures"])
    return Response(shown, content_type=CONTENT_TYPE, headers=NEVER_KEPT)


def _told(one: Named) -> dict[str, str | bool]:
    where = f", {one.area.name_in(locale())}" if one.area else ""
    detail = translate(one.sort) + where
    return {"name": one.name, "detail": detail, "address": one.address, "is_label": one.is_a_label}
