"""Mentions of people and organisations in comments: “@” and a name, as it is written.

A name is sought in the clean HTML of the comment, outside of links and code, and stands for those of that name who may
read the thread. “@Anna Berg (Torsta)” tells two people of the same name apart.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from html import escape, unescape
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Membership, Organisation, Person
from roadmaps.accounts.queries import active_persons, counts_on, organisations
from roadmaps.areas.actors import load_actor
from roadmaps.areas.models import RoleGrant
from roadmaps.areas.queries import grants_in
from roadmaps.discussion.events import Mentioned
from roadmaps.discussion.models import Comment, CommentMention
from roadmaps.foundation.events import record
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_read

# Whoever wants to call more than these writes to all of them in another way.
MOST = 20
SHOWN = 8
LONGEST_QUERY = 60
_PIECES = re.compile(r'(<(?:[^>"]|"[^"]*")*>)')
_TAG = re.compile(r"</?([a-z0-9]+)")
_LETTER = re.compile(r"\w")
_SIGN = re.compile(r"(?<![\w@/.])@(?=\w)")
_SILENT = frozenset({"a", "code", "pre"})
_OF_PERSON = re.compile(r'<span class="mention mention-person">([^<]*)</span>')
UNNAMED = "@…"


@dataclass(frozen=True)
class Candidate:
    """Somebody or something that can be mentioned. `written` is what comes after the sign, `detail` tells more."""

    name: str
    detail: str
    written: str
    person_id: UUID | None = None
    organisation_id: UUID | None = None


def mentionable(session: Session, roadmap: Roadmap, query: str, *, on: date) -> list[Candidate]:
    """Those whose name has a word that begins so, as far as they may read the roadmap; who serves the area first."""
    wanted = " ".join(query[:LONGEST_QUERY].split()).casefold()
    if not wanted:
        return []
    fitting = [one for one in candidates(session, roadmap, on) if _fits(one.name, wanted)]
    serving = _serving(session, roadmap, on)

    def place(one: Candidate) -> tuple[bool, bool, str]:
        name = one.name.casefold()
        return not name.startswith(wanted), one.person_id is not None and one.person_id not in serving, name

    ordered = sorted(fitting, key=place)
    found: list[Candidate] = []
    for one in ordered:
        if len(found) < SHOWN and _may_be_told(session, one, roadmap, on):
            found.append(one)
    return found


def candidates(session: Session, roadmap: Roadmap, on: date) -> list[Candidate]:
    """The active people who have to do with the roadmap, and every organisation.

    Each with what is to be written to mean just that one.
    """
    near = active_persons().with_only_columns(Person.id, Person.name)
    if not roadmap.is_working_public:
        serving = grants_in(roadmap.area_id, on).order_by(None).with_only_columns(RoleGrant.person_id)
        near = near.where(or_(Person.is_coordinator, Person.id.in_(serving)))
    people = session.execute(near).all()
    acting = _organisations_of_people(session, on)
    names: dict[str, int] = defaultdict(int)
    for _, name in people:
        names[name.casefold()] += 1
    found = []
    for person_id, name in people:
        detail = acting.get(person_id, "")
        written = f"{name} ({detail})" if detail and names[name.casefold()] > 1 else name
        found.append(Candidate(name, detail, written, person_id=person_id))
    bodies = session.scalars(organisations())
    return found + [Candidate(one.name, one.short_name, one.name, organisation_id=one.id) for one in bodies]


def near(session: Session, roadmap: Roadmap, *, on: date) -> list[tuple[str, str]]:
    """Those who serve the area, and the organisations: what is written to mean each, and how a list names them."""
    serving = _serving(session, roadmap, on)
    offered = [one for one in candidates(session, roadmap, on) if one.organisation_id or one.person_id in serving]
    return [
        (one.written, f"{one.name} ({one.detail})" if one.person_id and one.detail else one.name) for one in offered
    ]


def mark(session: Session, roadmap: Roadmap, html: str, *, on: date) -> tuple[str, Sequence[Candidate]]:
    """The HTML with the names marked, and whom they stand for."""
    if "@" not in html:
        return html, ()
    known = _by_writing(session, roadmap, on)
    lengths = sorted({len(one) for one in known}, reverse=True)
    found: dict[UUID | None, Candidate] = {}

    @cache
    def may_be_told(one: Candidate) -> bool:
        return _may_be_told(session, one, roadmap, on)

    def marked(text: str) -> str:
        told: list[str] = []
        at = 0
        for sign in _SIGN.finditer(text):
            if sign.start() < at or len(found) >= MOST:
                continue
            length, meant = _longest(text, sign.end(), known, lengths)
            those = [one for one in meant if may_be_told(one)]
            if those:
                sort = " mention-person" if those[0].person_id else ""
                end = sign.end() + length
                told += [text[at : sign.start()], f'<span class="mention{sort}">{text[sign.start() : end]}</span>']
                at = end
                found.update({one.person_id or one.organisation_id: one for one in those})
        return "".join([*told, text[at:]])

    return _in_text(html, marked), list(found.values())


def keep(session: Session, comment: Comment, meant: Iterable[Candidate], *, by: UUID, at: datetime) -> None:
    """Store whom the comment mentions now; those who are new in it are announced."""
    before = {
        one.person_id or one.organisation_id: one
        for one in session.scalars(select(CommentMention).where(CommentMention.comment_id == comment.id))
    }
    after = {one.person_id or one.organisation_id: one for one in meant}
    for gone in before.keys() - after.keys():
        session.delete(before[gone])
    new = [one for key, one in after.items() if key not in before]
    for one in new:
        session.add(
            CommentMention(
                comment_id=comment.id,
                person_id=one.person_id,
                organisation_id=one.organisation_id,
                mentioned_at=at,
            )
        )
    session.flush()
    if new:
        people = tuple(one.person_id for one in new if one.person_id)
        bodies = tuple(one.organisation_id for one in new if one.organisation_id)
        record(session, Mentioned(comment.thread_id, comment.id, people, bodies, by, at))


def without_names(html: str) -> str:
    """The HTML for those who may not know the names of people."""
    return _OF_PERSON.sub(f'<span class="mention">{UNNAMED}</span>', html)


def unnamed(text: str, html: str) -> str:
    """The same for the comment's Markdown, by what is marked in its HTML."""
    for name in sorted({unescape(one) for one in _OF_PERSON.findall(html)}, key=len, reverse=True):
        text = text.replace(name, UNNAMED)
    return text


