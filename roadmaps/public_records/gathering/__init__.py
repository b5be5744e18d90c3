"""Everything that public records of a roadmap are made of, between two days, one file for each part of the work.

Only what the site itself holds for people to read is gathered. What opens something, what is about a person's account and
what somebody has not sent yet is never asked for: links and their hashes, passwords, sign-ins, drafts, and addresses at
which people are told what became of what they said.
"""

from collections.abc import Callable, Iterator, Sequence

from roadmaps.public_records.gathering import asked, decided, met, said, sent, written
from roadmaps.public_records.gathering.period import Period
from roadmaps.public_records.things import Thing

__all__ = ["Period", "everything"]

_PARTS: Sequence[Callable[[Period], Iterator[Thing]]] = (
    written.revisions,
    written.versions,
    written.reports,
    said.comments,
    said.waiting_comments,
    said.turns,
    said.suggestions,
    asked.consultations,
    asked.answers,
    asked.answer_letters,
    asked.points,
    met.meetings,
    met.inputs,
    met.findings,
    decided.states,
    decided.choices,
    decided.acts,
    sent.letters,
    sent.files,
)


def everything(period: Period) -> list[Thing]:
    """All of it, in the order in which it came about."""
    return sorted((thing for part in _PARTS for thing in part(period)), key=lambda one: (one.at, one.key))
