"""Who sits at the browsers that hold a web socket: asked anew every two seconds for all of them at once, and remembered
between, so that not every letter costs the questions of who somebody is.

What a person may do with a text is asked for every update all the same; only who they are is up to two seconds old. In
the process where a right was given or taken it is known at once.
"""

from collections.abc import Collection
from datetime import datetime
from threading import Lock
from time import monotonic
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.events import CoordinatorDismissed, PersonDeactivated, SignInsEnded
from roadmaps.accounts.rules import find_sign_ins
from roadmaps.areas.actors import load_actors, speaking_for
from roadmaps.areas.events import PersonMuted, RoleDatesChanged, RoleEnded
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import NotAllowed
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.sentences import say
from roadmaps.second_steps.events import SignInsMadeToWait

# A little longer than the keeper's pause: while it goes its rounds, nobody else has to ask.
GOOD_FOR_SECONDS = 2.5

RightsTaken = (
    PersonMuted
    | RoleEnded
    | RoleDatesChanged
    | PersonDeactivated
    | CoordinatorDismissed
    | SignInsEnded
    | SignInsMadeToWait
)


class SignedOut(NotAllowed):
    """Whoever sat at this browser does so no more."""

    def __init__(self) -> None:
        super().__init__(say("You are not signed in any more. Your text is kept here: sign in again to go on."))


class KnownActors:
    """The actors of one process, by the token of their browser."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, tuple[Actor, float]] = {}

    def wire(self, listeners: Listeners) -> None:
        """Hear at once what this process itself does to somebody's rights."""
        listeners.after_commit(PersonMuted, self.forget)
        listeners.after_commit(RoleEnded, self.forget)
        listeners.after_commit(RoleDatesChanged, self.forget)
        listeners.after_commit(PersonDeactivated, self.forget)
        listeners.after_commit(CoordinatorDismissed, self.forget)
        listeners.after_commit(SignInsEnded, self.forget)
        listeners.after_commit(SignInsMadeToWait, self.forget)

    def at(self, session: Session, token: str, *, at: datetime) -> Actor:
        """Whoever sits at this browser.

        :raises SignedOut: when the sign-in has ended, or the person is deactivated
        """
        known = self._known.get(token)
        if known is not None and monotonic() - known[1] < GOOD_FOR_SECONDS:
            return known[0]
        return self.at_this_moment(session, token, at=at)

    def at_this_moment(self, session: Session, token: str, *, at: datetime) -> Actor:
        """The same, asked anew.

        :raises SignedOut: as above
        """
        actor = self.ask_again(session, [token], at=at).get(token)
        if actor is None:
            raise SignedOut
        return actor

    def ask_again(self, session: Session, tokens: Collection[str], *, at: datetime) -> dict[str, Actor]:
        """Who sits at these browsers now, by token; those who are signed out are left out."""
        asked_at = monotonic()
        sign_ins = find_sign_ins(session, tokens, at=at)
        people = {one.person_id for one in sign_ins.values()}
        actors = load_actors(session, people, on=day_of(at))
        found = {
            token: speaking_for(actors[one.person_id], one.acting_for_id)
            for token, one in sign_ins.items()
            if one.person_id in actors
        }
        with self._lock:
            still = {token: kept for token, kept in self._known.items() if asked_at - kept[1] < GOOD_FOR_SECONDS}
            self._known = {
                **{token: kept for token, kept in still.items() if token not in tokens},
                **{token: (actor, asked_at) for token, actor in found.items()},
            }
        return found

    def forget(self, _session: Session, fact: RightsTaken) -> None:
        """Ask anew who somebody is before they do anything more."""
        self.forget_person(fact.person_id)

    def forget_person(self, person_id: UUID) -> None:
        """The same by the person's id."""
        with self._lock:
            self._known = {token: kept for token, kept in self._known.items() if kept[0].person_id != person_id}
