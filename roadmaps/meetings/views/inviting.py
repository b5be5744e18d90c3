"""Asking people to a meeting, signing up by oneself, and answering: signed in, or by the link in a letter."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from roadmaps.accounts.queries import organisations_by_helix
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.meetings.doors import address_of, held_at, meeting_at, participant_in
from roadmaps.meetings.forms import AddressForm, GuestsForm, SignUpForm
from roadmaps.meetings.letter_pages import letter_page
from roadmaps.meetings.pages import frame_of, meeting_page, standing_of
from roadmaps.meetings.queries import find_link, participant_for, participants_of
from roadmaps.meetings.rules import inviting
from roadmaps.meetings.rules.inviting import Guest
from roadmaps.meetings.typed import guests_in
from roadmaps.meetings.views.blueprint import READ, pages
from roadmaps.meetings.words import Answer
from roadmaps.roadmap.doors import uuid_in
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading


@pages.route("/meetings/<uuid:meeting_id>/guests", methods=["GET", "POST"])
@signed_in
def guests(meeting_id: UUID) -> ResponseReturnValue:
    """Who is asked: the list, and more of them."""
    meeting = held_at(meeting_id)
    people = list(reading().scalars(participants_of(meeting)).unique())
    asked = {one.organisation_id for one in people}
    choices = [
        (str(one.id), one.name, helix.label)
        for helix, those in organisations_by_helix(reading())
        for one in those
        if one.id not in asked
    ]
    return fill_in(
        GuestsForm,
        "meetings/guests.html",
        lambda form: _ask(meeting_id, form),
        back=url_for("meetings.guests", meeting_id=meeting_id),
        choices={"organisations": choices},
        people=people,
        standing=standing_of(people),
        **frame_of(meeting),
    )


@pages.post("/meetings/<uuid:meeting_id>/guests/<uuid:participant_id>/removal")
@signed_in
def take_out_guest(meeting_id: UUID, participant_id: UUID) -> ResponseReturnValue:
    """Ask somebody no more."""
    with change() as session:
        meeting = held_at(meeting_id, session)
        inviting.take_out(session, participant_in(meeting, participant_id, session), actor=the_actor())
    return redirect(url_for("meetings.guests", meeting_id=meeting_id), 303)


@pages.route("/meetings/<uuid:meeting_id>/guests/<uuid:participant_id>/address", methods=["GET", "POST"])
@signed_in
def guest_address(meeting_id: UUID, participant_id: UUID) -> ResponseReturnValue:
    """Say where letters to somebody go."""
    meeting = held_at(meeting_id)
    participant = participant_in(meeting, participant_id, reading())

    def act(form: AddressForm) -> None:
        with change() as session:
            there = participant_in(held_at(meeting_id, session), participant_id, session)
            inviting.set_address(session, there, form.email, actor=the_actor())

    back = url_for("meetings.guests", meeting_id=meeting_id)
    start, facts = {"email": participant.email}, frame_of(meeting)
    return fill_in(AddressForm, "meetings/address.html", act, back=back, start=start, participant=participant, **facts)


@pages.post("/meetings/<uuid:meeting_id>/letters")
@signed_in
def invite(meeting_id: UUID) -> ResponseReturnValue:
    """Send the invitation to everyone who is asked and has not got it."""
    try:
        with change() as session:
            letters = inviting.invite(session, held_at(meeting_id, session), actor=the_actor(), at=now())
    except Invalid as refusal:
        return meeting_page(held_at(meeting_id), refusal=refusal), 422
    flash(ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", letters), "good")
    return redirect(url_for("meetings.guests", meeting_id=meeting_id), 303)


@pages.route("/meetings/<uuid:meeting_id>/sign-up", methods=["GET", "POST"])
@READ
def sign_up(meeting_id: UUID) -> ResponseReturnValue:
    """Come without having been asked: with one press for people with an account, otherwise by name and address."""
    meeting, person = meeting_at(meeting_id), actor()

    def act(form: SignUpForm) -> None:
        guest = Guest(form.name, form.email, organisation_name=form.organisation)
        with change() as session:
            inviting.sign_up(session, meeting_at(meeting_id, session), guest, actor=None, at=now())
        flash(_("You are in the list. A letter is on its way to %(email)s.", email=form.email), "good")

    if person is not None:
        return redirect(address_of(meeting), 303) if request.method != "POST" else _come(meeting_id)
    if not meeting.is_open:
        raise NotFound
    return fill_in(SignUpForm, "meetings/sign_up.html", act, back=address_of(meeting), **frame_of(meeting))


@pages.post("/meetings/<uuid:meeting_id>/answer")
@signed_in
def answer(meeting_id: UUID) -> ResponseReturnValue:
    """Say whether one comes, for somebody who is asked and signed in."""
    try:
        with change() as session:
            mine = participant_for(session, meeting_at(meeting_id, session), the_actor().person_id)
            if mine is None:
                raise NotFound
            inviting.answer(session, mine, _said(), words=request.form.get("words", ""), at=now())
    except Invalid as refusal:
        return meeting_page(meeting_at(meeting_id), refusal=refusal), 422
    flash(_("Thank you, your answer is noted."), "good")
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


@pages.route("/meetings/by-letter/<token>", methods=["GET", "POST"])
@decided_by("meetings.queries.find_link")
def by_letter(token: str) -> ResponseReturnValue:
    """The meeting for whoever holds the link in a letter; a press of a button answers, opening the page does not."""
    if request.method != "POST":
        return letter_page(token)
    try:
        with change() as session:
            participant = find_link(session, token, now()).participant
            inviting.answer(session, participant, _said(), words=request.form.get("words", ""), at=now())
    except Invalid as refusal:
        return letter_page(token, refusal), 422
    flash(_("Thank you, your answer is noted."), "good")
    return redirect(url_for("meetings.by_letter", token=token), 303)


def _ask(meeting_id: UUID, form: GuestsForm) -> None:
    """Put those who were chosen or written into the list; the form tells when that is nobody new."""
    chosen, others = [key for key in map(uuid_in, form.organisations) if key], guests_in(form.others)
    with change() as session:
        meeting = held_at(meeting_id, session)
        new = inviting.ask_organisations(session, meeting, chosen, actor=the_actor(), at=now())
        new += inviting.ask(session, meeting, others, actor=the_actor(), at=now())
    if not new:
        told = (
            say("They are all asked already.") if chosen or others else say("Choose an organisation, or write a name.")
        )
        raise Invalid(say("Some of what you wrote needs another look."), {"others": told})
    flash(ngettext("%(num)d more in the list.", "%(num)d more in the list.", len(new)), "good")


def _come(meeting_id: UUID) -> ResponseReturnValue:
    """The reader, who has an account, comes."""
    try:
        with change() as session:
            meeting, person = meeting_at(meeting_id, session), the_actor()
            inviting.sign_up(session, meeting, inviting.guest_for(session, person), actor=person, at=now())
    except Invalid as refusal:
        return meeting_page(meeting_at(meeting_id), refusal=refusal), 422
    flash(_("You are in the list. A letter with the entry for your calendar is on its way."), "good")
    return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)


def _said() -> Answer | None:
    said = request.form.get("answer", "")
    return Answer(said) if said in set(Answer) else None
