"""How long each class of data is kept, and what is past its time.

What somebody might miss waits until a person has looked at it and approved; only what is of use to nobody goes by itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from roadmaps.foundation.sentences import N_
from roadmaps.live import keeping as live
from roadmaps.privacy import due
from roadmaps.privacy.erasing import take_away
from roadmaps.privacy.models import PeriodChoice
from roadmaps.privacy.register import Keeping
from roadmaps.roadmap import files_aside
from roadmaps.snapshots.rules import exporting

YEAR = 365


@dataclass(frozen=True)
class Period:
    """One class: how many days, within which bounds a coordinator may choose, and what is due before a moment."""

    key: Keeping
    label: str
    counted: str
    days: int
    due: Callable[[datetime], Sequence[due.Due]]
    is_by_itself: bool = False
    least: int = 30
    most: int = 10 * YEAR

    @property
    def is_fixed(self) -> bool:
        """Whether another room sees to it, always after the same time."""
        return self.due is due.elsewhere


def days_kept(session: Session) -> dict[Keeping, int]:
    """How long each class is kept now."""
    chosen = session.execute(
        select(PeriodChoice.period, PeriodChoice.days).order_by(PeriodChoice.chosen_at, PeriodChoice.id)
    ).all()
    latest: dict[str, int] = {row.period: row.days for row in chosen}
    return {key: latest.get(key.value, period.days) for key, period in PERIODS.items()}


def before(period: Period, days: int, at: datetime) -> datetime:
    """Everything older than that is past its time; a whole day, so that it stands still while one looks."""
    moment = at - timedelta(days=days)
    return moment if period.is_by_itself else moment.replace(hour=0, minute=0, second=0, microsecond=0)


def count_due(session: Session, period: Period, moment: datetime) -> dict[str, int]:
    """Table to how many rows."""
    counts: dict[str, int] = {}
    for one in period.due(moment):
        found = session.scalar(select(func.count()).select_from(one.table).where(one.condition)) or 0
        counts[one.table.name] = counts.get(one.table.name, 0) + found
    return {table: count for table, count in counts.items() if count}


def throw_away(session: Session, period: Period, moment: datetime) -> int:
    """Do it; return how many rows."""
    count = 0
    for one in period.due(moment):
        if one.act:
            count += one.act(session)
        elif one.cleared:
            done = session.execute(update(one.table).where(one.condition).values(dict(one.cleared)))
            count += done.rowcount  # type: ignore[attr-defined]
        else:
            count += take_away(session, one.table, one.condition)
    return count


_ALL: tuple[Period, ...] = (
    Period(
        Keeping.SIGN_INS,
        N_("Sign-ins"),
        N_("after they ended"),
        180,
        due.past("sign_ins", "ended_at", "expires_at", "idle_until"),
    ),
    Period(
        Keeping.INVITATIONS,
        N_("Invitations"),
        N_("after they were accepted, taken back or too old"),
        180,
        due.past("invitations", "accepted_at", "withdrawn_at", "expires_at"),
    ),
    Period(
        Keeping.LETTERS,
        N_("Letters that were sent"),
        N_("after they went out"),
        90,
        due.past("outgoing_mails", "sent_at", "given_up_at"),
    ),
    Period(Keeping.LINKS, N_("Links in letters"), N_("after what they are about is over"), YEAR, due.links),
    Period(
        Keeping.ADDRESSES,
        N_("E-mail addresses of those who were asked"),
        N_("after what they were asked about is over"),
        2 * YEAR,
        due.addresses,
    ),
    Period(Keeping.CONTACTS, N_("Contacts for calls for funding"), N_("after the call closed"), YEAR, due.contacts),
    Period(
        Keeping.DRAFTS,
        N_("Drafts that nobody sent"),
        N_("after they were begun, or what they answer closed"),
        YEAR,
        due.drafts,
    ),
    Period(
        Keeping.REQUESTS,
        N_("The words of what people ask about their data"),
        N_("after they were answered"),
        2 * YEAR,
        due.requests,
    ),
    Period(
        Keeping.READING,
        N_("How far people have read, and what they were reminded of"),
        N_("after the last time"),
        2 * YEAR,
        due.all_past(
            ("visits", "seen_at"),
            ("seen_marks", "upto"),
            ("reading_reminders", "reminded_at"),
            ("call_reminders", "reminded_at"),
        ),
        is_by_itself=True,
    ),
    Period(
        Keeping.NETWORK,
        N_("Network addresses in the journal"),
        N_("after the act"),
        YEAR,
        due.network,
        is_by_itself=True,
        most=2 * YEAR,
    ),
    Period(
        Keeping.RESETS,
        N_("Links for signing in, for a new password and for a new address"),
        N_("after they stopped working"),
        30,
        due.all_past(
            ("password_resets", "expires_at"), ("sign_in_links", "expires_at"), ("email_changes", "stops_until")
        ),
        is_by_itself=True,
        least=1,
        most=180,
    ),
    Period(
        Keeping.ATTEMPTS,
        N_("Attempts to sign in"),
        N_("after the attempt"),
        1,
        due.all_past(
            ("sign_in_attempts", "tried_at"),
            ("wrong_codes", "tried_at"),
            ("asked_letters", "asked_at"),
            ("kept_forms", "expires_at"),
        ),
        is_by_itself=True,
        least=1,
        most=30,
    ),
    Period(
        Keeping.FAREWELLS,
        N_("The last letter to somebody whose data was taken away"),
        N_("after it went out"),
        1,
        due.farewells,
        is_by_itself=True,
        least=1,
        most=30,
    ),
    Period(
        Keeping.PENDING,
        N_("Files that were sent and not confirmed"),
        N_("after they were sent"),
        files_aside.LASTS.days,
        due.elsewhere,
        is_by_itself=True,
    ),
    Period(
        Keeping.EXPORTS,
        N_("Files that were made for somebody"),
        N_("after they were made"),
        exporting.KEPT_FOR.days,
        due.elsewhere,
        is_by_itself=True,
    ),
    Period(
        Keeping.LIVE_TEXTS,
        N_("Texts on the way, where several wrote at once"),
        N_("after every letter of them went"),
        180,
        due.live_texts,
        is_by_itself=True,
        most=YEAR,
    ),
    Period(
        Keeping.LIVE,
        N_("Every letter on the way, where several wrote at once"),
        N_("after they were done"),
        live.COMPACT_AFTER.days,
        due.elsewhere,
        is_by_itself=True,
    ),
)
PERIODS: Mapping[Keeping, Period] = {one.key: one for one in _ALL}
