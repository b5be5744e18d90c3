"""Tags of answers. One says three things: which version of a block it is, what the answer says, and from what it was made.

The last part lets a program that asks again be answered before anything is looked up: as long as the marks of what may be seen are
where they were, the answer is too. Where they have moved, the answer is made, and what it says decides.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from flask import Response, current_app, request

from roadmaps.access_tokens.bearer import shown_token
from roadmaps.foundation.clock import beginning_of, glances, now, today
from roadmaps.freshness.asking import read_tag, tags_shown
from roadmaps.freshness.marks_now import marks_now
from roadmaps.freshness.pages import keeper
from roadmaps.freshness.release import release
from roadmaps.web.identity import actor
from roadmaps.web.language import locale

# What has looked at the clock, and not only at the calendar, is made anew after so long.
HOLDS_FOR = timedelta(seconds=60)
_SIGNS = 24


@dataclass
class Made:
    """From what an answer is made, told before it is made: it may be newer than that, never older. `until` is known after."""

    what: str
    until: int = 0

    @property
    def word(self) -> str:
        """What the tag says of it; empty where answers do not go by marks."""
        return f"{self.until:x}-{_signed(f'{self.what} {self.until}')}" if self.what else ""

    @property
    def is_still_good(self) -> str:
        """The tag that was sent, where it was given for what would be made now; else nothing."""
        for told in tags_shown(request.if_none_match) if self.what else ():
            word = told.rpartition(".")[2]
            until = read_tag(word)
            if until > now().timestamp() and hmac.compare_digest(word, Made(self.what, until).word):
                return told
        return ""

    @contextmanager
    def making(self) -> Iterator[None]:
        """See whether what is made depends on the moment; what depends on the day alone holds for the day."""
        with glances() as seen:
            yield
        end = now() + HOLDS_FOR if seen.at_the_clock else beginning_of(today() + timedelta(days=1))
        self.until = int(end.timestamp())


def made_from(*, goes_by_marks: bool) -> Made:
    """From what the answer to the request at hand would be made: for whom, in which words, and where the marks are."""
    if not goes_by_marks or not keeper().is_on:
        return Made("")
    person, token = actor(), shown_token()
    viewer = None
    if person is not None:
        roles = sorted((area.hex, sorted(held)) for area, held in person.roles.items())
        mutes = sorted((area.hex if area else "", str(day)) for area, day in person.mutes.items())
        viewer = (person.person_id, person.name, person.organisations, person.acting_for_id, person.is_coordinator)
        viewer = (*viewer, roles, mutes, token.token_id if token else None)  # type: ignore[assignment]
    marks = sorted(marks_now(person.person_id if person else None).items())
    asked = (request.path, request.query_string, locale(), viewer)
    return Made(repr((release(), asked, marks, today())))


def tag_of(version: int | None, body: str, made: str = "") -> str:
    """The tag: in front the version of the block that the answer is, if it is one."""
    digest = hashlib.sha256(body.encode()).hexdigest()[:_SIGNS]
    return ".".join(filter(None, ("" if version is None else f"v{version}", digest, made)))


def says_the_same(tag: str) -> bool:
    """Whether the program has an answer that says the same, whatever it was made from."""
    told = request.if_none_match
    return told.star_tag or any(_what_it_says(one) == _what_it_says(tag) for one in tags_shown(told))


def unchanged(tag: str) -> Response:
    """304."""
    answer = Response(status=304)
    answer.set_etag(tag)
    return answer


def _what_it_says(tag: str) -> str:
    parts = tag.split(".")
    return ".".join(parts[:2] if parts[0].startswith("v") else parts[:1])


def _signed(what: str) -> str:
    key = hashlib.sha256(f"tags of answers {current_app.config['SECRET_KEY']}".encode()).digest()
    return hmac.new(key, what.encode(), hashlib.sha256).hexdigest()[:32]
