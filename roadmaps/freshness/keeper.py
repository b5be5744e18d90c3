"""Answering with a page that is still as it was: 304 to whoever has it, the kept one to others, and a new one only when need be.

What a page is made from is written down before it is made. So it may be newer than its marks say, and is then made once more,
but never older. Who may see it is part of its address, and asked anew with each request.
"""

import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Response, g, make_response, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from roadmaps.foundation.clock import beginning_of, glances, today
from roadmaps.freshness.asking import cookies_in, read_tag, tags_shown
from roadmaps.freshness.bodies import Body
from roadmaps.freshness.looking import Looking
from roadmaps.freshness.marks import SITE, of_area, of_reader
from roadmaps.freshness.marks_now import marks_now
from roadmaps.freshness.memory import Address, Kept, Made, Memory
from roadmaps.freshness.returning import STILL_GOOD, StillGood
from roadmaps.freshness.turns import Turns
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.open_places import NONCE, TOKEN, leaving_places
from roadmaps.web.security import csp_nonce

# In the environment of a request: the page that it was answered with, where other readers may be answered with it too.
FOR_ALL = "roadmaps.kept_page"
# A page that has looked at the clock, and not only at the calendar, is made anew after so long.
HOLDS_FOR = timedelta(seconds=60)
MOST_BYTES = 12_000_000
MOST_AREAS = 1000
# What is shown once, to whom it is meant for.
TOLD_ONCE = ("_flashes", "landing")
About = Callable[[str], UUID]
WhereAre = Callable[[tuple[str, ...]], tuple[int, ...]]


@dataclass(frozen=True)
class Asked:
    """What is asked for: whose page it is, and what it would be made from now."""

    address: Address
    names: tuple[str, ...]
    made: Made


