from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from roadmaps.foundation.faults import WHOLE_FORM, Fault, faults_of
from roadmaps.foundation.sentences import N_, Sentence, say, say_number


def test_a_sentence_reads_well_in_a_log() -> None:
    assert str(say("%(who)s leads the goal.", who="Torsta")) == "Torsta leads the goal."


def test_a_sentence_without_values_may_hold_a_percent_sign() -> None:
    assert str(say("Reduce by 20 %.")) == "Reduce by 20 %."


@pytest.mark.parametrize(("count", "read"), [(0, "0 goals"), (1, "1 goal"), (2, "2 goals")])
def test_a_number_chooses_its_form(count: int, read: str) -> None:
    assert str(say_number("%(num)s goal", "%(num)s goals", count)) == read


def test_a_sentence_can_stand_in_a_sentence() -> None:
    assert str(say("%(what)s was added.", what=say("Goal"))) == "Goal was added."


def test_marking_a_text_for_translation_leaves_it_as_it_is() -> None:
    assert N_("Goal") == "Goal"


class Level(StrEnum):
    LOW = "low"


def _not_torsta(text: str) -> str:
    if text == "Torsta":
        raise Fault(say("Torsta has one already."))
    return text


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=5), AfterValidator(_not_torsta)] = "x"
    level: Level = Level.LOW
    amount: Annotated[Decimal, Field(ge=0, le=10)] = Decimal(1)
    thing: UUID | None = None
    tags: Annotated[list[str], Field(min_length=1)] = ["x"]


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        pytest.param({"name": ""}, "name", "Write something here.", id="empty"),
        pytest.param({"name": None}, "name", "Write something here.", id="missing"),
        pytest.param({"name": "sex tecken"}, "name", "This may be at most 5 characters long.", id="too long"),
        pytest.param({"level": "middling"}, "level", "Choose one of the alternatives.", id="not offered"),
        pytest.param({"amount": "many"}, "amount", "Write a number, such as 12 or 12.5.", id="no number"),
        pytest.param({"amount": "-1"}, "amount", "The number must be at least 0.", id="too small"),
        pytest.param({"amount": "11"}, "amount", "The number may be at most 10.", id="too large"),
        pytest.param({"thing": "x"}, "thing", "Choose one of the alternatives.", id="no such thing"),
        pytest.param({"tags": []}, "tags", "Choose at least one.", id="none chosen"),
        pytest.param({"sort": "x"}, "sort", "This form has no such field.", id="unknown field"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(sent: dict[str, object], field: str, sentence: str) -> None:
    assert {name: str(told) for name, told in faults(sent).items()} == {field: sentence}


def test_all_faults_are_told_at_once() -> None:
    assert set(faults({"name": "", "level": "x", "amount": "y"})) == {"name", "level", "amount"}


def test_a_validator_tells_its_own_sentence() -> None:
    class Form(BaseModel):
        name: Annotated[str, AfterValidator(_not_torsta)]

    with pytest.raises(ValidationError) as refused:
        Form(name="Torsta")

    assert faults_of(refused.value) == {"name": say("Torsta has one already.")}


def test_what_no_field_is_to_blame_for_belongs_to_the_whole_form() -> None:
    assert list(faults("not a form")) == [WHOLE_FORM]


def faults(sent: object) -> dict[str, Sentence]:
    with pytest.raises(ValidationError) as refused:
        Asked.model_validate(sent)
    return faults_of(refused.value)
