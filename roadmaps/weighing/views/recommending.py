"""Recommendations to those who fund: written, looked through, frozen, read and taken home."""

from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.queries import organisation_names
from roadmaps.discovery.words import CandidateState
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.formats import PAPER_FORMATS
from roadmaps.roadmap.doors import led_roadmap_at, uuid_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.queries import template_in_use
from roadmaps.web.downloads import as_download
from roadmaps.web.filling import ShownForm, fill_in
from roadmaps.web.forms import read_form
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading
from roadmaps.weighing.forms import RecommendationForm, VersionForm
from roadmaps.weighing.models import Recommendation, WeighingRound
from roadmaps.weighing.paper import paper_of
from roadmaps.weighing.queries import find_recommendation, recommendations_of, rounds_of
from roadmaps.weighing.recommended import Recommended
from roadmaps.weighing.rules import recommending
from roadmaps.weighing.rules.recommending import Wish
from roadmaps.weighing.told import number_in_words
from roadmaps.weighing.views.blueprint import pages


@pages.route("/areas/<slug>/weighing/recommendations/new", methods=["GET", "POST"])
@signed_in
def recommend(slug: str) -> ResponseReturnValue:
    """Write a recommendation; look it through as often as needed, and freeze it."""
    roadmap = led_roadmap_at(slug)
    if request.method == "POST" and request.form.get("then") == "look":
        return _looked_through(roadmap)

    def act(form: RecommendationForm) -> ResponseReturnValue:
        with change() as session:
            here = led_roadmap_at(slug, session)
            made = recommending.freeze(
                session, here, _rounds(here, form, session), _wish(form), actor=the_actor(), at=now()
            )
            address = url_for("weighing.recommendation", recommendation_id=made.id)
        flash(_("The recommendation is frozen. Everyone who may read the roadmap can read it."), "good")
        return redirect(address, 303)

    return fill_in(
        _form_for(roadmap), "weighing/recommend.html", act, back="", start=_start(roadmap), **_context(roadmap)
    )


@pages.get("/recommendations/<uuid:recommendation_id>")
@decided_by("weighing.policy.may_read_recommendation")
def recommendation(recommendation_id: UUID) -> ResponseReturnValue:
    """A recommendation as it was frozen, and the other versions."""
    found = find_recommendation(reading(), recommendation_id, actor())
    return render_template(
        "weighing/recommendation.html",
        recommendation=found,
        told=Recommended.model_validate(found.content),
        area=found.roadmap.area,
        roadmap=found.roadmap,
        versions=reading().scalars(recommendations_of(found.roadmap_id)).unique().all(),
        publisher=_publisher(found),
        formats=PAPER_FORMATS,
        **_words(),
    )


@pages.get("/recommendations/<uuid:recommendation_id>/files/<name>")
@decided_by("weighing.policy.may_read_recommendation")
def file(recommendation_id: UUID, name: str) -> ResponseReturnValue:
    """The recommendation as a file, the same each time."""
    found = find_recommendation(reading(), recommendation_id, actor())
    chosen = PAPER_FORMATS.get(name)
    if chosen is None:
        raise NotFound
    words, template = words_in(locale()), template_in_use(reading())
    paper = paper_of(found, words, publisher=_publisher(found), site=str(current_app.config["BASE_URL"]))
    content = chosen.write(paper, words, template.content if template else None)
    stem = f"fardplan-recommendation-{found.roadmap.area.slug}-{found.number}"
    return as_download(content, f"{stem}.{chosen.extension}", chosen.media_type)


def _looked_through(roadmap: Roadmap) -> ResponseReturnValue:
    """The form as it was typed, with what would be frozen beneath."""
    model, context = _form_for(roadmap), _context(roadmap)
    read = read_form(model, request.form)
    errors, sentence, told = dict(read.errors), None, None
    if read.value is not None:
        try:
            rounds = _rounds(roadmap, read.value, reading())
            told = recommending.draft(reading(), roadmap, rounds, _wish(read.value), at=now())
        except Invalid as refusal:
            errors, sentence = refusal.fields, refusal.sentence
    form = ShownForm(model, read.typed, errors, sentence, context["choices"])
    page = render_template("weighing/recommend.html", form=form, told=told, **_words(), **context)
    return page, 200 if told else 422


def _context(roadmap: Roadmap) -> dict[str, Any]:
    return {
        "area": roadmap.area,
        "roadmap": roadmap,
        "choices": {"rounds": [(str(one.id), one.title) for one in _closed(roadmap)]},
        "cancel": url_for("weighing.index", slug=roadmap.area.slug),
    }


def _words() -> dict[str, Any]:
    return {"states": CandidateState, "number": lambda value: number_in_words(value, locale())}


def _form_for(roadmap: Roadmap) -> type[RecommendationForm]:
    """A later version tells what is new."""
    return VersionForm if _last(roadmap) else RecommendationForm


def _start(roadmap: Roadmap) -> dict[str, Any]:
    """What was written in the version before, or else a title."""
    closed, last = [str(one.id) for one in _closed(roadmap)], _last(roadmap)
    if last is None:
        return {"title": _("Recommendation for %(area)s", area=roadmap.area.name_in(locale())), "rounds": closed}
    names = ("title", "addressee", "registry_number")
    told = {name: last.content[name] for name in ("purpose", "process")}
    return {**{name: getattr(last, name) for name in names}, **told, "rounds": closed}


def _last(roadmap: Roadmap) -> Recommendation | None:
    return reading().scalars(recommendations_of(roadmap.id).limit(1)).unique().first()


def _closed(roadmap: Roadmap) -> list[WeighingRound]:
    return [one for one in reading().scalars(rounds_of(roadmap, actor())).unique() if one.is_closed]


def _rounds(roadmap: Roadmap, form: RecommendationForm, session: Any) -> list[WeighingRound]:
    wanted = {uuid_in(one) for one in form.rounds}
    return [one for one in session.scalars(rounds_of(roadmap, actor())).unique() if one.id in wanted]


def _wish(form: RecommendationForm) -> Wish:
    return Wish(**form.model_dump(exclude={"rounds"}))


def _publisher(found: Recommendation) -> str:
    names = organisation_names(reading())
    return names.get(found.made_for_id, "") if found.made_for_id else ""
