"""What is drawn together on a sheet, as it is kept: plain words in the language of the sheet, so that it reads the same for ever."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Lines = tuple[str, ...]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class VersionTold(_Part):
    """Which version of the roadmap was read. `facts` are labels with values; `code` is printed on that version's pages."""

    sentence: str
    is_adopted: bool
    path: str
    facts: tuple[tuple[str, str], ...] = ()
    code: str = ""


class PartTold(_Part):
    """An organisation's part in an activity."""

    organisation: str
    part: str
    note: str = ""
    sort: Annotated[str, Field(description="The part of society that it belongs to")] = ""
    is_applicant: bool = False


class ActivityTold(_Part):
    """One of the activities that the application would pay for. `is_adopted`: it stands in the version that was read."""

    id: UUID
    title: str
    is_adopted: bool
    level: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    sami: str = ""
    parts: tuple[PartTold, ...] = ()


class FitTold(_Part):
    """How an activity fits the call."""

    title: str
    reasons: Lines = ()
    unsaid: Lines = ()
    against: Lines = ()


class GoalTold(_Part):
    """A goal that the activities serve, with what it serves itself."""

    id: UUID
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    served_by: Lines = ()


class ConflictTold(_Part):
    """A goal conflict that one of these goals is part of."""

    id: UUID
    title: str
    state: str
    is_settled: bool
    sides: Lines = ()
    handling: str = ""
    review: str = ""


class LikeTold(_Part):
    """An activity, here or in another area, that is like one of those applied for."""

    id: UUID
    title: str
    area: str
    per_cent: int
    words: Lines = ()
    facts: tuple[tuple[str, str], ...] = ()
    is_same_money: bool = False


class IndicatorTold(_Part):
    """By what it is seen whether the goals are reached."""

    id: UUID
    title: str
    measures: str
    baseline: str = ""
    target: str = ""
    latest: str = ""


class Gathered(_Part):
    """The whole."""

    area: str
    call: Annotated[str, Field(description="What the call was called")]
    call_facts: tuple[tuple[str, str], ...] = ()
    version: VersionTold
    activities: tuple[ActivityTold, ...] = ()
    fits: tuple[FitTold, ...] = ()
    goals: tuple[GoalTold, ...] = ()
    levels: Annotated[
        tuple[tuple[str, int], ...], Field(description="How many activities of the roadmap lie at each level")
    ] = ()
    conflicts: tuple[ConflictTold, ...] = ()
    likes: tuple[LikeTold, ...] = ()
    compared: Annotated[Lines, Field(description="With which roadmaps, and which versions of them")] = ()
    indicators: tuple[IndicatorTold, ...] = ()

    @classmethod
    def kept_in(cls, text: str) -> "Gathered":
        """What a sheet keeps."""
        return cls.model_validate_json(text)

    def to_keep(self) -> str:
        """The same, to be kept."""
        return self.model_dump_json()

    @property
    def parts(self) -> list[tuple[str, PartTold]]:
        """Who has which part in what: the activity's title with each part."""
        return [(activity.title, part) for activity in self.activities for part in activity.parts]

    @property
    def warnings(self) -> dict[str, Any]:
        """What a reader should not overlook, in figures."""
        return {
            "not_adopted": [one.title for one in self.activities if not one.is_adopted],
            "against": sum(bool(one.against) for one in self.fits),
            "conflicts": sum(not one.is_settled for one in self.conflicts),
            "likes": len(self.likes),
            "goals": len(self.goals),
        }
