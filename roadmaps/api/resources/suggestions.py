"""Suggestions: reading them, making and withdrawing them, and deciding about them."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from roadmaps.access_tokens.models import Scope
from roadmaps.api.answering import Told
from roadmaps.api.operations import acts, reads
from roadmaps.api.paging import Part, part_of
from roadmaps.api.resources.accepting import Acceptance, PlaceOut, parts_in, places_of
from roadmaps.api.shapes import Number, Page, Paging, Shape, Who, Wish, local
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import N_, say
from roadmaps.roadmap.queries import find_roadmap
from roadmaps.suggestions import rules
from roadmaps.suggestions.models import ChangeAct, SourceSort, Suggestion
from roadmaps.suggestions.pages import Shown, show
from roadmaps.suggestions.queries import find_suggestion, open_suggestions_of, suggestions_of
from roadmaps.suggestions.standing import Standing
from roadmaps.web.identity import actor, the_actor

RESOURCE = N_("Suggestions")
Reason = Annotated[str, Field(max_length=2_000)]


class SuggestedChangeOut(Shape):
    """What a suggestion wants of one block. `can_be_accepted`: it can still be merged with the text."""

    id: UUID
    block: UUID
    act: str
    kind: str
    title: str
    based_on: int
    fields: dict[str, Any]
    can_be_accepted: bool
    block_version: Annotated[int | None, Field(description="The version that `places` were counted in.")]
    changed_fields: Annotated[
        list[str], Field(description="What accepting it would change. Each can be accepted alone.")
    ]
    places: Annotated[
        dict[str, list[PlaceOut]], Field(description="By text field. Each place can be accepted alone, by its number.")
    ]


class SuggestionOut(Shape):
    """A proposed edit, with why."""

    id: UUID
    area: str
    state: str
    motive: str
    by: Who
    sent_at: datetime | None
    decided_at: datetime | None
    reason: str
    revision: int | None
    thread: UUID | None
    may_withdraw: bool
    may_decide: bool
    changes: list[SuggestedChangeOut]


class SuggestionsQuery(Paging):
    """Which suggestions are wanted."""

    state: Annotated[Literal["open", "all"], Field(description="Only those that wait for a decision, or all.")] = "open"


class WishedChange(Wish):
    """What is wanted of one block: other words (edit), a new block (add), that it goes (remove), or another place (move)."""

    act: ChangeAct
    block: UUID | None = None
    base_version: Number = 0
    kind: Annotated[str, Field(max_length=30)] = ""
    fields: dict[str, Any] = {}
    parent: UUID | None = None
    after: UUID | Literal["first", "last"] = "last"

    def as_wish(self) -> rules.Wish:
        """The same for the rules."""
        if self.block is None and self.act is not ChangeAct.ADD:
            raise Invalid(say("Tell which block it is."), {"block": say("Tell which block it is.")})
        return rules.Wish(
            self.act,
            self.block or new_id(),
            self.base_version,
            kind=self.kind,
            content=self.fields,
            parent_id=self.parent,
            after=str(self.after),
        )


class SourceWish(Wish):
    """What a suggestion builds on."""

    sort: SourceSort
    words: Annotated[str, Field(max_length=2_000)]
    address: Annotated[str, Field(max_length=1_000)] = ""


class NewSuggestion(Wish):
    """A suggestion that is to be sent."""

    motive: Annotated[str, Field(max_length=20_000)]
    changes: Annotated[list[WishedChange], Field(min_length=1, max_length=50)]
    sources: Annotated[list[SourceWish], Field(max_length=20)] = []


class ReasonWish(Wish):
    """Why."""

    reason: Reason = ""


@reads(
    "/areas/<slug>/suggestions",
    answers=Page[SuggestionOut],
    query=SuggestionsQuery,
    resource=RESOURCE,
    summary=N_("List the suggestions for a roadmap"),
)
def list_suggestions(session: Session, slug: str, query: SuggestionsQuery) -> Part[SuggestionOut]:
    """Those that wait, the oldest first; or all that were sent, the newest first."""
    roadmap = find_roadmap(session, slug, actor())
    wanted = open_suggestions_of(roadmap) if query.state == "open" else suggestions_of(roadmap)
    return part_of(
        session.scalars(wanted).all(),
        query,
        lambda one: str(one.id),
        lambda some: [_suggestion_out(one) for one in show(session, some, actor=actor())],
    )


@reads("/suggestions/<uuid:suggestion_id>", answers=SuggestionOut, resource=RESOURCE, summary=N_("Read a suggestion"))
def read_suggestion(session: Session, suggestion_id: UUID) -> SuggestionOut:
    """What it wants, and what became of it."""
    return _shown(session, find_suggestion(session, suggestion_id, actor()))


@acts(
    "POST",
    "/areas/<slug>/suggestions",
    takes=NewSuggestion,
    answers=SuggestionOut,
    status=201,
    scope=Scope.DISCUSS,
    resource=RESOURCE,
    summary=N_("Suggest changes"),
)
def make_suggestion(session: Session, slug: str, body: NewSuggestion) -> Told:
    """It is sent at once to those who decide. What lay in a draft of the same person goes with it."""
    roadmap = find_roadmap(session, slug, the_actor())
    wishes = [one.as_wish() for one in body.changes]
    sources = [rules.Source(one.sort, one.words, one.address) for one in body.sources]
    made = rules.suggest(session, roadmap, wishes, motive=body.motive, sources=sources, actor=the_actor(), at=now())
    return Told(_shown(session, made), location=f"/api/v1/suggestions/{made.id}")


@acts(
    "POST",
    "/suggestions/<uuid:suggestion_id>/withdrawal",
    takes=ReasonWish,
    answers=SuggestionOut,
    scope=Scope.DISCUSS,
    resource=RESOURCE,
    summary=N_("Take back a suggestion"),
)
def withdraw_suggestion(session: Session, suggestion_id: UUID, body: ReasonWish) -> SuggestionOut:
    """For the one who made it, while it waits."""
    suggestion = find_suggestion(session, suggestion_id, the_actor())
    rules.withdraw(session, suggestion, reason=body.reason, actor=the_actor(), at=now())
    return _shown(session, suggestion)


@acts(
    "POST",
    "/suggestions/<uuid:suggestion_id>/acceptance",
    takes=Acceptance,
    answers=SuggestionOut,
    scope=Scope.WRITE,
    resource=RESOURCE,
    summary=N_("Accept a suggestion"),
)
def accept_suggestion(session: Session, suggestion_id: UUID, body: Acceptance) -> SuggestionOut:
    """For those who lead the area.

    The whole of it, or parts: some of its changes, some fields of a change, some places of a text. What is left out is declined, and
    the reason tells why. Where the text has changed since the places were counted, 409, and nothing is kept.
    """
    suggestion = find_suggestion(session, suggestion_id, the_actor())
    parts = None if body.parts is None else parts_in(session, suggestion, body.parts)
    rules.accept(session, suggestion, parts=parts, reason=body.reason, actor=the_actor(), at=now())
    return _shown(session, suggestion)


@acts(
    "POST",
    "/suggestions/<uuid:suggestion_id>/refusal",
    takes=ReasonWish,
    answers=SuggestionOut,
    scope=Scope.WRITE,
    resource=RESOURCE,
    summary=N_("Decline a suggestion"),
)
def decline_suggestion(session: Session, suggestion_id: UUID, body: ReasonWish) -> SuggestionOut:
    """With a reason, for those who lead the area."""
    suggestion = find_suggestion(session, suggestion_id, the_actor())
    rules.decline(session, suggestion, reason=body.reason, actor=the_actor(), at=now())
    return _shown(session, suggestion)


def _shown(session: Session, suggestion: Suggestion) -> SuggestionOut:
    return _suggestion_out(show(session, [suggestion], actor=actor())[0])


def _suggestion_out(shown: Shown) -> SuggestionOut:
    one = shown.suggestion
    return SuggestionOut(
        id=one.id,
        area=one.roadmap.area.slug,
        state=one.state.value,
        motive=one.motive,
        by=Who(person=shown.by.person or None, organisation=shown.by.organisation or None),
        sent_at=local(one.sent_at) if one.sent_at else None,
        decided_at=local(one.decided_at) if one.decided_at else None,
        reason=one.reason,
        revision=one.revision_number,
        thread=one.thread_id,
        may_withdraw=shown.may_withdraw,
        may_decide=shown.may_decide,
        changes=[_change_out(standing) for standing in shown.standings],
    )


def _change_out(standing: Standing) -> SuggestedChangeOut:
    change = standing.change
    return SuggestedChangeOut(
        id=change.id,
        block=change.block_id,
        act=change.act.value,
        kind=change.kind,
        title=standing.title,
        based_on=change.based_on,
        fields=change.content,
        can_be_accepted=standing.is_clean,
        block_version=standing.now.number if standing.now else None,
        changed_fields=[one.name for one in standing.fields],
        places=places_of(standing),
    )
