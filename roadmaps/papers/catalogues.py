"""The words of one language outside of any request: for what is drafted, written or sent in another than the reader's."""

from datetime import date
from functools import cache

from babel.dates import format_date
from babel.support import NullTranslations, Translations

from roadmaps import paths
from roadmaps.foundation.sentences import Sentence
from roadmaps.papers.words import Words


@cache
def words_in(language: str) -> Words:
    """The words of ``sv`` or ``en``, from the catalogues."""
    translations = Translations.load(paths.TRANSLATIONS, [language])
    return Words(language, lambda said: _told(said, translations, language))


def _told(said: object, translations: NullTranslations, language: str) -> str:
    if isinstance(said, Sentence):
        values = {name: _value(value, translations, language) for name, value in said.values.items()}
        if said.plural is None or said.count is None:
            template = translations.ugettext(said.message)
            return template % values if values else template
        return translations.ungettext(said.message, said.plural, said.count) % {**values, "num": said.count}
    if isinstance(said, tuple):
        return ", ".join(_lowered(_told(one, translations, language)) for one in said)
    return translations.ugettext(str(said)) if said else ""


def _value(value: object, translations: NullTranslations, language: str) -> object:
    if isinstance(value, Sentence | tuple):
        return _told(value, translations, language)
    return format_date(value, "d MMMM y", locale=language) if isinstance(value, date) else value


def _lowered(text: str) -> str:
    """Within a sentence a label begins with a small letter, unless it is all capitals such as KPI."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
