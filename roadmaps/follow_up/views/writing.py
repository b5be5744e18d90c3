"""Working on a draft: choosing, ordering, wording, writing between, and commenting."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.follow_up import policy, rules
from roadmaps.follow_up.forms import FORMS, ChapterForm
from roadmaps.follow_up.kinds import Chapter, Passage, Remark
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.views.blueprint import address_of, block_of, pages, report_at
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.web.filling import ShownForm, fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import signed_in
from roadmaps.web.saving import save_form
from roadmaps.web.work import change


@pages.post("/follow-ups/<uuid:report_id>/chapters/<uuid:chapter_id>/arrangement")
@signed_in
def arrange(report_id: UUID, chapter_id: UUID) -> ResponseReturnValue:
    """Keep what is ticked in a chapter; a press on one of the arrows moves an entry, or the chapter, as well."""
    with change() as session:
        report = report_at(report_id, session)
        shown, ticked = _ids("shown"), _ids("included")
        rules.choose(session, report, chapter_id, ticked, shown=shown, actor=the_actor(), at=now())
        for name, steps in (("up", -1), ("down", 1)):
            for block_id in _ids(name):
                rules.move(session, report, block_id, steps, actor=the_actor(), at=now())
    flash(_("Saved."), "good")
    return redirect(address_of(report, chapter_id), 303)


@pages.route("/follow-ups/<uuid:report_id>/blocks/<uuid:block_id>/edit", methods=["GET", "POST"])
@signed_in
def edit(report_id: UUID, block_id: UUID) -> ResponseReturnValue:
    """Word the frame, a chapter, a sentence or a passage."""
    report = _draft_at(report_id)
    block = block_of(report, block_id)
    if block.kind not in FORMS:
        raise NotFound
    model, back, context = FORMS[block.kind], address_of(report, block_id), {"report": report, "block": block}
    if request.method == "GET":
        form = ShownForm(model, block.content, {})
        return render_template("follow_up/edit.html", form=form, based_on=report.history.current, **context)

    def act(facts: Mapping[str, Any], began_from: int, brings_back: bool) -> None:
        with change() as session:
            mine = report_at(report_id, session)
            rules.edit(
                session,
                mine,
                block_id,
                facts,
                based_on=began_from,
                brings_back=brings_back,
                actor=the_actor(),
                at=now(),
            )
        flash(_("Saved."), "good")

    return save_form(model, "follow_up/edit.html", act, back=back, **context)


@pages.route("/follow-ups/<uuid:report_id>/chapters/<uuid:chapter_id>/passages/new", methods=["GET", "POST"])
@signed_in
def add_passage(report_id: UUID, chapter_id: UUID) -> ResponseReturnValue:
    """Write something between the findings of a chapter, or first in it."""
    report, after = _draft_at(report_id), next(iter(_ids("after")), None)

    def act(form: Passage) -> None:
        with change() as session:
            mine, facts = report_at(report_id, session), form.model_dump(mode="json")
            place = {"under": chapter_id, "after": after}
            rules.add(session, mine, Passage.name, facts, **place, actor=the_actor(), at=now())

    heading = block_of(report, chapter_id).content["title"]
    back = address_of(report, chapter_id)
    return fill_in(Passage, "follow_up/add.html", act, back=back, report=report, heading=heading, kind=Passage)


@pages.route("/follow-ups/<uuid:report_id>/chapters/new", methods=["GET", "POST"])
@signed_in
def add_chapter(report_id: UUID) -> ResponseReturnValue:
    """Add a chapter of one's own, last."""
    report = _draft_at(report_id)

    def act(form: ChapterForm) -> None:
        with change() as session:
            facts = form.model_dump(mode="json")
            rules.add(
                session, report_at(report_id, session), Chapter.name, facts, under=None, actor=the_actor(), at=now()
            )

    return fill_in(
        ChapterForm, "follow_up/add.html", act, back=address_of(report), report=report, heading=None, kind=Chapter
    )


@pages.route("/follow-ups/<uuid:report_id>/chapters/<uuid:chapter_id>/comments/new", methods=["GET", "POST"])
@signed_in
def comment(report_id: UUID, chapter_id: UUID) -> ResponseReturnValue:
    """Say something about a chapter to those who write."""
    report = report_at(report_id)
    if not policy.may_comment(actor(), report):
        raise NotAllowed(say("Only those who write the report and the editors of its areas can comment on it."))

    def act(form: Remark) -> None:
        with change() as session:
            mine, facts = report_at(report_id, session), form.model_dump(mode="json")
            rules.remark(session, mine, chapter_id, facts, actor=the_actor(), at=now())

    heading = block_of(report, chapter_id).content["title"]
    back = address_of(report, chapter_id)
    return fill_in(Remark, "follow_up/add.html", act, back=back, report=report, heading=heading, kind=Remark)


@pages.post("/follow-ups/<uuid:report_id>/blocks/<uuid:block_id>/removal")
@signed_in
def remove(report_id: UUID, block_id: UUID) -> ResponseReturnValue:
    """Take out a passage or a chapter of one's own, or settle a comment."""
    with change() as session:
        rules.remove(session, report_at(report_id, session), block_id, actor=the_actor(), at=now())
    flash(_("Taken out. The history keeps it."), "good")
    return redirect(url_for("follow_up.show", report_id=report_id), 303)


@pages.post("/follow-ups/<uuid:report_id>/blocks/<uuid:block_id>/restoration")
@signed_in
def put_back(report_id: UUID, block_id: UUID) -> ResponseReturnValue:
    """Let what was taken out stand where it stood."""
    with change() as session:
        report = report_at(report_id, session)
        rules.put_back(session, report, block_id, actor=the_actor(), at=now())
        address = address_of(report, block_id)
    flash(_("It is back where it was."), "good")
    return redirect(address, 303)


def _draft_at(report_id: UUID) -> FollowUp:
    """The report, for those who write it."""
    report = report_at(report_id)
    if not policy.may_write(actor(), report):
        raise NotAllowed(say("The report is finished, or you do not write it."))
    return report


def _ids(name: str) -> set[UUID]:
    """The identities that were sent under a name; what is none is left out."""
    found = set()
    for text in request.values.getlist(name):
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found
