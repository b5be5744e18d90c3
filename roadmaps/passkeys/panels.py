"""What passkeys hang in the pages of accounts. Where no browser would let a key be used, nothing is offered."""

from typing import Any

from flask import render_template, request

from roadmaps.accounts.models import Person
from roadmaps.accounts.second_ways import may_begin_here, the_waiting
from roadmaps.passkeys.queries import has_passkey, passkeys_of
from roadmaps.passkeys.views.blueprint import this_site
from roadmaps.web.redirects import safe_path
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("accounts.ways_in", way_in, order=10)
    slots.hang("accounts.second_steps", at_the_door, order=10)
    slots.hang("accounts.ways_to_show_again", again, order=10)
    slots.hang("accounts.me", mine, order=70)


def way_in(**_context: Any) -> str:
    """Signing in with a passkey."""
    return render_template("passkeys/_way_in.html", next=_onward()) if this_site().takes_passkeys else ""


def at_the_door(person: Person, **_context: Any) -> str:
    """While a sign-in waits: showing a passkey, or adding the first one."""
    if not this_site().takes_passkeys:
        return ""
    return render_template(
        "passkeys/_at_the_door.html",
        has_passkey=has_passkey(reading(), person.id),
        may_begin=may_begin_here(the_waiting()),
        next=_onward(),
    )


def again(person: Person, **_context: Any) -> str:
    """Showing once more who one is, with a passkey."""
    return render_template("passkeys/_again.html", next=_onward()) if has_passkey(reading(), person.id) else ""


def mine(person: Person, **_context: Any) -> str:
    """One's own passkeys."""
    passkeys = reading().scalars(passkeys_of(person.id)).all()
    if not passkeys and not this_site().takes_passkeys:
        return ""
    return render_template("passkeys/_mine.html", passkeys=passkeys)


def _onward() -> str:
    return safe_path(request.values.get("next", ""), "/")
