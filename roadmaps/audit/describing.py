"""Lines of the journal as people read them: who, what, about what, from where. Names are those of today."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.accounts.queries import person_names
from roadmaps.areas.models import Area
from roadmaps.audit.queries import areas_of_roadmaps
from roadmaps.audit.words import door_label, event_sentence
from roadmaps.foundation.circumstances import Entrance
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.journal.models import JournalAddress, JournalLine, Outcome
from roadmaps.journal.telling import marks_of

NOBODY = {
    Entrance.PAGE: N_("Somebody who was not signed in"),
    Entrance.LIVE: N_("Several who wrote together"),
    Entrance.COMMAND: N_("Whoever runs the site"),
    Entrance.CHORE: N_("The site itself"),
    Entrance.BACKGROUND: N_("The site itself"),
}
ENTRANCES = {
    Entrance.PAGE: N_("Page or form"),
    Entrance.LIVE: N_("Writing at once"),
    Entrance.COMMAND: N_("Command line"),
    Entrance.CHORE: N_("Chore"),
    Entrance.BACKGROUND: N_("Work beside the pages"),
}


@dataclass(frozen=True)
class About:
    """Something that a line is about: `sort` as in its marks, and what it is called today, where it has a name."""

    sort: str
    id: UUID
    name: str = ""
    slug: str = ""


@dataclass(frozen=True)
class Told:
    """One line, ready to be shown. `sentences` are messages of the catalogues, or names where there is no sentence."""

    line: JournalLine
    who: str
    is_named: bool
    organisation: str
    sentences: tuple[str, ...]
    about: tuple[About, ...]
    address: str
    # It is about other areas too, which whoever reads it here does not lead.
    is_of_others_too: bool = False

    @property
    def number(self) -> int:
        """Its number."""
        return self.line.number

    @property
    def at(self) -> datetime:
        """When it was done."""
        return self.line.at

    @property
    def entrance(self) -> str:
        """The sort of door, as a message."""
        return ENTRANCES[self.line.entrance]

    @property
    def door(self) -> str:
        """The door, as a message."""
        return door_label(self.line.door)

    @property
    def has_words_for_door(self) -> bool:
        """Whether the door is called something else than in the code."""
        return self.door != self.line.door

    @property
    def outcome(self) -> Sentence | None:
        """What came of it, where it was not done."""
        if self.line.outcome is Outcome.REFUSED:
            return say("was not let do this")
        return say("wanted to do this, but it failed") if self.line.outcome is Outcome.FAILED else None

    @property
    def silence(self) -> Sentence | None:
        """What is not written after this line, where there was too much of the same."""
        note = json.loads(self.line.what).get("note", {}) if self.line.outcome is not Outcome.DONE else {}
        if "further_of_anybody" in note:
            return say("There were so many refusals that no further ones of the sort are written for an hour.")
        if "further" in note:
            return say("Further refusals of the same person or address are not written for an hour.")
        return None


def describe(
    session: Session, lines: Sequence[JournalLine], *, with_addresses: bool, for_area_id: UUID | None = None
) -> list[Told]:
    """All of them, with a fixed number of questions to the database.

    :param for_area_id: the area that those who read them lead; of what is about others too, only its own part is told
    """
    marks = {line.number: _marks(line) for line in lines}
    ids = {sort: {one for found in marks.values() for kind, one in found if kind == sort} for sort in _NAMED}
    in_areas = areas_of_roadmaps(session, ids["roadmap"])
    people = person_names(session, ids["person"])
    actors = {line.number: line.person_id or _who_came_in(line) for line in lines}
    organisations = _names_of_organisations(session, ids["organisation"])
    areas = {
        one.id: one for one in session.scalars(select(Area).where(Area.id.in_({*ids["area"], *in_areas.values()})))
    }
    addresses = _addresses(session, lines) if with_addresses else {}

    def about(line: JournalLine) -> tuple[About, ...]:
        found: dict[UUID, About] = {}
        for sort, one in marks[line.number]:
            area = areas.get(in_areas.get(one, one))
            if area is not None and sort in {"area", "roadmap"}:
                found[area.id] = About("area", area.id, area.name, area.slug)
            elif sort == "person" and one != actors[line.number]:
                found[one] = About(sort, one, people.get(one, ""))
            elif sort == "organisation" and one != line.organisation_id:
                found[one] = About(sort, one, organisations.get(one, ""))
        return tuple(found.values())

    def told_about(line: JournalLine) -> tuple[tuple[About, ...], bool]:
        everything = about(line)
        is_of_others_too = for_area_id is not None and any(
            one.sort == "area" and one.id != for_area_id for one in everything
        )
        return tuple(one for one in everything if not is_of_others_too or one.id == for_area_id), is_of_others_too

    return [
        Told(
            line,
            people.get(actor, "") if (actor := actors[line.number]) else NOBODY[line.entrance],
            actor is not None,
            organisations.get(line.organisation_id, "") if line.organisation_id else "",
            sentences_of(line),
            told_about(line)[0],
            addresses.get(line.number, ""),
            told_about(line)[1],
        )
        for line in lines
    ]


def sentences_of(line: JournalLine) -> tuple[str, ...]:
    """What was done, each sort of act once; none where only its door tells what it was."""
    what = _what(line)
    events = [one["event"] for one in what.get("events", [])] + list(what.get("more_events", {}))
    if events:
        return tuple(dict.fromkeys(event_sentence(name) for name in events))
    return ()


def details_of(line: JournalLine) -> dict[str, Any]:
    """Everything that the line says of the act, for the page of one line."""
    return _what(line)


# Nobody was signed in yet, but what was done says who it was: they had shown it.
_COMING_IN = {
    "accounts.InvitationAccepted",
    "accounts.SignedIn",
    "passkeys.PasskeyUsed",
    "second_steps.RecoveryCodeUsed",
    "second_steps.SecondStepShown",
    "single_sign_on.SignedInByProvider",
}


def _who_came_in(line: JournalLine) -> UUID | None:
    came_in = [one for one in _what(line).get("events", []) if one["event"] in _COMING_IN and "person_id" in one]
    return UUID(came_in[0]["person_id"]) if came_in else None


_NAMED = ("person", "organisation", "area", "roadmap")


def _marks(line: JournalLine) -> list[tuple[str, UUID]]:
    person, organisation = (str(one) if one else None for one in (line.person_id, line.organisation_id))
    return [(sort, UUID(one)) for sort, one in marks_of(_what(line), person, organisation) if sort in _NAMED]


def _what(line: JournalLine) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line.what)
    return found


def _names_of_organisations(session: Session, ids: set[UUID]) -> dict[UUID, str]:
    query = select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))
    return dict(session.execute(query).all()) if ids else {}


def _addresses(session: Session, lines: Sequence[JournalLine]) -> dict[int, str]:
    numbers = [line.number for line in lines]
    query = select(JournalAddress.number, JournalAddress.address).where(JournalAddress.number.in_(numbers))
    return dict(session.execute(query).all())
