"""The shape of the register: for each table that tells of people, why it is there and what erasure does to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from roadmaps.foundation.sentences import N_

# Stands for the name that a person gets by erasure, where a column holds a name in words.
PSEUDONYM = "\0pseudonym"


class Purpose(StrEnum):
    """Why something is kept. Each has its ground in the General Data Protection Regulation."""

    ACCOUNT = "account"
    SECURITY = "security"
    ROLES = "roles"
    WRITING = "writing"
    DECIDING = "deciding"
    ASKING = "asking"
    TELLING = "telling"
    DRAFTS = "drafts"
    ACCOUNTING = "accounting"

    @property
    def label(self) -> str:
        """What it is called."""
        return _PURPOSES[self][0]

    @property
    def why(self) -> str:
        """Why it is kept."""
        return _PURPOSES[self][1]

    @property
    def ground(self) -> str:
        """On which ground in law."""
        return _PURPOSES[self][2]


_PUBLIC_TASK = N_("It is needed for a task in the public interest (article 6.1 e).")
_LEGAL_DUTY = N_("The law demands it (article 6.1 c).")
_RECORD = N_(
    "It is needed for a task in the public interest (article 6.1 e), and is kept as an official document (article 6.1 c)."
)
_PURPOSES: dict[Purpose, tuple[str, str, str]] = {
    Purpose.ACCOUNT: (
        N_("The account"),
        N_("So that people can sign in and be told apart."),
        _PUBLIC_TASK,
    ),
    Purpose.SECURITY: (
        N_("Signing in safely"),
        N_("So that nobody else comes in as you, and so that you can see where you are signed in."),
        _PUBLIC_TASK,
    ),
    Purpose.ROLES: (
        N_("Who represents whom"),
        N_("So that everybody knows who speaks for an organisation and who leads an area."),
        _PUBLIC_TASK,
    ),
    Purpose.WRITING: (
        N_("What people write"),
        N_("So that one can tell how the text of a roadmap came about, and for whom each part was written."),
        _RECORD,
    ),
    Purpose.DECIDING: (
        N_("What people decide"),
        N_("So that one can tell what was decided, when, by whom and why."),
        _RECORD,
    ),
    Purpose.ASKING: (
        N_("Asking organisations and people"),
        N_("So that those who are asked get the question, and an answer to what they said."),
        _PUBLIC_TASK,
    ),
    Purpose.TELLING: (
        N_("Telling what is new"),
        N_("So that you are told of what you follow, and of nothing twice."),
        _PUBLIC_TASK,
    ),
    Purpose.DRAFTS: (
        N_("What is not finished"),
        N_("So that what you have begun is there when you come back."),
        _PUBLIC_TASK,
    ),
    Purpose.ACCOUNTING: (
        N_("Looking after the data itself"),
        N_("So that whoever answers for the data can show that it is looked after as the law says."),
        _LEGAL_DUTY,
    ),
}


class Keeping(StrEnum):
    """How long something is kept. Most have a class in `roadmaps.privacy.periods`."""

    ACCOUNT = "account"
    HISTORY = "history"
    SIGN_INS = "sign_ins"
    ATTEMPTS = "attempts"
    RESETS = "resets"
    INVITATIONS = "invitations"
    LETTERS = "letters"
    LINKS = "links"
    ADDRESSES = "addresses"
    CONTACTS = "contacts"
    READING = "reading"
    DRAFTS = "drafts"
    PENDING = "pending"
    EXPORTS = "exports"
    LIVE = "live"
    LIVE_TEXTS = "live_texts"
    NETWORK = "network"
    REQUESTS = "requests"
    FAREWELLS = "farewells"


class Fate(StrEnum):
    """What erasure does to the rows that are a person's own."""

    STAYS = "stays"
    GOES = "goes"

    @property
    def label(self) -> str:
        """The words for people, as a catalogue message."""
        return {
            Fate.STAYS: N_("Stays, under a name that does not tell who it was"),
            Fate.GOES: N_("Goes"),
        }[self]


@dataclass(frozen=True)
class Through:
    """The rows belong to those of another table: column there to column here."""

    table: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Kept:
    """One table that tells of people.

    `own` are columns with the id of the person whose the row is, `deeds` those with the id of somebody who did
    something to a row that is not theirs. `addresses` hold the e-mail address of whom the row is about, and `hashed`
    its hash. `names` hold names in words; `anonymous` keys that lead back to nobody. `secrets` and `bulky` are given out
    to nobody. `cleared` tells what erasure writes in which column of the rows that stay. Where `goes_when` is given, only
    such rows go.
    """

    table: str
    what: str
    purpose: Purpose
    keeping: Keeping = Keeping.HISTORY
    own: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    hashed: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    anonymous: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    bulky: tuple[str, ...] = ()
    through: Through | None = None
    fate: Fate = Fate.STAYS
    cleared: Mapping[str, object] = field(default_factory=dict)
    goes_when: Mapping[str, str] = field(default_factory=dict)
    # Only where the address is theirs: somebody else's contact may stand in a row that they wrote.
    is_cleared_by_address: bool = False

    @property
    def about_people(self) -> frozenset[str]:
        """The columns that lead to somebody."""
        return frozenset((*self.own, *self.deeds, *self.addresses, *self.hashed, *self.names, *self.anonymous))


def by(parent: str, column: str) -> Through:
    """That the rows belong to those of another table, whose id stands in a column here."""
    return Through(parent, {"id": column})
