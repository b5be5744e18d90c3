import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid
from roadmaps.revisions.kinds import canonical
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots.format import as_json, digest_of, read_document, schema
from tests.factories.snapshots import a_plan, a_snapshot


@pytest.fixture
def document(session: Session) -> dict[str, Any]:
    return json.loads(a_snapshot(session, a_plan(session)).content)


def faults(document: dict[str, Any]) -> list[str]:
    validator = Draft202012Validator(schema(), format_checker=FormatChecker())
    return [fault.message for fault in validator.iter_errors(document)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_every_kind_of_block_is_in_the_schema_with_the_words_of_its_form() -> None:
    for kind in ROADMAP:
        described = schema()["$defs"][kind.__name__]["properties"]

        assert {name: field["title"] for name, field in described.items()} == {
            name: ask.label for name, ask in kind.asks().items()
        }


def test_what_is_frozen_fits_the_schema(document: dict[str, Any]) -> None:
    assert faults(document) == []


def test_what_is_frozen_names_no_person(document: dict[str, Any]) -> None:
    assert "Lena Berg" not in json.dumps(document, ensure_ascii=False)


def spoil_kind(document: dict[str, Any]) -> None:
    document["blocks"][0]["kind"] = "poem"


def spoil_content(document: dict[str, Any]) -> None:
    document["blocks"][0]["content"]["colour"] = "blue"


def spoil_title(document: dict[str, Any]) -> None:
    del document["blocks"][0]["content"]["title"]


def spoil_id(document: dict[str, Any]) -> None:
    document["blocks"][0]["id"] = "first"


def spoil_format(document: dict[str, Any]) -> None:
    document["format"] = "fardplan-roadmap-2"


@pytest.mark.parametrize("spoil", [spoil_kind, spoil_content, spoil_title, spoil_id, spoil_format])
def test_the_schema_sees_what_is_wrong(document: dict[str, Any], spoil: Callable[[dict[str, Any]], None]) -> None:
    spoil(document)

    assert faults(document)


@pytest.mark.parametrize(
    "text", ["", "{", "[1, NaN]", '"\\ud800"', "[" * 100_000, "9" * 5_000, b"\xff\xfe", '{"a": Infinity}']
)
def test_what_is_no_json_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Invalid):
        as_json(text)


@pytest.mark.parametrize("text", ["1", "null", "[]", "{}", '{"format": "fardplan-roadmap-1"}'])
def test_json_that_is_no_roadmap_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Invalid):
        read_document(text)


def test_the_hash_does_not_depend_on_how_the_data_is_laid_out(document: dict[str, Any]) -> None:
    laid_out = json.dumps(document, indent=4, ensure_ascii=True, sort_keys=False)

    assert digest_of(canonical(as_json(laid_out))) == digest_of(canonical(document))
