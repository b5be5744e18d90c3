"""What this room's forms hold. A field's name tells which text it is about, as which texts there are depends on the block."""

from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from roadmaps.roadmap.doors import number_in
from roadmaps.translating.rules import TextConflict, Wish

TEXT, BASED_ON, HOLDS = "text-", "based_on-", "holds-"


@dataclass(frozen=True)
class Typed:
    """What was sent for a block: what each text is to say, and from which version of the block it was translated."""

    wishes: Mapping[str, Wish]
    made_from: int

    @classmethod
    def of(cls, form: MultiDict[str, str]) -> "Typed":
        """What a form sent."""
        fields = [name.removeprefix(TEXT) for name in form if name.startswith(TEXT)]
        wishes = {
            field: Wish(
                form[TEXT + field].replace("\r\n", "\n"), number_in(form.get(BASED_ON + field)), HOLDS + field in form
            )
            for field in fields
        }
        return cls(wishes, number_in(form.get("made_from")))

    def settling(self, conflicts: Mapping[str, TextConflict]) -> "Typed":
        """The same with what is proposed where others have written, begun from what they wrote."""
        settled = {
            field: Wish(one.proposal, one.theirs.number, self.wishes[field].holds) for field, one in conflicts.items()
        }
        return Typed({**self.wishes, **settled}, self.made_from)
