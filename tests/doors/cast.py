"""Everyone who may come to a door, each with a browser of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Helix, Organisation, Person
from roadmaps.areas.actors import load_actor
from roadmaps.areas.models import Area, Mute, Role
from roadmaps.foundation.clock import now, today
from tests.factories.access_tokens import a_token
from tests.factories.accounts import LONG_AGO, a_membership, a_person, a_sign_in, an_organisation
from tests.factories.areas import a_role

# In the order of the columns of the table; "there" is another area than the one that the door is about.
CALLERS = (
    "anonymous",
    "dead",
    "half in",
    "no role",
    "reader",
    "actor",
    "editor",
    "muted",
    "leader",
    "deputy",
    "actor there",
    "leader there",
    "coordinator",
)
# Those who lead, where they have not shown who they are for an hour.
STALE = ("stale leader", "stale coordinator")
HERE = {
    "reader": Role.READER,
    "actor": Role.ACTOR,
    "editor": Role.EDITOR,
    "muted": Role.EDITOR,
    "leader": Role.PROCESS_LEADER,
    "deputy": Role.DEPUTY,
}
THERE = {"actor there": Role.ACTOR, "editor there": Role.EDITOR, "leader there": Role.PROCESS_LEADER}


@dataclass
class Cast:
    """The people by what the columns call them, and the cookies of their browsers."""

    people: Mapping[str, Person]
    organisations: Mapping[str, Organisation]
    cookies: Mapping[str, str]
    tokens: Mapping[str, str]

    def actor(self, session: Session, who: str) -> Actor:
        """The person as an actor of today."""
        actor = load_actor(session, self.people[who].id, on=today())
        assert actor is not None
        return actor


def a_cast(session: Session, app: Flask, here: Area, there: Area) -> Cast:
    """Each with an organisation of their own, so that nothing is theirs but what was made for them."""
    names = dict.fromkeys([*CALLERS[1:], *HERE, *THERE, "author there", "second coordinator"])
    people = {who: _person(session, who) for who in names}
    organisations = {who: an_organisation(session, f"Bolaget {who}", helix=Helix.BUSINESS) for who in people}
    for who, person in people.items():
        a_membership(session, person, organisations[who])
    for who, role in HERE.items():
        a_role(session, here, people[who], role)
    for who, role in THERE.items():
        a_role(session, there, people[who], role)
    a_role(session, there, people["author there"], Role.ACTOR)
    # Whoever is gone had every right that there is.
    a_role(session, here, people["dead"], Role.PROCESS_LEADER)
    cookies = {"anonymous": ""} | {who: _cookie(session, app, person, who) for who, person in people.items()}
    cookies |= {who: _cookie(session, app, people[who.removeprefix("stale ")], who) for who in STALE}
    _mute(session, here, people["muted"], people["leader"])
    people["dead"].deactivated_at = LONG_AGO
    session.flush()
    # Programs show tokens, where browsers show cookies. Whoever is only half in has none.
    tokens = {who: a_token(session, person, used_at=now()) for who, person in people.items() if who != "half in"}
    return Cast(people, organisations, cookies, tokens)


def _person(session: Session, who: str) -> Person:
    leads_all = who in {"coordinator", "second coordinator", "half in", "dead"}
    return a_person(session, f"Namnet {who}", email=f"{who.replace(' ', '-')}@adress.example", is_coordinator=leads_all)


def _cookie(session: Session, app: Flask, person: Person, who: str) -> str:
    sign_in, token = a_sign_in(session, person, at=now())
    if who == "half in":
        sign_in.waits_for_second_step = True
    if who in STALE:
        sign_in.proved_at = now() - timedelta(hours=1)
    signing = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"{app.config['SESSION_COOKIE_NAME']}={signing.dumps({'_user_id': token, '_fresh': True})}"


def _mute(session: Session, area: Area, person: Person, by: Person) -> None:
    days = {"muted_at": LONG_AGO, "until_on": today() + timedelta(days=30)}
    session.add(Mute(person_id=person.id, area_id=area.id, reason="Påhopp", muted_by_id=by.id, **days))
