"""The pages of somebody who answers, for one seat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template, request

from roadmaps.consultation.answer_form import AnswerForm, answer_form
from roadmaps.consultation.models import Consultation, Consultee, DraftPart, Point, Response, ResponsePart
from roadmaps.consultation.places import Places
from roadmaps.consultation.points import heads_of, points_of
from roadmaps.consultation.proposals import proposed_fields
from roadmaps.consultation.queries import draft_of, responses_of, standing_response
from roadmaps.consultation.reading import Frozen, frozen_text
from roadmaps.consultation.rules.answering import Clash, Typed
from roadmaps.consultation.rules.sending import parts_to_send, says_the_same
from roadmaps.consultation.seats import Seat
from roadmaps.consultation.words import PartSort, View
from roadmaps.foundation.clock import today
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.sentences import say
from roadmaps.revisions.plan_diff import FieldDiff
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.editing import form_of
from roadmaps.roadmap.table import ROADMAP
from roadmaps.suggestions.forms import Grounds, grounds_in
from roadmaps.web.language import translate
from roadmaps.web.work import reading


@dataclass(frozen=True)
class ShownPart:
    """A part of an answer, for reading. `fields` are the changed words of a proposal."""

    part: ResponsePart | DraftPart
    title: Any
    view: View | None
    fields: Sequence[FieldDiff] = ()
    block: BlockState | None = None

    @property
    def text(self) -> str:
        """What is said, or why another wording is proposed."""
        return str(self.part.content.get("text") or self.part.content.get("motive") or "")


def questions_of(consultation: Consultation) -> list[tuple[str, str]]:
    """The questions with their keys."""
    return [(str(one.id), one.words) for one in consultation.questions]


def answer_page(
    seat: Seat, typed: Sequence[Typed] = (), clashes: Sequence[Clash] = (), *, refusal: Invalid | None = None
) -> str:
    """The page on which an answer is written."""
    frozen = frozen_text(reading(), seat.consultation)
    draft = draft_of(reading(), seat.consultee.id) if seat.consultee else {}
    errors = refusal.fields if refusal else {}
    form = answer_form(frozen.places, questions_of(seat.consultation), draft, typed, clashes, errors)
    standing = standing_response(reading(), seat.consultee.id) if seat.consultee else None
    return _page(
        "consultation/answer.html",
        seat,
        frozen,
        form=form,
        standing=standing,
        **_told(form, refusal),
        **_state(draft, standing),
    )


def proposal_page(
    seat: Seat,
    block_id: UUID,
    typed: Mapping[str, Any] | None = None,
    refusal: Invalid | None = None,
    clash: Clash | None = None,
) -> str:
    """The form in which a block of the frozen version is worded otherwise."""
    _must_be_open(seat)
    frozen = frozen_text(reading(), seat.consultation)
    state = frozen.edition.document.state
    block = state.blocks.get(block_id)
    if block is None:
        raise NotFound
    draft = draft_of(reading(), seat.consultee.id) if seat.consultee else {}
    known = clash.theirs if clash else draft.get((PartSort.PROPOSAL.value, str(block_id)))
    kind, faults = ROADMAP[block.kind], refusal.fields if refusal else {}
    content = typed if typed is not None else {**block.content, **(known.content["content"] if known else {})}
    return _page(
        "consultation/proposal.html",
        seat,
        frozen,
        block=block,
        kind=kind,
        form=form_of(
            reading(),
            seat.consultation.roadmap,
            state,
            kind,
            content,
            block_id=block_id,
            errors=faults,
            sentence=refusal.sentence if refusal else None,
        ),
        grounds=grounds_in(request.form, faults) if typed is not None else _grounds_of(known),
        version=known.version if known else 0,
        theirs=shown_part(clash.theirs, frozen) if clash else None,
    )


def letter_page(seat: Seat, refusal: Invalid | None = None) -> str:
    """The form that takes a letter."""
    _must_be_open(seat)
    errors = {name: translate(said) for name, said in refusal.fields.items()} if refusal else {}
    return _page("consultation/letter.html", seat, None, errors=errors)


def summary_page(seat: Seat, refusal: Invalid | None = None) -> str:
    """Everything that the answer says, before it is sent."""
    _must_be_open(seat)
    frozen = frozen_text(reading(), seat.consultation)
    draft = draft_of(reading(), seat.consultee.id) if seat.consultee else {}
    standing = standing_response(reading(), seat.consultee.id) if seat.consultee else None
    parts = [shown_part(one, frozen) for one in parts_to_send(draft)]
    signed_by = request.form.get("signed_by", seat.writer.name if seat.has_account else "")
    errors = {name: translate(said) for name, said in refusal.fields.items()} if refusal else {}
    if refusal and not errors:
        errors = {"": translate(refusal.sentence)}
    told = {"parts": parts, "standing": standing, "signed_by": signed_by, "errors": errors}
    return _page("consultation/summary.html", seat, frozen, **told)


def sent_page(seat: Seat) -> str:
    """The receipt, and the replies once they are published."""
    if seat.consultee is None or (standing := standing_response(reading(), seat.consultee.id)) is None:
        raise NotFound
    frozen = frozen_text(reading(), seat.consultation)
    earlier = [one for one in reading().scalars(responses_of(seat.consultee.id)) if one.id != standing.id]
    replies = own_replies(seat.consultee) if seat.consultation.published_at else []
    return _page(
        "consultation/sent.html",
        seat,
        frozen,
        response=standing,
        parts=[shown_part(one, frozen) for one in standing.parts],
        earlier=[(one, [shown_part(part, frozen) for part in one.parts]) for one in earlier],
        replies=replies,
    )


def own_replies(consultee: Consultee) -> list[tuple[Point, Point]]:
    """Each point of an organisation, with the one that it is replied to by."""
    points = points_of(reading(), consultee.id)
    heads = heads_of(reading(), points)
    return [(one, heads[one.joined_with_id] if one.joined_with_id else one) for one in points]


def shown_part(part: ResponsePart | DraftPart, frozen: Frozen) -> ShownPart:
    """A part with what its block said in the frozen version."""
    view = View(part.content["view"]) if part.content.get("view") else None
    if part.sort is not PartSort.PROPOSAL:
        return ShownPart(part, _title(part, frozen.places), view)
    block = frozen.edition.document.state.blocks[UUID(part.key)]
    fields = proposed_fields(block, part.content["content"])
    return ShownPart(part, ROADMAP[block.kind].title_of(block.content), None, fields, block)


def _title(part: ResponsePart | DraftPart, places: Places) -> Any:
    match part.sort:
        case PartSort.QUESTION:
            return places.title_of(f"question-{part.key}")
        case PartSort.VIEW:
            return places.title_of(part.key)
        case PartSort.LETTER:
            return part.content["name"]
    return say("General statement")


def _page(template: str, seat: Seat, frozen: Frozen | None, **facts: Any) -> str:
    return render_template(
        template,
        seat=seat,
        consultation=seat.consultation,
        roadmap=seat.consultation.roadmap,
        snapshot=frozen.snapshot if frozen else None,
        names=frozen.edition.names if frozen else None,
        views=list(View),
        today=today(),
        **facts,
    )


def _must_be_open(seat: Seat) -> None:
    if not seat.may_answer:
        raise NotAllowed(say("The consultation is not open, so no answers are taken."))


def _told(form: AnswerForm, refusal: Invalid | None) -> dict[str, Any]:
    told = {name: translate(said) for name, said in form.errors.items()}
    if refusal and not told:
        told = {name: translate(said) for name, said in refusal.fields.items()} or {"": translate(refusal.sentence)}
    return {"errors": told}


def _state(draft: Mapping[tuple[str, str], DraftPart], standing: Response | None) -> dict[str, Any]:
    parts = parts_to_send(draft)
    return {"is_begun": bool(parts), "has_changes": standing is None or not says_the_same(parts, standing)}


def _grounds_of(known: DraftPart | None) -> Grounds:
    if known is None:
        return Grounds()
    empty = ("", "", "")
    rows = [tuple(one) for one in known.content["sources"]]
    return Grounds(known.content["motive"], tuple([*rows, empty, empty, empty][:3]))
