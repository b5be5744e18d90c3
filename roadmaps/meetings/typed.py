"""What is typed in the forms of this room that do not come from models: one thing a line, or rows of fields."""

import re
from datetime import date

from werkzeug.datastructures import MultiDict

from roadmaps.accounts.email_addresses import normalised
from roadmaps.accounts.models import Helix
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.faults import YEARS, Fault
from roadmaps.foundation.sentences import say
from roadmaps.meetings.rules.attending import Come
from roadmaps.meetings.rules.inviting import Guest
from roadmaps.meetings.rules.planning import ANOTHER_LOOK

ROWS = 4

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def guests_in(text: str) -> list[Guest]:
    """One a line: a name, and perhaps an address after a comma, or as mail programs write it in angle brackets.

    :raises Invalid: when a line has no name, or an address that is none
    """
    found = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        words = line.split()
        email = words[-1].strip("<>,;") if "@" in words[-1] else ""
        name = " ".join(words[:-1] if email else words).rstrip(",; ")
        if not name:
            raise _refused("others", line)
        found.append(Guest(name, _address(email, "others", line)))
    return found


def others_in(form: MultiDict[str, str]) -> list[Come]:
    """Those who came without being in the list: a row each, with an organisation or a name.

    :raises Invalid: when an address or a number is none
    """
    found = []
    for row in range(ROWS):
        typed = {
            name: " ".join(form.get(f"{name}-{row}", "").split())
            for name in ("organisation", "name", "email", "helix", "heads")
        }
        if not typed["organisation"] and not typed["name"]:
            continue
        heads = typed["heads"] or "1"
        if not (heads.isascii() and heads.isdigit() and len(heads) < 4):
            raise Invalid(ANOTHER_LOOK, {"others": say("Give how many they were, between 1 and 500.")})
        helix = Helix(typed["helix"]) if typed["helix"] in set(Helix) else None
        email = _address(typed["email"], "others", typed["email"])
        found.append(Come(typed["organisation"][:200], typed["name"][:200], email, helix, int(heads)))
    return found


def _address(email: str, field: str, line: str) -> str:
    try:
        return normalised(email) if email else ""
    except Fault:
        raise _refused(field, line) from None


def _refused(field: str, line: str) -> Invalid:
    return Invalid(ANOTHER_LOOK, {field: say("Write a name, a comma and an address: %(line)s", line=line[:100])})


def day_in(text: str, field: str) -> date | None:
    """A day as it is typed; None for none.

    :raises Invalid: when it is no day
    """
    told = text.strip()
    if not told:
        return None
    try:
        # Python reads weeks too, which no field of ours asks for.
        day = date.fromisoformat(told) if _DAY.fullmatch(told) else None
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise Invalid(ANOTHER_LOOK, {field: say("Write a day, such as 2026-11-21.")})
    return day
