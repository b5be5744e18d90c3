"""What may happen with consultations: they are held in `holding`, answered in `answering` and `sending`, and what was
said is replied to in `replying` and published in `publishing`.
"""

from roadmaps.consultation.rules import answering, holding, publishing, replying, sending, working_in

__all__ = ["answering", "holding", "publishing", "replying", "sending", "working_in"]
