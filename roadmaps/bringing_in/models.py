"""Papers that have been sent in and are not confirmed yet."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from roadmaps.foundation.database import Base, PackedText
from roadmaps.roadmap.files_aside import FileAside


class PendingPaper(FileAside, Base):
    """A file to begin a roadmap from, sent in by somebody and not confirmed yet. Only that person sees it, for a day."""

    __tablename__ = "pending_papers"

    sort: Mapped[str] = mapped_column(String(10), comment="word, markdown, or data: this site's own JSON")
    told: Mapped[PackedText] = mapped_column(
        comment="JSON: what was read in the file; of data the file itself; empty when confirmed"
    )
    choices: Mapped[PackedText] = mapped_column(
        default="", comment="JSON: what each part becomes and lies under, by the part's key; empty before any choice"
    )
