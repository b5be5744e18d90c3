"""What was sent by mail, as a list, and the files of the roadmap.

A letter's own text is never given out from here: it may hold a link that opens something, and says what the thing says
that it tells of.
"""

import re
from collections.abc import Iterator

from sqlalchemy import Row, select

from roadmaps.areas.models import AreaAddress
from roadmaps.consultation.models import Consultation
from roadmaps.discovery.models import Finding
from roadmaps.discussion.models import Comment, Thread
from roadmaps.files.models import StoredFile
from roadmaps.foundation.sentences import N_
from roadmaps.meetings.models import Meeting
from roadmaps.notifications.models import OutgoingMail
from roadmaps.public_records.gathering.period import Period
from roadmaps.public_records.things import Thing, ThingFile
from roadmaps.public_records.words import Sort
from roadmaps.revisions.models import Block
from roadmaps.suggestions.models import Suggestion

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def letters(period: Period) -> Iterator[Thing]:
    """Every letter that told of the roadmap or of something in it: when, to whom, and under which heading."""
    asked = (
        select(
            OutgoingMail.id,
            OutgoingMail.kind,
            OutgoingMail.to,
            OutgoingMail.subject,
            OutgoingMail.text,
            OutgoingMail.headers,
            OutgoingMail.written_at,
            OutgoingMail.sent_at,
        )
        .where(period.holds(OutgoingMail.written_at))
        .order_by(OutgoingMail.written_at)
    )
    about, titles = _ids_of(period), _titles_of(period)
    places = [f"/areas/{slug}" for slug in _slugs_of(period)]
    for one in period.session.execute(asked.execution_options(yield_per=500)):
        if not _is_about(one, about, titles, places):
            continue
        yield Thing(
            key=f"letter:{one.id}",
            sort=Sort.LETTER,
            at=one.written_at,
            title=one.subject,
            people=[one.to],
            facts=period.facts(
                (N_("Sort of letter"), one.kind),
                (N_("Sent"), period.day(one.sent_at) or period.say(N_("Not sent"))),
            ),
        )


def files(period: Period) -> Iterator[Thing]:
    """Every file that was put into the roadmap; of one that was removed only that it was there."""
    asked = select(StoredFile).where(StoredFile.roadmap_id == period.roadmap.id, period.holds(StoredFile.uploaded_at))
    for one in period.session.scalars(asked.order_by(StoredFile.uploaded_at)).unique():
        yield Thing(
            key=f"file:{one.id}",
            sort=Sort.FILE,
            at=one.uploaded_at,
            title=one.name,
            by=period.person(one.uploaded_by_id),
            organisation=period.organisation(one.uploaded_for_id),
            facts=period.facts(
                (N_("What it is"), period.say(one.kind.label)),
                (N_("What it shows"), one.alt),
                (N_("Why it was removed"), one.removal_reason),
            ),
            files=[] if one.is_removed else [ThingFile(one.name, one.media_type, one.size, one.sha256)],
            is_open=False,
            caution=period.say(N_("Removed")) if one.is_removed else "",
        )


def _is_about(one: Row[tuple[object, ...]], about: set[str], titles: list[str], places: list[str]) -> bool:
    told = f"{one.text} {one.headers.get('References', '')}"
    if any(re.search(re.escape(place) + r"(?![\w-])", told) for place in places):
        return True
    # The text of a letter with a secret is wiped once it is sent; its heading still tells what it was about.
    return not about.isdisjoint(_ID.findall(told)) or any(title in one.subject for title in titles)


def _ids_of(period: Period) -> set[str]:
    """Of everything in the roadmap that a letter can lead to."""
    roadmap = period.roadmap
    asked = (
        select(Thread.id).where(Thread.roadmap_id == roadmap.id),
        select(Comment.id).join(Thread, Thread.id == Comment.thread_id).where(Thread.roadmap_id == roadmap.id),
        select(Suggestion.id).where(Suggestion.roadmap_id == roadmap.id),
        select(Consultation.id).where(Consultation.roadmap_id == roadmap.id),
        select(Meeting.id).where(Meeting.area_id == roadmap.area_id),
        select(Finding.id).where(Finding.roadmap_id == roadmap.id),
        select(Block.id).where(Block.history_id == roadmap.history_id),
    )
    return {str(one) for query in asked for one in period.session.scalars(query)}


def _titles_of(period: Period) -> list[str]:
    roadmap = period.roadmap
    titles = [
        *period.session.scalars(select(Consultation.title).where(Consultation.roadmap_id == roadmap.id)),
        *period.session.scalars(select(Meeting.title).where(Meeting.area_id == roadmap.area_id)),
        roadmap.area.name,
        roadmap.area.name_en,
    ]
    return [one for one in titles if one]


def _slugs_of(period: Period) -> list[str]:
    earlier = period.session.scalars(select(AreaAddress.slug).where(AreaAddress.area_id == period.roadmap.area_id))
    return [period.roadmap.area.slug, *earlier]
