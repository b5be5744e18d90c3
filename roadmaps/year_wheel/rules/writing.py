"""Writing in the wheel what is held nowhere else: a board's last day for papers, a fair, a call that is expected."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.policy import visible_to
from roadmaps.year_wheel import policy
from roadmaps.year_wheel.models import WheelEntry
from roadmaps.year_wheel.words import OWN, Sort

ONLY_HOLDERS = say("Only those who lead the work can do this.")
ANOTHER_LOOK = say("Some of what you wrote needs another look.")
LONGEST_TITLE, LONGEST_WORDS = 200, 2_000


@dataclass(frozen=True)
class EntryFacts:
    """A day, or several, and what it is."""

    title: str
    sort: Sort
    on_day: date
    until_on: date | None = None
    is_yearly: bool = False
    words: str = ""


def find_entry(session: Session, entry_id: UUID, viewer: Actor | None) -> WheelEntry:
    """:raises NotFound: when there is none, it was taken out, or it is not for the viewer to read."""
    entry = session.get(WheelEntry, entry_id)
    if entry is None or entry.removed_at is not None:
        raise NotFound
    readable = {one.area_id for one in session.scalars(visible_to(viewer)).unique()}
    if not policy.may_read(viewer, entry, readable):
        raise NotFound
    return entry


def write(session: Session, area: Area | None, facts: EntryFacts, *, actor: Actor, at: datetime) -> WheelEntry:
    """Write something in the wheel of an area, or with None of the whole county.

    :raises Invalid: when what is told cannot be right
    """
    if not policy.may_write(actor, area):
        raise NotAllowed(ONLY_HOLDERS)
    check(facts)
    entry = WheelEntry(
        id=new_id(),
        area=area,
        area_id=area.id if area else None,
        version=1,
        written_at=at,
        written_by_id=actor.person_id,
    )
    _put(entry, facts)
    session.add(entry)
    session.flush()
    return entry


def change(session: Session, entry: WheelEntry, facts: EntryFacts, *, version: int, actor: Actor, at: datetime) -> None:
    """Tell it otherwise.

    :param version: that the form showed
    :raises Conflict: when somebody else has changed it meanwhile
    """
    session.refresh(entry, ("version", "removed_at"), with_for_update=True)
    if not policy.may_change(actor, entry):
        raise NotAllowed(ONLY_HOLDERS)
    if entry.version != version:
        raise Conflict(say("Somebody else has changed it meanwhile. Look at it again, and then change what you want."))
    check(facts)
    _put(entry, facts)
    entry.version, entry.changed_at, entry.changed_by_id = entry.version + 1, at, actor.person_id
    session.flush()


def remove(session: Session, entry: WheelEntry, *, actor: Actor, at: datetime) -> None:
    """Take it out of the wheel; what comes again each year is gone from every year."""
    session.refresh(entry, ("version", "removed_at"), with_for_update=True)
    if not policy.may_change(actor, entry):
        raise NotAllowed(ONLY_HOLDERS)
    entry.removed_at, entry.removed_by_id = at, actor.person_id
    session.flush()


def check(facts: EntryFacts) -> None:
    """:raises Invalid: with all that is wrong at once."""
    faults: dict[str, Sentence] = {}
    if not facts.title.strip():
        faults["title"] = say("Write something here.")
    elif len(facts.title.strip()) > LONGEST_TITLE:
        faults["title"] = say("This is too long here.")
    if len(facts.words) > LONGEST_WORDS:
        faults["words"] = say("This is too long here.")
    if facts.sort not in OWN:
        faults["sort"] = say("Choose one of the alternatives.")
    if not 2000 <= facts.on_day.year <= 2100:
        faults["on_day"] = say("Choose a day between 2000 and 2100.")
    if facts.until_on is not None and facts.until_on < facts.on_day:
        faults["until_on"] = say("The last day cannot come before the first.")
    elif facts.until_on is not None and (facts.until_on - facts.on_day).days > 366:
        faults["until_on"] = say("It can last for a year at most.")
    if faults:
        raise Invalid(ANOTHER_LOOK, faults)


def _put(entry: WheelEntry, facts: EntryFacts) -> None:
    entry.title, entry.words = " ".join(facts.title.split()), facts.words.strip()
    entry.sort, entry.is_yearly = facts.sort, facts.is_yearly
    entry.on_day, entry.until_on = facts.on_day, facts.until_on
