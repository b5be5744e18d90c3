"""Drawing the evidence for each criterion from the records, and naming plainly what is missing."""

from roadmaps.binder.evidence.facts import facts_of
from roadmaps.binder.evidence.gaps import gaps_in
from roadmaps.binder.evidence.groups import groups_in
from roadmaps.binder.evidence.parts import Gap, Group, Item

__all__ = ["Gap", "Group", "Item", "facts_of", "gaps_in", "groups_in"]
