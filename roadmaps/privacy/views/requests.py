"""What people have asked about their data, for coordinators: the list, and answering."""

from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.queries import count, person_names
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotFound
from roadmaps.privacy import policy, rules
from roadmaps.privacy.answers import as_package
from roadmaps.privacy.forms import AddressForm, AnswerForm
from roadmaps.privacy.gathering import Subject
from roadmaps.privacy.queries import answered, erasures, facts_now, find_request, unanswered
from roadmaps.privacy.views.blueprint import pages
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import coordinators_only, freshly_proved
from roadmaps.web.work import change, reading

SHOWN = 50


@pages.get("/administration/privacy")
@coordinators_only
def overview() -> ResponseReturnValue:
    """What waits."""
    return render_template(
        "privacy/overview.html",
        waiting=count(reading(), unanswered()),
        running=sum(1 for one in reading().scalars(erasures()) if one.is_open),
        facts=facts_now(reading()),
    )


@pages.get("/administration/privacy/requests")
@coordinators_only
def requests() -> ResponseReturnValue:
    """What waits for an answer, and what has been answered of late."""
    waiting = reading().scalars(unanswered()).all()
    done = reading().scalars(answered().limit(SHOWN)).all()
    names = person_names(reading(), {one.person_id for one in (*waiting, *done)})
    return render_template("privacy/requests.html", waiting=waiting, done=done, names=names, today=today())


@pages.route("/administration/privacy/requests/<uuid:request_id>", methods=["GET", "POST"])
@coordinators_only
def answer(request_id: UUID) -> ResponseReturnValue:
    """Answer one."""
    found = find_request(reading(), request_id, viewer=the_actor())
    if not policy.may_answer(the_actor(), found):
        raise NotFound

    def act(form: AnswerForm) -> None:
        with change() as session:
            asked = find_request(session, request_id, viewer=the_actor())
            rules.answer(session, asked, outcome=form.outcome, words=form.words, at=now(), actor=the_actor())
        flash(_("The answer is kept, and the person gets it by letter."), "good")

    names = person_names(reading(), {found.person_id})
    back = url_for("privacy.requests")
    return fill_in(AnswerForm, "privacy/answer.html", act, back=back, found=found, name=names[found.person_id])


@pages.route("/administration/privacy/address", methods=["GET", "POST"])
@coordinators_only
@freshly_proved
def of_address() -> ResponseReturnValue:
    """Everything that is kept at the address of somebody who has no account and has asked for it."""
    return fill_in(
        AddressForm,
        "privacy/address.html",
        lambda form: as_package(Subject.at(form.email)),
        back=url_for("privacy.overview"),
    )
