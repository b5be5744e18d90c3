"""What may happen with consultations: they are prepared in `preparing` and held in `holding`, answered in `answering` and `sending`, and what was
said is sorted in `sorting`, replied to in `replying` and published in `publishing`.
"""

from roadmaps.consultation.rules import (
    answering,
    holding,
    preparing,
    publishing,
    replying,
    sending,
    sorting,
    working_in,
)

__all__ = ["answering", "holding", "preparing", "publishing", "replying", "sending", "sorting", "working_in"]
