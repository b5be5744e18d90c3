"""What was written in the roadmap: its changes, its frozen versions, and the reports on it."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import or_, select

from roadmaps.follow_up.draft import Draft, Told
from roadmaps.follow_up.kinds import REPORT, Finding
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.queries import draft_as_of
from roadmaps.foundation.sentences import N_
from roadmaps.public_records.gathering.period import Period
from roadmaps.public_records.things import Fact, Thing
from roadmaps.public_records.words import Sort
from roadmaps.revisions.models import Block, BlockVersion, How, Revision
from roadmaps.revisions.states import BlockState, current
from roadmaps.roadmap.history import names_in, tell
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Names
from roadmaps.snapshots.models import Snapshot, SnapshotKind


def revisions(period: Period) -> Iterator[Thing]:
    """Every change of the text: why, and what each block read from then on."""
    session, history = period.session, period.roadmap.history
    found = session.scalars(
        select(Revision)
        .where(Revision.history_id == history.id, period.holds(Revision.written_at))
        .order_by(Revision.number)
    ).all()
    names = names_in(session, current(session, history), viewer=None)
    texts = _texts_of(period, names, [one.number for one in found])
    for told in tell(session, found):
        revision = told.revision
        writers = [one.person for one in told.writers if one.person]
        yield Thing(
            key=f"revision:{revision.id}",
            sort=Sort.REVISION,
            at=revision.written_at,
            title=period.say(N_("Change %(number)s"), number=revision.number),
            by=", ".join(writers),
            people=[told.approver] if told.approver else [],
            organisation=", ".join(told.organisations),
            facts=period.facts(
                (N_("How"), period.say(How(revision.how).label)),
                (N_("Why"), revision.summary),
                (N_("Approved for"), told.approver_organisation),
            ),
            texts=texts[revision.number],
            is_open=period.is_public,
        )


def versions(period: Period) -> Iterator[Thing]:
    """Every frozen version, with all that it says."""
    asked = select(Snapshot).where(Snapshot.roadmap_id == period.roadmap.id, period.holds(Snapshot.frozen_at))
    for snapshot in period.session.scalars(asked.order_by(Snapshot.number)):
        yield Thing(
            key=f"version:{snapshot.id}",
            sort=Sort.VERSION,
            at=snapshot.frozen_at,
            title=snapshot.title,
            by=period.person(snapshot.frozen_by_id),
            organisation=period.organisation(snapshot.frozen_for_id),
            facts=period.facts(
                (N_("Number"), snapshot.number),
                (N_("For what"), period.say(snapshot.sort.label)),
                (N_("Who decided"), snapshot.decision_body),
                (N_("Decided on"), period.day(snapshot.decided_on)),
                (N_("Paragraph"), snapshot.paragraph),
                (N_("Registry number"), snapshot.registry_number),
                (N_("Note"), snapshot.note),
                ("SHA-256", snapshot.sha256),
            ),
            texts=_texts_of_version(period, snapshot.content),
            is_open=period.is_public or SnapshotKind(snapshot.kind).is_public,
        )


def reports(period: Period) -> Iterator[Thing]:
    """Every report on the area that was begun or finished in the days; what is not printed of one by itself."""
    begun_or_finished = or_(period.holds(FollowUp.begun_at), period.holds(FollowUp.finished_at))
    asked = select(FollowUp).where(FollowUp.area_id == period.roadmap.area_id, begun_or_finished)
    for report in period.session.scalars(asked.order_by(FollowUp.begun_at)).unique():
        thing = Thing(
            key=f"report:{report.id}",
            sort=Sort.REPORT,
            at=report.finished_at or report.begun_at,
            title=f"{period.day(report.from_on)} – {period.day(report.until_on)}",
            by=period.person(report.finished_by_id or report.begun_by_id),
            organisation=period.organisation(report.begun_for_id),
        )
        draft = draft_as_of(period.session, report)
        printed, left_out = list(_printed(period, draft)), list(_left_out(period, draft))
        if report.is_finished:
            yield replace(thing, texts=printed, is_open=True)
        else:
            caution = period.say(N_("A draft that was not finished"))
            yield replace(thing, texts=[*printed, *left_out], people=_commenters(draft), caution=caution)
        if report.is_finished and left_out:
            key, caution = f"report_rest:{report.id}", period.say(N_("Not printed in the report"))
            yield replace(thing, key=key, texts=left_out, people=_commenters(draft), caution=caution)


def _printed(period: Period, draft: Draft) -> Iterator[Fact]:
    """What stands in a report as everybody reads it."""
    yield from _block_of_report(period, draft.memorandum)
    for told in draft.chapters:
        if not told.is_printed:
            continue
        yield from _block_of_report(period, told.block, ("title", "text"))
        for one in told.printed:
            yield from _block_of_report(period, one, _shown_in(told) if one.kind == Finding.name else None)


def _left_out(period: Period, draft: Draft) -> Iterator[Fact]:
    """What only those who wrote a report have read: chapters and findings that were left out, drafted words, comments."""
    for told in draft.chapters:
        if not told.is_printed:
            yield from _block_of_report(period, told.block, ("title", "text"))
        for one in told.entries:
            if not told.is_printed or one not in told.printed:
                yield from _block_of_report(period, one)
            elif one.kind == Finding.name:
                drafted = () if one.content["told"] == one.content["sentence"] else ("told",)
                yield from _block_of_report(period, one, (*(("sentence",) if told.is_table else ()), *drafted))
        for remark, _who, _when in told.remarks:
            yield from _block_of_report(period, remark)


def _shown_in(chapter: Told) -> Sequence[str]:
    """The fields of a finding that its chapter shows."""
    return ("thing", "before", "after") if chapter.is_table else ("sentence",)


def _block_of_report(period: Period, block: BlockState, fields: Collection[str] | None = None) -> Iterator[Fact]:
    """What a block says in some of its fields, or in all of them."""
    kind = REPORT[block.kind]
    content = {name: value for name, value in block.content.items() if fields is None or name in fields}
    if said := period.fields(kind, content, Names({}, {})):
        yield period.say(kind.label), said


def _commenters(draft: Draft) -> list[str]:
    return sorted({who for told in draft.chapters for _remark, who, _when in told.remarks})


def _texts_of(period: Period, names: Names, numbers: list[int]) -> dict[int, list[Fact]]:
    """What each block read from a revision on, by the number of the revision."""
    texts: dict[int, list[Fact]] = defaultdict(list)
    if not numbers:
        return texts
    asked = (
        select(BlockVersion, Block.kind)
        .join(Block, Block.id == BlockVersion.block_id)
        .where(
            BlockVersion.history_id == period.roadmap.history_id,
            BlockVersion.number.between(min(numbers), max(numbers)),
        )
        .order_by(BlockVersion.number, BlockVersion.rank, BlockVersion.block_id)
    )
    for version, kind in period.session.execute(asked):
        state = BlockState.of(version, kind)
        label = period.say(ROADMAP[kind].label)
        if state.is_removed:
            label = period.say(N_("%(kind)s, removed"), kind=label)
        texts[version.number].append((label, period.fields(ROADMAP[kind], state.content, names)))
    return texts


def _texts_of_version(period: Period, content: str) -> list[Fact]:
    told = json.loads(content)
    blocks = {one["id"]: ROADMAP[one["kind"]].title_of(one["content"]) for one in told["blocks"]}
    organisations = {one["id"]: one["name"] for one in told["organisations"]}
    elsewhere = {one["id"]: one["name"] for one in told.get("elsewhere", ())}
    names = Names(blocks, organisations, elsewhere, elsewhere)
    return [
        (period.say(ROADMAP[one["kind"]].label), period.fields(ROADMAP[one["kind"]], one["content"], names))
        for one in told["blocks"]
    ]
