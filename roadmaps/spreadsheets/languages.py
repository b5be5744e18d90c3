"""Both languages at once, since a file that was fetched in one may be sent back from a page in the other."""

from functools import cache

from flask_babel import force_locale, gettext

from roadmaps.spreadsheets.cells import Translate
from roadmaps.web.language import LANGUAGES, locale


def in_both_languages() -> list[Translate]:
    """The reader's own language first."""
    own = locale()
    return [_into(own), *(_into(one) for one in LANGUAGES if one != own)]


def _into(language: str) -> Translate:
    """Remembers what it has been asked, as the same few words are asked of every row."""

    @cache
    def translate(message: str) -> str:
        if not message:
            return ""
        with force_locale(language):
            return str(gettext(message))

    return translate
