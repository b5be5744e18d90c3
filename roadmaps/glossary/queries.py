"""What can be asked of the glossary."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.accounts.names import slug_of
from roadmaps.foundation.errors import NotFound
from roadmaps.glossary.finding import names_of
from roadmaps.glossary.marking import Marker
from roadmaps.revisions.models import Block, BlockVersion, History, Revision
from roadmaps.revisions.states import BlockState, as_of, current, current_block

SUBJECT = "glossary"
# The three last letters, and those of the neighbours that sort as they do, stand after z.
_AFTER_Z = str.maketrans("åäæöø", "{||}}")
# There is one glossary, so its history has one identity; two first writers cannot begin two.
GLOSSARY_ID = UUID("0190f0a0-0000-7000-8000-676c6f737361")
# Parts of addresses that lead elsewhere.
_TAKEN = frozenset(("asked", "changes", "marks", "new"))


def glossary_history(session: Session) -> History | None:
    """The history of the glossary; None until the first term has been written."""
    return session.get(History, GLOSSARY_ID)


def terms(session: Session, number: int | None = None) -> list[BlockState]:
    """Every term, now or as of a change, in alphabetical order as Swedish has it (å, ä and ö last)."""
    history = glossary_history(session)
    if history is None:
        return []
    state = current(session, history) if number is None else as_of(session, history, number)
    return sorted(state, key=lambda term: swedish_order(term.content["title"]))


def find_term(session: Session, term_id: UUID) -> BlockState:
    """:raises NotFound: when there is no such term, or it has been removed."""
    history = glossary_history(session)
    if history is None:
        raise NotFound
    return current(session, history)[term_id]


def term_or_removed(session: Session, term_id: UUID) -> BlockState:
    """The term, also when somebody has removed it.

    :raises NotFound: when there never was such a term
    """
    found = current_block(session, term_id)
    if found is None or found.kind != "term":
        raise NotFound
    return found


def slugs_of(words: Sequence[BlockState]) -> dict[str, UUID]:
    """The part of its address that tells each term; of those called nearly the same, only the first has one."""
    slugs: dict[str, UUID] = {}
    for term in words:
        slug = slug_of(term.content["title"])
        if slug not in _TAKEN:
            slugs.setdefault(slug, term.id)
    return slugs


def term_called(session: Session, slug: str) -> BlockState:
    """The term at this address, or else the one that was last called so.

    :raises NotFound: when no term is or was called so, or the one that was has been removed
    """
    words = {term.id: term for term in terms(session)}
    found = slugs_of(list(words.values())).get(slug)
    if found is None:
        former = session.execute(
            select(BlockVersion.block_id, BlockVersion.title)
            .where(BlockVersion.history_id == GLOSSARY_ID, BlockVersion.block_id.in_(words))
            .order_by(BlockVersion.number.desc())
        )
        found = next((term_id for term_id, title in former if slug_of(title) == slug), None)
    if found is None:
        raise NotFound
    return words[found]


def versions_in(history_id: UUID) -> Select[BlockVersion]:
    """Everything that a history has ever said."""
    return select(BlockVersion).where(BlockVersion.history_id == history_id)


def number_then(session: Session, moment: datetime) -> int | None:
    """The glossary's newest change at that moment; None where the glossary was not there yet."""
    then = select(Revision.number).where(Revision.history_id == GLOSSARY_ID, Revision.written_at <= moment)
    return session.scalar(then.order_by(Revision.number.desc()).limit(1))


def marker_of(session: Session, number: int) -> Marker:
    """What marks the terms as they stood after a change, leading to what was said of them then."""
    history = glossary_history(session)
    end = "" if history and number == history.current else f"?as_of={number}"
    return Marker(
        (names_of(term.id, term.content) for term in terms(session, number)), lambda key: f"/glossary/{key}{end}"
    )


def addresses_of_terms(session: Session, names: Sequence[str]) -> Mapping[str, str]:
    """Where the terms with exactly these names are explained."""
    rows = session.execute(
        select(BlockVersion.title, Block.id)
        .join(Block, (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number))
        .join(History, History.id == Block.history_id)
        .where(History.subject == SUBJECT, BlockVersion.title.in_(names), BlockVersion.is_removed.is_(False))
    )
    return {title: f"/glossary/{term_id}" for title, term_id in rows}


def swedish_order(word: str) -> str:
    """What words are sorted by."""
    return word.casefold().translate(_AFTER_Z)
