"""The doors to flags and appeals: asking for a look, and answering."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.queries import person_names
from roadmaps.discussion.comments import hide_comment
from roadmaps.discussion.models import Comment
from roadmaps.discussion.queries import find_comment
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.sentences import N_
from roadmaps.moderation import policy, rules
from roadmaps.moderation.forms import AppealAnswerForm, AppealForm, FlagAnswerForm, FlagForm
from roadmaps.moderation.models import Appeal, FlagOutcome, FlagReason, ThingSort
from roadmaps.moderation.queries import appeal_of, find_appeal, flags_on, has_others_for, open_flag_of
from roadmaps.moderation.things import Thing, find_thing
from roadmaps.moderation.views import pages
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change, reading

APPEAL_OUTCOMES = [("restored", N_("Everyone can read it again")), ("hidden", N_("It stays hidden"))]


@pages.route("/flag/<sort>/<uuid:thing_id>", methods=["GET", "POST"])
@signed_in
def flag(sort: str, thing_id: UUID) -> ResponseReturnValue:
    """Ask those who lead the area to look at something."""
    thing = _thing(sort, thing_id)
    if reading().scalar(open_flag_of(the_actor().person_id, thing.sort, thing.id)) is not None:
        flash(_("You have flagged this already. You will hear what becomes of it."), "message")
        return redirect(url_for("moderation.mine"), 303)

    def act(form: FlagForm) -> None:
        with change() as session:
            mine = find_thing(session, thing.sort, thing_id, actor())
            rules.flag(session, mine, **form.model_dump(), actor=the_actor(), at=now())
        flash(_("Thank you. Those who lead the area look at it, and you hear what becomes of it."), "good")

    choices = {"reason": [(one.value, one.label) for one in FlagReason]}
    back = url_for(thing.endpoint, **thing.facts)
    return fill_in(FlagForm, "moderation/flag.html", act, back=back, choices=choices, thing=thing, leave=back)


@pages.route("/flagged/<sort>/<uuid:thing_id>", methods=["GET", "POST"])
@signed_in
def flagged(sort: str, thing_id: UUID) -> ResponseReturnValue:
    """What has been flagged about one thing, and the answer to all who flagged it."""
    thing = _thing(sort, thing_id)
    if not policy.may_answer_flag(actor(), thing.roadmap):
        raise NotFound

    def act(form: FlagAnswerForm) -> None:
        with change() as session:
            mine = find_thing(session, thing.sort, thing_id, actor())
            if (form.outcome.value, form.outcome.label) not in outcomes_of(mine):
                raise NotFound
            if form.outcome is FlagOutcome.HIDDEN and mine.comment is not None:
                hide_comment(session, mine.comment, reason=form.answer, actor=the_actor(), at=now())
            rules.settle_flags(session, mine, outcome=form.outcome, answer=form.answer, actor=the_actor(), at=now())
        flash(_("Answered. Those who flagged it are told."), "good")

    back = url_for("moderation.area", slug=thing.roadmap.area.slug)
    return fill_in(
        FlagAnswerForm,
        "moderation/flagged.html",
        act,
        back=safe_path(request.values.get("next", ""), back),
        choices={"outcome": outcomes_of(thing)},
        thing=thing,
        flags=reading().scalars(flags_on(thing.sort, thing.id)).all(),
        leave=back,
    )


@pages.route("/comments/<uuid:comment_id>/appeal", methods=["GET", "POST"])
@signed_in
def make_appeal(comment_id: UUID) -> ResponseReturnValue:
    """The author of a hidden comment asks for a second look, once."""
    comment = find_comment(reading(), comment_id, actor())
    if not policy.may_appeal(actor(), comment):
        raise NotFound
    if before := reading().scalar(appeal_of(comment)):
        return redirect(url_for("moderation.appeal", appeal_id=before.id), 303)

    def act(form: AppealForm) -> None:
        with change() as session:
            mine = find_comment(session, comment_id, actor())
            rules.appeal(session, mine, words=form.words, actor=the_actor(), at=now())
        flash(_("Thank you. Somebody else than who hid it looks at it once more, and you are told."), "good")

    back = url_for("moderation.mine")
    return fill_in(AppealForm, "moderation/make_appeal.html", act, back=back, comment=comment)


@pages.route("/appeals/<uuid:appeal_id>", methods=["GET", "POST"])
@signed_in
def appeal(appeal_id: UUID) -> ResponseReturnValue:
    """An appeal with its answer, or the form for it."""
    found = find_appeal(reading(), appeal_id, the_actor())
    comment = find_comment(reading(), found.comment_id, actor())

    def act(form: AppealAnswerForm) -> None:
        with change() as session:
            mine = find_appeal(session, appeal_id, the_actor())
            is_restored = form.outcome == "restored"
            rules.answer_appeal(session, mine, is_restored=is_restored, answer=form.answer, actor=the_actor(), at=now())
        flash(_("Answered. The author is told, and the public log too."), "good")

    return fill_in(
        AppealAnswerForm,
        "moderation/appeal.html",
        act,
        back=safe_path(request.values.get("next", ""), url_for("moderation.appeal", appeal_id=appeal_id)),
        choices={"outcome": APPEAL_OUTCOMES},
        appeal=found,
        comment=comment,
        may_answer=_may_answer(found, comment),
        names=person_names(reading(), {found.hidden_by_id, comment.person_id}),
    )


def _thing(sort: str, thing_id: UUID) -> Thing:
    if sort not in set(ThingSort):
        raise NotFound
    thing = find_thing(reading(), ThingSort(sort), thing_id, actor())
    if not policy.may_flag(actor(), thing.roadmap):
        raise NotFound
    return thing


def outcomes_of(thing: Thing) -> list[tuple[str, str]]:
    """What can become of a flag. Only a comment can be hidden from here; all else is mended where it stands."""
    possible = [one for one in FlagOutcome if one is not FlagOutcome.HIDDEN or thing.comment is not None]
    return [(one.value, one.label) for one in possible]


def _may_answer(found: Appeal, comment: Comment) -> bool:
    has_others = has_others_for(reading(), found, comment, on=today())
    return policy.may_answer_appeal(actor(), found, author_id=comment.person_id, has_others=has_others)
