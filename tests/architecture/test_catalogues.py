import re

import pytest
from babel.messages.catalog import Catalog

from bin.catalogues import LANGUAGES, is_translated, messages_in_use, read

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
NUMBER = {"%(num)s", "%(num)d"}


@pytest.fixture(scope="module")
def in_use() -> Catalog:
    return messages_in_use()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_every_message_and_no_other(language: str, in_use: Catalog) -> None:
    wanted, kept = ids_of(in_use), ids_of(read(language))

    assert wanted == kept, (
        f"missing: {sorted(wanted - kept)[:5]}, not used: {sorted(kept - wanted)[:5]}. Run: make catalogues"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    waiting = [message.id for message in read(language) if message.id and not is_translated(message)]

    assert not waiting, f"Translate these {len(waiting)} in roadmaps/translations/{language}: {waiting[:5]} …"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_name_the_same_values(language: str) -> None:
    differing = [
        message.id
        for message in read(language)
        if message.id and is_translated(message) and not _agree(_forms(message.id), _forms(message.string))
    ]

    assert not differing, f"%(…)s differ in roadmaps/translations/{language}: {differing[:5]}"


def ids_of(catalogue: Catalog) -> set[str]:
    return {" | ".join(_forms(message.id)) for message in catalogue if message.id}


def _forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _agree(ids: list[str], translations: list[str]) -> bool:
    known = {name for one in ids for name in PLACEHOLDER.findall(one)}
    if len(ids) == 1:
        return all(set(PLACEHOLDER.findall(one)) == known for one in translations)
    # Each form names what its id names; the form for one may do without its number.
    return len(ids) == len(translations) and all(
        set(PLACEHOLDER.findall(one)) - NUMBER <= set(PLACEHOLDER.findall(other)) <= known
        for one, other in zip(ids, translations, strict=True)
    )
