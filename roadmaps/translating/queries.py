"""What can be asked about translations and languages."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from roadmaps.revisions.models import Block
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.written import SOURCE
from roadmaps.translating.languages import KNOWN, SWEDISH, USUAL, Language
from roadmaps.translating.models import LanguageChoice, Translation


def languages_used(session: Session) -> list[Language]:
    """The languages that texts are read in, beside Swedish, in the order of the list."""
    chosen = {one.language: one.is_used for one in session.scalars(language_choices())}
    return [one for one in KNOWN.values() if chosen.get(one.code, one.code in USUAL)]


def codes_used(session: Session) -> list[str]:
    """The codes of all languages that texts are read in, that of the roadmaps first."""
    return [SOURCE, *(one.code for one in languages_used(session))]


def language_called(session: Session, code: str) -> Language | None:
    """A language in which texts are read, by its code; None for Swedish and for what is not used."""
    return next((one for one in languages_used(session) if one.code == code), None)


def name_of(code: str) -> str:
    """What a language is called, as a catalogue message; its code where it is not known."""
    return SWEDISH.label if code == SOURCE else KNOWN[code].label if code in KNOWN else code


def language_choices() -> Select[LanguageChoice]:
    """What has been chosen, oldest first."""
    return select(LanguageChoice).order_by(LanguageChoice.chosen_at, LanguageChoice.id)


def translations_of(
    roadmap: Roadmap, language: str | None = None, *, at: datetime | None = None
) -> Select[Translation]:
    """Every version of the translations of a roadmap's texts, newest first; those of one language, and until a moment."""
    found = (
        select(Translation)
        .join(Block, Block.id == Translation.block_id)
        .where(Block.history_id == roadmap.history_id)
        .order_by(Translation.number.desc())
    )
    if language is not None:
        found = found.where(Translation.language == language)
    return found if at is None else found.where(Translation.written_at <= at)


def languages_begun(session: Session, roadmap: Roadmap) -> list[str]:
    """The codes of the languages in use that something of the roadmap is translated into, in the order of the list."""
    found = set(
        session.scalars(
            select(Translation.language)
            .join(Block, Block.id == Translation.block_id)
            .where(Block.history_id == roadmap.history_id)
            .distinct()
        )
    )
    return [one.code for one in languages_used(session) if one.code in found] if found else []


def translations_of_block(session: Session, block_id: UUID, language: str) -> Sequence[Translation]:
    """Every version of the translations of a block's texts, newest first."""
    found = select(Translation).where(Translation.block_id == block_id, Translation.language == language)
    return session.scalars(found.order_by(Translation.number.desc())).all()
