"""The words that calls choose among: states, currencies, what organisations want, and what somebody thinks of an application."""

from enum import StrEnum

from roadmaps.foundation.sentences import N_


class CallState(StrEnum):
    """Whether one can apply. Reckoned from the days, and never kept."""

    OPEN = "open"
    COMING = "coming"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            CallState.OPEN: N_("Open for applications"),
            CallState.COMING: N_("Not open yet"),
            CallState.CLOSED: N_("Closed for applications"),
            CallState.WITHDRAWN: N_("Taken back"),
        }[self]

    @property
    def is_ahead(self) -> bool:
        """Whether one can apply, now or later."""
        return self in {CallState.OPEN, CallState.COMING}


class Currency(StrEnum):
    """In what the call counts."""

    SEK = "sek"
    EUR = "eur"
    NOK = "nok"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Currency.SEK: N_("Swedish kronor"),
            Currency.EUR: N_("Euro"),
            Currency.NOK: N_("Norwegian kroner"),
        }[self]


class Wish(StrEnum):
    """What an organisation wants with a call."""

    APPLIES = "applies"
    SEEKS_PARTNERS = "seeks_partners"
    TAKES_PART = "takes_part"

    @property
    def label(self) -> str:
        """What the organisation says, as a catalogue message."""
        return {
            Wish.APPLIES: N_("We want to apply"),
            Wish.SEEKS_PARTNERS: N_("We want to apply, and seek partners"),
            Wish.TAKES_PART: N_("We want to take part in what somebody else applies for"),
        }[self]

    @property
    def heading(self) -> str:
        """What stands above those who want the same, as a catalogue message."""
        return {
            Wish.APPLIES: N_("Want to apply"),
            Wish.SEEKS_PARTNERS: N_("Seek partners"),
            Wish.TAKES_PART: N_("Want to take part"),
        }[self]


class CallTurnSort(StrEnum):
    """What has happened to a call."""

    ADDED = "added"
    CHANGED = "changed"
    TOLD = "told"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """What happened, as a catalogue message."""
        return {
            CallTurnSort.ADDED: N_("The call was added"),
            CallTurnSort.CHANGED: N_("The call was changed"),
            CallTurnSort.TOLD: N_("Those whose activities fit were told"),
            CallTurnSort.WITHDRAWN: N_("The call was taken back"),
            CallTurnSort.RETURNED: N_("The call counts again"),
        }[self]


class Standpoint(StrEnum):
    """What those who lead an area think of an application, by its roadmap."""

    SUPPORTS = "supports"
    CONDITIONS = "conditions"
    OPPOSES = "opposes"

    @property
    def label(self) -> str:
        """The word for people, as a catalogue message."""
        return {
            Standpoint.SUPPORTS: N_("The application fits the roadmap"),
            Standpoint.CONDITIONS: N_("It fits the roadmap, on conditions"),
            Standpoint.OPPOSES: N_("It does not fit the roadmap"),
        }[self]
