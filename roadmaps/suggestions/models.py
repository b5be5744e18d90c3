"""The tables of suggestions. What was proposed and what was decided about it is never overwritten."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.discussion.models import Thread
from roadmaps.foundation.database import Base, Id, LongText, one_of
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.models import Roadmap


class SuggestionState(StrEnum):
    """What has become of a suggestion. A draft is its author's own until it is sent.

    Where what new people write is read first, it is unseen until it is released to all, or is not.
    """

    DRAFT = "draft"
    UNSEEN = "unseen"
    NOT_RELEASED = "not_released"
    OPEN = "open"
    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            SuggestionState.DRAFT: N_("Not sent yet"),
            SuggestionState.UNSEEN: N_("Waits for a look"),
            SuggestionState.NOT_RELEASED: N_("Not released"),
            SuggestionState.OPEN: N_("Waits for a decision"),
            SuggestionState.ACCEPTED: N_("Accepted"),
            SuggestionState.PARTLY_ACCEPTED: N_("Accepted in part"),
            SuggestionState.DECLINED: N_("Declined"),
            SuggestionState.WITHDRAWN: N_("Withdrawn"),
            SuggestionState.MERGED: N_("Joined with another"),
        }[self]

    @property
    def is_decided(self) -> bool:
        """Whether nobody waits for anything any more."""
        return self not in {SuggestionState.DRAFT, SuggestionState.UNSEEN, SuggestionState.OPEN}

    @property
    def is_for_all(self) -> bool:
        """Whether everyone who may read the roadmap may read it."""
        return self not in NOT_FOR_ALL


NOT_FOR_ALL = (SuggestionState.DRAFT, SuggestionState.UNSEEN, SuggestionState.NOT_RELEASED)


class ChangeAct(StrEnum):
    """What a suggestion wants to be done with one block."""

    EDIT = "edit"
    ADD = "add"
    REMOVE = "remove"
    MOVE = "move"


class SourceSort(StrEnum):
    """What a suggestion builds on."""

    LINK = "link"
    DOCUMENT = "document"
    EXPERIENCE = "experience"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            SourceSort.LINK: N_("Web page"),
            SourceSort.DOCUMENT: N_("Document"),
            SourceSort.EXPERIENCE: N_("Own experience"),
        }[self]


class Stance(StrEnum):
    """What another organisation says to a suggestion."""

    SUPPORTS = "supports"
    HOLDS_BACK = "holds_back"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {Stance.SUPPORTS: N_("Supports it"), Stance.HOLDS_BACK: N_("Holds back")}[self]


class TurnSort(StrEnum):
    """What happened to a suggestion."""

    SENT = "sent"
    MENDED = "mended"
    NEEDS_LOOK = "needs_look"
    ASKED = "asked"
    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    TAKEN_BACK = "taken_back"


class Suggestion(Base):
    """A proposed edit of one or several blocks, with a motive; decided as a whole or in part.

    `needs_look` tells that the text has moved on so that the proposal cannot be merged any more: its author gets both
    texts to mend it. A suggestion that was sent has a thread of its own.
    """

    __tablename__ = "suggestions"
    __table_args__ = (
        Index(
            "uq_suggestions_draft",
            "roadmap_id",
            "person_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
        Index("ix_suggestions_roadmap_id_state", "roadmap_id", "state"),
        CheckConstraint("(state = 'draft') = (sent_at IS NULL)", name="sent_when_not_draft"),
        CheckConstraint("(state = 'merged') = (joined_with_id IS NOT NULL)", name="joined_when_merged"),
    )

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), index=True, comment="For whom the person acted"
    )
    state: Mapped[SuggestionState] = mapped_column(one_of(SuggestionState, "state_known"))
    motive: Mapped[LongText] = mapped_column(default="", comment="Why, in the proposer's words; plain text")
    begun_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    reason: Mapped[LongText] = mapped_column(default="", comment="Why it was decided so; shown to everyone")
    revision_number: Mapped[int | None] = mapped_column(comment="The revision by which it came into the roadmap")
    own_revision_number: Mapped[int | None] = mapped_column(
        comment="The revision right after it in which the decider reworded it"
    )
    joined_with_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("suggestions.id"), comment="The suggestion that says the same and stands for both"
    )
    thread_id: Mapped[UUID | None] = mapped_column(ForeignKey("threads.id"), unique=True)
    needs_look: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[datetime | None] = mapped_column(comment="The process leader has asked for more, and waits")

    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)
    thread: Mapped[Thread | None] = relationship(lazy="select")
    changes: Mapped[list["SuggestedChange"]] = relationship(
        lazy="selectin", order_by="SuggestedChange.position", back_populates="suggestion"
    )
    sources: Mapped[list["SuggestionSource"]] = relationship(lazy="selectin", order_by="SuggestionSource.position")

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state is SuggestionState.OPEN


class SuggestedChange(Base):
    """What a suggestion wants of one block. `content` holds the proposed fields only; for a new block all of them.

    `based_on` is the revision that the proposer saw. When the proposer mends it, the row tells the newer wish and its
    newer base; the earlier wording stays in `SuggestedWording`.
    """

    __tablename__ = "suggested_changes"
    __table_args__ = (UniqueConstraint("suggestion_id", "block_id"),)

    id: Mapped[Id]
    suggestion_id: Mapped[UUID] = mapped_column(ForeignKey("suggestions.id"))
    position: Mapped[int]
    act: Mapped[ChangeAct] = mapped_column(one_of(ChangeAct, "act_known"))
    block_id: Mapped[UUID] = mapped_column(index=True, comment="For a new block, the identity that it is to get")
    kind: Mapped[str] = mapped_column(String(30))
    based_on: Mapped[int] = mapped_column(comment="Number of the revision that the proposer saw, 0 for a new block")
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    parent_id: Mapped[UUID | None] = mapped_column(comment="Under which block a new or moved one is to lie")
    after: Mapped[str] = mapped_column(String(40), default="", comment="After which sibling: an id, first or last")
    is_accepted: Mapped[bool | None] = mapped_column(comment="What was decided about it; empty before")

    suggestion: Mapped[Suggestion] = relationship(back_populates="changes")


class SuggestedWording(Base):
    """An earlier wording of a suggested change, kept when its proposer mends it; never changed."""

    __tablename__ = "suggested_wordings"

    id: Mapped[Id]
    change_id: Mapped[UUID] = mapped_column(ForeignKey("suggested_changes.id"), index=True)
    based_on: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    replaced_at: Mapped[datetime]


class SuggestionSource(Base):
    """What a suggestion builds on: a web page, a document, or the proposer's own experience."""

    __tablename__ = "suggestion_sources"
    __table_args__ = (UniqueConstraint("suggestion_id", "position"),)

    id: Mapped[Id]
    suggestion_id: Mapped[UUID] = mapped_column(ForeignKey("suggestions.id"))
    position: Mapped[int]
    sort: Mapped[SourceSort] = mapped_column(one_of(SourceSort, "sort_known"))
    words: Mapped[LongText] = mapped_column(comment="What it is, or what was experienced")
    address: Mapped[str] = mapped_column(String(1000), default="", comment="Of a web page: http or https")


