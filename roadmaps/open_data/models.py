"""The table of open data: under which licence the site lets others use it again."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, Id, ShortText, one_of
from roadmaps.foundation.sentences import N_


class Licence(StrEnum):
    """What others may do with the data."""

    CC0 = "cc0"
    CC_BY = "cc_by"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            Licence.CC0: N_("CC0 1.0: everybody may use the data for anything, without asking or naming anybody"),
            Licence.CC_BY: N_("CC BY 4.0: everybody may use the data for anything, and names where it is from"),
        }[self]

    @property
    def short(self) -> str:
        """Its name, the same in every language."""
        return {Licence.CC0: "CC0 1.0", Licence.CC_BY: "CC BY 4.0"}[self]

    @property
    def identity(self) -> str:
        """What catalogues call it: never with https, as the Swedish data portal compares letter by letter."""
        return self.address.replace("https://", "http://")

    @property
    def address(self) -> str:
        """Where it is read."""
        return {
            Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
            Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
        }[self]


class OpenDataFacts(Base):
    """Licence, publisher and contact of the open data. Never changed: the newest row holds."""

    __tablename__ = "open_data_facts"
    __table_args__ = (Index("ix_open_data_facts_set_at", "set_at"),)

    id: Mapped[Id]
    licence: Mapped[Licence] = mapped_column(one_of(Licence, "licence_known"))
    publisher: Mapped[ShortText] = mapped_column(comment="The authority whose data it is")
    homepage: Mapped[str] = mapped_column(String(300), default="", comment="Of the publisher; empty for none")
    email: Mapped[str] = mapped_column(String(254), default="", comment="Where questions are answered; empty for none")
    set_at: Mapped[datetime]
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
