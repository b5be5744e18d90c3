"""Which suggestions would show files, for the list of an area's files. No Flask."""

import json
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.prose import files_in
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.models import Roadmap
from roadmaps.suggestions.models import NOT_FOR_ALL, SuggestedChange, Suggestion


def in_suggestions(session: Session, roadmap: Roadmap) -> Iterator[tuple[UUID, Sentence, str]]:
    """Each file with the suggestion that names it; of those that are not for all it is told that there is one."""
    proposed = (
        select(Suggestion.id, Suggestion.state, SuggestedChange.content)
        .join(SuggestedChange, SuggestedChange.suggestion_id == Suggestion.id)
        .where(Suggestion.roadmap_id == roadmap.id)
        .order_by(Suggestion.begun_at, SuggestedChange.position)
    )
    for suggestion_id, state, content in session.execute(proposed):
        for file_id in sorted(files_in(json.dumps(content))):
            is_known = state not in NOT_FOR_ALL
            yield (
                file_id,
                say("a suggestion") if is_known else say("a suggestion that is not sent yet"),
                f"/suggestions/{suggestion_id}" if is_known else "",
            )
