"""Reading what stands of a roadmap in a language. A fixed number of queries, however large it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.foundation.errors import NotFound
from roadmaps.revisions.states import BlockState, State, current, current_block, versions_at
from roadmaps.revisions.text_diff import diff_words, fold
from roadmaps.roadmap.models import Roadmap
from roadmaps.translating.queries import translations_of, translations_of_block
from roadmaps.translating.standing import Part, Standing, Text, part_of, parts_of
from roadmaps.translating.wording import by_text, worded

Before = Mapping[tuple[UUID, int], BlockState]


def state_in(session: Session, roadmap: Roadmap, state: State, language: str) -> State:
    """The state as it is read in the language; the state itself when nothing of it is translated. One query."""
    versions = by_text(session.scalars(translations_of(roadmap, language)))
    return worded(state, versions, language) if versions else state


def parts_in(session: Session, roadmap: Roadmap, language: str) -> list[Part]:
    """Every block of the roadmap with texts, and how they stand in the language."""
    versions = by_text(session.scalars(translations_of(roadmap, language)))
    return parts_of(current(session, roadmap.history), versions)


def part_in(session: Session, block_id: UUID, language: str) -> Part:
    """One block of a roadmap with what has changed in it since it was translated.

    :raises NotFound: when it has been removed, or says nothing that could be translated
    """
    block = current_block(session, block_id)
    if block is None or block.is_removed:
        raise NotFound
    part = part_of(block, by_text(translations_of_block(session, block_id, language)))
    if not part.texts:
        raise NotFound
    return with_changes(session, [part])[0]


def with_changes(session: Session, parts: Sequence[Part]) -> list[Part]:
    """The blocks with, for each translation that is behind, what has changed in the Swedish since it was made."""
    wanted = {
        (part.block.id, text.translation.made_from)
        for part in parts
        for text in part.texts
        if text.standing is Standing.BEHIND and text.translation
    }
    before = versions_at(session, wanted)
    return [replace(part, texts=[_with_changes(part, text, before) for text in part.texts]) for part in parts]


def _with_changes(part: Part, text: Text, before: Before) -> Text:
    then = before.get((part.block.id, text.translation.made_from)) if text.translation else None
    if then is None or text.standing is not Standing.BEHIND:
        return text
    before_now = str(then.content.get(text.field) or "")
    return text if before_now == text.source else replace(text, since=fold(diff_words(before_now, text.source)))
