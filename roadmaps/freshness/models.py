"""The table of marks. It tells of nothing but that something is not as it was."""

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base


class ChangeMark(Base):
    """A number drawn anew by every act that changes what may be seen somewhere: what has the same marks looks the same.

    Drawn and not counted up, so that no mark ever comes back with other contents, also after a backup has been restored.
    """

    __tablename__ = "change_marks"

    name: Mapped[str] = mapped_column(
        String(60), primary_key=True, comment="site, area: with the identity of an area, or reader: with a number"
    )
    mark: Mapped[int] = mapped_column(BigInteger, comment="63 random bits, other ones after every change")
