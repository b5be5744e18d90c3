"""Suggestions as one reader sees them, gathered with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.accounts.policy import may_see_names
from roadmaps.accounts.queries import person_names
from roadmaps.revisions.states import current
from roadmaps.revisions.text_diff import Piece
from roadmaps.roadmap.history import names_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.values import Names
from roadmaps.suggestions import policy
from roadmaps.suggestions.hunks import Hunk, pieces_with_hunks
from roadmaps.suggestions.models import Stance, Suggestion, SuggestionStance, SuggestionTurn
from roadmaps.suggestions.queries import stances_on, turns_of
from roadmaps.suggestions.standing import Standing, standings_of


@dataclass(frozen=True)
class By:
    """Who it was: the name is empty for those who may not know it."""

    person: str
    organisation: str


@dataclass(frozen=True)
class Shown:
    """One suggestion for one reader."""

    suggestion: Suggestion
    by: By
    standings: Sequence[Standing]
    stances: Sequence[tuple[SuggestionStance, str]]
    may_mend: bool
    may_withdraw: bool
    may_decide: bool
    may_take_back: bool
    may_take_stance: bool
    mine: SuggestionStance | None

    @property
    def title(self) -> str:
        """What it is about: the first of the blocks that it wants to change."""
        return self.standings[0].title if self.standings else ""

    @property
    def supporters(self) -> list[str]:
        """The organisations that support it."""
        return [name for said, name in self.stances if said.stance is Stance.SUPPORTS]

    @property
    def holding_back(self) -> list[str]:
        """The organisations that something holds back."""
        return [name for said, name in self.stances if said.stance is Stance.HOLDS_BACK]

    @property
    def is_clean(self) -> bool:
        """Whether all of it can be accepted as it stands."""
        return all(one.is_clean for one in self.standings)


def show(session: Session, suggestions: Iterable[Suggestion], *, actor: Actor | None) -> list[Shown]:
    """The suggestions in the order given; which, is for the caller to have asked."""
    wanted = list(suggestions)
    standings = standings_of(session, wanted)
    stances: dict[UUID, list[SuggestionStance]] = defaultdict(list)
    for said in session.scalars(stances_on([one.id for one in wanted])):
        stances[said.suggestion_id].append(said)
    spoken = {one.organisation_id for one in wanted} | {
        said.organisation_id for many in stances.values() for said in many
    }
    organisations = _organisations(session, spoken)
    people = person_names(session, {one.person_id for one in wanted}) if may_see_names(actor) else {}
    return [
        Shown(
            suggestion=one,
            by=By(people.get(one.person_id, ""), organisations.get(one.organisation_id, "")),
            standings=standings[one.id],
            stances=[(said, organisations.get(said.organisation_id, "")) for said in stances[one.id]],
            may_mend=policy.may_mend(actor, one),
            may_withdraw=policy.may_withdraw(actor, one),
            may_decide=policy.may_decide(actor, one),
            may_take_back=policy.may_take_back(actor, one),
            may_take_stance=policy.may_take_stance(actor, one, actor.acting_for_id if actor else None),
            mine=next(
                (said for said in stances[one.id] if actor and said.organisation_id == actor.acting_for_id), None
            ),
        )
        for one in wanted
    ]


def turns_for(session: Session, suggestion: Suggestion, *, actor: Actor | None) -> list[tuple[SuggestionTurn, By]]:
    """What has happened to it, with who did it."""
    turns = session.scalars(turns_of(suggestion)).all()
    organisations = _organisations(session, {one.organisation_id for one in turns})
    people = person_names(session, {one.person_id for one in turns if one.person_id}) if may_see_names(actor) else {}
    return [
        (
            one,
            By(people.get(one.person_id, "") if one.person_id else "", organisations.get(one.organisation_id, "")),
        )
        for one in turns
    ]


def names_for(session: Session, roadmap: Roadmap, *, viewer: Actor | None) -> Names:
    """What the identities in proposed values are called."""
    return names_in(session, current(session, roadmap.history), viewer=viewer)


def places_in(standing: Standing, name: str) -> list[Piece | Hunk]:
    """The text of a field with its single changes, each to be chosen or not."""
    old = standing.now.content.get(name) if standing.now else ""
    new = standing.merged.content.get(name) if standing.merged else ""
    return pieces_with_hunks(str(old or ""), str(new or ""))


def _organisations(session: Session, ids: Iterable[UUID | None]) -> Mapping[UUID | None, str]:
    wanted = {one for one in ids if one}
    if not wanted:
        return {}
    rows = session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted)))
    return dict(iter(rows))
