"""What the templates of this room may ask: values in words."""

from collections.abc import Iterable
from enum import StrEnum

from flask import Flask

from roadmaps.calls.models import Call
from roadmaps.calls.rows import amount_in_words, amounts_in_words
from roadmaps.calls.wording import period_of
from roadmaps.calls.words import Standpoint
from roadmaps.roadmap.kinds.choices import word_of
from roadmaps.web.language import locale, translate


def words_of(values: Iterable[StrEnum]) -> str:
    """Some of the words that fields choose among, in one line."""
    return ", ".join(translate(word_of(one)) for one in values)


def areas_of(call: Call) -> str:
    """The areas that a call is for, by their names."""
    return ", ".join(area.name_in(locale()) for area in call.areas)


def standpoint_word(value: str) -> str:
    """What somebody thinks of an application."""
    return translate(Standpoint(value).label)


def register(app: Flask) -> None:
    """Give templates the words."""
    app.jinja_env.globals.update(
        call_amount=amount_in_words,
        call_amounts=amounts_in_words,
        call_period=period_of,
        call_words=words_of,
        call_areas=areas_of,
        standpoint_word=standpoint_word,
    )
