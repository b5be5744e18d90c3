"""The tables of the discussion. What somebody has written is never overwritten: earlier wordings stay as rows."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.foundation.database import Base, Id, LongText, one_of
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.models import Roadmap


class Found(StrEnum):
    """How the passage of a thread stands in the text now: as it was, elsewhere, in other words, or not at all."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    ORPHANED = "orphaned"


class Outcome(StrEnum):
    """What came of a thread."""

    CHANGED = "changed"
    NOT_CHANGED = "not_changed"
    TAKEN_ON = "taken_on"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Outcome.CHANGED: N_("The text was changed"),
            Outcome.NOT_CHANGED: N_("The text stays as it is"),
            Outcome.TAKEN_ON: N_("Taken on elsewhere"),
        }[self]

    @property
    def question(self) -> str:
        """What the one who resolves is asked to tell, as a catalogue message."""
        return {
            Outcome.CHANGED: N_("What was changed?"),
            Outcome.NOT_CHANGED: N_("Why does it stay as it is?"),
            Outcome.TAKEN_ON: N_("Who takes it on, and where?"),
        }[self]

    @property
    def needs_words(self) -> bool:
        """Whether it has to be told why, or where to."""
        return self is not Outcome.CHANGED


class Turn(StrEnum):
    """What can happen to a thread as a whole."""

    RESOLVED = "resolved"
    REOPENED = "reopened"


class Thread(Base):
    """A conversation about a passage, a block or (block_id None) the roadmap as a whole.

    `passage` is what the thread was opened about and never changes. The anchor (`quote` with what stood around it)
    follows the text from revision to revision, as far as the passage can be found again. It counts characters in the
    field's text as it is read, without Markdown.
    """

    __tablename__ = "threads"
    __table_args__ = (
        CheckConstraint("(resolved_at IS NULL) = (outcome IS NULL)", name="outcome_when_resolved"),
        CheckConstraint("block_id IS NOT NULL OR (passage = '' AND field = '')", name="passage_in_block"),
        Index("ix_threads_roadmap_id_opened_at", "roadmap_id", "opened_at"),
    )

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id"), index=True)
    field: Mapped[str] = mapped_column(String(60), default="", comment="The block's field with the passage, or empty")
    passage: Mapped[LongText] = mapped_column(default="", comment="As it read when the thread was opened")
    quote: Mapped[LongText] = mapped_column(default="", comment="The passage as it was last found")
    prefix: Mapped[LongText] = mapped_column(default="", comment="What stood right before the quote")
    suffix: Mapped[LongText] = mapped_column(default="", comment="What stood right after the quote")
    start: Mapped[int] = mapped_column(default=0, comment="Characters before the quote in the field's text")
    found: Mapped[Found] = mapped_column(one_of(Found, "found_known"), default=Found.EXACT)
    anchored_at: Mapped[int] = mapped_column(default=0, comment="Number of the revision in which it was last sought")
    is_kept_apart: Mapped[bool] = mapped_column(
        default=False, comment="Shown with what it is about, such as a suggestion, and not among the roadmap's threads"
    )
    opened_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    opened_for_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), index=True, comment="For whom the person acted"
    )
    opened_at: Mapped[datetime]
    resolved_at: Mapped[datetime | None]
    resolved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome, "outcome_known"))
    outcome_text: Mapped[LongText] = mapped_column(default="", comment="Why, or to what, in the resolver's words")

    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_open(self) -> bool:
        """Whether it is still being talked about."""
        return self.resolved_at is None

    @property
    def is_marked(self) -> bool:
        """Whether the passage can be pointed out in the text as it stands."""
        return bool(self.quote) and self.found is not Found.ORPHANED


