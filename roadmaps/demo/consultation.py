"""The demo's consultation of 2025: asked, answered by six organisations, replied to and published."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.consultation.models import Consultation, Point
from roadmaps.consultation.points import points_in
from roadmaps.consultation.reading import frozen_text
from roadmaps.consultation.rules import answering, holding, preparing, publishing, replying, sending, sorting
from roadmaps.consultation.rules.answering import Typed
from roadmaps.consultation.words import PartSort, Reply
from roadmaps.consultation.writers import Writer
from roadmaps.demo.world import World, content, moment
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from roadmaps.suggestions.models import SourceSort
from roadmaps.suggestions.rules import Source

_FACTS = ("title", "purpose", "reading_guide", "registry_number", "questions", "opens_on", "closes_on")
AFTERNOON = 6 * 60
Told = dict[str, Any]


def hold_consultation(session: Session, world: World, roadmaps: dict[str, Roadmap]) -> None:
    """From the first day to the published compilation."""
    told = content("consultation.toml")
    asked = told["consultation"]
    consultation = _begin(session, world, roadmaps[asked["roadmap"]], asked)
    for answer in told["answers"]:
        _answer(session, world, consultation, answer)
    for one in told["declined"]:
        actor = world.actor(session, one["by"], one["on"])
        consultee = answering.come(session, consultation, _own(actor), actor=actor, at=moment(one["on"]))
        writer, at = Writer(actor.name, actor), moment(one["on"])
        answering.decline(session, consultee, reason=one["reason"], writer=writer, at=at)
    _reply(session, world, consultation, told)


def _begin(session: Session, world: World, roadmap: Roadmap, asked: Told) -> Consultation:
    on, actor = asked["begun_on"], world.actor(session, asked["by"], asked["begun_on"])
    kind = SnapshotKind.CONSULTATION.value
    frozen = select(Snapshot).where(Snapshot.roadmap_id == roadmap.id, Snapshot.kind == kind)
    snapshot = session.scalars(frozen).unique().one()
    at = moment(on, AFTERNOON)
    # The states of the demo's roadmaps are told in files of their own.
    facts = preparing.Facts(**{name: asked[name] for name in _FACTS}, sets_state=False)
    consultation = preparing.prepare(session, roadmap, snapshot, facts, actor=actor, at=at)
    everyone = [preparing.Asked("", world.organisations[key].id) for key in asked["invited"]]
    preparing.invite(session, consultation, everyone, actor=actor, at=at)
    holding.confirm(session, consultation, actor=actor, at=at)
    return consultation


def _answer(session: Session, world: World, consultation: Consultation, told: Told) -> None:
    actor, at = world.actor(session, told["by"], told["on"]), moment(told["on"])
    consultee = answering.come(session, consultation, _own(actor), actor=actor, at=at)
    writer = Writer(actor.name, actor)
    answering.save(session, consultee, list(_typed(consultation, told)), writer=writer, at=at)
    for one in told.get("proposals", ()):
        answering.propose(
            session,
            consultee,
            world.blocks[consultation.roadmap.area.slug, one["block"]],
            {"text": one["text"]},
            motive=one["motive"],
            sources=[Source(SourceSort.DOCUMENT, one["source"])],
            version=0,
            writer=writer,
            at=at,
        )
    if "letter" in told:
        answering.add_letter(session, consultee, f"{told['letter']}.pdf", _pdf(told), writer=writer, at=at)
    sending.submit(session, consultee, signed_by=told["signed_by"], writer=writer, at=at)


def _typed(consultation: Consultation, told: Told) -> Iterable[Typed]:
    if "text" in told:
        yield Typed(PartSort.STATEMENT, "", {"text": told["text"]}, 0)
    for number, text in told.get("questions", {}).items():
        yield Typed(PartSort.QUESTION, str(consultation.questions[int(number) - 1].id), {"text": text}, 0)
    for section, (view, text) in told.get("views", {}).items():
        yield Typed(PartSort.VIEW, section, {"view": view, "text": text}, 0)


def _reply(session: Session, world: World, consultation: Consultation, told: Told) -> None:
    asked = told["consultation"]
    closed_on, published_on = asked["closed_on"], asked["published_on"]
    leader = world.actor(session, asked["by"], closed_on)
    holding.close(session, consultation, next_step="", actor=leader, at=moment(closed_on))
    at, actor = moment(published_on), world.actor(session, asked["by"], published_on)
    pieces = next(one["pieces"] for one in told["answers"] if "pieces" in one)
    letter = next(one for one in points_in(session, consultation.id) if one.sort is PartSort.LETTER)
    places = frozen_text(session, consultation).places
    for place, words in pieces:
        sorting.split(session, letter, [words], place, places=places, actor=actor, at=at)
    points = points_in(session, consultation.id)
    for one in told["joined"]:
        head = _beginning(points, one["with"])
        sorting.join(session, [_beginning(points, one["said"])], head, actor=actor, at=at)
    for one in told["replies"]:
        point = _beginning(points, one["said"])
        replying.reply(session, [point], Reply(one["reply"]), words=one["words"], actor=actor, at=at)
        if "change" in one:
            replying.tie_to_revision(session, point, one["change"], actor=actor, at=at)
    publishing.publish(session, consultation, actor=actor, at=moment(published_on, AFTERNOON))


def _beginning(points: Iterable[Point], words: str) -> Point:
    return next(one for one in points if one.words.startswith(words))


def _own(actor: Any) -> Any:
    assert actor.acting_for_id is not None
    return actor.acting_for_id


def _pdf(told: Told) -> bytes:
    """A letter of one page, as small as a PDF can be."""
    lines = [told["letter"], "", *(words for _place, words in told["pieces"])]
    rows = [row for line in lines for row in _rows(line)]
    drawn = "BT /F1 11 Tf 60 780 Td 16 TL " + " ".join(f"({_escaped(row)}) Tj T*" for row in rows) + " ET"
    stream = drawn.encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
            b" /Encoding /WinAnsiEncoding >> >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer


def _rows(line: str, width: int = 85) -> list[str]:
    rows = [""]
    for word in line.split():
        if len(rows[-1]) + len(word) >= width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return [*rows, ""]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
