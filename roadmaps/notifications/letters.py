"""Letters from templates, outside of any request: in the receiver's language, with whole addresses in their links."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from roadmaps.foundation.clock import LOCAL, day_of
from roadmaps.foundation.template_words import say_as_text
from roadmaps.papers.catalogues import words_in

LANGUAGES = ("sv", "en")
SITE_NAME = "Färdplan"


@dataclass(frozen=True)
class Letter:
    """What a template makes of its facts."""

    subject: str
    text: str
    html: str


class Letters:
    """Fills the templates ``mail/<room>/<name>.txt`` and ``.html``; the first has the blocks `subject` and `body`."""

    def __init__(self, templates: Path, translations: Path, *, base_url: str, site_name: str) -> None:
        self._templates = templates
        self._translations = translations
        self.base_url = base_url.rstrip("/")
        self._site_name = site_name
        self._environment = cache(self._make_environment)

    def write(self, name: str, language: str, **facts: Any) -> Letter:
        """The letter in the language; `facts` are what the template names."""
        environment = self._environment(language if language in LANGUAGES else LANGUAGES[0])
        given = {"base_url": self.base_url, "site_name": self._site_name, "stop_link": "", "leave_link": "", **facts}
        text = environment.get_template(f"mail/{name}.txt")
        subject = " ".join("".join(text.blocks["subject"](text.new_context(given))).split())
        html = environment.get_template(f"mail/{name}.html").render(given, subject=subject)
        return Letter(subject, _tidy(text.render(given)), html)

    def _make_environment(self, language: str) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self._templates),
            autoescape=select_autoescape(["html"]),
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            undefined=StrictUndefined,
        )
        translations = Translations.load(self._translations, [language])
        environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
        say_as_text(environment, translations.ugettext, translations.ungettext)
        environment.globals["language"] = language
        environment.filters["day"] = lambda moment: _day(moment, language)
        environment.filters["moment"] = lambda moment: _moment(moment, language)
        environment.filters["clock_time"] = lambda moment: _clock(moment, language)
        environment.filters["sentence"] = words_in(language).translate
        return environment


def _day(moment: date | datetime, language: str) -> str:
    local = day_of(moment) if isinstance(moment, datetime) else moment
    return format_date(local, "d MMMM y", locale=language)


def _moment(moment: datetime, language: str) -> str:
    local = moment.astimezone(LOCAL)
    pattern = "d MMMM y 'kl.' HH.mm" if language == "sv" else "d MMMM y, HH:mm"
    return format_datetime(local, pattern, locale=language)


def _clock(moment: datetime, language: str) -> str:
    return format(moment.astimezone(LOCAL), "%H.%M" if language == "sv" else "%H:%M")


def _tidy(text: str) -> str:
    """Never more than one empty line in a row, and no space at the ends of lines."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines) + "\n"
