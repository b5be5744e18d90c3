"""The tables of meetings. What was said, decided and done is never overwritten: earlier words stay as rows."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.accounts.models import Helix, Organisation
from roadmaps.areas.models import Area
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.database import Base, Id, LongText, ShortText, one_of
from roadmaps.meetings.words import Answer, Fate, InputTurnSort, State, Subject, Turn
from roadmaps.roadmap.models import Roadmap


class Meeting(Base):
    """One time at which people come together, in an area or (area_id None) for the whole county.

    `sequence` counts the versions of the invitation that have been sent, so that calendars know which is newest.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_meetings_area_id_starts_at", "area_id", "starts_at"),
    )

    id: Mapped[Id]
    area_id: Mapped[UUID | None] = mapped_column(ForeignKey("areas.id"), comment="Empty for the whole county")
    title: Mapped[ShortText]
    purpose: Mapped[LongText]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    place: Mapped[ShortText] = mapped_column(default="")
    link: Mapped[str] = mapped_column(String(1_000), default="", comment="Where one takes part from elsewhere")
    is_open: Mapped[bool] = mapped_column(comment="Everybody may read about it, and sign up")
    sequence: Mapped[int] = mapped_column(default=0, comment="Of the invitation, as in its calendar entry")
    planned_at: Mapped[datetime]
    planned_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    invited_at: Mapped[datetime | None] = mapped_column(comment="When the first letters went out")
    reminded_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    attendance_at: Mapped[datetime | None] = mapped_column(comment="When it was last told who was there")

    area: Mapped[Area | None] = relationship(lazy="joined")

    @property
    def starts_on(self) -> date:
        """The day on which it begins, in Sweden."""
        return day_of(self.starts_at)

    def state_at(self, at: datetime) -> State:
        """How far it has come."""
        if self.cancelled_at is not None:
            return State.CANCELLED
        if self.ends_at <= at:
            return State.HELD
        return State.INVITED if self.invited_at is not None else State.PLANNED

    def has_begun(self, at: datetime) -> bool:
        """Whether it is going on or over."""
        return self.cancelled_at is None and self.starts_at <= at


class MeetingTurn(Base):
    """Something happened to a meeting: by whom, when and why. Never changed."""

    __tablename__ = "meeting_turns"

    id: Mapped[Id]
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    turn: Mapped[Turn] = mapped_column(one_of(Turn, "turn_known"))
    words: Mapped[LongText] = mapped_column(default="")
    at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), comment="Empty when it happened by itself")


class AgendaPoint(Base):
    """One point of a meeting's agenda, with what it takes up on the site."""

    __tablename__ = "meeting_agenda_points"
    __table_args__ = (CheckConstraint("(subject = 'own') = (about_id IS NULL)", name="about_when_not_own"),)

    id: Mapped[Id]
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    position: Mapped[int]
    title: Mapped[ShortText]
    minutes: Mapped[int | None] = mapped_column(comment="How long it is to take")
    subject: Mapped[Subject] = mapped_column(one_of(Subject, "subject_known"))
    about_id: Mapped[UUID | None] = mapped_column(comment="Of the thread, suggestion, consultation or input")


