"""What the doors of this room answer with."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.bringing_in import rules
from roadmaps.bringing_in.drafts import Built, Draft
from roadmaps.bringing_in.kind_words import JOIN, OUT
from roadmaps.bringing_in.models import PendingPaper
from roadmaps.bringing_in.reading import DATA
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, Refusal
from roadmaps.foundation.prose import excerpt
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.models import Revision
from roadmaps.revisions.states import current
from roadmaps.roadmap.doors import roadmap_at
from roadmaps.roadmap.files_aside import LASTS
from roadmaps.roadmap.kinds.choices import word_of
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Names, Shown, shown
from roadmaps.snapshots.rules import look_at_document
from roadmaps.spreadsheets.languages import in_both_languages
from roadmaps.strategy.queries import names_of_elements
from roadmaps.web.identity import the_actor
from roadmaps.web.work import change, reading

Fact = tuple[str, Sequence[Shown]]


def fillable_at(slug: str, session: Session | None = None) -> Roadmap:
    """The roadmap at this address, for the reader to fill.

    :raises NotFound: when it is not for the reader to know of
    :raises NotAllowed: when it is not the reader's to fill, or not now
    """
    roadmap = roadmap_at(slug, session)
    rules.check_allowed(session or reading(), roadmap, the_actor())
    return roadmap


def start_page(slug: str, error: Sentence | None = None) -> ResponseReturnValue:
    """The form that takes a file."""
    roadmap = fillable_at(slug)
    page = render_template("bringing_in/start.html", roadmap=roadmap, is_empty=_is_empty(roadmap), error=error)
    return page, 422 if error else 200


def take_file(slug: str) -> ResponseReturnValue:
    """Put the file aside, and show what becomes of it; or the form again, with what is wrong with the file."""
    fillable_at(slug)
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return start_page(slug, say("Choose a file first."))
    data = sent.read()
    sent.close()
    try:
        read = rules.read_sent(sent.filename, data)
        with change() as session:
            roadmap = fillable_at(slug, session)
            pending = rules.keep_file(session, roadmap, sent.filename, read, actor=the_actor(), at=now())
    except Invalid as refusal:
        return start_page(slug, refusal.sentence)
    return redirect(url_for("bringing_in.show", slug=slug, paper_id=pending.id), 303)


def preview_page(
    slug: str, paper_id: UUID, refusal: Refusal | None = None, *, status: int = 200
) -> ResponseReturnValue:
    """What would become of the file now, by the choices made so far."""
    roadmap = fillable_at(slug)
    pending = rules.find_pending(reading(), roadmap, paper_id, actor=the_actor(), at=now())
    if pending.confirmed_at is not None:
        return _in_place_already(slug)
    return (_data_page if pending.sort == DATA else _paper_page)(roadmap, pending, refusal), status


def keep_choices(slug: str, paper_id: UUID) -> None:
    """Keep what the form says."""
    with change() as session:
        roadmap = fillable_at(slug, session)
        pending = rules.find_pending(session, roadmap, paper_id, actor=the_actor(), at=now())
        if pending.confirmed_at is None and pending.sort != DATA:
            shown_now = rules.preview_of(session, roadmap, pending, in_both_languages())
            rules.choose(session, pending, request.form, shown_now)


def write_file(slug: str, paper_id: UUID) -> ResponseReturnValue:
    """Write what has been shown; or show it again, with what stands in the way."""
    # What was chosen is kept also when it turns out that it has not been shown yet.
    keep_choices(slug, paper_id)
    try:
        with change() as session:
            revision = _write(session, fillable_at(slug, session), paper_id)
    except rules.MovedOn as moved:
        return preview_page(slug, paper_id, moved, status=409)
    except Invalid as refusal:
        return preview_page(slug, paper_id, refusal, status=422)
    if revision is None:
        return _in_place_already(slug)
    flash(_("The file is in its place. New blocks: %(number)s.", number=len(revision.facts)), "good")
    return redirect(url_for("roadmap.show", slug=slug), 303)


def _write(session: Session, roadmap: Roadmap, paper_id: UUID) -> Revision | None:
    pending = rules.find_pending(session, roadmap, paper_id, actor=the_actor(), at=now())
    if pending.sort == DATA:
        creates = request.form.get("create_organisations") == "1"
        return rules.confirm_data(session, roadmap, pending, create_organisations=creates, actor=the_actor(), at=now())
    return rules.confirm(
        session,
        roadmap,
        pending,
        seal=request.form.get("seal", ""),
        summary=request.form.get("summary", ""),
        translates=in_both_languages(),
        actor=the_actor(),
        at=now(),
    )


def _paper_page(roadmap: Roadmap, pending: PendingPaper, refusal: Refusal | None) -> str:
    built = rules.preview_of(reading(), roadmap, pending, in_both_languages())
    # What cannot be is told beside each choice; anything else that stands in the way comes before it.
    is_told = isinstance(refusal, Invalid) and bool(refusal.fields)
    return render_template(
        "bringing_in/preview.html",
        roadmap=roadmap,
        pending=pending,
        lasts=LASTS,
        built=built,
        kinds=[ROADMAP[name] for name in rules.KINDS],
        counts=_counts(built),
        facts=_facts(roadmap, built),
        excerpt=excerpt,
        join=JOIN,
        out=OUT,
        seal=rules.seal_of(built),
        refusal=refusal.sentence if refusal and not is_told else None,
        faults=built.faults,
        summary=request.values.get("summary", "")[:300],
    )


def _data_page(roadmap: Roadmap, pending: PendingPaper, refusal: Refusal | None) -> str:
    look = look_at_document(reading(), roadmap, pending.told)
    counts = Counter(block.kind for block in look.read.blocks)
    return render_template(
        "bringing_in/data.html",
        roadmap=roadmap,
        pending=pending,
        lasts=LASTS,
        look=look,
        counts=[(kind.plural, counts[kind.name]) for kind in ROADMAP if counts[kind.name]],
        refusal=refusal.sentence if refusal else None,
        may_create=the_actor().is_coordinator,
    )


def _counts(built: Built) -> list[tuple[str, int]]:
    counts = Counter(draft.kind for draft in built.drafts)
    counts["responsibility"] = sum(len(draft.filled.parts) for draft in built.drafts)
    return [(kind.plural, counts[kind.name]) for kind in ROADMAP if counts[kind.name]]


def _facts(roadmap: Roadmap, built: Built) -> Mapping[str, Sequence[Fact]]:
    """What has been understood of each part, by its key: labels, as messages, with what will be said there."""
    organisations = {str(key): name for key, name in reading().execute(select(Organisation.id, Organisation.name))}
    blocks = {str(one.id): ROADMAP[one.kind].title_of(one.content) for one in current(reading(), roadmap.history)}
    names = Names(
        blocks | {draft.key: draft.title for draft in built.drafts},
        organisations,
        {str(key): name for key, name in names_of_elements(reading()).items()},
    )
    return {one.key: _facts_of(one.draft, names, is_point=one.sort == "point") for one in built.entries if one.draft}


def _facts_of(draft: Draft, names: Names, *, is_point: bool) -> Sequence[Fact]:
    kind = ROADMAP[draft.kind]
    content = {
        **draft.filled.content,
        **{name: keys if kind.asks()[name].takes_many else keys[0] for name, keys in draft.points.items()},
    }
    found: list[Fact] = [
        (ask.label, shown(kind, name, content, names))
        for name, ask in kind.asks().items()
        if name not in {kind.title_field, *kind.prose_fields()} and name in content
    ]
    prose = [
        (kind.asks()[name].label, [excerpt(content[name])])
        for name in kind.prose_fields()
        if content.get(name) and (is_point or name != "text")
    ]
    parts = [(word_of(part), [names.organisations[str(key)]]) for key, (part, _note) in draft.filled.parts.items()]
    return [*found, *parts, *prose]


def _is_empty(roadmap: Roadmap) -> bool:
    return not current(reading(), roadmap.history).blocks


def _in_place_already(slug: str) -> ResponseReturnValue:
    flash(_("The file is in its place already."), "info")
    return redirect(url_for("roadmap.show", slug=slug), 303)
