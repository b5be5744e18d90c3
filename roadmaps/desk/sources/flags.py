"""What has to be looked through: flags, appeals against hiding, and what new people have written where it is read first."""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.accounts.queries import active_coordinators, person_names
from roadmaps.desk.ground import Ground
from roadmaps.desk.waiting import Point, Source, Told
from roadmaps.foundation.sentences import N_, Sentence, say
from roadmaps.moderation.models import Appeal
from roadmaps.moderation.queries import Waiting, open_appeals, open_flags, waiting_posts

NAME = "flags"


def points(ground: Ground) -> Iterable[Point]:
    """Each since it was written; what several have flagged is one point, since the first of them did."""
    flags: dict[tuple[object, ...], Waiting] = {}
    for one in open_flags(ground.session, ground.area_ids):
        flags.setdefault(tuple(one.facts.values()), one)
    found = [("flag", one) for one in flags.values()]
    found += [("appeal", one) for one in _appeals_for(ground)]
    found += [("post", one) for one in waiting_posts(ground.session, ground.area_ids)]
    for sort, one in found:
        yield Point(NAME, one.id, one.area_id, one.since, fact=(sort, one))


def tell(ground: Ground, waiting: list[Point]) -> Mapping[UUID, Told]:
    """What it is about and what it says. Who raised a flag is told to nobody."""
    names = person_names(ground.session, {one.fact[1].by_id for one in waiting if one.fact[1].by_id})
    return {point.key: _told(point.fact[0], point.fact[1], names) for point in waiting}


def _told(sort: str, waiting: Waiting, names: Mapping[UUID, str]) -> Told:
    who = names.get(waiting.by_id, "") if waiting.by_id else ""
    if sort == "flag":
        reason = waiting.reason or say("Something else")
        return Told(waiting.about or _WHOLE, say("Has been flagged: %(reason)s", reason=reason), who, waiting.words)
    return Told(_TITLES[sort], _WORDS[sort], who, waiting.words)


_WHOLE = say("The roadmap as a whole")
_TITLES: Mapping[str, Sentence] = {"appeal": say("A hidden comment"), "post": say("Written by somebody new")}
_WORDS: Mapping[str, Sentence] = {
    "appeal": say("Its author has appealed, and asks for a second look."),
    "post": say("Nobody else can read it before you have."),
}


def _appeals_for(ground: Ground) -> Iterator[Waiting]:
    """The appeals that the person may answer: not about what they wrote, nor, if anybody else can, what they hid."""
    found = open_appeals(ground.session, ground.area_ids)
    if not found:
        return
    hidden_by = dict(
        iter(
            ground.session.execute(
                select(Appeal.id, Appeal.hidden_by_id).where(Appeal.id.in_([one.id for one in found]))
            )
        )
    )
    coordinators = set(ground.session.scalars(active_coordinators().order_by(None).with_only_columns(Person.id)))
    me = ground.actor.person_id
    for one in found:
        others = (ground.leaders.get(one.area_id, set()) | coordinators) - {hidden_by[one.id], one.by_id}
        if one.by_id != me and (hidden_by[one.id] != me or not others):
            yield one


SOURCE = Source(NAME, N_("To look through"), points, tell, is_for_leaders=True)