class Participant(Base):
    """Somebody who is asked to a meeting, has signed up or was there: a person, or an organisation by an address.

    Who is known by name only may stand for several, as when five come from a school.
    """

    __tablename__ = "meeting_participants"
    __table_args__ = (
        Index(
            "uq_meeting_participants_meeting_id_email",
            "meeting_id",
            "email",
            unique=True,
            sqlite_where=text("email <> ''"),
            postgresql_where=text("email <> ''"),
        ),
        CheckConstraint("heads BETWEEN 1 AND 500", name="heads_within_reason"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer_with_time"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    name: Mapped[ShortText] = mapped_column(comment="Of the person, or of whoever is behind the address")
    organisation_name: Mapped[ShortText] = mapped_column(
        default="", comment="Of an organisation that is not among those here"
    )
    helix: Mapped[Helix | None] = mapped_column(
        one_of(Helix, "helix_known"), comment="Of an organisation that is not among those here"
    )
    email: Mapped[str] = mapped_column(String(254), default="", comment="Where letters go; empty for who gets none")
    is_asked: Mapped[bool] = mapped_column(comment="Chosen by those who hold it, and not come by itself")
    added_at: Mapped[datetime]
    invited_at: Mapped[datetime | None] = mapped_column(comment="When the invitation was sent")
    answer: Mapped[Answer | None] = mapped_column(one_of(Answer, "answer_known"))
    answer_words: Mapped[ShortText] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    was_there: Mapped[bool | None] = mapped_column(comment="Empty until somebody has told")
    heads: Mapped[int] = mapped_column(default=1, comment="How many people it stands for")

    meeting: Mapped[Meeting] = relationship(lazy="joined", innerjoin=True)
    organisation: Mapped[Organisation | None] = relationship(lazy="joined")

    @property
    def shown_organisation(self) -> str:
        """For whom they come; empty where nobody knows."""
        return self.organisation.name if self.organisation else self.organisation_name

    @property
    def shown_helix(self) -> Helix | None:
        """The part of society that they belong to, as far as it is known."""
        return self.organisation.helix if self.organisation else self.helix


class ParticipantLink(Base):
    """The link in one letter: it shows the meeting and takes an answer for one participant, and opens nothing else."""

    __tablename__ = "meeting_participant_links"

    id: Mapped[Id]
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("meeting_participants.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]

    participant: Mapped[Participant] = relationship(lazy="joined", innerjoin=True)


class MeetingNote(Base):
    """The notes of a meeting as they were from a moment on. The newest number counts; none is ever changed."""

    __tablename__ = "meeting_notes"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[Id]
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its meeting")
    text: Mapped[LongText]
    html: Mapped[LongText] = mapped_column(comment="Clean HTML, made when it was written")
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))


class MeetingDecision(Base):
    """Something that was decided at a meeting. One that no longer holds stays, with why."""

    __tablename__ = "meeting_decisions"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        CheckConstraint("(ended_at IS NULL) = (end_reason = '')", name="reason_when_ended"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its meeting")
    words: Mapped[LongText]
    organisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), comment="Which is to see to it"
    )
    due_on: Mapped[date | None]
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    end_reason: Mapped[LongText] = mapped_column(default="")

    organisation: Mapped[Organisation | None] = relationship(lazy="joined")


class Input(Base):
    """One thing that was said at a meeting, in a line. `fate` is where it stands; how it came there is in its turns.

    The browser gives each line a key, so that one that was sent twice over a weak connection is in once.
    """

    __tablename__ = "meeting_inputs"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        UniqueConstraint("meeting_id", "key"),
        CheckConstraint(
            "fate <> 'worked_in' OR (block_id IS NOT NULL AND revision_number IS NOT NULL)", name="text_when_worked_in"
        ),
        CheckConstraint("(fate = 'waiting') = (decided_at IS NULL)", name="decided_when_not_waiting"),
        Index("ix_meeting_inputs_fate", "fate"),
    )

    id: Mapped[Id]
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meetings.id"))
    key: Mapped[str] = mapped_column(String(60))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its meeting")
    words: Mapped[str] = mapped_column(String(500))
    organisation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), comment="For which it was said"
    )
    said_by: Mapped[ShortText] = mapped_column(default="", comment="By whom, where it is no organisation here")
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    fate: Mapped[Fate] = mapped_column(one_of(Fate, "fate_known"), default=Fate.WAITING)
    reason: Mapped[LongText] = mapped_column(default="", comment="Why, or how far it has come")
    roadmap_id: Mapped[UUID | None] = mapped_column(ForeignKey("roadmaps.id"), comment="Into whose text it was worked")
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id"), index=True)
    revision_number: Mapped[int | None] = mapped_column(comment="Of the revision that it led to")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    told_at: Mapped[datetime | None] = mapped_column(comment="When those who were there were told how it stands")
    taken_out_at: Mapped[datetime | None] = mapped_column(comment="Written by mistake; kept, and not shown")

    meeting: Mapped[Meeting] = relationship(lazy="joined", innerjoin=True)
    organisation: Mapped[Organisation | None] = relationship(lazy="joined")
    roadmap: Mapped[Roadmap | None] = relationship(lazy="select")

    @property
    def who(self) -> str:
        """Who said it, as it is shown; empty where nobody wrote it down."""
        return self.organisation.name if self.organisation else self.said_by


class InputTurn(Base):
    """Something happened to what was said: by whom, when and why. Never changed."""

    __tablename__ = "meeting_input_turns"

    id: Mapped[Id]
    input_id: Mapped[UUID] = mapped_column(ForeignKey("meeting_inputs.id"), index=True)
    turn: Mapped[InputTurnSort] = mapped_column(one_of(InputTurnSort, "turn_known"))
    words: Mapped[LongText] = mapped_column(default="", comment="Why; or the words until then, where it was reworded")
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id"))
    revision_number: Mapped[int | None]
    at: Mapped[datetime]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
