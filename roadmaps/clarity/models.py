"""The tables of this room. Rows are added and never changed, and none of them says who did not understand."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, LongText, ShortText

VISITOR = "Tells apart those who say the same, by a key that leads back to nobody and differs from text to text"


class UnclearParagraph(Base):
    """That somebody did not understand a paragraph."""

    __tablename__ = "unclear_paragraphs"
    __table_args__ = (
        UniqueConstraint("block_id", "digest", "visitor"),
        Index("ix_unclear_paragraphs_roadmap_id_said_at", "roadmap_id", "said_at"),
        CheckConstraint("length(digest) = 64", name="digest_whole"),
    )

    id: Mapped[Id]
    roadmap_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.id"))
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id"))
    digest: Mapped[str] = mapped_column(String(64), comment="SHA-256 of what the paragraph said, by which it is known")
    paragraph: Mapped[LongText] = mapped_column(comment="What it said")
    words: Mapped[LongText] = mapped_column(default="", comment="What was hard about it, if the reader wanted to say")
    visitor: Mapped[str] = mapped_column(String(64), comment=VISITOR)
    is_anonymous: Mapped[bool] = mapped_column(comment="Whether it was said without an account")
    said_at: Mapped[datetime]


class ParagraphExplained(Base):
    """That an editor has seen to it without changing the text, such as by explaining a word or answering at a meeting."""

    __tablename__ = "paragraphs_explained"
    __table_args__ = (Index("ix_paragraphs_explained_block_id", "block_id"),)

    id: Mapped[Id]
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id"))
    digest: Mapped[str] = mapped_column(String(64))
    note: Mapped[LongText] = mapped_column(default="", comment="How, in the editor's words; may be empty")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    at: Mapped[datetime]


class AskedWord(Base):
    """That somebody asked for a word to be explained in the glossary."""

    __tablename__ = "asked_words"
    __table_args__ = (UniqueConstraint("folded", "visitor"), Index("ix_asked_words_asked_at", "asked_at"))

    id: Mapped[Id]
    word: Mapped[ShortText] = mapped_column(comment="As it was first written")
    folded: Mapped[ShortText] = mapped_column(comment="As words are compared")
    visitor: Mapped[str] = mapped_column(String(64), comment=VISITOR)
    is_anonymous: Mapped[bool] = mapped_column(comment="Whether it was asked without an account")
    asked_at: Mapped[datetime]


class WordSetAside(Base):
    """That a coordinator does not want to explain an asked word, and why. Whoever asks again later is heard again."""

    __tablename__ = "words_set_aside"

    id: Mapped[Id]
    folded: Mapped[ShortText] = mapped_column(index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    at: Mapped[datetime]
