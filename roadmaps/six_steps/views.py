"""The doors of this room."""

from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.areas.models import Area
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.roadmap.doors import number_in, roadmap_at
from roadmaps.roadmap.models import Roadmap
from roadmaps.six_steps import policy, rules
from roadmaps.six_steps.forms import LapForm, MarkForm, TakingBackForm
from roadmaps.six_steps.lanes import lanes_of
from roadmaps.six_steps.process import organisations_behind, process_of
from roadmaps.six_steps.queries import find_lap, find_mark, laps_of, marks_of
from roadmaps.six_steps.ring import ring_of
from roadmaps.six_steps.standing import round_of
from roadmaps.six_steps.steps import Standing, Step, Turn
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading

pages = Blueprint("six_steps", __name__)
# What is most likely to be told of a step that stands so.
_NEXT_TURN = {
    Standing.NOT_BEGUN: Turn.BEGUN,
    Standing.UNDER_WAY: Turn.FINISHED,
    Standing.FINISHED: Turn.TAKEN_UP,
}


@pages.get("/areas/<slug>/process")
@decided_by("roadmap.policy.may_read")
def show(slug: str) -> ResponseReturnValue:
    """Where the area stands, what was done in each step and what comes next."""
    roadmap = roadmap_at(slug)
    process = process_of(reading(), roadmap, actor=actor(), at=now())
    return render_template(
        "six_steps/show.html",
        area=roadmap.area,
        roadmap=roadmap,
        process=process,
        ring=ring_of(process.laps),
        lanes=lanes_of(process.laps, today()),
        standings=list(Standing),
        organisations=organisations_behind(reading(), process.told, process.laps),
        may_tell=policy.may_tell(actor(), roadmap.area),
    )


@pages.get("/areas/<slug>/process/steps/<step_name>")
@decided_by("roadmap.policy.may_read")
def step(slug: str, step_name: str) -> ResponseReturnValue:
    """One step: what was told of it and done in it, lap by lap."""
    roadmap, here = roadmap_at(slug), _step_called(step_name)
    process = process_of(reading(), roadmap, actor=actor(), at=now())
    return render_template(
        "six_steps/step.html",
        area=roadmap.area,
        roadmap=roadmap,
        process=process,
        step=here,
        every_step=list(Step),
        organisations=organisations_behind(reading(), process.told, process.laps),
        may_tell=policy.may_tell(actor(), roadmap.area),
    )


@pages.route("/areas/<slug>/process/laps/new", methods=["GET", "POST"])
@signed_in
def begin_lap(slug: str) -> ResponseReturnValue:
    """Begin a lap."""
    roadmap = _told_roadmap_at(slug)

    def act(form: LapForm) -> None:
        with change() as session:
            rules.begin_lap(session, roadmap_at(slug, session).area, **form.model_dump(), actor=the_actor(), at=now())
        flash(_("The lap is begun. Tell of its steps as they go."), "good")

    return fill_in(
        LapForm,
        "six_steps/lap_form.html",
        act,
        back=url_for("six_steps.show", slug=slug),
        start={"began_on": today().isoformat()},
        area=roadmap.area,
        roadmap=roadmap,
    )


@pages.route("/areas/<slug>/process/steps/<step_name>/marks/new", methods=["GET", "POST"])
@signed_in
def tell(slug: str, step_name: str) -> ResponseReturnValue:
    """Tell of a step."""
    roadmap, here = _told_roadmap_at(slug), _step_called(step_name)

    def act(form: MarkForm) -> None:
        with change() as session:
            lap = find_lap(session, roadmap_at(slug, session).area, form.lap)
            facts = form.model_dump(exclude={"lap", "turn"})
            rules.tell(session, lap, here, form.turn, **facts, actor=the_actor(), at=now())
        flash(_("Told. Everyone who reads about the process sees it."), "good")

    return fill_in(
        MarkForm,
        "six_steps/tell.html",
        act,
        back=url_for("six_steps.step", slug=slug, step_name=step_name),
        start=_usual(roadmap.area, here),
        choices={"lap": _laps(roadmap.area)},
        area=roadmap.area,
        roadmap=roadmap,
        step=here,
    )


@pages.route("/areas/<slug>/process/marks/<uuid:mark_id>/withdrawal", methods=["GET", "POST"])
@signed_in
def take_back(slug: str, mark_id: UUID) -> ResponseReturnValue:
    """Take back what was told wrongly."""
    roadmap = _told_roadmap_at(slug)
    mark = find_mark(reading(), roadmap.area, mark_id)

    def act(form: TakingBackForm) -> None:
        with change() as session:
            mine = find_mark(session, roadmap_at(slug, session).area, mark_id)
            rules.take_back(session, mine, reason=form.reason, actor=the_actor(), at=now())
        flash(_("It does not count any more. What was told stays to be read."), "good")

    back = url_for("six_steps.step", slug=slug, step_name=mark.step.value)
    return fill_in(
        TakingBackForm, "six_steps/take_back.html", act, back=back, area=roadmap.area, roadmap=roadmap, mark=mark
    )


def _told_roadmap_at(slug: str) -> Roadmap:
    """The roadmap of the area, for those who may tell of its process."""
    roadmap = roadmap_at(slug)
    if not policy.may_tell(actor(), roadmap.area):
        raise NotAllowed(say("Only those who lead the area can tell how its process stands."))
    return roadmap


def _step_called(name: str) -> Step:
    if name not in set(Step):
        raise NotFound
    return Step(name)


def _laps(area: Area) -> list[tuple[str, str]]:
    laps = reading().scalars(laps_of([area.id])).unique()
    return [(str(one.number), f"{one.number}: {one.title}") for one in reversed(list(laps))]


def _usual(area: Area, here: Step) -> dict[str, str]:
    """The lap that the address names or else the newest, today, and what naturally comes after how the step stands there."""
    laps = list(reading().scalars(laps_of([area.id])).unique())
    stood = round_of(laps, reading().scalars(marks_of([area.id])).unique(), [])
    lap = next((one for one in stood if one.number == number_in(request.args.get("lap"))), stood[0])
    standing = next(one.standing for one in lap.steps if one.step is here)
    return {"lap": str(lap.number), "told_on": today().isoformat(), "turn": _NEXT_TURN[standing]}
