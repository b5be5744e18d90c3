"""Answering for one's organisation: by the link in a letter, without signing in, or signed in from the roadmap.

The page of a link only shows, however often it is opened or fetched by a mail program; sending its form answers.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response, flash, g, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.actors import Actor
from roadmaps.areas.actors import load_actor
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.responsibilities import policy, rules
from roadmaps.responsibilities.asked import Asking, asking_about, asking_of, told_of
from roadmaps.responsibilities.forms import PartForm, StatusForm
from roadmaps.responsibilities.models import About, QuestionLink
from roadmaps.responsibilities.queries import find_link
from roadmaps.responsibilities.views.blueprint import pages
from roadmaps.roadmap.doors import roadmap_around
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import open_to_all, signed_in
from roadmaps.web.work import change, reading


@pages.get("/answers/<token>")
@open_to_all
def by_link(token: str) -> ResponseReturnValue:
    """What is asked, and the form to answer it; or what has become of the question."""
    link = find_link(reading(), token)
    return _private(_page(token, link))


@pages.post("/answers/<token>")
@open_to_all
def answer_by_link(token: str) -> ResponseReturnValue:
    """Answer. Afterwards the page tells what was answered."""
    return _private(_page(token, find_link(reading(), token)))


@pages.route("/blocks/<uuid:block_id>/answer", methods=["GET", "POST"])
@signed_in
def at_home(block_id: UUID) -> ResponseReturnValue:
    """The same for somebody who is signed in, also when nobody has asked."""
    roadmap = roadmap_around(block_id)
    asking = asking_about(reading(), roadmap, block_id)
    if not policy.may_answer_at_home(the_actor(), roadmap, asking.organisation_id):
        raise NotAllowed(
            say("Only somebody who acts for the organisation can answer for it, while the roadmap is open.")
        )

    def act(form: PartForm | StatusForm) -> None:
        shown = (form.activity if isinstance(form, PartForm) else None) or asking.activity_id
        with change() as session:
            rules.answer_at_home(
                session,
                roadmap_around(block_id, session),
                rules.Subject(asking.about, asking.block_id, asking.organisation_id, shown),
                form.answer,
                note=form.note,
                actor=the_actor(),
                at=now(),
            )
        flash(_("Thank you. Your answer stands in the roadmap now."), "good")

    return _ask(asking, act, url_for("roadmap.block", block_id=asking.activity_id), at_home=True)


def _page(token: str, link: QuestionLink) -> ResponseReturnValue:
    """The form while it can be answered by this person; otherwise what has become of the question."""
    person = _person_of(link)
    asking = asking_of(reading(), link.question) if policy.may_answer(person, link.question, now()) else None
    if person is None or asking is None:
        told = told_of(reading(), link.question) if person else None
        is_open = link.question.is_open(now())
        return render_template(
            "responsibilities/closed.html", person=person, question=link.question, is_open=is_open, told=told
        )
    g.forced_language = person.language

    def act(form: PartForm | StatusForm) -> None:
        with change() as session:
            mine = find_link(session, token)
            answerer = load_actor(session, mine.person_id, on=today(), acting_for_id=mine.question.organisation_id)
            if answerer is None:
                raise NotFound
            rules.answer_question(session, mine.question, form.answer, note=form.note, actor=answerer, at=now())

    return _ask(asking, act, url_for("responsibilities.by_link", token=token), at_home=False, person=person)


def _ask(
    asking: Asking,
    act: Callable[[PartForm | StatusForm], None],
    back: str,
    *,
    at_home: bool,
    person: Actor | None = None,
) -> ResponseReturnValue:
    """The form. The answer whose link in the letter the reader followed is chosen in it; only sending it answers."""
    form: type[PartForm | StatusForm] = PartForm if asking.about is About.PART else StatusForm
    start = {"answer": request.args.get("answer", ""), "activity": asking.activity_id}
    facts: dict[str, Any] = {"asking": asking, "person": person, "at_home": at_home}
    return fill_in(form, "responsibilities/answer.html", act, back=back, start=start, **facts)


def _person_of(link: QuestionLink) -> Actor | None:
    """The one whom the letter was for, if that person acts for the organisation still."""
    organisation_id = link.question.organisation_id
    person = load_actor(reading(), link.person_id, on=today(), acting_for_id=organisation_id)
    return person if person is not None and organisation_id in dict(person.organisations) else None


def _private(answer: ResponseReturnValue) -> Response:
    """The address is a secret: it is not kept by anyone on the way, nor told to where a link leads."""
    response = make_response(answer)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
