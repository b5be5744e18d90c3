"""Advice beside the fields of a form: for the text that is there, and for what is typed while somebody writes."""

from flask import Blueprint, get_template_attribute, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from roadmaps.accounts.queries import organisation_names
from roadmaps.freshness.marks_now import WhileSiteStays
from roadmaps.glossary.advice import Hint, abbreviations_in, advice_on
from roadmaps.glossary.doors import newest_marker
from roadmaps.glossary.finding import Finder
from roadmaps.glossary.policy import may_write_glossary
from roadmaps.web.filling import ShownForm
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.limits import keep_pace
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import reading

pages = Blueprint("advice", __name__)
PACE = "ask for advice"
_KNOWN: WhileSiteStays[frozenset[str]] = WhileSiteStays()


@pages.post("/glossary/advice")
@signed_in
def on_text() -> ResponseReturnValue:
    """Advice on what is being written."""
    keep_pace(PACE, account=str(the_actor().person_id))
    hints = _hints(request.form.get("text", ""), request.form.get("title", ""))
    return render_template("glossary/_hints.html", hints=hints, may_explain=may_write_glossary(actor()))


def advice_notes(form: ShownForm, within: str | None = None) -> dict[str, Markup]:
    """What stands under each field of prose in the form of a block, by the field's name.

    :param within: the frame that the form stands in, where there may be several on the page
    """
    ending = f"-{within}" if within else ""
    part = get_template_attribute("glossary/_advice.html", "advice_part")
    title = str(form.typed.get("title") or "")
    return {
        spec.name: part(
            f"field-{spec.name}{ending}",
            _hints(str(form.typed.get(spec.name) or ""), title),
            may_write_glossary(actor()),
        )
        for spec in form.fields
        if spec.ask.widget == "prose"
    }


def _hints(text: str, title: str) -> list[Hint]:
    if not text.strip():
        return []
    marker = newest_marker()
    finder = marker.finder if marker else Finder([])
    return advice_on(text, finder, abbreviations_in([title]) | _abbreviations_of_organisations())


def _abbreviations_of_organisations() -> frozenset[str]:
    # Found once: there are many names, and they seldom change.
    person = actor()
    return _KNOWN.of(
        "names", person.person_id if person else None, lambda: abbreviations_in(organisation_names(reading()).values())
    )
