"""What may become of webhooks, one file for each of what one does with them."""

from roadmaps.webhooks.rules.keeping import change, end, pause, renew_secret, resume, set_up
from roadmaps.webhooks.rules.replaying import replay_one, replay_since, send_trial
from roadmaps.webhooks.rules.writing import forget_old, write_messages

__all__ = [
    "change",
    "end",
    "forget_old",
    "pause",
    "renew_secret",
    "replay_one",
    "replay_since",
    "resume",
    "send_trial",
    "set_up",
    "write_messages",
]
