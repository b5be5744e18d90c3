from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import pytest
from pydantic import BaseModel, ConfigDict, Field
from werkzeug.datastructures import MultiDict

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import N_, say
from roadmaps.web.forms import Reading, fields_of, read_form

TORSTA = "0198a000-0000-7000-8000-000000000001"


class Horizon(StrEnum):
    SOON = "soon"
    LATER = "later"

    @property
    def label(self) -> str:
        return {"soon": N_("Within a year"), "later": N_("Later")}[self.value]


class GoalForm(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True, extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=20), Ask(label=N_("Title"), example=N_("More carpenters"))]
    description: Annotated[str, Ask(label=N_("Description"), widget="prose")] = ""
    horizon: Annotated[Horizon, Ask(label=N_("When"), widget="radios")]
    amount: Annotated[Decimal | None, Ask(label=N_("Amount"), widget="number", unit=N_("SEK"))] = None
    is_shared: Annotated[bool, Ask(label=N_("Shared"), widget="checkbox")] = False
    led_by: Annotated[UUID | None, Ask(label=N_("Led by"), widget="organisation")] = None
    letters: Annotated[list[str], Ask(label=N_("Letters"), widget="checkboxes", choices={"a": "A", "b": "B"})] = []
    number: int = 3


def sent(*pairs: tuple[str, str], **values: str) -> MultiDict[str, str]:
    return MultiDict([("title", "Fler slöjdare"), ("horizon", "soon"), *pairs, *values.items()])


def read(*pairs: tuple[str, str], **values: str) -> Reading[GoalForm]:
    return read_form(GoalForm, sent(*pairs, **values))


def test_a_form_that_is_filled_in_rightly_becomes_its_value() -> None:
    reading = read(("letters", "a"), ("letters", "b"), amount="12.5", is_shared="1", led_by=TORSTA)

    assert reading.errors == {}
    assert reading.value == GoalForm(
        title="Fler slöjdare",
        horizon=Horizon.SOON,
        amount=Decimal("12.5"),
        is_shared=True,
        led_by=UUID(TORSTA),
        letters=["a", "b"],
    )


def test_what_is_left_out_is_nothing() -> None:
    reading = read(amount="", led_by="", letters="")

    assert reading.value == GoalForm(title="Fler slöjdare", horizon=Horizon.SOON)


def test_all_faults_come_at_once_and_what_was_typed_stays() -> None:
    reading = read_form(
        GoalForm, MultiDict({"title": " ", "horizon": "never", "amount": "mycket", "description": "Vi"})
    )

    assert reading.value is None
    assert {name: str(sentence) for name, sentence in reading.errors.items()} == {
        "title": "Write something here.",
        "horizon": "Choose one of the alternatives.",
        "amount": "Write a number, such as 12 or 12.5.",
    }
    assert reading.typed["description"] == "Vi"
    assert reading.typed["amount"] == "mycket"


def test_a_field_that_was_not_sent_at_all_is_asked_for() -> None:
    reading = read_form(GoalForm, MultiDict({"horizon": "soon"}))

    assert str(reading.errors["title"]) == "Write something here."


def test_what_the_form_does_not_ask_cannot_be_sent_along() -> None:
    reading = read(number="7", is_coordinator="1")

    assert reading.value is not None
    assert reading.value.number == 3


def test_lines_end_alike_from_every_browser() -> None:
    assert read(description="en\r\ntvå").typed["description"] == "en\ntvå"


def test_what_a_rule_refuses_joins_what_the_form_refuses() -> None:
    refusal = Invalid(say("That will not do."), {"title": say("There is such a goal already.")})

    reading = read().with_errors(refusal)

    assert reading.value is None
    assert reading.errors == {"title": say("There is such a goal already.")}
    assert reading.typed["title"] == "Fler slöjdare"


def test_fields_come_in_the_order_of_the_model_and_only_those_that_ask() -> None:
    names = [spec.name for spec in fields_of(GoalForm)]

    assert names == ["title", "description", "horizon", "amount", "is_shared", "led_by", "letters"]


def test_a_field_knows_whether_it_must_be_filled_in() -> None:
    required = [spec.name for spec in fields_of(GoalForm) if spec.is_required]

    assert required == ["title", "horizon"]


def test_a_field_knows_how_long_it_may_be() -> None:
    lengths = {spec.name: spec.max_length for spec in fields_of(GoalForm)}

    assert lengths["title"] == 20
    assert lengths["description"] is lengths["letters"] is None


def test_choices_come_from_the_type_or_from_the_question_or_from_the_door() -> None:
    fields = {spec.name: spec for spec in fields_of(GoalForm)}

    assert fields["horizon"].choices == (("soon", "Within a year"), ("later", "Later"))
    assert fields["letters"].choices == (("a", "A"), ("b", "B"))
    assert fields["led_by"].offering([(TORSTA, "Torsta")]).choices == ((TORSTA, "Torsta"),)


def test_choices_of_a_group_stand_together() -> None:
    spec = fields_of(GoalForm)[0].offering([("1", "Torsta", "Jord"), ("2", "Peak", "Jord"), ("3", "Annat")])

    assert [(group, [one[0] for one in choices]) for group, choices in spec.grouped] == [
        ("Jord", ["1", "2"]),
        ("", ["3"]),
    ]


def test_only_the_texts_that_a_model_has_rendered_are_markdown() -> None:
    class Kind(GoalForm):
        @classmethod
        def prose_fields(cls) -> tuple[str, ...]:
            return ("title",)

    assert [spec.name for spec in fields_of(Kind) if spec.is_markdown] == ["title"]
    assert [spec.name for spec in fields_of(GoalForm) if spec.is_markdown] == []


class DayForm(BaseModel):
    on_day: Annotated[date, Ask(label=N_("Day"), widget="date")]


@pytest.mark.parametrize("typed", ["0001-01-01", "0202-11-21", "9999-12-31"])
def test_a_day_in_a_year_that_nobody_means_is_refused(typed: str) -> None:
    reading = read_form(DayForm, MultiDict({"on_day": typed}))

    assert reading.value is None
    assert reading.errors == {"on_day": say("Write a date as year-month-day, such as 2026-11-21.")}
    assert reading.typed == {"on_day": typed}
    assert read_form(DayForm, MultiDict({"on_day": "1919-05-24"})).value == DayForm(on_day=date(1919, 5, 24))
