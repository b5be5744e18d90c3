"""Which marks an act moves. The rule is to move that of the site, which every page goes by: then no page that could show what was
done is taken for fresh. What is told of here is known to be seen in fewer places, or nowhere, and each has its reason.
"""

from collections.abc import Iterable

from roadmaps.foundation.changed_rows import Change, ChangedRow
from roadmaps.freshness.marks import RIGHTS, SITE, of_area, of_reader

# No page that is kept shows them.
NOWHERE = {
    "answered_requests": "answers to programs that ask twice",
    "asked_letters": "letters that were asked for at the door",
    "change_marks": "the marks themselves",
    "chore_runs": "when the site last did what it does by itself",
    "digest_marks": "up to when the news have been gathered for a letter",
    "duties": "what the site does by itself",
    "email_changes": "addresses that wait for being confirmed",
    "journal_addresses": "the journal has no kept pages",
    "journal_lines": "the journal has no kept pages",
    "journal_marks": "the journal has no kept pages",
    "kept_forms": "what somebody was sending while they showed again who they are",
    "live_updates": "the strokes of keys; the text changes with the revision",
    "outgoing_mails": "the outbox has no kept pages",
    "password_resets": "links in letters",
    "search_document_organisations": "the search has no kept pages",
    "search_documents": "the search has no kept pages",
    "sign_in_attempts": "somebody tried a password",
    "sign_in_links": "links in letters",
    "sign_ins": "who sits at a browser is asked with each request, and a page goes by it",
    "spent_challenges": "signing in by a device",
    "webhook_areas": "which systems are told",
    "webhook_attempts": "what was sent to other systems",
    "webhook_deliveries": "what was sent to other systems",
    "webhook_secrets": "which systems are told",
    "webhooks": "which systems are told",
    "workers": "that a process is alive",
    "wrong_codes": "somebody tried a code",
}
# Only the person whom the row names sees what became of it.
READERS_OWN = {
    "seen_marks": "what a leader has seen of the news in an area",
    "visits": "when somebody was last in a roadmap",
}
# Seen on the pages of the area that the row belongs to, on those of the county, and by those who have a role in the area.
AREAS_OWN = {
    "comment_mentions": "who was mentioned",
    "comment_versions": "what a comment said before",
    "comments": "comments on the roadmap",
    "live_sessions": "somebody writes in a block",
    "live_writers": "who writes in a block",
    "suggested_changes": "what a suggestion would change",
    "suggested_wordings": "how a suggestion has been worded",
    "suggestion_sources": "where a suggestion comes from",
    "suggestion_stances": "what an organisation thinks of a suggestion",
    "suggestion_turns": "what became of a suggestion",
    "suggestions": "suggestions for the roadmap",
    "thread_turns": "that a thread was resolved",
    "threads": "threads on the roadmap",
    "unclear_paragraphs": "that a paragraph was not understood",
}
# What the actor is made of.
RIGHTS_OF_PEOPLE = frozenset({"memberships", "mutes", "organisations", "persons", "role_grants"})
# While somebody writes, these change every few seconds, and nobody else's page tells of it.
QUIET_COLUMNS = {"live_writers": frozenset({"clock", "cursor", "has_pairs", "seen_at"})}


def moved_by(rows: Iterable[ChangedRow]) -> set[str]:
    """The names of the marks that the rows move."""
    told = [row for row in rows if row.table not in NOWHERE and not _is_quiet(row)]
    rights = {RIGHTS} if any(row.table in RIGHTS_OF_PEOPLE for row in told) else set()
    return rights | {_mark_of(row) for row in told}


def _mark_of(row: ChangedRow) -> str:
    """Where it is not at hand to whom or to which area a row belongs, it is the site that has changed."""
    if row.table in READERS_OWN:
        people = {one for name, one in row.belongs_to if name == "person_id"}
        return of_reader(people.pop()) if len(people) == 1 else SITE
    if row.table in AREAS_OWN:
        areas = {one for name, one in row.belongs_to if name == "area_id"}
        return of_area(areas.pop()) if len(areas) == 1 else SITE
    return SITE


def _is_quiet(row: ChangedRow) -> bool:
    quiet = QUIET_COLUMNS.get(row.table)
    return quiet is not None and row.change is Change.CHANGED and bool(row.columns) and quiet.issuperset(row.columns)
