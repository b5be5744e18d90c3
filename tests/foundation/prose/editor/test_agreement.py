import json
from pathlib import Path
from typing import Any

import pytest

from roadmaps.foundation.prose.limits import TooComplex, check_limits
from roadmaps.foundation.prose.parsing import Parser
from roadmaps.foundation.prose.tidying import tidy
from tests.foundation.prose.editor.structure import structure_of
from tests.scripts import told_by_node

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "cases" / "prose_corpus.json"

# What the product does not have: HTML, code by indentation, and links whose addresses stand elsewhere, which are shown
# as their Markdown.
LEFT_OUT = {"HTML blocks", "Raw HTML", "Indented code blocks", "Link reference definitions"}


def _read_in_editor(texts: list[str]) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = told_by_node(HERE / "read_in_editor.mjs", given=json.dumps(texts))
    return told


class Server:
    """The renderer, without its worker process: the texts here are known to be harmless to it."""

    def __init__(self) -> None:
        self._parser = Parser()

    def shows(self, text: str) -> dict[str, Any]:
        text = tidy(text)
        html = self._parser.render(text, links={}, heading_level=3, unique="") if text else ""
        return structure_of(html)


def _shown(told: dict[str, Any]) -> dict[str, Any]:
    return {"blocks": told["blocks"], "notes": sorted(told["notes"], key=repr)}


@pytest.fixture(scope="module")
def server() -> Server:
    return Server()


@pytest.fixture(scope="module")
def corpus() -> list[tuple[str, dict[str, Any]]]:
    texts = [tidy(text) for group in json.loads(CORPUS.read_text()).values() for text in group]
    return list(zip(texts, _read_in_editor(texts), strict=True))


@pytest.fixture(scope="module")
def examples() -> list[tuple[str, dict[str, Any]]]:
    script = "process.stdout.write(JSON.stringify(require('commonmark-spec').tests))"
    spec = told_by_node("-e", script)
    texts = [tidy(one["markdown"].replace("→", "\t")) for one in spec if one["section"] not in LEFT_OUT]
    texts = [text for text in texts if _is_within_limits(text)]
    return list(zip(texts, _read_in_editor(texts), strict=True))


def _is_within_limits(text: str) -> bool:
    try:
        check_limits(text)
    except TooComplex:
        return False
    return True


def _misread(server: Server, read: list[tuple[str, dict[str, Any]]]) -> list[str]:
    return [text for text, told in read if not told["islands"] and _shown(told) != server.shows(text)]


def test_the_corpus_is_large() -> None:
    texts = [text for group in json.loads(CORPUS.read_text()).values() for text in group]

    assert len(texts) >= 300
    assert len(set(texts)) == len(texts)


def test_the_editor_shows_the_corpus_as_the_server_does(
    server: Server, corpus: list[tuple[str, dict[str, Any]]]
) -> None:
    assert _misread(server, corpus) == []


def test_few_of_the_corpus_are_shown_as_markdown(corpus: list[tuple[str, dict[str, Any]]]) -> None:
    islands = [text for text, told in corpus if told["islands"]]

    assert len(islands) <= len(corpus) // 10, islands


def test_the_editor_shows_the_examples_of_commonmark_as_the_server_does(
    server: Server, examples: list[tuple[str, dict[str, Any]]]
) -> None:
    assert len(examples) > 450
    assert _misread(server, examples) == []


def test_few_examples_of_commonmark_are_shown_as_markdown(examples: list[tuple[str, dict[str, Any]]]) -> None:
    islands = [text for text, told in examples if told["islands"]]

    assert len(islands) <= len(examples) // 3, islands


def test_a_text_that_nobody_touches_keeps_every_letter(
    corpus: list[tuple[str, dict[str, Any]]], examples: list[tuple[str, dict[str, Any]]]
) -> None:
    assert [text for text, told in [*corpus, *examples] if told["kept"] != text] == []


def test_what_the_editor_writes_anew_is_shown_as_before(
    server: Server, corpus: list[tuple[str, dict[str, Any]]], examples: list[tuple[str, dict[str, Any]]]
) -> None:
    changed = [
        (text, told["written"])
        for text, told in [*corpus, *examples]
        if server.shows(told["written"]) != server.shows(text)
    ]

    assert changed == []


def test_the_server_shows_what_is_written_of_any_document(server: Server) -> None:
    read = told_by_node(HERE / "random_documents.mjs", "250", "2030")

    assert [one["text"] for one in read if one["islands"]] == []
    assert [one["text"] for one in read if _shown(one) != server.shows(one["text"])] == []