def _serving(session: Session, roadmap: Roadmap, on: date) -> set[UUID]:
    return set(session.scalars(grants_in(roadmap.area_id, on).order_by(None).with_only_columns(RoleGrant.person_id)))


def _organisations_of_people(session: Session, on: date) -> Mapping[UUID, str]:
    acting = select(Membership.person_id, Organisation.name).join(
        Organisation, Organisation.id == Membership.organisation_id
    )
    rows = session.execute(acting.where(counts_on(on)).order_by(Organisation.name.desc()))
    return dict(rows.all())


def _by_writing(session: Session, roadmap: Roadmap, on: date) -> Mapping[str, list[Candidate]]:
    """What can stand after the sign, as it stands in HTML; a name alone stands for all who have it."""
    known: dict[str, list[Candidate]] = defaultdict(list)
    for one in candidates(session, roadmap, on):
        short = one.detail if one.organisation_id else ""
        writings = {one.name, one.written, f"{one.name} ({one.detail})" if one.person_id and one.detail else "", short}
        for writing in writings - {""}:
            known[escape(writing, quote=False).lower()].append(one)
    return known


def _longest(
    text: str, start: int, known: Mapping[str, list[Candidate]], lengths: Sequence[int]
) -> tuple[int, Sequence[Candidate]]:
    """The longest known writing that stands in the text there, as whole words.

    :param lengths: of all that is known, the longest first
    """
    for length in lengths:
        end = start + length
        meant = known.get(text[start:end].lower())
        if meant and not _LETTER.match(text, end):
            return length, meant
    return 0, ()


def _in_text(html: str, act: Callable[[str], str]) -> str:
    pieces = _PIECES.split(html)
    depth = 0
    for index, piece in enumerate(pieces):
        if index % 2:
            name = _TAG.match(piece)
            if name and name[1] in _SILENT:
                depth += -1 if piece.startswith("</") else 1
        elif not depth:
            pieces[index] = act(piece)
    return "".join(pieces)


def _fits(name: str, wanted: str) -> bool:
    low = name.casefold()
    return low.startswith(wanted) or f" {wanted}" in low


def _may_be_told(session: Session, one: Candidate, roadmap: Roadmap, on: date) -> bool:
    """Organisations are public; of their people, those are told who may read the thread."""
    if one.person_id is None:
        return True
    return may_read(load_actor(session, one.person_id, on=on), roadmap)
