"""The doors of the interface, one file for things that belong together. Each asks the room that owns the thing."""

from roadmaps.api.resources import (
    areas,
    blocks,
    calendar,
    discussion,
    following_up,
    plan,
    revisions,
    roadmaps,
    suggestions,
    who,
)

__all__ = [
    "areas",
    "blocks",
    "calendar",
    "discussion",
    "following_up",
    "plan",
    "revisions",
    "roadmaps",
    "suggestions",
    "who",
]
