"""Why something is suggested, and what it builds on."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.models import Roadmap
from roadmaps.suggestions.models import SourceSort, Suggestion, SuggestionSource
from roadmaps.suggestions.queries import requires_source

LONGEST_MOTIVE = 5_000
LONGEST_WORDS = 500
MOST_SOURCES = 10


@dataclass(frozen=True)
class Source:
    """What a suggestion builds on. `address` is given for a web page."""

    sort: SourceSort
    words: str
    address: str = ""


def check_words(session: Session, roadmap: Roadmap, motive: str, sources: Sequence[Source]) -> None:
    """:raises Invalid: naming each field, when it says not why, too much, or not what it builds on where that is asked for"""
    faults: dict[str, Sentence] = {}
    if not motive.strip():
        faults["motive"] = say("Say why, so that everyone can understand it.")
    elif len(motive) > LONGEST_MOTIVE:
        faults["motive"] = say("This is too long here. Say the most important things, and the rest in the thread.")
    if not sources and requires_source(session, roadmap.area_id):
        faults["sources"] = say("This area asks what each suggestion builds on. Your own experience is an answer.")
    elif len(sources) > MOST_SOURCES:
        faults["sources"] = say("At most %(most)s sources can be named.", most=MOST_SOURCES)
    elif any(not _is_address(one.address) for one in sources if one.sort is SourceSort.LINK):
        faults["sources"] = say("Write the whole address of the web page, such as https://www.scb.se/.")
    elif any(not one.words.strip() and not one.address for one in sources):
        faults["sources"] = say("Say in a few words what the source is.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)


def keep_sources(session: Session, suggestion: Suggestion, sources: Sequence[Source]) -> None:
    """Keep what a suggestion builds on, in order."""
    for position, source in enumerate(sources):
        suggestion.sources.append(
            SuggestionSource(
                id=new_id(),
                suggestion_id=suggestion.id,
                position=position,
                sort=source.sort,
                words=one_line(source.words),
                address=source.address.strip() if source.sort is SourceSort.LINK else "",
            )
        )
    session.flush()


def one_line(words: str) -> str:
    """The words as they are kept where one line is asked for."""
    return " ".join(words.split())[:LONGEST_WORDS]


def _is_address(address: str) -> bool:
    parts = urlsplit(address.strip())
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and len(address) <= 1_000
