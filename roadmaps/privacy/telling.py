"""The register as people read it: why something is kept, what that is, for how long, and what becomes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from roadmaps.foundation.sentences import N_, Sentence, say, say_number
from roadmaps.privacy.periods import PERIODS, days_kept
from roadmaps.privacy.register import REGISTER, Fate, Keeping, Kept, Purpose

_WITHOUT_PERIOD: Mapping[Keeping, str] = {
    Keeping.ACCOUNT: N_("As long as you have an account."),
    Keeping.HISTORY: N_(
        "As long as the roadmap that it belongs to, which is archived. After an erasure it leads to nobody."
    ),
}


@dataclass(frozen=True)
class Told:
    """One purpose with everything that is kept for it."""

    purpose: Purpose
    entries: Sequence[tuple[Kept, Sentence]]

    @property
    def together(self) -> Sequence[tuple[Sequence[Kept], Sentence, Fate]]:
        """Those that are kept equally long and fare the same by an erasure, the shortest lists first."""
        groups: dict[tuple[Keeping, Fate], tuple[list[Kept], Sentence, Fate]] = {}
        for entry, how_long in self.entries:
            groups.setdefault((entry.keeping, entry.fate), ([], how_long, entry.fate))[0].append(entry)
        return sorted(groups.values(), key=lambda group: len(group[0]))


def told(session: Session | None) -> list[Told]:
    """Purpose by purpose; without a session with the days that the product comes with."""
    days = days_kept(session) if session else {key: period.days for key, period in PERIODS.items()}
    found = []
    for purpose in Purpose:
        entries = [(one, how_long(one.keeping, days)) for one in REGISTER.values() if one.purpose == purpose]
        if entries:
            found.append(Told(purpose, entries))
    return found


def how_long(keeping: Keeping, days: Mapping[Keeping, int]) -> Sentence:
    """How long something is kept, in words."""
    period = PERIODS.get(keeping)
    if period is None:
        return say(_WITHOUT_PERIOD[keeping])
    return say_number(
        "%(num)s day %(counted)s.", "%(num)s days %(counted)s.", days[keeping], counted=say(period.counted)
    )
