"""What can be asked of the glossary."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.models import Block, BlockVersion, History
from roadmaps.revisions.states import BlockState, current, current_block

SUBJECT = "glossary"
# The three last letters, and those of the neighbours that sort as they do, stand after z.
_AFTER_Z = str.maketrans("åäæöø", "{||}}")
# There is one glossary, so its history has one identity; two first writers cannot begin two.
GLOSSARY_ID = UUID("0190f0a0-0000-7000-8000-676c6f737361")


def glossary_history(session: Session) -> History | None:
    """The history of the glossary; None until the first term has been written."""
    return session.get(History, GLOSSARY_ID)


def terms(session: Session) -> list[BlockState]:
    """Every term, in alphabetical order as Swedish has it (å, ä and ö last)."""
    history = glossary_history(session)
    return sorted(current(session, history), key=lambda term: _swedish_order(term.content["title"])) if history else []


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


def addresses_of_terms(session: Session, names: Sequence[str]) -> Mapping[str, str]:
    """Where the terms with exactly these names are explained."""
    rows = session.execute(
        select(BlockVersion.title, Block.id)
        .join(Block, (Block.id == BlockVersion.block_id) & (Block.current == BlockVersion.number))
        .join(History, History.id == Block.history_id)
        .where(History.subject == SUBJECT, BlockVersion.title.in_(names), BlockVersion.is_removed.is_(False))
    )
    return {title: f"/glossary/{term_id}" for title, term_id in rows}


def _swedish_order(word: str) -> str:
    return word.casefold().translate(_AFTER_Z)
