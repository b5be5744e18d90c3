"""The doors for those who lead an area: what waits for them there, what new people write, and who is muted."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import find_person, person_names
from roadmaps.areas import rules as area_rules
from roadmaps.areas.models import Area, Mute
from roadmaps.areas.policy import may_mute_everywhere
from roadmaps.areas.queries import grants_in, mutes_in
from roadmaps.discussion import waiting
from roadmaps.discussion.policy import may_look_through
from roadmaps.discussion.queries import find_waiting, reads_first
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.moderation.forms import AreaMuteForm, DeclineForm, MuteForm
from roadmaps.moderation.queries import open_appeals, open_flags, waiting_posts
from roadmaps.moderation.views import led_roadmap, pages
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import block_title, find_roadmap
from roadmaps.suggestions import rules as suggestion_rules
from roadmaps.suggestions.policy import may_look_through as may_look_through_suggestion
from roadmaps.suggestions.queries import find_suggestion
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import coordinators_only, signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading


@pages.get("/areas/<slug>/moderation")
@signed_in
def area(slug: str) -> ResponseReturnValue:
    """All that waits for those who lead the area, who is muted, and whether new people are read first."""
    roadmap = led_roadmap(slug)
    waits = {
        name: ask(reading(), [roadmap.area_id])
        for name, ask in (("flags", open_flags), ("appeals", open_appeals), ("posts", waiting_posts))
    }
    mutes = reading().scalars(mutes_in(roadmap.area_id, with_everywhere=True)).all()
    people = {one.by_id for found in waits.values() for one in found if one.by_id} | {one.muted_by_id for one in mutes}
    return render_template(
        "moderation/area.html",
        roadmap=roadmap,
        **waits,
        mutes=mutes,
        names=person_names(reading(), people),
        today=today(),
        reads_first=reads_first(reading(), roadmap.area_id),
    )


@pages.post("/areas/<slug>/moderation/read-first")
@signed_in
def choose_read_first(slug: str) -> ResponseReturnValue:
    """Let what new people write wait for a look, or show it at once."""
    is_on = request.form.get("reads_first") == "yes"
    with change() as session:
        roadmap = find_roadmap(session, slug, actor())
        waiting.choose_read_first(session, roadmap, is_on, actor=the_actor(), at=now())
    told = (
        _("What new people write waits for a look from now on.") if is_on else _("Everything is shown at once again.")
    )
    flash(told, "good")
    return redirect(url_for("moderation.area", slug=slug), 303)


@pages.get("/waiting/<uuid:waiting_id>")
@signed_in
def waiting_comment(waiting_id: UUID) -> ResponseReturnValue:
    """One waiting comment, for its author and for those who look through."""
    found = find_waiting(reading(), waiting_id, actor())
    return render_template(
        "moderation/waiting.html",
        waiting=found,
        roadmap=found.roadmap,
        about=block_title(reading(), found.roadmap, found.block_id),
        names=person_names(reading(), {found.person_id}),
        may_look_through=may_look_through(actor(), found),
    )


@pages.post("/waiting/<uuid:waiting_id>/release")
@signed_in
def release(waiting_id: UUID) -> ResponseReturnValue:
    """Let everyone read it."""
    try:
        with change() as session:
            found = find_waiting(session, waiting_id, actor())
            waiting.release(session, found, actor=the_actor(), at=now())
    except Invalid as refusal:
        flash(translate(refusal.sentence), "warning")
        return redirect(url_for("moderation.waiting_comment", waiting_id=waiting_id), 303)
    flash(_("Released. What its author writes here is shown at once from now on."), "good")
    return redirect(_onward(found.roadmap), 303)


@pages.route("/waiting/<uuid:waiting_id>/declining", methods=["GET", "POST"])
@signed_in
def decline(waiting_id: UUID) -> ResponseReturnValue:
    """Not release it, and say why."""
    found = find_waiting(reading(), waiting_id, actor())
    if not may_look_through(actor(), found):
        raise NotFound

    def act(form: DeclineForm) -> None:
        with change() as session:
            mine = find_waiting(session, waiting_id, actor())
            waiting.decline(session, mine, reason=form.reason, actor=the_actor(), at=now())
        flash(_("Not released. The author is told why."), "good")

    back = _onward(found.roadmap)
    return fill_in(DeclineForm, "moderation/decline.html", act, back=back, roadmap=found.roadmap, html=found.html)


@pages.post("/suggestions/<uuid:suggestion_id>/release")
@signed_in
def release_suggestion(suggestion_id: UUID) -> ResponseReturnValue:
    """Let everyone read a suggestion."""
    try:
        with change() as session:
            found = find_suggestion(session, suggestion_id, actor())
            suggestion_rules.release(session, found, actor=the_actor(), at=now())
    except Invalid as refusal:
        flash(translate(refusal.sentence), "warning")
    else:
        flash(_("Released. What its author writes here is shown at once from now on."), "good")
    return redirect(url_for("suggestions.one", suggestion_id=suggestion_id), 303)


@pages.route("/suggestions/<uuid:suggestion_id>/release/declining", methods=["GET", "POST"])
@signed_in
def decline_suggestion(suggestion_id: UUID) -> ResponseReturnValue:
    """Not release a suggestion, and say why."""
    found = find_suggestion(reading(), suggestion_id, actor())
    if not may_look_through_suggestion(actor(), found):
        raise NotFound

    def act(form: DeclineForm) -> None:
        with change() as session:
            mine = find_suggestion(session, suggestion_id, actor())
            suggestion_rules.decline_release(session, mine, reason=form.reason, actor=the_actor(), at=now())
        flash(_("Not released. The author is told why."), "good")

    back = _onward(found.roadmap)
    return fill_in(DeclineForm, "moderation/decline.html", act, back=back, roadmap=found.roadmap, html="")


@pages.route("/areas/<slug>/mute", methods=["GET", "POST"])
@signed_in
def mute(slug: str) -> ResponseReturnValue:
    """Keep a person from writing in the area for a time."""
    roadmap = led_roadmap(slug)

    def act(form: AreaMuteForm) -> None:
        with change() as session:
            person = session.get(Person, form.person_id)
            here = session.get_one(Area, roadmap.area_id)
            if person is None:
                raise NotFound
            area_rules.mute(
                session,
                person,
                here,
                reason=form.reason,
                until_on=form.until_on,
                on=today(),
                actor=the_actor(),
                at=now(),
            )
        flash(_("%(name)s reads but does not write here until then, and is told why.", name=person.name), "good")

    serving = reading().scalars(grants_in(roadmap.area_id, today())).all()
    people = {str(one.person_id): one.person.name for one in serving if one.person_id != the_actor().person_id}
    back = url_for("moderation.area", slug=slug)
    choices = {"person_id": list(people.items())}
    return fill_in(AreaMuteForm, "moderation/mute.html", act, back=back, choices=choices, roadmap=roadmap, leave=back)


@pages.route("/people/<uuid:person_id>/mute", methods=["GET", "POST"])
@coordinators_only
def mute_everywhere(person_id: UUID) -> ResponseReturnValue:
    """Keep a person from writing anywhere for a time."""
    person = find_person(reading(), person_id, viewer=actor())

    def act(form: MuteForm) -> None:
        with change() as session:
            mine = find_person(session, person_id, viewer=actor())
            area_rules.mute(session, mine, None, **form.model_dump(), on=today(), actor=the_actor(), at=now())
        flash(_("%(name)s reads but does not write anywhere until then, and is told why.", name=person.name), "good")

    back = url_for("accounts.person", person_id=person_id)
    return fill_in(MuteForm, "moderation/mute.html", act, back=back, person=person, leave=back)


@pages.post("/mutes/<uuid:mute_id>/end")
@signed_in
def unmute(mute_id: UUID) -> ResponseReturnValue:
    """Let a person write again before the day that was said."""
    with change() as session:
        row = session.get(Mute, mute_id)
        if row is None or not (row.area_id or may_mute_everywhere(actor())):
            raise NotFound
        area_rules.unmute(session, row, actor=the_actor(), at=now())
        person_id, here = row.person_id, session.get(Area, row.area_id) if row.area_id else None
    flash(_("The person can write again."), "good")
    there = url_for("moderation.area", slug=here.slug) if here else url_for("accounts.person", person_id=person_id)
    return redirect(there, 303)


def _onward(roadmap: Roadmap) -> str:
    """Where whoever looked through something goes on: where they came from, or to what else waits in the area."""
    return safe_path(request.values.get("next", ""), url_for("moderation.area", slug=roadmap.area.slug))
