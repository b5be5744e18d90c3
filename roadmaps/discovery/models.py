"""The tables of discovery. Decisions, turns and earlier wordings are only ever added."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.accounts.models import Helix
from roadmaps.discovery.words import CandidateState, FindingTurnSort, Sort, Standing, Way
from roadmaps.foundation.database import Base, Id, LongText, ShortText, one_of
from roadmaps.roadmap.models import Roadmap


class Finding(Base):
    """A need, an idea or a strength that somebody has found. What was said is never changed.

    Whoever has no account says for whom they speak in `voice`. `email` is theirs alone and is shown to nobody.
    """

    __tablename__ = "findings"
    __table_args__ = (
        Index("ix_findings_roadmap_id_came_at", "roadmap_id", "came_at"),
        CheckConstraint("(standing = 'set_aside') = (aside_reason != '')", name="reason_when_set_aside"),
        CheckConstraint("email_confirmed_at IS NULL OR email != ''", name="email_when_confirmed"),
    )

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    sort: Mapped[Sort] = mapped_column(one_of(Sort, "sort_known"))
    title: Mapped[ShortText] = mapped_column(comment="What it is, in one line")
    words: Mapped[LongText] = mapped_column(default="", comment="What was told of it; plain text")
    for_whom: Mapped[LongText] = mapped_column(default="", comment="For whom it would make a difference; plain text")
    municipality: Mapped[str] = mapped_column(String(4), default="", comment="Code of where; empty: the whole county")
    way: Mapped[Way] = mapped_column(one_of(Way, "way_known"))
    input_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("meeting_inputs.id"), index=True, comment="What was said at a meeting, where it came so"
    )
    comment_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("comments.id"), index=True, comment="What was written in a thread, where it came so"
    )
    person_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("persons.id"), index=True, comment="Whose it is, where that person has an account"
    )
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    voice: Mapped[ShortText] = mapped_column(
        default="", comment="For whom it was said, in the words of whoever said it"
    )
    helix: Mapped[Helix | None] = mapped_column(one_of(Helix, "helix_known"), comment="As it was when it came in")
    email: Mapped[str] = mapped_column(
        String(254), default="", comment="Where to tell what becomes of it; shown to none"
    )
    email_confirmed_at: Mapped[datetime | None] = mapped_column(comment="The address is its reader's own")
    language: Mapped[str] = mapped_column(String(2), default="sv", comment="Of letters to the address")
    came_at: Mapped[datetime]
    taken_in_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("persons.id"), comment="Who brought it here from a meeting, a thread, or somebody's mouth"
    )
    standing: Mapped[Standing] = mapped_column(one_of(Standing, "standing_known"))
    aside_reason: Mapped[LongText] = mapped_column(default="", comment="Why it was set aside; for who said it")

    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_shown(self) -> bool:
        """Whether it can be read by others."""
        return self.standing is Standing.SHOWN


class FindingLink(Base):
    """The link by which a finding is followed without an account: of the page after telling, or in one letter."""

    __tablename__ = "finding_links"

    id: Mapped[Id]
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    is_letter: Mapped[bool] = mapped_column(
        comment="It was sent by mail: whoever has it reads what comes to the address"
    )
    made_at: Mapped[datetime]

    finding: Mapped[Finding] = relationship(lazy="joined", innerjoin=True)


class FindingTurn(Base):
    """Something happened to a finding: by whom, when and why. Never changed."""

    __tablename__ = "finding_turns"

    id: Mapped[Id]
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), index=True)
    turn: Mapped[FindingTurnSort] = mapped_column(one_of(FindingTurnSort, "turn_known"))
    words: Mapped[LongText] = mapped_column(default="", comment="Why, where a reason was given")
    at: Mapped[datetime]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))


class Candidate(Base):
    """Something to choose or not: made of one or several findings, in words that others can weigh."""

    __tablename__ = "candidates"
    __table_args__ = (UniqueConstraint("roadmap_id", "number"),)

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its roadmap")
    title: Mapped[ShortText]
    what: Mapped[LongText] = mapped_column(comment="What would be done or reached; plain text")
    why: Mapped[LongText] = mapped_column(default="", comment="Why here, why now; plain text")
    for_whom: Mapped[LongText] = mapped_column(default="", comment="For whom it would make a difference; plain text")
    sub_area_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("blocks.id"), comment="The part of the area it is about"
    )
    version: Mapped[int] = mapped_column(default=1, comment="Counts the wordings; what a writer began from")
    state: Mapped[CandidateState] = mapped_column(
        one_of(CandidateState, "state_known"), default=CandidateState.CONSIDERED
    )
    begun_at: Mapped[datetime]
    begun_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))

    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)


class CandidateWording(Base):
    """How a candidate read before it was worded otherwise. Never changed."""

    __tablename__ = "candidate_wordings"
    __table_args__ = (UniqueConstraint("candidate_id", "version"),)

    id: Mapped[Id]
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidates.id"))
    version: Mapped[int]
    title: Mapped[ShortText]
    what: Mapped[LongText]
    why: Mapped[LongText]
    for_whom: Mapped[LongText]
    sub_area_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id"))
    until_at: Mapped[datetime] = mapped_column(comment="When it was worded otherwise")
    changed_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))


class CandidateFinding(Base):
    """That a finding is part of a candidate, until it was taken out."""

    __tablename__ = "candidate_findings"
    __table_args__ = (
        Index(
            "uq_candidate_findings_standing",
            "candidate_id",
            "finding_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidates.id"))
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("findings.id"), index=True)
    joined_at: Mapped[datetime]
    joined_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    left_at: Mapped[datetime | None]
    left_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))


class Decision(Base):
    """What was decided about a candidate, why, when and by whom; to consider it again is one as well. Never changed."""

    __tablename__ = "candidate_decisions"
    __table_args__ = (
        CheckConstraint("reasons != ''", name="reasons_given"),
        CheckConstraint("look_again_on IS NULL OR state = 'resting'", name="look_again_when_resting"),
        Index("ix_candidate_decisions_candidate_id_at", "candidate_id", "at"),
    )

    id: Mapped[Id]
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidates.id"))
    state: Mapped[CandidateState] = mapped_column(one_of(CandidateState, "state_known"))
    reasons: Mapped[LongText] = mapped_column(comment="Shown to everyone; plain text")
    decided_on: Mapped[date] = mapped_column(comment="The day of the decision, not the day it was entered")
    decided_by: Mapped[ShortText] = mapped_column(comment="Who decided: a function, a group, a board; no person's name")
    registry_number: Mapped[ShortText] = mapped_column(default="", comment="Under which number it is in the registry")
    look_again_on: Mapped[date | None] = mapped_column(comment="When what rests is looked at again")
    at: Mapped[datetime]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), comment="Who wrote it down")
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))


class CandidateOutcome(Base):
    """A goal or an activity that a candidate became, or that it was tied to, until it was untied."""

    __tablename__ = "candidate_outcomes"
    __table_args__ = (
        Index(
            "uq_candidate_outcomes_standing",
            "candidate_id",
            "block_id",
            unique=True,
            sqlite_where=text("untied_at IS NULL"),
            postgresql_where=text("untied_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    candidate_id: Mapped[UUID] = mapped_column(ForeignKey("candidates.id"))
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id"), index=True)
    revision_number: Mapped[int] = mapped_column(comment="The revision of the roadmap by which it came")
    is_new: Mapped[bool] = mapped_column(comment="It was written from the candidate, and not there before")
    tied_at: Mapped[datetime]
    tied_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    untied_at: Mapped[datetime | None]
    untied_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
