"""Pages of history as HTML, put together of entries.

Of entries nothing is kept beyond the answer: an erasure takes names out of what revisions say. What many entries of a page have
in common, such as who wrote them, is put in words once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from flask import get_template_attribute, url_for
from markupsafe import Markup

from roadmaps.foundation.sentences import N_
from roadmaps.freshness.marks_now import WhileSiteStays
from roadmaps.revisions.sentences import sentence_of
from roadmaps.roadmap.history import HistoryFilter, HistoryPage, Told, Writers
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.templating import start_of_block_addresses
from roadmaps.web.identity import actor
from roadmaps.web.language import clock_times, day, iso, locale, translate
from roadmaps.web.slots import slots

# Stands for the title of a block in a sentence that is said of many; no title holds it.
_TITLE = "\x00"

# Where nothing has been chosen yet, the choices are the same until anything changes, and with it any name.
_FILTERS: WhileSiteStays[Markup] = WhileSiteStays()


class Entry(NamedTuple):
    """One revision as it is shown: `facts` are addresses of blocks and what was done to each, in words."""

    number: int
    name: str
    address: str
    moment: str
    time: str
    who: Markup
    why: str
    facts: Sequence[tuple[str, str]]
    origin: Markup


def drawn(roadmap: Roadmap, page: HistoryPage, wanted: HistoryFilter, known: Writers) -> Markup:
    """The page for this reader, with what the rooms above know of its revisions, such as the meeting one comes from."""
    slug = roadmap.area.slug
    every = [told for _, those in page.days for told in those]
    origins = slots().fill_map("roadmap.revisions", roadmap=roadmap, revisions=[told.revision for told in every])
    entries = _entries(slug, every, origins)
    days = [(day(when), [next(entries) for _ in those]) for when, those in page.days]
    filters = _filters(roadmap, wanted, known)
    return _part("content")(slug, days, page.older, wanted, filters)


def _filters(roadmap: Roadmap, wanted: HistoryFilter, known: Writers) -> Markup:
    if not wanted.is_for_all:
        return _choices(wanted, known)
    person = actor()
    of = roadmap.history_id, roadmap.history.current, locale(), known.people is None
    return _FILTERS.of(of, person.person_id if person else None, lambda: _choices(wanted, known))


def _choices(wanted: HistoryFilter, known: Writers) -> Markup:
    return _part("choices")(wanted, list(ROADMAP), _by_name(known.people or {}), _by_name(known.organisations))


def _entries(slug: str, every: Sequence[Told], origins: Mapping[UUID, Markup]) -> Iterator[Entry]:
    to_revision = url_for("roadmap.revision", slug=slug, number=0).removesuffix("0")
    to_block = start_of_block_addresses()
    authors = get_template_attribute("roadmap/_authors.html", "authors")
    name, time = translate(N_("no. %(number)s")), clock_times()
    told_of: dict[object, Markup] = {}
    words: dict[object, str] = {}
    for told in every:
        revision = told.revision
        those = (*told.writers, told.is_approved, told.approver, told.approver_organisation)
        if those not in told_of:
            told_of[those] = authors(told)
        yield Entry(
            number=revision.number,
            name=name % {"number": revision.number},
            address=f"{to_revision}{revision.number}",
            moment=iso(revision.written_at),
            time=time(revision.written_at),
            who=told_of[those],
            why=revision.summary,
            facts=[(f"{to_block}{fact['block']}", _in_words(fact, words)) for fact in revision.facts],
            origin=origins[revision.id],
        )


def _in_words(fact: Mapping[str, Any], known: dict[object, str]) -> str:
    """What was done to a block. But for its title the same is said of many: `known` has what has been said so far."""
    what = (fact["verb"], fact["kind"], *fact["fields"])
    if what not in known:
        known[what] = translate(sentence_of({**fact, "title": _TITLE}, ROADMAP))
    return known[what].replace(_TITLE, fact["title"])


def _by_name(names: Mapping[UUID | None, str]) -> tuple[tuple[UUID | None, str], ...]:
    return tuple(sorted(names.items(), key=lambda one: one[1]))


def _part(name: str) -> Callable[..., Markup]:
    part: Callable[..., Markup] = get_template_attribute("roadmap/_history.html", name)
    return part
