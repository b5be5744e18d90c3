"""What stands first in a package, for whoever opens it in twenty years: what it is, and how to see that it is whole."""

import textwrap
from collections.abc import Iterator, Sequence

from roadmaps.papers.words import Words
from roadmaps.snapshots.editions import Edition

WIDTH = 92


def readme(edition: Edition, files: Sequence[tuple[str, str]], words: Words, notice: str = "") -> bytes:
    """The text, in UTF-8. `files` are the places of the files in the package, each with a message that says what it is.

    :param notice: what else must be told of them
    """
    return ("\n\n".join(_paragraphs(edition, files, words, notice)) + "\n").encode()


def _paragraphs(edition: Edition, files: Sequence[tuple[str, str]], words: Words, notice: str) -> Iterator[str]:
    title = _one_line(f"{edition.name_in(words.language)}: {edition.file.version.title}".rstrip(": "))
    yield f"{title}\n{'=' * len(title)}"
    facts = [f"{words.translate(label)}: {_one_line(words.shown(value))}" for label, value in edition.facts]
    yield "\n".join([*facts, edition.address])
    if edition.file.version.number is None:
        yield _wrapped(words.say("This is a copy of a working version, which goes on changing."))
    yield words.say("The files:")
    yield "\n".join(f"- {place}: {words.translate(label)}" for place, label in files)
    if notice:
        yield _wrapped(notice)
    yield _wrapped(
        words.say(
            "metadata.json tells programs what each file is. metadata/descriptive/dublin-core.xml says the same in the words that archives share. schemas holds the rules that the data follows."
        )
    )
    yield _wrapped(
        words.say(
            "manifest-sha256.txt holds the hash of every file. Whether all are whole is told, in this folder, by:"
        )
    )
    yield "    sha256sum -c manifest-sha256.txt"
    if edition.file.version.number is not None:
        yield _wrapped(
            words.say("The version as a whole is known by the hash of its data, which also stands on its page:")
        )
        yield f"    {edition.sha256}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())
