"""Who serves an area, as its page tells it: functions and organisations for everyone, names for those signed in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.queries import memberships_of
from roadmaps.areas import queries
from roadmaps.areas.models import Area, Role, RoleGrant


@dataclass(frozen=True)
class Post:
    """One person in one role. The page shows `grant.person` only to those who may see names.

    `places` tell what the person does where, such as ``project manager, Torsta``.
    """

    grant: RoleGrant
    places: tuple[str, ...]

    @property
    def is_active_leader(self) -> bool:
        """Whether this is a process leader who can act, or will on a day ahead."""
        return self.grant.role == Role.PROCESS_LEADER and self.grant.person.is_active


@dataclass(frozen=True)
class Serving:
    """Everyone who serves an area on a day."""

    posts: tuple[Post, ...]

    @property
    def by_role(self) -> list[tuple[Role, list[Post]]]:
        """The posts under their role, those who lead first; roles that nobody holds are left out."""
        found = [(role, [post for post in self.posts if post.grant.role == role]) for role in _ORDER]
        return [(role, posts) for role, posts in found if posts]

    @property
    def has_leader(self) -> bool:
        """Whether there is an active process leader."""
        return any(post.grant.role == Role.PROCESS_LEADER for post in self.posts)

    def places_of(self, role: Role) -> list[str]:
        """The functions and organisations that hold the role, each once, as the public may see them."""
        return sorted({place for post in self.posts if post.grant.role == role for place in post.places})


_ORDER = (Role.PROCESS_LEADER, Role.DEPUTY, Role.EDITOR, Role.ACTOR, Role.READER)


def serving(session: Session, area: Area, on: date) -> Serving:
    """Who serves the area on the day."""
    return Serving(
        posts_of(session, session.scalars(queries.grants_in(area.id, on).where(queries.counts_on(on))).all(), on)
    )


def posts_of(session: Session, grants: Sequence[RoleGrant], on: date) -> tuple[Post, ...]:
    """The grants with what their people do where."""
    places: dict[UUID, list[str]] = defaultdict(list)
    for one in session.scalars(memberships_of({grant.person_id for grant in grants}, on)):
        words = (one.function, one.organisation.name)
        places[one.person_id].append(", ".join(word for word in words if word))
    return tuple(Post(grant, tuple(places[grant.person_id])) for grant in grants)
