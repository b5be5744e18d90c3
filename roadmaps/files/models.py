"""The tables of files. What was taken in stays as a row; a file that is removed says by whom, when and why."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from roadmaps.foundation.database import Base, Id, LongText, ShortText, one_of
from roadmaps.foundation.sentences import N_
from roadmaps.roadmap.models import Roadmap


class FileKind(StrEnum):
    """What a file is to readers: something that is shown in the text, or something that is fetched."""

    PICTURE = "picture"
    ATTACHMENT = "attachment"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {FileKind.PICTURE: N_("Picture"), FileKind.ATTACHMENT: N_("Attachment")}[self]


class StoredFile(Base):
    """A file of one roadmap. Its content lies elsewhere, by the hash of it; the same content is kept once."""

    __tablename__ = "files"
    __table_args__ = (
        Index("ix_files_roadmap_id_uploaded_at", "roadmap_id", "uploaded_at"),
        Index("ix_files_uploaded_by_id_uploaded_at", "uploaded_by_id", "uploaded_at"),
        CheckConstraint("size > 0", name="size_positive"),
        CheckConstraint(
            "kind <> 'picture' OR (width > 0 AND height > 0 AND alt <> '')", name="picture_has_size_and_words"
        ),
        CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="removed_by_somebody"),
        CheckConstraint("(removed_at IS NULL) = (removal_reason = '')", name="reason_when_removed"),
        CheckConstraint("gone_at IS NULL OR removed_at IS NOT NULL", name="gone_when_removed"),
    )

    id: Mapped[Id] = mapped_column(comment="In its address, for ever")
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    kind: Mapped[FileKind] = mapped_column(one_of(FileKind, "kind_known"))
    name: Mapped[ShortText] = mapped_column(comment="Under which it is saved when it is fetched")
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(comment="Bytes of what is kept")
    sha256: Mapped[str] = mapped_column(String(64), index=True, comment="Of what is kept, by which it is found")
    width: Mapped[int | None] = mapped_column(comment="Of a picture, in its own dots")
    height: Mapped[int | None]
    alt: Mapped[LongText] = mapped_column(default="", comment="What the picture shows, as told when it was sent")
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))
    uploaded_for_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("organisations.id"), index=True, comment="For whom the person acted"
    )
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    removal_reason: Mapped[LongText] = mapped_column(default="")
    gone_at: Mapped[datetime | None] = mapped_column(comment="When the content went too, as nothing else needed it")

    roadmap: Mapped[Roadmap] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_removed(self) -> bool:
        """Whether it is shown no more."""
        return self.removed_at is not None

    @property
    def is_picture(self) -> bool:
        """Whether it is shown in the text."""
        return self.kind is FileKind.PICTURE

    @property
    def address(self) -> str:
        """Where it is, as texts write it."""
        return f"/files/{self.id}"

    @property
    def markdown(self) -> str:
        """What a text has to say to show it, or to lead to it."""
        return (
            f"![{_escaped(self.alt)}]({self.address})"
            if self.is_picture
            else f"[{_escaped(self.name)}]({self.address})"
        )


class HeldFile(Base):
    """That something frozen shows a file, which therefore stays for as long as the frozen thing does. Never changed."""

    __tablename__ = "held_files"

    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id"), primary_key=True)
    holder_id: Mapped[UUID] = mapped_column(primary_key=True, comment="Of what is frozen, such as a snapshot")
    is_public: Mapped[bool] = mapped_column(comment="Everyone may read the frozen thing, and so see the file")
    held_at: Mapped[datetime]


def _escaped(words: str) -> str:
    return "".join(f"\\{sign}" if sign in r"\[]*_`~<" else sign for sign in words)
