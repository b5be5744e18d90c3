"""The facts of a revision, told to people."""

from collections.abc import Mapping
from typing import Any

from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.kinds import KindTable


def sentence_of(fact: Mapping[str, Any], kinds: KindTable) -> Sentence:
    """One block's part in a revision, such as “Changed the goal “More food refined here”: target, description”."""
    values: dict[str, object] = {"title": fact["title"], "kind": Sentence(kinds[fact["kind"]].label)}
    if fact["verb"] == "changed":
        return say("%(kind)s “%(title)s”: changed %(fields)s", fields=fields_of(fact, kinds), **values)
    match fact["verb"]:
        case "added":
            return say("%(kind)s “%(title)s”: added", **values)
        case "removed":
            return say("%(kind)s “%(title)s”: removed", **values)
        case "restored":
            return say("%(kind)s “%(title)s”: restored", **values)
    return say("%(kind)s “%(title)s”: moved", **values)


def fields_of(fact: Mapping[str, Any], kinds: KindTable) -> "Listing":
    """The labels of the fields that the fact names."""
    asks = kinds[fact["kind"]].asks()
    return Listing([Sentence(asks[name].label) for name in fact["fields"] if name in asks])


class Listing(tuple[Sentence, ...]):
    """Several sentences in a row, put together with commas by the door that translates them."""

    __slots__ = ()

    def __str__(self) -> str:
        return ", ".join(str(sentence).lower() for sentence in self)
