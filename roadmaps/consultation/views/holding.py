"""Consultations as everyone reads them, and what those who hold one do with it."""

from collections.abc import Collection
from functools import partial
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from roadmaps.accounts.queries import organisations_by_helix
from roadmaps.consultation import policy
from roadmaps.consultation.addressees import addressees_of
from roadmaps.consultation.forms import (
    AddressForm,
    CancellationForm,
    ClosingForm,
    ConsultationForm,
    ExtensionForm,
    InvitationForm,
    address_in,
    others_in,
    questions_in,
)
from roadmaps.consultation.models import Consultation
from roadmaps.consultation.pages import consultation_page, held_at, index_page
from roadmaps.consultation.queries import consultees_of, find_consultee
from roadmaps.consultation.rules import holding, preparing
from roadmaps.consultation.rules.preparing import ANOTHER_LOOK, Asked, Facts
from roadmaps.consultation.views.blueprint import pages
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.sentences import N_, say
from roadmaps.roadmap.doors import led_roadmap_at, uuid_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from roadmaps.snapshots.queries import find_snapshot, snapshots_of
from roadmaps.web.filling import fill_in
from roadmaps.web.forms import Choice
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading


@pages.get("/areas/<slug>/consultations")
@decided_by("consultation.policy.may_read")
def index(slug: str) -> ResponseReturnValue:
    """The consultations of an area."""
    return index_page(slug)


@pages.get("/consultations/<uuid:consultation_id>")
@decided_by("consultation.policy.may_read")
def show(consultation_id: UUID) -> ResponseReturnValue:
    """What is asked, of whom, until when, and how to answer."""
    return consultation_page(consultation_id)


@pages.route("/areas/<slug>/consultations/new", methods=["GET", "POST"])
@signed_in
def new(slug: str) -> ResponseReturnValue:
    """Begin one. Nobody is told before it is opened."""
    roadmap = led_roadmap_at(slug)

    def act(form: ConsultationForm) -> ResponseReturnValue:
        with change() as session:
            here = led_roadmap_at(slug, session)
            snapshot = find_snapshot(session, here, form.snapshot, actor())
            made = preparing.prepare(session, here, snapshot, _facts(form), actor=the_actor(), at=now())
        return redirect(url_for("consultation.consultees", consultation_id=made.id), 303)

    return _facts_page(roadmap, act, None)


@pages.route("/consultations/<uuid:consultation_id>/facts", methods=["GET", "POST"])
@signed_in
def facts(consultation_id: UUID) -> ResponseReturnValue:
    """Tell it otherwise, before it opens."""
    consultation = held_at(consultation_id)

    def act(form: ConsultationForm) -> ResponseReturnValue:
        with change() as session:
            here = held_at(consultation_id, session)
            snapshot = find_snapshot(session, here.roadmap, form.snapshot, actor())
            preparing.change(session, here, snapshot, _facts(form), actor=the_actor())
        return redirect(url_for("consultation.show", consultation_id=consultation_id), 303)

    return _facts_page(consultation.roadmap, act, consultation)


@pages.route("/consultations/<uuid:consultation_id>/consultees", methods=["GET", "POST"])
@signed_in
def consultees(consultation_id: UUID) -> ResponseReturnValue:
    """Those who are asked, where their letters go, and the form that asks more."""
    consultation = held_at(consultation_id)
    asked = reading().scalars(consultees_of(consultation_id)).all()

    return fill_in(
        InvitationForm,
        "consultation/consultees.html",
        partial(_invite, consultation_id),
        back=url_for("consultation.consultees", consultation_id=consultation_id),
        choices={"organisations": _not_asked({one.organisation_id for one in asked})},
        consultation=consultation,
        asked=asked,
        addressees=addressees_of(reading(), asked, now()),
        may_change=policy.may_change(actor(), consultation),
    )


@pages.post("/consultees/<uuid:consultee_id>/removal")
@signed_in
def take_out(consultee_id: UUID) -> ResponseReturnValue:
    """Ask somebody no more, before it opens."""
    with change() as session:
        consultee = find_consultee(session, consultee_id, actor())
        consultation_id = consultee.consultation_id
        preparing.take_out(session, consultee, actor=the_actor())
    return redirect(url_for("consultation.consultees", consultation_id=consultation_id), 303)


@pages.route("/consultees/<uuid:consultee_id>/address", methods=["GET", "POST"])
@signed_in
def address(consultee_id: UUID) -> ResponseReturnValue:
    """Say where letters to it go."""
    consultee = find_consultee(reading(), consultee_id, actor())
    held_at(consultee.consultation_id)

    def act(form: AddressForm) -> None:
        email = address_in(form.email)
        with change() as session:
            mine = find_consultee(session, consultee_id, actor())
            preparing.set_address(session, mine, email, actor=the_actor(), at=now())

    back = url_for("consultation.consultees", consultation_id=consultee.consultation_id)
    start = {"email": consultee.email}
    return fill_in(
        AddressForm,
        "consultation/step.html",
        act,
        back=back,
        start=start,
        consultation=consultee.consultation,
        heading=consultee.name,
        lead=N_("Where do letters to it go, besides to its people with an account?"),
        label=N_("Save"),
        cancel=back,
    )


@pages.post("/consultations/<uuid:consultation_id>/opening")
@signed_in
def confirm(consultation_id: UUID) -> ResponseReturnValue:
    """Let it open: at once, or by itself on its first day."""
    try:
        with change() as session:
            holding.confirm(session, held_at(consultation_id, session), actor=the_actor(), at=now())
    except Invalid as refusal:
        return consultation_page(consultation_id, refusal), 422
    is_open = held_at(consultation_id).is_open
    flash(_("It is open, and the letters are on their way.") if is_open else _("It opens by itself."), "good")
    return redirect(url_for("consultation.show", consultation_id=consultation_id), 303)


