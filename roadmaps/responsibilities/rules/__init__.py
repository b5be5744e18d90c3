"""What may happen with questions: they are asked in `asking`, and answered in `answering`."""

from roadmaps.responsibilities.rules.answering import Subject, answer_at_home, answer_question
from roadmaps.responsibilities.rules.asking import ask_again, ask_for_leads, ask_for_statuses, set_interval

__all__ = [
    "Subject",
    "answer_at_home",
    "answer_question",
    "ask_again",
    "ask_for_leads",
    "ask_for_statuses",
    "set_interval",
]
