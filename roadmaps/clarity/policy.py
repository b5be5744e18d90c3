"""Who may do what about what is hard to understand, one sentence each."""

from roadmaps.accounts.actors import Actor
from roadmaps.glossary.policy import may_write_glossary
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap


def may_say_unclear(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Everybody who may read the working version, also without an account, until the roadmap is closed."""
    if not roadmap.state.is_open_for_comments or roadmap.area.is_archived:
        return False
    is_muted = actor is not None and actor.muted_until(roadmap.area_id) is not None
    return roadmap_policy.may_read(actor, roadmap) and not is_muted


def may_read_unclear(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who may write in the roadmap, and those who lead it in any of its states."""
    return roadmap_policy.may_write(actor, roadmap) or roadmap_policy.may_moderate(actor, roadmap)


def may_mark_explained(actor: Actor | None, roadmap: Roadmap) -> bool:
    """Those who may read what was not understood."""
    return may_read_unclear(actor, roadmap)


def may_ask_for_word(_actor: Actor | None) -> bool:
    """Everybody, also without an account."""
    return True


def may_answer_asked_words(actor: Actor | None) -> bool:
    """Those who write the glossary."""
    return may_write_glossary(actor)
