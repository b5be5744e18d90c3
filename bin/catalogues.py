"""Collects the messages of the code and the templates into the catalogues: make catalogues.

The message ids are plain English, so the English catalogue is filled with them; the Swedish one waits for a translator.
Messages that nothing uses any more are dropped.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "roadmaps" / "translations"
LANGUAGES = ("sv", "en")
SPELLED_AS_THE_IDS = "en"
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "N_": None,
    "say": None,
    "say_number": (1, 2),
}


def path_of(language: str) -> Path:
    """Where the catalogue of the language lies."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def messages_in_use() -> Catalog:
    """Every message of the code and the templates, without translations."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    catalogue = Catalog(project="Färdplan", fuzzy=False)
    for mapping in mappings:
        for place, _line, ids, comments, context in sorted(_extracted(mapping), key=lambda found: found[:2]):
            catalogue.add(ids, locations=[(place, None)], auto_comments=comments, context=context)
    return catalogue


def _extracted(mapping: dict[str, Any]) -> Iterator[tuple[str, int, Any, list[str], str | None]]:
    folder = mapping["pattern"].split("/")[0]
    options = {name: value for name, value in mapping.items() if name not in {"method", "pattern"}}
    for place, *found in extract_from_dir(
        ROOT / folder,
        method_map=[(mapping["pattern"].removeprefix(f"{folder}/"), mapping["method"])],
        options_map={mapping["pattern"].removeprefix(f"{folder}/"): options},
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    ):
        yield (f"{folder}/{place}", *found)  # type: ignore[misc]


def read(language: str) -> Catalog:
    """The catalogue as it lies on disk."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> int:
    """Bring one catalogue up to what is in use; return how many of its messages wait for a translation."""
    path = path_of(language)
    catalogue = read(language) if path.exists() else Catalog(locale=language, project="Färdplan", version="1")
    catalogue.update(messages_in_use(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = "# The messages of Färdplan; `make catalogues` keeps the list, people the translations."
    if language == SPELLED_AS_THE_IDS:
        for message in _real(catalogue):
            message.string = message.id
            # A message that was one form and has become two is marked as doubtful, and is not.
            message.flags.discard("fuzzy")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    text = "\n".join(line for line in path.read_text().splitlines() if not line.startswith(_CHANGES_EACH_TIME))
    path.write_text(text + "\n")
    return sum(not is_translated(message) for message in _real(catalogue))


_CHANGES_EACH_TIME = ('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Report-Msgid', '"Generated-By')


def is_translated(message: Message) -> bool:
    """Whether all forms of the message have a translation that somebody has confirmed."""
    forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return not message.fuzzy and bool(forms) and all(forms)


def _real(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


if __name__ == "__main__":
    for language in LANGUAGES:
        waiting = update(language)
        sys.stdout.write(f"{language}: {waiting} messages wait for a translation\n")
