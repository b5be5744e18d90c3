"""What a request says of itself, read as the site reads it: which cookies it brings, and in which language it asks."""

from functools import lru_cache

from werkzeug.datastructures import ETags, LanguageAccept
from werkzeug.http import parse_accept_header
from werkzeug.sansio.http import parse_cookie

from roadmaps.web.language import COOKIE, LANGUAGES

Cookies = tuple[tuple[str, str], ...]
MOST_DIGITS = 12


@lru_cache(maxsize=256)
def cookies_in(header: str, session_cookie: str) -> tuple[Cookies, bool]:
    """The cookies, in order, without that of the session; and whether that one was among them.

    They are read as requests read them: whatever signs another site on the domain has written, nothing fails over them.
    """
    found = parse_cookie(header)
    others = tuple(sorted((name, value) for name, value in found.items(multi=True) if name != session_cookie))
    return others, session_cookie in found


@lru_cache(maxsize=256)
def language_of_stranger(cookies: Cookies, wanted: str) -> str:
    """The language in which somebody without an account is answered; see `roadmaps.web.language.choose`."""
    chosen = next((value for name, value in cookies if name == COOKIE), "")
    if chosen in LANGUAGES:
        return chosen
    return parse_accept_header(wanted, LanguageAccept).best_match(LANGUAGES) or LANGUAGES[0]


def tags_shown(told: ETags) -> list[str]:
    """The tags that a browser shows, as far as they can be ours: not empty, and without letters that we do not use."""
    return [tag for tag in told.as_set(include_weak=True) if tag and tag.isascii()]


def read_tag(tag: str) -> int:
    """Until when the page that a browser keeps under the tag holds; 0 for a tag that is none of ours."""
    until = tag.partition("-")[0]
    try:
        return int(until, 16) if len(until) <= MOST_DIGITS else 0
    except ValueError:
        return 0