@pages.route("/consultations/<uuid:consultation_id>/extension", methods=["GET", "POST"])
@signed_in
def extension(consultation_id: UUID) -> ResponseReturnValue:
    """Give more time."""

    def act(form: ExtensionForm) -> None:
        with change() as session:
            here, facts = held_at(consultation_id, session), form.model_dump()
            holding.extend(session, here, **facts, actor=the_actor(), at=now())
        flash(_("There is more time now, and those who have not answered get a letter."), "good")

    return _step(consultation_id, ExtensionForm, act, N_("Give more time"), N_("Give more time"))


@pages.post("/consultations/<uuid:consultation_id>/reminder")
@signed_in
def remind(consultation_id: UUID) -> ResponseReturnValue:
    """Remind those who are silent."""
    with change() as session:
        letters = holding.remind(session, held_at(consultation_id, session), actor=the_actor(), at=now())
    flash(ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", letters), "good")
    return redirect(url_for("consultation.show", consultation_id=consultation_id), 303)


@pages.route("/consultations/<uuid:consultation_id>/closing", methods=["GET", "POST"])
@signed_in
def closing(consultation_id: UUID) -> ResponseReturnValue:
    """Take no more answers."""

    def act(form: ClosingForm) -> None:
        with change() as session:
            here = held_at(consultation_id, session)
            holding.close(session, here, next_step=form.next_step, actor=the_actor(), at=now())
        flash(_("The consultation is closed. Now the points are replied to."), "good")

    heading, lead = N_("Close the consultation"), N_("No more answers are taken, also no late ones.")
    start = {"next_step": _("The points are replied to and worked into the text.")}
    return _step(consultation_id, ClosingForm, act, heading, heading, lead=lead, start=start)


@pages.route("/consultations/<uuid:consultation_id>/cancellation", methods=["GET", "POST"])
@signed_in
def cancellation(consultation_id: UUID) -> ResponseReturnValue:
    """End it without replies."""

    def act(form: CancellationForm) -> None:
        with change() as session:
            here, facts = held_at(consultation_id, session), form.model_dump()
            holding.cancel(session, here, **facts, actor=the_actor(), at=now())
        flash(_("The consultation is cancelled."), "good")

    heading = N_("Cancel the consultation")
    start = {"next_step": _("The process leader tells how the work goes on.")}
    return _step(consultation_id, CancellationForm, act, heading, heading, start=start)


def _invite(consultation_id: UUID, form: InvitationForm) -> None:
    """Ask those who were chosen or written; the form tells when that is nobody new."""
    chosen = [Asked("", key) for key in map(uuid_in, form.organisations) if key]
    everyone = [*chosen, *others_in(form.others)]
    if not everyone:
        raise Invalid(
            ANOTHER_LOOK, {"organisations": say("Choose an organisation, or write a name and an address below.")}
        )
    with change() as session:
        new = preparing.invite(session, held_at(consultation_id, session), everyone, actor=the_actor(), at=now())
    if not new:
        raise Invalid(ANOTHER_LOOK, {"others": say("They are all asked already.")})
    flash(ngettext("%(num)d organisation is asked now.", "%(num)d organisations are asked now.", len(new)), "good")


def _not_asked(known: Collection[UUID | None]) -> list[Choice]:
    """The organisations that can be asked, by the part of society that they belong to."""
    return [
        (str(one.id), one.name, helix.label)
        for helix, those in organisations_by_helix(reading())
        for one in those
        if one.id not in known
    ]


def _step(consultation_id: UUID, form: Any, act: Any, heading: str, label: str, **facts: Any) -> ResponseReturnValue:
    """A page with one form about a consultation; afterwards one is back at it."""
    consultation = held_at(consultation_id)
    back = url_for("consultation.show", consultation_id=consultation_id)
    told = {"consultation": consultation, "heading": heading, "label": label, "cancel": back, "lead": "", **facts}
    start = told.pop("start", None)
    return fill_in(form, "consultation/step.html", act, back=back, start=start, **told)


def _facts_page(roadmap: Roadmap, act: Any, consultation: Consultation | None) -> ResponseReturnValue:
    if not policy.may_hold(the_actor(), roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    kind = SnapshotKind.CONSULTATION.value
    versions = reading().scalars(snapshots_of(roadmap, actor()).where(Snapshot.kind == kind)).all()
    return fill_in(
        ConsultationForm,
        "consultation/facts.html",
        act,
        back=url_for("consultation.index", slug=roadmap.area.slug),
        start=_start(consultation, versions) if request.method == "GET" else None,
        choices={
            "snapshot": [
                (str(one.number), _("no. %(number)s", number=one.number) + f" – {one.title}") for one in versions
            ]
        },
        roadmap=roadmap,
        consultation=consultation,
        versions=versions,
    )


def _start(consultation: Consultation | None, versions: Any) -> dict[str, Any]:
    if consultation is None:
        newest = versions[0].number if versions else ""
        return {"opens_on": today(), "remind_days": 7, "is_open_call": True, "sets_state": True, "snapshot": newest}
    names = ConsultationForm.model_fields
    start = {name: getattr(consultation, name) for name in names if name not in {"snapshot", "questions"}}
    number = next((one.number for one in versions if one.id == consultation.snapshot_id), "")
    return {**start, "snapshot": number, "questions": "\n".join(one.words for one in consultation.questions)}


def _facts(form: ConsultationForm) -> Facts:
    told = form.model_dump(exclude={"snapshot", "questions"})
    return Facts(**told, questions=questions_in(form.questions))
