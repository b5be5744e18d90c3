"""The page on which an answer is written: everything in one form, each part with the version that it was begun from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from roadmaps.consultation.models import DraftPart
from roadmaps.consultation.places import Place, Places, cards_of
from roadmaps.consultation.rules.answering import Clash, Typed
from roadmaps.consultation.words import PartSort
from roadmaps.foundation.sentences import Sentence
from roadmaps.roadmap.document import Card
from roadmaps.roadmap.doors import number_in

Draft = Mapping[tuple[str, str], DraftPart]


@dataclass(frozen=True)
class Field:
    """One part that text is written in. `theirs` is what somebody else has written in it since."""

    sort: PartSort
    key: str
    text: str
    view: str
    version: int
    written: DraftPart | None
    error: Sentence | None = None
    theirs: DraftPart | None = None

    @property
    def name(self) -> str:
        """What its fields are called by in the form."""
        return f"{self.sort}-{self.key}" if self.key else str(self.sort)

    @property
    def is_begun(self) -> bool:
        """Whether something is said in it."""
        return bool(self.text or self.view)


@dataclass(frozen=True)
class SectionPart:
    """A section of the frozen version, with the view on it and the wordings that are proposed in it."""

    place: Place
    field: Field
    proposals: Sequence[tuple[Card, DraftPart]]
    others: Sequence[Card]


@dataclass(frozen=True)
class AnswerForm:
    """The whole of it."""

    statement: Field
    questions: Sequence[tuple[str, Field]]
    sections: Sequence[SectionPart]
    letters: Sequence[DraftPart]

    @property
    def fields(self) -> list[Field]:
        """Every part that text is written in."""
        return [self.statement, *(one for _, one in self.questions), *(one.field for one in self.sections)]

    @property
    def errors(self) -> dict[str, Sentence]:
        """What is wrong with each of them."""
        return {f"text-{one.name}": one.error for one in self.fields if one.error}

    @property
    def clashes(self) -> list[Field]:
        """Those in which somebody else has written at the same time."""
        return [one for one in self.fields if one.theirs is not None]


def typed_in(places: Places, questions: Sequence[str], form: MultiDict[str, str]) -> list[Typed]:
    """What was typed in each part."""
    keys = [(PartSort.STATEMENT, "")]
    keys += [(PartSort.QUESTION, one) for one in questions]
    keys += [(PartSort.VIEW, one.key) for one in places.sections]
    return [_typed(sort, key, form) for sort, key in keys if f"text-{_name(sort, key)}" in form]


def answer_form(
    places: Places,
    questions: Sequence[tuple[str, str]],
    draft: Draft,
    typed: Sequence[Typed] = (),
    clashes: Sequence[Clash] = (),
    errors: Mapping[str, Sentence] | None = None,
) -> AnswerForm:
    """The page of a draft, with what was typed where it could not be kept."""
    yours = {(one.sort.value, one.key): one for one in typed}
    met = {(one.yours.sort.value, one.yours.key): one for one in clashes}

    def field(sort: PartSort, key: str = "") -> Field:
        at = (sort.value, key)
        written, clash = draft.get(at), met.get(at)
        content: Mapping[str, Any] = yours[at].content if at in yours else (written.content if written else {})
        # What is sent next is based on what stands there now, as both are shown.
        version = clash.theirs.version if clash else (written.version if written else 0)
        error = (errors or {}).get(f"{sort}:{key}")
        text, view = str(content.get("text", "")), str(content.get("view", "") or "")
        return Field(sort, key, text, view, version, written, error, clash.theirs if clash else None)

    return AnswerForm(
        statement=field(PartSort.STATEMENT),
        questions=[(words, field(PartSort.QUESTION, key)) for key, words in questions],
        sections=[_section(place, field(PartSort.VIEW, place.key), draft) for place in places.sections],
        letters=[one for (sort, _), one in draft.items() if sort == PartSort.LETTER],
    )


def _section(place: Place, field: Field, draft: Draft) -> SectionPart:
    assert place.section is not None
    cards = cards_of(place.section)
    proposed = {key: part for (sort, key), part in draft.items() if sort == PartSort.PROPOSAL}
    with_wording = [(card, proposed[str(card.block.id)]) for card in cards if str(card.block.id) in proposed]
    return SectionPart(place, field, with_wording, [one for one in cards if str(one.block.id) not in proposed])


def _typed(sort: PartSort, key: str, form: MultiDict[str, str]) -> Typed:
    name = _name(sort, key)
    content = {"text": form.get(f"text-{name}", "").replace("\r\n", "\n")}
    if sort is PartSort.VIEW:
        content["view"] = form.get(f"view-{name}", "")
    return Typed(sort, key, content, number_in(form.get(f"version-{name}")))


def _name(sort: PartSort, key: str) -> str:
    return f"{sort}-{key}" if key else str(sort)
