"""Who may do what with suggestions, one sentence each."""

from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.suggestions.models import Suggestion, SuggestionState


def may_suggest(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who may comment on the roadmap; also on text that is locked or rests, as a suggestion changes nothing."""
    return roadmap_policy.may_comment(actor, roadmap)


def may_read_suggestion(actor: Actor | None, suggestion: Suggestion) -> bool:
    """Those who may read the roadmap's working version; what is not for all only its author and those who lead.

    A draft is its author's alone.
    """
    if not suggestion.state.is_for_all:
        is_led = suggestion.state is not SuggestionState.DRAFT and roadmap_policy.may_moderate(
            actor, suggestion.roadmap
        )
        return is_led or _is_own(actor, suggestion)
    return roadmap_policy.may_read(actor, suggestion.roadmap)


def may_mend(actor: Actor | None, suggestion: Suggestion) -> bool:
    """The one who made it, while it is a draft or waits, for the organisation still, and the roadmap takes comments."""
    if actor is None or actor.person_id != suggestion.person_id or not may_suggest(actor, suggestion.roadmap):
        return False
    if suggestion.state is SuggestionState.DRAFT:
        return True
    return suggestion.is_open and not has_left(actor, suggestion)


def has_left(actor: Actor, suggestion: Suggestion) -> bool:
    """Whether the person no longer acts for the organisation that it stands for."""
    return suggestion.organisation_id is not None and suggestion.organisation_id not in dict(actor.organisations)


def may_withdraw(actor: Actor | None, suggestion: Suggestion) -> bool:
    """The one who made it, while it waits; also when the roadmap takes no more comments."""
    return _is_own(actor, suggestion) and (suggestion.is_open or suggestion.state is SuggestionState.UNSEEN)


def may_look_through(actor: Actor | None, suggestion: Suggestion) -> bool:
    """The area's process leaders, about what somebody new has sent and nobody has looked at."""
    is_unseen = suggestion.state is SuggestionState.UNSEEN
    return is_unseen and not _is_own(actor, suggestion) and roadmap_policy.may_moderate(actor, suggestion.roadmap)


def may_take_stance(actor: Actor | None, suggestion: Suggestion, organisation_id: UUID | None) -> bool:
    """Those who may comment and act for the organisation, which is not the proposer's own, while it waits."""
    if actor is None or organisation_id == suggestion.organisation_id:
        return False
    return (
        suggestion.is_open and organisation_id in dict(actor.organisations) and may_suggest(actor, suggestion.roadmap)
    )


def may_decide(actor: Actor | None, suggestion: Suggestion) -> bool:
    """The area's process leaders, also about what they proposed themselves, while it waits."""
    return suggestion.is_open and roadmap_policy.may_moderate(actor, suggestion.roadmap)


def may_take_back(actor: Actor | None, suggestion: Suggestion) -> bool:
    """The area's process leaders, once it has been decided; what its proposer withdrew stays so."""
    stays = {SuggestionState.WITHDRAWN, SuggestionState.NOT_RELEASED}
    is_decided = suggestion.state.is_decided and suggestion.state not in stays
    return is_decided and roadmap_policy.may_moderate(actor, suggestion.roadmap)


def _is_own(actor: Actor | None, suggestion: Suggestion) -> bool:
    return actor is not None and actor.person_id == suggestion.person_id
