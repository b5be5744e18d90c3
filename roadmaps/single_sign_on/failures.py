"""Why somebody who comes back from a provider is not let in, and what each is told."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from roadmaps.foundation.sentences import Sentence, say


class Why(StrEnum):
    """The reason, for the page and for the record."""

    NOT_BEGUN = "not_begun"
    STOPPED = "stopped"
    UNREACHABLE = "unreachable"
    NOT_BELIEVED = "not_believed"
    UNKNOWN = "unknown"
    UNTIED = "untied"
    DEACTIVATED = "deactivated"
    OTHERS = "others"
    OTHER_ACCOUNT = "other_account"
    NOT_RECENT = "not_recent"

    @property
    def is_worth_a_line(self) -> bool:
        """Whether it says something about who may come in, and not only about a link that was opened too late."""
        return self not in {Why.NOT_BEGUN, Why.STOPPED, Why.UNREACHABLE}

    @property
    def status(self) -> int:
        """Of the page that tells it."""
        return 503 if self is Why.UNREACHABLE else 400 if self in {Why.NOT_BEGUN, Why.STOPPED} else 403


class NotLetIn(Exception):
    """Raised where the way in by a provider ends. `detail` is for the log of the operator and shown to nobody."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(f"{why.value}: {detail}" if detail else why.value)
        self.why = why
        self.detail = detail


def told(why: Why, provider: str) -> Sentence:
    """What the page says; the provider by the name that people know it by."""
    return _TOLD[why](provider)


_TOLD: Mapping[Why, Callable[[str], Sentence]] = {
    Why.NOT_BEGUN: lambda _: say(
        "This way in was begun somewhere else, or too long ago. Begin again from the page for signing in."
    ),
    Why.STOPPED: lambda name: say("You stopped at %(provider)s, or it did not let you through.", provider=name),
    Why.UNREACHABLE: lambda name: say(
        "%(provider)s does not answer just now. Try again in a while, or sign in another way.", provider=name
    ),
    Why.NOT_BELIEVED: lambda name: say(
        "What %(provider)s answered cannot be trusted, so nobody was let in. "
        "Try again; if it happens again, tell a coordinator.",
        provider=name,
    ),
    Why.UNKNOWN: lambda name: say("Your account at %(provider)s is not tied to anybody here.", provider=name),
    Why.UNTIED: lambda name: say(
        "You have untied your account at %(provider)s. Sign in another way and tie it again on your own page.",
        provider=name,
    ),
    Why.DEACTIVATED: lambda _: say("Your account here is closed. Write to a coordinator if you think that is wrong."),
    Why.OTHERS: lambda name: say("That account at %(provider)s is tied to somebody else here.", provider=name),
    Why.OTHER_ACCOUNT: lambda name: say(
        "That is not the account at %(provider)s that is tied to you here.", provider=name
    ),
    Why.NOT_RECENT: lambda name: say(
        "%(provider)s did not ask you again who you are. Show it here in another way.", provider=name
    ),
}
