"""What may happen in moderation. Hiding, locking, muting and releasing are rules of the rooms below."""

from roadmaps.moderation.rules.appeals import answer_appeal, appeal, close_appeal
from roadmaps.moderation.rules.flags import flag, settle_flags, settle_hidden
from roadmaps.moderation.rules.news import mark_seen

__all__ = [
    "answer_appeal",
    "appeal",
    "close_appeal",
    "flag",
    "mark_seen",
    "settle_flags",
    "settle_hidden",
]
