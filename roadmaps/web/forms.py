"""Forms from pydantic models: what is asked, what was typed, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cache
from itertools import groupby
from types import UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from werkzeug.datastructures import MultiDict

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.faults import A_DATE, YEARS, faults_of
from roadmaps.foundation.prose import tidy
from roadmaps.foundation.sentences import Sentence

M = TypeVar("M", bound=BaseModel)
Typed = dict[str, Any]
# A stored value with its label and, in lists that are shown in groups, the name of its group.
Choice = tuple[str, str] | tuple[str, str, str]


@dataclass(frozen=True)
class FieldSpec:
    """One field as a form shows it. `choices` are stored values with catalogue messages; those of a group stand together.

    `is_markdown`: what is written is shown as rendered Markdown, not as it stands.
    """

    name: str
    ask: Ask
    choices: tuple[Choice, ...]
    is_required: bool
    max_length: int | None
    is_markdown: bool = False

    @property
    def takes_many(self) -> bool:
        """Whether several values are sent under the name."""
        return self.ask.takes_many

    @property
    def grouped(self) -> Iterator[tuple[str, list[Choice]]]:
        """The choices by the names of their groups; empty for those that belong to none."""
        for group, choices in groupby(self.choices, key=lambda one: one[2] if len(one) > 2 else ""):
            yield group, list(choices)

    def offering(self, choices: Sequence[Choice]) -> "FieldSpec":
        """The same field with choices that only the door knows, such as the organisations of the day."""
        return replace(self, choices=tuple(choices))


@dataclass(frozen=True)
class Reading(Generic[M]):
    """What came of reading a form: the value, or what is wrong, and always what was typed."""

    value: M | None
    typed: Typed
    errors: Mapping[str, Sentence] = field(default_factory=dict)

    def with_errors(self, refusal: Invalid) -> "Reading[M]":
        """The same form after a rule has refused its value."""
        return replace(self, value=None, errors={**self.errors, **refusal.fields})


def read_form(model: type[M], form: MultiDict[str, str]) -> Reading[M]:
    """Read what a form sent, by the model; all faults at once."""
    typed = typed_in(model, form)
    try:
        value = model.model_validate(typed)
    except ValidationError as error:
        return Reading(None, typed, faults_of(error))
    far = [name for name, one in value if isinstance(one, date) and one.year not in YEARS]
    return Reading(None, typed, dict.fromkeys(far, A_DATE)) if far else Reading(value, typed)


def typed_in(model: type[BaseModel], form: MultiDict[str, str]) -> Typed:
    """What was typed, by field: text, a list of values, or whether a box was ticked. Fields not sent are left out."""
    typed: Typed = {}
    for spec in fields_of(model):
        if spec.takes_many:
            typed[spec.name] = [value for value in map(tidy, form.getlist(spec.name)) if value]
        elif spec.ask.widget == "checkbox":
            typed[spec.name] = spec.name in form
        elif spec.name in form:
            # A password is taken as it is; no other text may hold what no text may hold.
            value = form[spec.name] if spec.ask.widget == "password" else tidy(form[spec.name])
            if value or spec.is_required or not _may_be_none(model.model_fields[spec.name]):
                typed[spec.name] = value
            else:
                typed[spec.name] = None
    return typed


def fields_of(model: type[BaseModel]) -> list[FieldSpec]:
    """The fields of a form in order; those without an `Ask` are not asked."""
    return list(_specs_of(model))


# A model says the same each time, and each form is read off it once to be shown and once to be taken.
@cache
def _specs_of(model: type[BaseModel]) -> tuple[FieldSpec, ...]:
    found = []
    # The kinds of blocks know which of their texts are rendered; other forms have none.
    rendered: tuple[str, ...] = getattr(model, "prose_fields", tuple)()
    for name, info in model.model_fields.items():
        ask = _ask_of(info)
        if ask is not None:
            found.append(
                FieldSpec(
                    name=name,
                    ask=ask,
                    choices=tuple(ask.choices.items()) or _choices_of(info.annotation),
                    is_required=_is_required(info, ask),
                    max_length=_max_length(info),
                    is_markdown=name in rendered,
                )
            )
    return tuple(found)


def _ask_of(info: FieldInfo) -> Ask | None:
    return next((entry for entry in info.metadata if isinstance(entry, Ask)), None) or _nested(info.annotation, Ask)


def _nested(annotation: Any, wanted: type[Any]) -> Any:
    """Metadata of an inner Annotated, as when an optional type wraps it."""
    for entry in getattr(annotation, "__metadata__", ()):
        if isinstance(entry, wanted):
            return entry
    return next((found for inner in get_args(annotation) if (found := _nested(inner, wanted))), None)


def _max_length(info: FieldInfo) -> int | None:
    if _may_be_a_list(info.annotation):
        return None
    for entry in info.metadata:
        if isinstance(entry, MaxLen):
            return entry.max_length
        if isinstance(found := getattr(entry, "max_length", None), int):
            return found
    return None


def _is_required(info: FieldInfo, ask: Ask) -> bool:
    if ask.widget in {"radios", "select"} and not _may_be_none(info):
        return True  # one of them is always chosen, if only the one that stands there from the beginning
    return info.is_required() and ask.widget not in {"checkbox", "hidden"} and not _may_be_empty_text(info)


def _may_be_empty_text(info: FieldInfo) -> bool:
    return bool(info.default == "")


def _may_be_none(info: FieldInfo) -> bool:
    return get_origin(info.annotation) in {Union, UnionType} and type(None) in get_args(info.annotation)


def _may_be_a_list(annotation: Any) -> bool:
    return get_origin(annotation) is list


def _choices_of(annotation: Any) -> tuple[tuple[str, str], ...]:
    for candidate in (annotation, *get_args(annotation)):
        if isinstance(candidate, type) and issubclass(candidate, Enum):
            return tuple((str(one.value), str(getattr(one, "label", one.value))) for one in candidate)
    return ()
