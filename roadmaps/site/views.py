"""The doors of this room."""

from flask import Blueprint, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from roadmaps.files.intake import MOST_BYTES
from roadmaps.site.cards import cards
from roadmaps.site.links import places_called
from roadmaps.site.names import Named, names_beginning
from roadmaps.web.identity import actor
from roadmaps.web.language import COOKIE, LANGUAGES, locale, translate
from roadmaps.web.permissions import open_to_all, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import reading

pages = Blueprint("site", __name__)
ONE_YEAR = 365 * 24 * 3600


@pages.get("/")
@open_to_all
def home() -> ResponseReturnValue:
    """The areas, each with the state of its work."""
    return render_template("site/home.html", cards=cards(reading()))


@pages.get("/about")
@open_to_all
def about() -> ResponseReturnValue:
    """What this is, for whom, and where its source is."""
    return render_template("site/about.html")


@pages.get("/accessibility")
@open_to_all
def accessibility() -> ResponseReturnValue:
    """The accessibility statement."""
    return render_template("site/accessibility.html")


@pages.get("/privacy")
@open_to_all
def privacy() -> ResponseReturnValue:
    """What is kept about people, and why."""
    return render_template("site/privacy.html")


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
    """Whether the site answers and reaches its database; for machines."""
    reading().execute(text("select 1"))
    return {"status": "ok"}


def _told(one: Named) -> dict[str, str | bool]:
    where = f", {one.area.name_in(locale())}" if one.area else ""
    detail = translate(one.sort) + where
    return {"name": one.name, "detail": detail, "address": one.address, "is_label": one.is_a_label}
