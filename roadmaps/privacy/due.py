"""What is past its time, class by class: rows that lie before a moment, and what becomes of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, or_, select
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import day_of
from roadmaps.foundation.database import Base
from roadmaps.journal.rules import forget_addresses


@dataclass(frozen=True)
class Due:
    """Rows of one table that are past their time: they go, or (`cleared` given) some of their columns are emptied.

    Where the room that keeps them has a rule for it, `act` calls that; it returns how many there were.
    """

    table: Table
    condition: ColumnElement[bool]
    cleared: Mapping[str, object] = field(default_factory=dict)
    act: Callable[[Session], int] | None = None


def _t(name: str) -> Table:
    return Base.metadata.tables[name]


def past(table: str, *columns: str) -> Callable[[datetime], Sequence[Due]]:
    """The rows in which one of the moments lies before."""
    return lambda moment: [Due(_t(table), or_(*(_t(table).c[name] < moment for name in columns)))]


def all_past(*wanted: tuple[str, str]) -> Callable[[datetime], Sequence[Due]]:
    """The rows of several tables in which one moment lies before."""
    return lambda moment: [due for table, column in wanted for due in past(table, column)(moment)]


def _in(child: str, column: str, parent: str, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return _t(child).c[column].in_(select(_t(parent).c.id).where(condition))


def _over(table: str, moment: datetime, *columns: str) -> ColumnElement[bool]:
    return or_(*(_t(table).c[name] < moment for name in columns))


def links(moment: datetime) -> list[Due]:
    """Links in letters about what is over."""
    asked = _in(
        "consultees", "consultation_id", "consultations", _over("consultations", moment, "closed_at", "cancelled_at")
    )
    pulsed = _in("pulse_asked", "pulse_id", "pulses", _over("pulses", moment, "closed_at", "dropped_at"))
    weighing = _in(
        "weighers", "round_id", "weighing_rounds", _over("weighing_rounds", moment, "closed_at", "cancelled_at")
    )
    met = _in("meeting_participants", "meeting_id", "meetings", _over("meetings", moment, "ends_at"))
    return [
        Due(_t("consultee_links"), _in("consultee_links", "consultee_id", "consultees", asked)),
        Due(_t("pulse_links"), _in("pulse_links", "asked_id", "pulse_asked", pulsed)),
        Due(_t("weigher_links"), _in("weigher_links", "weigher_id", "weighers", weighing)),
        Due(
            _t("question_links"),
            _in("question_links", "question_id", "questions", _over("questions", moment, "expires_at")),
        ),
        Due(
            _t("meeting_participant_links"),
            _in("meeting_participant_links", "participant_id", "meeting_participants", met),
        ),
    ]


def addresses(moment: datetime) -> list[Due]:
    """Addresses of those who were asked about what is over, or told of something long ago."""
    told: tuple[tuple[str, ColumnElement[bool]], ...] = (
        (
            "consultees",
            _in(
                "consultees",
                "consultation_id",
                "consultations",
                _over("consultations", moment, "closed_at", "cancelled_at"),
            ),
        ),
        ("pulse_asked", _in("pulse_asked", "pulse_id", "pulses", _over("pulses", moment, "closed_at", "dropped_at"))),
        (
            "meeting_participants",
            _in("meeting_participants", "meeting_id", "meetings", _over("meetings", moment, "ends_at")),
        ),
        ("findings", _t("findings").c.came_at < moment),
        ("accessibility_reports", _t("accessibility_reports").c.answered_at < moment),
    )
    return [Due(_t(table), and_(condition, _t(table).c.email != ""), {"email": ""}) for table, condition in told]


def contacts(moment: datetime) -> list[Due]:
    """Contacts for calls that have closed, and of what was taken back."""
    interests, calls = _t("call_interests"), _t("calls")
    is_over = or_(
        interests.c.withdrawn_at < moment,
        interests.c.call_id.in_(
            select(calls.c.id).where(or_(calls.c.closes_on < day_of(moment), calls.c.withdrawn_at < moment))
        ),
    )
    has_one = or_(interests.c.contact_name != "", interests.c.contact_email != "")
    return [Due(interests, and_(is_over, has_one), {"contact_name": "", "contact_email": ""})]


def drafts(moment: datetime) -> list[Due]:
    """Suggestions that nobody sent, and drafts of answers to consultations that have closed."""
    suggestions, parts = _t("suggestions"), _t("draft_parts")
    closed = _in(
        "consultees", "consultation_id", "consultations", _over("consultations", moment, "closed_at", "cancelled_at")
    )
    return [
        Due(suggestions, and_(suggestions.c.state == "draft", suggestions.c.begun_at < moment)),
        Due(parts, _in("draft_parts", "consultee_id", "consultees", closed)),
    ]


def requests(moment: datetime) -> list[Due]:
    """The words of requests that have been answered; that they were asked and answered stays."""
    asked = _t("privacy_requests")
    has_words = or_(asked.c.words != "", asked.c.answer != "")
    return [Due(asked, and_(asked.c.answered_at < moment, has_words), {"words": "", "answer": ""})]


def network(moment: datetime) -> list[Due]:
    """Where acts came from; their lines keep a hash that tells nothing."""
    addresses, lines = _t("journal_addresses"), _t("journal_lines")
    old = addresses.c.number.in_(select(lines.c.number).where(lines.c.at < moment))
    return [Due(addresses, old, act=lambda session: forget_addresses(session, before=moment))]


def live_texts(moment: datetime) -> list[Due]:
    """The texts of sessions in which several wrote: what came of them stands in the history. Late words are waited for."""
    sessions, updates = _t("live_sessions"), _t("live_updates")
    waiting = select(updates.c.session_id).where(updates.c.is_late, updates.c.is_kept)
    is_over = and_(sessions.c.closed_at < moment, sessions.c.compacted_at < moment, sessions.c.state.is_not(None))
    return [Due(sessions, and_(is_over, sessions.c.id.not_in(waiting)), {"state": None, "base_text": ""})]


def farewells(moment: datetime) -> list[Due]:
    """The last letter to somebody who is gone, with the address that it went to."""
    letters = _t("outgoing_mails")
    # Where no mail server is chosen, nothing ever goes out or is given up.
    gone = or_(letters.c.sent_at < moment, letters.c.given_up_at < moment, letters.c.expires_at < moment)
    return [Due(letters, and_(letters.c.kind == "privacy/erased", gone))]


def elsewhere(_moment: datetime) -> list[Due]:
    """The room that keeps it sees to it with a chore of its own."""
    return []