class Comment(Base):
    """What one person wrote in a thread, as it reads now. A thread begins with its first comment."""

    __tablename__ = "comments"
    __table_args__ = (
        Index("ix_comments_thread_id_written_at", "thread_id", "written_at"),
        CheckConstraint("(hidden_at IS NULL) = (hide_reason = '')", name="reason_when_hidden"),
    )

    id: Mapped[Id]
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("threads.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), comment="For whom the person acted"
    )
    written_at: Mapped[datetime] = mapped_column(index=True)
    body: Mapped[LongText] = mapped_column(comment="Markdown")
    html: Mapped[LongText] = mapped_column(comment="Clean HTML, made when it was written")
    version: Mapped[int] = mapped_column(default=1, comment="Counts the wordings; what an editor began from")
    edited_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    hidden_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    hide_reason: Mapped[LongText] = mapped_column(default="", comment="Shown to everyone instead of the text")
    withdrawn_at: Mapped[datetime | None]

    thread: Mapped[Thread] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_hidden(self) -> bool:
        """Whether a process leader has hidden the text."""
        return self.hidden_at is not None

    @property
    def is_withdrawn(self) -> bool:
        """Whether its author has taken it back."""
        return self.withdrawn_at is not None


class CommentVersion(Base):
    """An earlier wording of a comment; written when it is edited, never changed."""

    __tablename__ = "comment_versions"
    __table_args__ = (UniqueConstraint("comment_id", "version"),)

    id: Mapped[Id]
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comments.id"))
    version: Mapped[int]
    body: Mapped[LongText]
    html: Mapped[LongText]
    written_at: Mapped[datetime] = mapped_column(comment="When this wording was written")


class CommentMention(Base):
    """That a comment, as it reads now, calls a person or an organisation by name."""

    __tablename__ = "comment_mentions"
    __table_args__ = (
        UniqueConstraint("comment_id", "person_id"),
        UniqueConstraint("comment_id", "organisation_id"),
        CheckConstraint("(person_id IS NULL) != (organisation_id IS NULL)", name="person_or_organisation"),
    )

    id: Mapped[Id]
    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comments.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    mentioned_at: Mapped[datetime]


class ThreadTurn(Base):
    """A thread was resolved or reopened: by whom, for whom, when and why. Never changed."""

    __tablename__ = "thread_turns"

    id: Mapped[Id]
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("threads.id"), index=True)
    turn: Mapped[Turn] = mapped_column(one_of(Turn, "turn_known"))
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome, "outcome_known"))
    text: Mapped[LongText] = mapped_column(default="")
    at: Mapped[datetime]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))


class ReadFirst(Base):
    """An area where what new people write waits for a look. No row: everything is shown at once."""

    __tablename__ = "read_first_areas"

    area_id: Mapped[UUID] = mapped_column(ForeignKey("areas.id"), primary_key=True)
    since: Mapped[datetime]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), comment="Who decided it")


class WaitingComment(Base):
    """What somebody new has written, until one who leads the area has looked at it.

    It becomes a comment, and perhaps a thread, when it is released; before that it is in no list, count or letter.
    """

    __tablename__ = "waiting_comments"
    __table_args__ = (CheckConstraint("(settled_at IS NULL) = (settled_by_id IS NULL)", name="settled_by_somebody"),)

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"), index=True)
    thread_id: Mapped[UUID | None] = mapped_column(ForeignKey("threads.id"), comment="Empty: it is to begin a thread")
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id"))
    passage: Mapped[dict[str, str]] = mapped_column(JSON, comment="Field, quote, and what stands around it")
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    body: Mapped[LongText] = mapped_column(comment="Markdown")
    html: Mapped[LongText] = mapped_column(comment="Clean HTML, made when it was written")
    written_at: Mapped[datetime]
    settled_at: Mapped[datetime | None] = mapped_column(comment="When it was released or declined")
    settled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    decline_reason: Mapped[LongText] = mapped_column(default="", comment="Why it was declined; for its author")
    comment_id: Mapped[UUID | None] = mapped_column(ForeignKey("comments.id"), comment="What it became")

    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)
    thread: Mapped[Thread | None] = relationship(lazy="select")

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided about it yet."""
        return self.settled_at is None