class Keeper:
    """The kept pages of one process. `looking` asks where some marks are, for who answers before the application."""

    def __init__(self, secret: str, release: str, session_cookie: str, looking: Looking, *, is_on: bool) -> None:
        self.is_on, self.looking = is_on, looking
        self.where_are: WhereAre = looking.where_are
        self.memory = Memory(MOST_BYTES)
        self._turns = Turns()
        self.session_cookie = session_cookie
        self._key = hashlib.sha256(f"kept pages {release} {secret}".encode()).digest()
        self._areas: dict[str, tuple[int, UUID]] = {}

    def answer(self, make: Callable[[], ResponseReturnValue], about: About | None) -> ResponseReturnValue:
        """The answer to the request at hand; `make` makes the page, and `about` finds the area that its address names."""
        if request.method not in {"GET", "HEAD"} or any(name in session for name in TOLD_ONCE):
            return make()
        asked = self._asked(about)
        if (tag := self._still_good(asked)) is not None:
            self._note_still_good(asked, tag)
            return self._signed(Response(status=304), tag)
        page = self._fresh(asked)
        if page is None:
            own, page = self._turns.made(asked, lambda: self._make(make, asked))
            if page is None:
                assert own is not None
                return own
        answer = Response(_filled(page.body), mimetype="text/html")
        tag = self._tag(asked, page.until)
        if actor() is None and not session and page.body.places <= {NONCE}:
            # Strangers in whose browsers nothing has been put are all answered alike.
            page.tag = tag
            request.environ[FOR_ALL], request.environ[NONCE] = page, csp_nonce()
        return self._signed(answer, tag)

    def _fresh(self, asked: Asked) -> Kept | None:
        page = self.memory.get(asked.address)
        is_fresh = page and page.made == asked.made and page.names == asked.names and page.until > time.time()
        return page if is_fresh else None

    def _make(
        self, make: Callable[[], ResponseReturnValue], asked: Asked
    ) -> tuple[ResponseReturnValue | None, Kept | None]:
        if page := self._fresh(asked):
            # Somebody has made it in the moment since it was looked for.
            return None, page
        had_token = TOKEN in g
        with leaving_places(), glances() as seen:
            made = make()
            answer = make_response(made)
        if answer.is_streamed or answer.mimetype != "text/html":
            return answer, None
        body = Body(answer.get_data(as_text=True))
        # What belongs to one browser alone is in no page that another may be answered with.
        is_own = answer.headers.getlist("Set-Cookie") or (TOKEN in g and not had_token)
        # An answer that says more than its page is given as it is.
        if not isinstance(made, str) or is_own:
            if body.places:
                answer.set_data(_filled(body))
            return answer, None
        until = beginning_of(asked.made[1] + timedelta(days=1))
        if seen.at_the_clock:
            until = min(until, datetime.now(UTC) + HOLDS_FOR)
        seconds = int(until.timestamp())
        page = Kept(asked.names, asked.made, seconds, self._tag(asked, seconds), body, _door())
        self.memory.put(asked.address, page)
        return answer, page

    def _asked(self, about: About | None) -> Asked:
        person = actor()
        environ = request.environ
        viewer = None
        if person is not None:
            roles = tuple(sorted((area.hex, *sorted(held)) for area, held in person.roles.items()))
            mutes = tuple(sorted((area.hex if area else "", day) for area, day in person.mutes.items()))
            who = (person.person_id, person.name, person.organisations, person.acting_for_id)
            viewer = (*who, person.is_coordinator, person.language, roles, mutes)
        address = address_of(
            environ, cookies_in(environ.get("HTTP_COOKIE", ""), self.session_cookie)[0], locale(), viewer
        )
        found = self._marks(about)
        names = tuple(sorted(found))
        return Asked(address, names, (tuple(found[name] for name in names), today()))

    def _marks(self, about: About | None) -> Mapping[str, int]:
        """Those that the page depends on: of all areas where it is about no single one, or its reader coordinates them."""
        person = actor()
        all_of_them = marks_now(person.person_id if person else None)
        if about is None or (person and person.is_coordinator):
            return all_of_them
        areas = {*(person.roles if person else ()), self._area_at(about, all_of_them[SITE])}
        own = [of_reader(person.person_id)] if person else []
        return {name: all_of_them.get(name, 0) for name in (SITE, *own, *map(of_area, areas))}

    def _area_at(self, about: About, mark: int) -> UUID:
        """The area that the address names: it is asked for once, until something changes on the site."""
        slug = str((request.view_args or {})["slug"])
        known = self._areas.get(slug)
        if known is None or known[0] != mark:
            if len(self._areas) > MOST_AREAS:
                self._areas.clear()
            known = self._areas[slug] = (mark, about(slug))
        return known[1]

    def _still_good(self, asked: Asked) -> str | None:
        for told in tags_shown(request.if_none_match):
            until = read_tag(told)
            if until > time.time() and hmac.compare_digest(told, self._tag(asked, until)):
                return told
        return None

    def _note_still_good(self, asked: Asked, tag: str) -> None:
        """Let the same question of the same browser be answered before the application begins, while all stays as it is."""
        sign_ins = self.looking.sign_ins
        known = sign_ins.of_request() if sign_ins else None
        if known is not None:
            key, counts_until = known
            until = min(read_tag(tag), counts_until.timestamp())
            request.environ[STILL_GOOD] = StillGood(asked.names, asked.made, key, until, _door())

    def _tag(self, asked: Asked, until: int) -> str:
        """What a browser keeps the page under: it tells until when it holds, and nothing else that anybody could read."""
        what = repr((asked, session.get(TOKEN), until))
        return f"{until:x}-{hmac.new(self._key, what.encode(), hashlib.sha256).hexdigest()[:32]}"

    def _signed(self, answer: Response, tag: str) -> Response:
        answer.set_etag(tag, weak=True)
        answer.cache_control.private = True
        answer.cache_control.no_cache = True
        answer.vary.update(("Cookie", "Accept-Language", "Accept-Encoding"))
        return answer


def address_of(
    environ: Mapping[str, Any], cookies: tuple[tuple[str, str], ...], language: str, viewer: Address | None
) -> Address:
    """What tells a page from all others, beside what it is made from."""
    return (
        environ.get("SCRIPT_NAME", ""),
        environ["PATH_INFO"],
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_TURBO_FRAME", ""),
        cookies,
        language,
        viewer,
    )


def _door() -> tuple[str, str]:
    rule = request.url_rule
    return (rule.endpoint, rule.rule) if rule else ("", "")


def _filled(body: Body) -> bytes:
    return body.filled({NONCE: csp_nonce(), TOKEN: str(generate_csrf()) if TOKEN in body.places else ""})
