"""The tables of what is shared with other regions, and of what is mirrored from them. Nothing here is ever deleted."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.areas.models import Area
from roadmaps.foundation.database import Base, Id, LongText, PackedText, ShortText, one_of
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.models import Roadmap


class Shared(StrEnum):
    """Which version a link shows: always the newest of its sort."""

    ADOPTED = "adopted"
    WORKING = "working"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Shared.ADOPTED: N_("The newest adopted version"),
            Shared.WORKING: N_("The working version, as it is each day"),
        }[self]


class ShareLink(Base):
    """A link by which somebody without an account reads one roadmap until a day; revoked, never deleted.

    The link itself is shown once, when it is made: what is kept is only its hash.
    """

    __tablename__ = "share_links"

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, comment="SHA-256 of the secret in the address")
    recipient: Mapped[ShortText] = mapped_column(comment="For whom it was made, such as a partner region")
    shows: Mapped[Shared] = mapped_column(one_of(Shared, "shows_known"))
    language: Mapped[str] = mapped_column(String(2), comment="In which the page is shown to whoever follows it")
    until_on: Mapped[date] = mapped_column(comment="Last day on which it shows anything")
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))

    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)

    def is_open(self, on: date) -> bool:
        """Whether it shows anything on the day."""
        return self.revoked_at is None and on <= self.until_on


class ShareLinkDay(Base):
    """How often a link was followed on one day. Of who followed it, nothing is kept."""

    __tablename__ = "share_link_days"

    link_id: Mapped[UUID] = mapped_column(ForeignKey("share_links.id"), primary_key=True)
    on: Mapped[date] = mapped_column("used_on", primary_key=True)
    times: Mapped[int] = mapped_column(comment="How often the page or its data was fetched that day")


class News(StrEnum):
    """What the last look at a neighbour's site told."""

    SAME = "same"
    NEWER = "newer"
    FAILED = "failed"


class Mirror(Base):
    """A roadmap of another region, kept here to be read and compared. It never changes what is said in it.

    Without an address it came as a file, and newer versions do too.
    """

    __tablename__ = "mirrors"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_by_somebody"),
        Index("ix_mirrors_look_due_at", "look_due_at"),
    )

    id: Mapped[Id]
    region: Mapped[ShortText] = mapped_column(comment="The neighbour, as it is called here")
    area_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("areas.id"), index=True, comment="Beside which area it is read; empty: the whole county"
    )
    language: Mapped[str] = mapped_column(String(8), default="sv", comment="In which it is written, as a code (BCP 47)")
    address: Mapped[LongText] = mapped_column(default="", comment="Where newer versions are fetched; empty: by file")
    is_secret: Mapped[bool] = mapped_column(default=False, comment="The address holds a secret and is not shown")
    added_at: Mapped[datetime]
    added_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    looked_at: Mapped[datetime | None] = mapped_column(comment="When it was last looked whether there is a newer one")
    news: Mapped[News | None] = mapped_column(one_of(News, "news_known"))
    news_detail: Mapped[LongText] = mapped_column(
        default="", comment="Which version was seen, or the word of a failure"
    )
    look_due_at: Mapped[datetime | None] = mapped_column(comment="When to look next; empty: there is nowhere to look")
    ended_at: Mapped[datetime | None] = mapped_column(comment="Since then it is no longer followed")
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))

    area: Mapped[Area | None] = relationship(lazy="joined")

    @property
    def is_followed(self) -> bool:
        """Whether newer versions are looked for, and it is offered for comparing and tying."""
        return self.ended_at is None


class MirrorVersion(Base):
    """One version of a neighbour's roadmap, as it was received. Written once."""

    __tablename__ = "mirror_versions"
    __table_args__ = (
        UniqueConstraint("mirror_id", "number"),
        CheckConstraint("number >= 1", name="number_positive"),
    )

    id: Mapped[Id]
    mirror_id: Mapped[UUID] = mapped_column(ForeignKey("mirrors.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 and so on in its mirror")
    area_name: Mapped[ShortText] = mapped_column(comment="What the neighbour calls its area")
    title: Mapped[ShortText] = mapped_column(default="", comment="What the neighbour calls the version")
    is_public: Mapped[bool] = mapped_column(comment="The neighbour has frozen it for everybody to read")
    received: Mapped[PackedText] = mapped_column(
        comment="Canonical JSON of what came, by docs/formats.md", deferred=True
    )
    content: Mapped[PackedText] = mapped_column(comment="The same without what this site does not know", deferred=True)
    html: Mapped[PackedText] = mapped_column(comment="JSON of block id to field name to clean HTML", deferred=True)
    left_out: Mapped[list[str]] = mapped_column(
        comment="What this site does not know and does not show, in its own words"
    )
    sha256: Mapped[str] = mapped_column(String(64), comment="Of what came")
    is_confirmed: Mapped[bool] = mapped_column(
        comment="The neighbour told the same hash, beside the data or to a person"
    )
    source: Mapped[LongText] = mapped_column(comment="The address or the name of the file that it came by")
    received_at: Mapped[datetime]
    received_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)

    mirror: Mapped[Mirror] = relationship(lazy="joined", innerjoin=True)


class TieSort(StrEnum):
    """What an activity here has to do with one of a neighbour."""

    COOPERATES = "cooperates"
    SIMILAR = "similar"
    LEARNS_FROM = "learns_from"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            TieSort.COOPERATES: N_("Cooperates with"),
            TieSort.SIMILAR: N_("Is similar to"),
            TieSort.LEARNS_FROM: N_("Learns from"),
        }[self]

    @property
    def meaning(self) -> str:
        """When to choose it, as a catalogue message."""
        return {
            TieSort.COOPERATES: N_("The two are carried out together, or have agreed to be."),
            TieSort.SIMILAR: N_("Both do much the same, each by itself so far."),
            TieSort.LEARNS_FROM: N_("Ours builds on what they have done or found out."),
        }[self]


class Tie(Base):
    """An activity here is tied to an activity of a neighbour, by whom and why; untied, never deleted."""

    __tablename__ = "neighbour_ties"
    __table_args__ = (
        Index(
            "uq_neighbour_ties_standing",
            "block_id",
            "mirror_id",
            "theirs_id",
            unique=True,
            sqlite_where=text("untied_at IS NULL"),
            postgresql_where=text("untied_at IS NULL"),
        ),
        CheckConstraint("(untied_at IS NULL) = (untied_by_id IS NULL)", name="untied_by_somebody"),
    )

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"), index=True)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id"), index=True, comment="The activity here")
    mirror_id: Mapped[UUID] = mapped_column(ForeignKey("mirrors.id"), index=True)
    theirs_id: Mapped[UUID] = mapped_column(comment="The neighbour's activity, by its id in the mirrored roadmap")
    theirs_title: Mapped[ShortText] = mapped_column(comment="What it was called when it was tied")
    sort: Mapped[TieSort] = mapped_column(one_of(TieSort, "sort_known"))
    note: Mapped[LongText] = mapped_column(default="", comment="In what way, in a few words")
    tied_at: Mapped[datetime]
    tied_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    tied_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    untied_at: Mapped[datetime | None]
    untied_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))

    mirror: Mapped[Mirror] = relationship(lazy="joined", innerjoin=True)
    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)
