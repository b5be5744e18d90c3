"""What leaves no line: the site's notes to itself, and what people only look at.

Each is here with its reason. An act that writes anything else, or announces any other event, leaves a line.
"""

from collections.abc import Iterable

from roadmaps.foundation.changed_rows import Change, ChangedRow
from roadmaps.foundation.events import Event
from roadmaps.journal.telling import name_of

EVENTS = {
    "live.Updated": "every stroke of a key; the revision that comes of a session has its line, and tells its writers",
    "live.PeopleChanged": "who moves in a text, for a moment",
}
TABLES = {
    "change_marks": "that something is not as it was; what changed it has a line",
    "answered_requests": "what a program was answered, for when it asks the same again; what it did has a line",
    "chore_runs": "when the site last did what it does by itself; what it did has a line",
    "duties": "when the site's own work was last done; what it did has a line",
    "digest_marks": "up to when the news have been gathered for a letter",
    "journal_lines": "the journal itself",
    "journal_marks": "the journal itself",
    "journal_addresses": "the journal itself; that addresses have been thrown away is an event",
    "live_sessions": "a session of writing has lines when it is opened and closed, by its events",
    "live_updates": "the strokes of keys in an open session",
    "live_writers": "who is in an open session, and where",
    "search_documents": "made of what has a line already",
    "search_document_organisations": "made of what has a line already",
    "seen_marks": "what somebody has read is nobody's business",
    "share_link_days": "how often a link has been used, without by whom",
    "source_fetches": "when another site was last asked",
    "visits": "when somebody was here is nobody's business",
    "webhook_attempts": "what another system answered, which its page tells",
    "workers": "that a process is alive",
}
# Columns that may get another value without a line; None for any.
COLUMNS: dict[str, tuple[frozenset[str] | None, str]] = {
    "access_tokens": (frozenset({"used_at"}), "that a token is in use"),
    "sign_ins": (frozenset({"seen_at", "idle_until", "idle_minutes"}), "that a browser is in use"),
    "outgoing_mails": (None, "how far a letter has come, which the outbox tells; that it was written has a line"),
    "export_jobs": (None, "how far the making of a file has come; that it was asked for, and is ready, has lines"),
    "webhook_deliveries": (None, "how far a message has come, which the page of its receiver tells"),
    "webhooks": (
        frozenset({"claim", "claimed_until", "due_at", "failing_since", "failures", "last_sent"}),
        "that messages are being sent; who sets up, changes, pauses or ends has a line",
    ),
}


def is_quiet(events: Iterable[Event], rows: Iterable[ChangedRow]) -> bool:
    """Whether there is nothing to write down."""
    return all(name_of(type(event)) in EVENTS for event in events) and all(_is_quiet_row(row) for row in rows)


def _is_quiet_row(row: ChangedRow) -> bool:
    if row.table in TABLES:
        return True
    if row.change is not Change.CHANGED or row.table not in COLUMNS:
        return False
    columns, _reason = COLUMNS[row.table]
    return columns is None or (bool(row.columns) and columns.issuperset(row.columns))
