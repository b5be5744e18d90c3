"""What of a suggestion a program accepts: some of its changes, some fields of one, some places of a text."""

from collections.abc import Mapping, Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from roadmaps.api.shapes import Number, Shape, Wish
from roadmaps.foundation.errors import Conflict, Invalid
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.suggestions.hunks import hunks_of
from roadmaps.suggestions.models import Suggestion
from roadmaps.suggestions.rules.deciding import Part
from roadmaps.suggestions.standing import Standing, standings_of


class PlaceOut(Shape):
    """One place in a text where the suggestion says something else than the text does now."""

    number: int
    removed: str
    added: str


class AcceptedPart(Wish):
    """What of one suggested change is accepted."""

    change: Annotated[UUID, Field(description="The id of the change.")]
    fields: Annotated[
        list[str] | None,
        Field(max_length=50, description="Of an edit, these fields. Without it: all that are changed."),
    ] = None
    places: Annotated[
        dict[str, list[Number]],
        Field(description="Of a text field, these places alone. Tell `block_version` too, as they were counted in it."),
    ] = {}
    block_version: Number | None = None


class Acceptance(Wish):
    """What of a suggestion is accepted. Where something is left out, the reason tells why."""

    reason: Annotated[str, Field(max_length=2_000)] = ""
    parts: Annotated[
        list[AcceptedPart] | None, Field(min_length=1, max_length=50, description="Without it: the whole suggestion.")
    ] = None


def places_of(standing: Standing) -> dict[str, list[PlaceOut]]:
    """The places of each text that the change would alter, as the text is now."""
    if standing.now is None or standing.merged is None:
        return {}
    old, new = standing.now.content, standing.merged.content
    return {
        field.name: [PlaceOut(number=one.number, removed=one.removed, added=one.added) for one in hunks]
        for field in standing.fields
        if field.pieces and (hunks := hunks_of(old[field.name], new[field.name]))
    }


def parts_in(session: Session, suggestion: Suggestion, wanted: Sequence[AcceptedPart]) -> dict[UUID, Part]:
    """The same for the rules.

    :raises Invalid: when a change, a field or a place is none of the suggestion's
    :raises Conflict: when places were counted in another version of the block
    """
    standings = {one.change.id: one for one in standings_of(session, [suggestion])[suggestion.id]}
    if len({one.change for one in wanted}) < len(wanted):
        raise _wrong(say("Name each change once."))
    return {one.change: _part(one, standings) for one in wanted}


def _part(wanted: AcceptedPart, standings: Mapping[UUID, Standing]) -> Part:
    standing = standings.get(wanted.change)
    if standing is None:
        raise _wrong(say("The suggestion has no such change."))
    changed = [one.name for one in standing.fields]
    fields = changed if wanted.fields is None else [*wanted.fields, *wanted.places]
    if not set(fields) <= set(changed):
        raise _wrong(say("The suggestion does not change this field."))
    if changed and not fields:
        raise _wrong(say("Nothing is chosen. Choose what to accept, or decline the suggestion."))
    _check_places(wanted, standing)
    return Part(fields, wanted.places)


def _check_places(wanted: AcceptedPart, standing: Standing) -> None:
    if not wanted.places:
        return
    if standing.now is None or wanted.block_version != standing.now.number:
        raise Conflict(say("The text has changed since the places were counted. Read the suggestion again."))
    known = places_of(standing)
    for name, numbers in wanted.places.items():
        if not numbers or not set(numbers) <= {one.number for one in known.get(name, ())}:
            raise _wrong(say("The suggestion has no such place."))


def _wrong(sentence: Sentence) -> Invalid:
    return Invalid(sentence, {"parts": sentence})
