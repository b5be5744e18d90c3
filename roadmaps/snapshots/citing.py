"""How a version is cited: the line that somebody puts under what they have written. No session."""

from collections.abc import Iterator

from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import N_
from roadmaps.papers.words import Words
from roadmaps.roadmap.values import day_in_words
from roadmaps.snapshots.editions import Edition


def citation(edition: Edition, words: Words) -> str:
    """Who, when, what, which version, by whose decision, where. For a frozen version only."""
    version = edition.file.version
    assert version.frozen_at
    year = (version.decided_on or day_of(version.frozen_at)).year
    told = [
        f"{version.frozen_for or edition.name_in(words.language)} ({year}).",
        f"{version.title}.",
        *_which(edition, words),
    ]
    return " ".join([*told, edition.address])


def _which(edition: Edition, words: Words) -> Iterator[str]:
    version = edition.file.version
    assert version.kind
    yield (
        words.say(N_("%(kind)s, no. %(number)s"), kind=words.translate(version.kind.label), number=version.number) + "."
    )
    if version.decision_body and version.decided_on:
        day = words.shown(day_in_words(version.decided_on))
        decided = words.say(N_("Adopted by %(who)s on %(day)s"), who=version.decision_body, day=day)
        yield (
            ", ".join(filter(None, (decided, version.paragraph.replace("§ ", "§\u00a0"), version.registry_number)))
            + "."
        )
    elif version.registry_number:
        yield f"{version.registry_number}."