class SuggestionStance(Base):
    """What an organisation says to a suggestion, as it stands; one each, by whoever acted for it last."""

    __tablename__ = "suggestion_stances"
    __table_args__ = (UniqueConstraint("suggestion_id", "organisation_id"),)

    id: Mapped[Id]
    suggestion_id: Mapped[UUID] = mapped_column(ForeignKey("suggestions.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    stance: Mapped[Stance] = mapped_column(one_of(Stance, "stance_known"))
    words: Mapped[LongText] = mapped_column(default="", comment="What holds the organisation back, or why it supports")
    said_at: Mapped[datetime]


class SuggestionTurn(Base):
    """Something happened to a suggestion: by whom, for whom, when and why. Never changed."""

    __tablename__ = "suggestion_turns"

    id: Mapped[Id]
    suggestion_id: Mapped[UUID] = mapped_column(ForeignKey("suggestions.id"), index=True)
    turn: Mapped[TurnSort] = mapped_column(one_of(TurnSort, "turn_known"))
    words: Mapped[LongText] = mapped_column(default="")
    at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), comment="Empty when the text moved on")
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    revision_number: Mapped[int | None]


class SuggestionSetting(Base):
    """What an area asks of those who suggest; no row means that sources are asked for and not required."""

    __tablename__ = "suggestion_settings"

    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    requires_source: Mapped[bool] = mapped_column(default=False)
