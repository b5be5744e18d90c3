"""What this room announces."""

from dataclasses import dataclass
from uuid import UUID

from roadmaps.foundation.events import Event


@dataclass(frozen=True)
class TextsTranslated(Event):
    """Recorded when texts of a block have been translated, or found to hold still."""

    roadmap_id: UUID
    area_id: UUID
    block_id: UUID
    language: str
    fields: tuple[str, ...]
    person_id: UUID | None


@dataclass(frozen=True)
class LanguagesChosen(Event):
    """Recorded when it has been chosen in which languages texts are read beside Swedish."""

    languages: tuple[str, ...]
    person_id: UUID | None
