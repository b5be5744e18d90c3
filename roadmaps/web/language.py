"""Swedish first, English second: choosing the language, and turning sentences, days and numbers into it."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_datetime
from babel.support import NullTranslations
from flask import Flask, g, has_request_context, request
from flask.globals import app_ctx
from flask_babel import Babel, get_translations
from flask_babel import get_locale as babel_locale

from roadmaps.foundation.clock import LOCAL, day_of
from roadmaps.foundation.sentences import Sentence
from roadmaps.foundation.template_words import say_as_text
from roadmaps.web.identity import actor

LANGUAGES = ("sv", "en")
COOKIE = "language"


def locale() -> str:
    """The language of this page, ``sv`` or ``en``."""
    chosen = getattr(_babel_space(), "babel_locale", None) or babel_locale()
    return chosen.language if chosen else LANGUAGES[0]


def choose() -> str:
    """What the reader chose in this browser, or else for the account, or else prefers, or else Swedish."""
    if forced := g.get("forced_language"):
        return str(forced)
    if not has_request_context():
        return LANGUAGES[0]
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    person = actor()
    if person is not None:
        return person.language
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def translate(said: object) -> str:
    """A sentence, a catalogue message or a row of either, in the language of the page."""
    if isinstance(said, Sentence):
        values = {name: _translated_value(value) for name, value in said.values.items()}
        if said.plural is not None and said.count is not None:
            told = str(catalogue().ungettext(said.message, said.plural, said.count))
            return told % {"num": said.count, **values}
        told = str(catalogue().ugettext(said.message))
        return told % values if values else told
    if isinstance(said, tuple):
        return ", ".join(_lowered(translate(one)) for one in said)
    return str(catalogue().ugettext(str(said))) if said else ""


def catalogue() -> NullTranslations:
    """The messages in the language of the page. The library looks for them anew with each word; here it is asked once."""
    space = _babel_space()
    known: tuple[object, NullTranslations] | None = getattr(space, "catalogue", None)
    chosen = getattr(space, "babel_locale", None)
    if known is not None and known[0] is chosen:
        return known[1]
    found: NullTranslations = get_translations()
    if chosen is not None:
        space.catalogue = chosen, found
    return found


def shown(value: object) -> str:
    """A value beside its label: a sentence is translated, plain text is somebody's own and left as it is."""
    return value if isinstance(value, str) else translate(value)


def day(when: date | datetime) -> str:
    """Such as 21 november 2026."""
    return _day(day_of(when) if isinstance(when, datetime) else when, locale())


# The same days stand many times on a page.
@lru_cache(maxsize=2000)
def _day(when: date, language: str) -> str:
    return format_date(when, "d MMMM y", locale=language)


def moment(when: datetime) -> str:
    """Such as lördag 21 november 2026 kl. 14.05."""
    pattern = "EEEE d MMMM y 'kl.' HH.mm" if locale() == "sv" else "EEEE d MMMM y, HH:mm"
    return format_datetime(when.astimezone(LOCAL), pattern, locale=locale())


def clock_time(when: datetime) -> str:
    """Such as 14.05."""
    return clock_times()(when)


def clock_times() -> Callable[[datetime], str]:
    """The same for many moments, which asks for the language of the page once."""
    pattern = "%H.%M" if locale() == "sv" else "%H:%M"
    return lambda when: when.astimezone(LOCAL).strftime(pattern)


def iso(when: date | datetime) -> str:
    """For machines, in the datetime attribute of a time element."""
    return when.isoformat()


def register(app: Flask) -> None:
    """Set Babel up and give templates the words."""
    Babel(app, default_locale=LANGUAGES[0], locale_selector=choose, default_translation_directories=_catalogues(app))
    say_as_text(
        app.jinja_env,
        lambda message: catalogue().ugettext(message),
        lambda singular, plural, number: catalogue().ungettext(singular, plural, number),
    )
    app.jinja_env.filters.update(
        sentence=translate, shown=shown, day=day, moment=moment, clock_time=clock_time, iso=iso
    )
    app.jinja_env.globals.update(locale=locale)


def _babel_space() -> Any:
    """Where the library keeps the language of the page at hand; None where it has not been asked for yet.

    Asked for hundreds of times a page: what stands for the context takes longer to look through than the context itself.
    """
    try:
        return app_ctx._get_current_object().g.get("_flask_babel")  # type: ignore[attr-defined]  # noqa: SLF001
    except RuntimeError:
        return None


def _catalogues(app: Flask) -> str:
    return str(app.config["CATALOGUES"])


def _translated_value(value: Any) -> object:
    if isinstance(value, (Sentence, tuple)):
        return translate(value)
    return day(value) if isinstance(value, date) else value


def _lowered(text: str) -> str:
    """Within a sentence a label begins with a small letter, unless it is all capitals such as KPI."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
