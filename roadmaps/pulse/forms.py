"""The forms of this room that come from models, and how an answer is read from its page."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from werkzeug.datastructures import MultiDict

from roadmaps.foundation.asking import Ask
from roadmaps.foundation.sentences import N_
from roadmaps.papers.catalogues import words_in
from roadmaps.pulse.models import Pulse
from roadmaps.pulse.rules.answering import Said
from roadmaps.pulse.rules.preparing import LONGEST_QUESTION, Facts, Question
from roadmaps.pulse.words import QUESTIONS, Consent, Mark

CANNOT_SAY = "0"
_LANGUAGES = ("sv", "en")
_Words = Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]


class PulseForm(BaseModel):
    """What is asked, and until when."""

    model_config = ConfigDict(frozen=True, str_strip_whitespace=True)

    title: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(label=N_("Title"), question=N_("What is the pulse called?"), example=N_("Pulse, autumn 2026")),
    ]
    words: Annotated[
        str,
        Field(max_length=2_000),
        Ask(
            label=N_("Why you ask"),
            question=N_("What will you do with the answers? It stands above the questions and in the letter."),
            widget="prose",
        ),
    ] = ""
    question_1: Annotated[
        _Words,
        Ask(
            label=N_("First question"),
            question=N_("It is answered from “not at all” to “completely”. Leave the words to compare over the years."),
        ),
    ]
    question_2: Annotated[_Words, Ask(label=N_("Second question"))]
    question_3: Annotated[_Words, Ask(label=N_("Third question"))]
    opens_on: Annotated[date, Ask(label=N_("First day"), question=N_("When do the letters go out?"), widget="date")]
    closes_on: Annotated[
        date,
        Ask(
            label=N_("Last day"),
            question=N_("Until when are answers taken? The day after, the result is shown to everyone."),
            widget="date",
        ),
    ]
    remind_days: Annotated[
        int,
        Field(ge=0, le=30),
        Ask(
            label=N_("Reminder"),
            question=N_("How many days before the last day are those reminded who have not answered? 0 for never."),
            widget="number",
            unit=N_("days"),
        ),
    ] = 5

    def facts(self) -> Facts:
        """What the rules take."""
        typed = (self.question_1, self.question_2, self.question_3)
        told = self.model_dump(include={"title", "words", "opens_on", "closes_on", "remind_days"})
        return Facts(**told, questions=[_question(one) for one in typed])


class MoreTimeForm(BaseModel):
    """More time."""

    closes_on: Annotated[
        date, Ask(label=N_("New last day"), question=N_("Until when are answers taken?"), widget="date")
    ]


def start_of(pulse: Pulse | None, language: str) -> dict[str, object]:
    """What stands in the form to begin with: the questions that come with the site, in the writer's language."""
    told = words_in(language)
    if pulse is None:
        typed = [told.say(message) for message in QUESTIONS.values()]
        return {"remind_days": 5, **{f"question_{number}": one for number, one in enumerate(typed, 1)}}
    asked = {f"question_{one.position}": one.words or told.say(QUESTIONS[one.key]) for one in pulse.questions}
    names = ("title", "words", "opens_on", "closes_on", "remind_days")
    return {**{name: getattr(pulse, name) for name in names}, **asked}


def said_in(pulse: Pulse, form: MultiDict[str, str]) -> Said:
    """What was answered on the page; a question without an answer is left out."""
    marks: dict[UUID, Mark | None] = {}
    known = {str(mark.value): mark for mark in Mark}
    for question in pulse.questions:
        typed = form.get(f"mark-{question.position}", "")
        if typed in known or typed == CANNOT_SAY:
            marks[question.id] = known.get(typed)
    consent = form.get("consent", "")
    return Said(
        marks,
        form.get("words", "").replace("\r\n", "\n"),
        Consent(consent) if consent in set(Consent) else Consent.LEADERS,
    )


def _question(typed: str) -> Question:
    """A question that comes with the site is known again in any language."""
    plain = " ".join(typed.split())
    for key, message in QUESTIONS.items():
        if plain in {words_in(language).say(message) for language in _LANGUAGES} | {message}:
            return Question(key)
    return Question("", plain)
