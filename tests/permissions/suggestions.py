"""Asks the policy of suggestions."""

from uuid import UUID

from roadmaps.foundation.ids import new_id
from roadmaps.roadmap.phases import Phase
from roadmaps.suggestions import policy
from roadmaps.suggestions.models import Suggestion, SuggestionState
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import Case, Scene


def a_suggestion(
    scene: Scene,
    person_id: UUID | None = None,
    *,
    state: SuggestionState = SuggestionState.OPEN,
    phase: Phase = Phase.BEING_WRITTEN,
    is_public: bool = True,
) -> Suggestion:
    """One on the roadmap here, by somebody else unless told."""
    roadmap = a_roadmap(scene.area, phase, is_public=is_public)
    return Suggestion(roadmap=roadmap, person_id=person_id or scene.other.id, organisation_id=None, state=state)


def own(actor, scene: Scene, **facts) -> Suggestion:
    """The caller's own."""
    return a_suggestion(scene, scene.my_id(actor), **facts)


def of(organisation_id: UUID, scene: Scene) -> Suggestion:
    """One that was made for an organisation."""
    return sent_for(organisation_id, a_suggestion(scene))


def sent_for(organisation_id: UUID, suggestion: Suggestion) -> Suggestion:
    """The same, for an organisation."""
    suggestion.organisation_id = organisation_id
    return suggestion


CASES = [
    Case(policy.may_suggest, lambda actor, scene: policy.may_suggest(actor, a_roadmap(scene.area))),
    Case(
        policy.may_suggest,
        lambda actor, scene: policy.may_suggest(actor, a_roadmap(scene.area, Phase.PAUSED)),
        "paused",
    ),
    Case(
        policy.may_suggest,
        lambda actor, scene: policy.may_suggest(actor, a_roadmap(scene.area, Phase.CLOSED)),
        "closed",
    ),
    Case(
        policy.may_read_suggestion,
        lambda actor, scene: policy.may_read_suggestion(actor, a_suggestion(scene)),
        "sent, shown to everyone",
    ),
    Case(
        policy.may_read_suggestion,
        lambda actor, scene: policy.may_read_suggestion(actor, a_suggestion(scene, is_public=False)),
        "sent, not shown to everyone",
    ),
    Case(
        policy.may_read_suggestion,
        lambda actor, scene: policy.may_read_suggestion(actor, a_suggestion(scene, state=SuggestionState.DRAFT)),
        "another's draft",
    ),
    Case(policy.may_mend, lambda actor, scene: policy.may_mend(actor, own(actor, scene)), "own, waiting"),
    Case(
        policy.may_mend,
        lambda actor, scene: policy.may_mend(actor, sent_for(scene.organisation_of(actor), own(actor, scene))),
        "own, waiting, for one's own organisation",
    ),
    Case(
        policy.may_mend,
        lambda actor, scene: policy.may_mend(actor, sent_for(new_id(), own(actor, scene))),
        "own, waiting, for an organisation that one has left",
    ),
    Case(
        policy.may_mend,
        lambda actor, scene: policy.may_mend(actor, sent_for(new_id(), own(actor, scene, state=SuggestionState.DRAFT))),
        "own draft, for an organisation that one has left",
    ),
    Case(
        policy.may_mend,
        lambda actor, scene: policy.may_mend(actor, own(actor, scene, state=SuggestionState.ACCEPTED)),
        "own, decided",
    ),
    Case(policy.may_mend, lambda actor, scene: policy.may_mend(actor, a_suggestion(scene)), "another's"),
    Case(policy.may_withdraw, lambda actor, scene: policy.may_withdraw(actor, own(actor, scene)), "own, waiting"),
    Case(policy.may_withdraw, lambda actor, scene: policy.may_withdraw(actor, a_suggestion(scene)), "another's"),
    Case(
        policy.may_take_stance,
        lambda actor, scene: policy.may_take_stance(actor, a_suggestion(scene), scene.organisation_of(actor)),
        "for one's own organisation",
    ),
    Case(
        policy.may_take_stance,
        lambda actor, scene: policy.may_take_stance(actor, a_suggestion(scene), None),
        "for no organisation",
    ),
    Case(policy.may_decide, lambda actor, scene: policy.may_decide(actor, a_suggestion(scene)), "waiting"),
    Case(
        policy.may_decide,
        lambda actor, scene: policy.may_decide(actor, a_suggestion(scene, state=SuggestionState.DECLINED)),
        "decided",
    ),
    Case(
        policy.may_take_back,
        lambda actor, scene: policy.may_take_back(actor, a_suggestion(scene, state=SuggestionState.DECLINED)),
        "declined",
    ),
    Case(
        policy.may_take_back,
        lambda actor, scene: policy.may_take_back(actor, a_suggestion(scene, state=SuggestionState.WITHDRAWN)),
        "withdrawn",
    ),
    Case(
        policy.may_read_suggestion,
        lambda actor, scene: policy.may_read_suggestion(actor, a_suggestion(scene, state=SuggestionState.UNSEEN)),
        "waits for a look",
    ),
    Case(
        policy.may_look_through,
        lambda actor, scene: policy.may_look_through(actor, a_suggestion(scene, state=SuggestionState.UNSEEN)),
        "waits for a look",
    ),
    Case(
        policy.may_look_through,
        lambda actor, scene: policy.may_look_through(actor, own(actor, scene, state=SuggestionState.UNSEEN)),
        "one's own waits for a look",
    ),
    Case(
        policy.may_read_suggestion,
        lambda actor, scene: policy.may_read_suggestion(actor, own(actor, scene, state=SuggestionState.DRAFT)),
        "one's own draft",
    ),
    Case(
        policy.may_mend,
        lambda actor, scene: policy.may_mend(actor, own(actor, scene, state=SuggestionState.DRAFT)),
        "own draft",
    ),
    Case(
        policy.may_withdraw,
        lambda actor, scene: policy.may_withdraw(actor, own(actor, scene, state=SuggestionState.UNSEEN)),
        "own, waits for a look",
    ),
    Case(
        policy.may_withdraw,
        lambda actor, scene: policy.may_withdraw(actor, own(actor, scene, state=SuggestionState.ACCEPTED)),
        "own, decided",
    ),
    Case(
        policy.may_look_through, lambda actor, scene: policy.may_look_through(actor, a_suggestion(scene)), "looked at"
    ),
    Case(
        policy.may_take_stance,
        lambda actor, scene: policy.may_take_stance(
            actor, of(scene.organisation_of(actor), scene), scene.organisation_of(actor)
        ),
        "for the organisation that proposed it",
    ),
    Case(
        policy.may_take_stance,
        lambda actor, scene: policy.may_take_stance(
            actor, a_suggestion(scene, state=SuggestionState.DECLINED), scene.organisation_of(actor)
        ),
        "decided",
    ),
    Case(
        policy.may_take_stance,
        lambda actor, scene: policy.may_take_stance(actor, of(new_id(), scene), scene.other.id),
        "for somebody else's organisation",
    ),
    Case(
        policy.may_take_stance,
        lambda actor, scene: policy.may_take_stance(actor, of(new_id(), scene), None),
        "proposed for an organisation, for none",
    ),
    Case(
        policy.may_take_back,
        lambda actor, scene: policy.may_take_back(actor, a_suggestion(scene, state=SuggestionState.NOT_RELEASED)),
        "never let through",
    ),
    Case(policy.may_take_back, lambda actor, scene: policy.may_take_back(actor, a_suggestion(scene)), "waiting"),
]
