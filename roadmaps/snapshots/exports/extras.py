"""What a paper tells beside the version itself; whoever asks for a paper has gathered it. No session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from roadmaps.papers.tree import Picture, Remark
from roadmaps.snapshots.editions import Edition


@dataclass(frozen=True)
class OpenPoint:
    """A thread that is still open, as far as it is for the reader.

    `block` is None for one about the roadmap as a whole. `passages` are the words that it is about, in field `field`, as
    they read now and as they read when it was opened.
    """

    remark: Remark
    block: UUID | None = None
    field: str = ""
    passages: Sequence[str] = ()


@dataclass(frozen=True)
class Extras:
    """What lies around a version.

    `made_at` is the moment that the paper bears: for a frozen version that of its freezing, for another that of its
    newest change. `today` is the day by which a version that is not frozen tells what is late. `earlier` is the version
    that changes are counted from. `newer` is what has come after a frozen version: how it is called, and where it is read.
    `pictures` are those of its texts, by their addresses there.
    """

    made_at: datetime
    today: date
    earlier: Edition | None = None
    points: Sequence[OpenPoint] = ()
    publisher: str = ""
    code: str = ""
    check_address: str = ""
    newer: tuple[str, str] | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)
