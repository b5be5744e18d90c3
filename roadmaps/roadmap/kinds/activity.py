"""What is done, when, where and with which money."""

from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, model_validator

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import N_, say
from roadmaps.revisions.kinds import TOP, Kind
from roadmaps.roadmap.kinds.choices import FundingState, Level, Municipality, Status, choices
from roadmaps.roadmap.kinds.fields import Optional, PlanDate, ProseText, Reference, References, ShortLine, TitleLine


def _in_order_of_code(places: list[Municipality]) -> list[Municipality]:
    return sorted(set(places))


class Activity(Kind):
    """A measure that serves a goal. Who leads it and takes part lies under it, as do its milestones."""

    name: ClassVar[str] = "activity"
    label: ClassVar[str] = N_("Activity")
    plural: ClassVar[str] = N_("Activities")
    parents: ClassVar[tuple[str, ...]] = (TOP, "sub_area")

    title: Annotated[
        TitleLine,
        Ask(
            label=N_("The activity in one line"),
            question=N_("What will be done?"),
            example=N_("A short course in preparing for risk and crisis"),
        ),
    ]
    goal: Annotated[
        Reference,
        Ask(
            label=N_("Serves the goal"),
            question=N_("Which goal does it bring closer?"),
            widget="reference",
            refers_to=("goal",),
        ),
    ] = None
    start: Annotated[
        PlanDate,
        Ask(
            label=N_("Starts"),
            question=N_("When does it start? A year, quarter, month or day will do."),
            example="2026-Q3",
            widget="partial_date",
        ),
    ] = None
    end: Annotated[
        PlanDate,
        Ask(label=N_("Ends"), question=N_("When is it finished?"), example="2027", widget="partial_date"),
    ] = None
    status: Annotated[
        Status, Ask(label=N_("Status"), question=N_("How far has it come?"), widget="radios", choices=choices(Status))
    ] = Status.PLANNED
    status_note: Annotated[
        ShortLine,
        Ask(
            label=N_("Why, in one line"),
            question=N_("What should others know about how it goes?"),
            example=N_("The call opens in March, so the start moves by a quarter."),
        ),
    ] = ""
    depends_on: Annotated[
        References,
        Ask(
            label=N_("Depends on"),
            question=N_("Which activities must come first?"),
            widget="references",
            refers_to=("activity",),
        ),
    ] = []
    level: Annotated[
        Level | None,
        Optional,
        Ask(
            label=N_("Level in the pyramid"),
            question=N_(
                "Does it lay the ground (base), bring in more actors (breadth), or sharpen what you are best at (peak)?"
            ),
            widget="radios",
            choices=choices(Level),
        ),
    ] = None
    places: Annotated[
        list[Municipality],
        AfterValidator(_in_order_of_code),
        Ask(
            label=N_("Municipalities"),
            question=N_("Where in the county does it make a difference?"),
            widget="checkboxes",
            choices=choices(Municipality),
        ),
    ] = []
    text: Annotated[
        ProseText,
        Ask(
            label=N_("How it is done"),
            question=N_("What is done, how, and with whom?"),
            example=N_("Three rounds of the course, with twenty companies in each."),
            widget="prose",
        ),
    ] = ""
    output: Annotated[
        ShortLine,
        Ask(
            label=N_("Output"),
            question=N_("What is there when it is done that was not there before?"),
            example=N_("Sixty companies that have taken the course"),
        ),
    ] = ""
    sami_perspective: Annotated[
        ProseText,
        Ask(
            label=N_("Sámi perspective"),
            question=N_("How does it touch Sámi conditions and needs, and who has been asked?"),
            example=N_("The dates avoid the calving season; Gaaltije takes part."),
            widget="prose",
        ),
    ] = ""
    funding_state: Annotated[
        FundingState | None,
        Optional,
        Ask(
            label=N_("Is it funded?"),
            question=N_("Is the money in place?"),
            widget="radios",
            choices=choices(FundingState),
        ),
    ] = None
    funding: Annotated[
        ShortLine,
        Ask(
            label=N_("Funding"),
            question=N_("Who pays, or where could money be sought?"),
            example=N_("ERUF 1:4, call of spring 2026"),
        ),
    ] = ""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.start and self.end and read_partial_date(self.end).last < read_partial_date(self.start).first:
            raise Fault(say("The activity ends before it starts. Look at the two dates again."))
        return self
