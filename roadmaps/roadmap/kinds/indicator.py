"""How one sees whether the work leads where it should."""

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.sentences import N_, say
from roadmaps.revisions.kinds import TOP, Kind
from roadmaps.roadmap.kinds.choices import Direction, Frequency, IndicatorType, choices
from roadmaps.roadmap.kinds.fields import (
    Number,
    Optional,
    OrganisationId,
    ProseText,
    Reference,
    ShortLine,
    TitleLine,
    Year,
)

_KOLADA_ID = re.compile(r"[NU]\d{5}")


def _number_in_kolada(value: str) -> str:
    if value and not _KOLADA_ID.fullmatch(value.upper()):
        raise Fault(say("A number in Kolada is N or U followed by five digits, such as N00945."))
    return value.upper()


KoladaId = Annotated[str, AfterValidator(_number_in_kolada)]


class Indicator(Kind):
    """A measure with baseline and target, followed by readings."""

    name: ClassVar[str] = "indicator"
    label: ClassVar[str] = N_("Indicator")
    plural: ClassVar[str] = N_("Indicators")
    parents: ClassVar[tuple[str, ...]] = (TOP,)

    title: Annotated[
        TitleLine,
        Ask(
            label=N_("The indicator in one line"),
            question=N_("What is measured?"),
            example=N_("Companies that refine raw materials from the county"),
        ),
    ]
    indicator_type: Annotated[
        IndicatorType,
        Ask(
            label=N_("Type"),
            question=N_("Does it measure what is done, or what comes of it?"),
            widget="radios",
            choices=choices(IndicatorType),
        ),
    ] = IndicatorType.RESULT
    measures: Annotated[
        Reference,
        Ask(
            label=N_("Measures"),
            question=N_("Which goal or activity does it follow?"),
            widget="reference",
            refers_to=("goal", "activity"),
        ),
    ] = None
    unit: Annotated[
        ShortLine, Ask(label=N_("Unit"), question=N_("In what is it counted?"), example=N_("companies"))
    ] = ""
    baseline: Annotated[
        Number,
        Ask(label=N_("Baseline"), question=N_("What was the value when you started?"), example="42", widget="number"),
    ] = None
    baseline_year: Annotated[
        Year,
        Ask(
            label=N_("Year of the baseline"),
            question=N_("Which year is that value from?"),
            example="2021",
            widget="year",
        ),
    ] = None
    target: Annotated[
        Number, Ask(label=N_("Target"), question=N_("Which value do you aim at?"), example="60", widget="number")
    ] = None
    target_year: Annotated[
        Year, Ask(label=N_("Year of the target"), question=N_("By which year?"), example="2027", widget="year")
    ] = None
    direction: Annotated[
        Direction,
        Ask(label=N_("Direction"), question=N_("Which way is better?"), widget="radios", choices=choices(Direction)),
    ] = Direction.UP
    frequency: Annotated[
        Frequency | None,
        Optional,
        Ask(label=N_("How often"), question=N_("How often is it read?"), widget="select", choices=choices(Frequency)),
    ] = None
    source: Annotated[
        ShortLine,
        Ask(
            label=N_("Source"),
            question=N_("Where does the figure come from?"),
            example=N_("Statistics Sweden, register of companies"),
        ),
    ] = ""
    by_municipality: Annotated[
        bool,
        Ask(
            label=N_("By municipality"),
            question=N_("Is it read for each municipality, besides the county as a whole?"),
            widget="checkbox",
        ),
    ] = False
    by_sex: Annotated[
        bool, Ask(label=N_("By sex"), question=N_("Is it read for women and men, besides all?"), widget="checkbox")
    ] = False
    kolada_id: Annotated[
        KoladaId,
        Ask(
            label=N_("Number in Kolada"),
            question=N_("If Kolada has the figure, under which number? Its readings can then be fetched."),
            example="N00945",
        ),
    ] = ""
    responsible: Annotated[
        OrganisationId,
        Ask(
            label=N_("Responsible"),
            question=N_("Which organisation sees to it that it is read?"),
            widget="organisation",
        ),
    ] = None
    text: Annotated[
        ProseText,
        Ask(
            label=N_("About the indicator"),
            question=N_("How is it to be understood, and what does it not show?"),
            example=N_("Counts companies with at least one employee."),
            widget="prose",
        ),
    ] = ""
