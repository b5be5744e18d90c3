"""What other installations send: newer than this one, broken, or meant to do harm."""

import json
import time
from uuid import UUID

import pytest

from roadmaps.foundation.errors import Invalid
from roadmaps.neighbours.reading import MOST_BLOCKS, Sent, understand
from roadmaps.revisions.kinds import canonical
from roadmaps.snapshots.format import digest_of
from tests.factories.neighbours import a_block, as_sent, the_data


def understood(*blocks: dict, site: str = "", **facts: object) -> Sent:
    return understand(as_sent(the_data(*blocks, **facts)), site=site)


def html_of(text: str, site: str = "") -> str:
    block = a_block(text=text)
    return understood(block, site=site).html[block["id"]]["text"]


def test_what_came_is_known_by_the_hash_of_what_was_sent() -> None:
    data = the_data()

    sent = understand(json.dumps(data, indent=4).encode())

    assert sent.sha256 == digest_of(canonical(data))
    assert sent.left_out == []


def test_fields_that_a_newer_program_has_are_left_out_and_told() -> None:
    data = the_data(a_block(mood="glad"), songs=[{"in": "en"}])
    data["area"]["motto"] = "Skog!"

    sent = understand(as_sent(data))

    assert set(sent.left_out) == {"songs", "area.motto", "activity.mood"}
    assert "mood" not in sent.file.blocks[0].content
    assert json.loads(sent.received)["songs"]


def test_a_value_that_is_not_known_here_is_left_out_and_the_rest_of_the_block_stays() -> None:
    sent = understood(a_block(places=["2281"], status="done"))

    assert sent.left_out == ["activity.places"]
    assert sent.file.blocks[0].content["status"] == "done"
    assert sent.file.blocks[0].content["places"] == []


def test_kinds_that_are_not_known_here_are_left_out_with_what_lies_under_them() -> None:
    strange = a_block("festival", title="Fest")
    beneath = a_block("milestone", parent=UUID(strange["id"]), title="Klart")

    sent = understood(strange, beneath, a_block(rank="a1"))

    assert [block.kind for block in sent.file.blocks] == ["activity"]
    assert set(sent.left_out) == {"blocks.festival", "blocks.milestone"}


def test_a_block_without_a_title_is_left_out() -> None:
    sent = understood(a_block(title=""), a_block(rank="a1"))

    assert len(sent.file.blocks) == 1
    assert "blocks.activity" in sent.left_out


def test_blocks_that_lie_in_a_ring_are_left_out() -> None:
    one, other = a_block("sub_area", title="Ett"), a_block("sub_area", title="Två")
    one["parent"], other["parent"] = other["id"], one["id"]

    sent = understood(one, other, a_block())

    assert [block.kind for block in sent.file.blocks] == ["activity"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"", "This is not JSON", id="nothing"),
        pytest.param(b"<html>", "This is not JSON", id="a page"),
        pytest.param(b"[" * 100_000, "This is not JSON", id="deep lists"),
        pytest.param(b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "This is not JSON", id="deep objects"),
        pytest.param(b'{"format": NaN}', "This is not JSON", id="no number"),
        pytest.param(b'{"format": "\\ud800"}', "This is not JSON", id="half a sign"),
        pytest.param(b"9" * 10_000, "This is not JSON", id="a number without end"),
        pytest.param(b"[]", "not the data of a roadmap", id="a list"),
        pytest.param(b'{"format": "geojson"}', "not the data of a roadmap", id="another format"),
        pytest.param(b'{"format": {"a": 1}}', "not the data of a roadmap", id="a strange format"),
        pytest.param(b'{"format": "fardplan-roadmap-2"}', "newer format", id="a newer format"),
        pytest.param(b'{"format": "fardplan-roadmap-1"}', "not the data of a roadmap", id="nothing else"),
        pytest.param(
            b'{"format": "fardplan-roadmap-1", "blocks": [1, 2]}',
            "not the data of a roadmap",
            id="blocks that are none",
        ),
        pytest.param(
            b'{"format": "fardplan-roadmap-1", "blocks": []}', "not a roadmap in the format", id="facts missing"
        ),
        pytest.param(b" " * 5_000_001, "too large", id="huge"),
    ],
)
def test_what_is_no_roadmap_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        understand(data)


def test_more_blocks_than_a_roadmap_has_are_refused() -> None:
    data = the_data()
    data["blocks"] *= MOST_BLOCKS + 1

    with pytest.raises(Invalid, match="more than"):
        understand(as_sent(data))


@pytest.mark.parametrize(
    "part", ["area", "roadmap", "version", "organisations", "elsewhere", "measured", "terms", "files", "translations"]
)
@pytest.mark.parametrize("value", [None, 1, "x", [1], {"a": {"b": 1}}, [{"id": "x"}]])
def test_parts_of_another_shape_are_refused(part: str, value: object) -> None:
    with pytest.raises(Invalid):
        understand(as_sent(the_data(**{part: value})))


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59"])
def test_moments_that_could_not_be_shown_are_refused(moment: str) -> None:
    data = the_data()
    data["version"]["frozen_at"] = moment

    with pytest.raises(Invalid, match="between 1900 and 2999"):
        understand(as_sent(data))


@pytest.mark.parametrize(
    "change",
    [{"id": "x"}, {"id": 7}, {"parent": "x"}, {"rank": "../.."}, {"rank": ""}, {"rank": "a" * 500}, {"content": "x"}],
    ids=str,
)
def test_blocks_of_another_shape_are_refused(change: dict) -> None:
    with pytest.raises(Invalid):
        understand(as_sent(the_data({**a_block(), **change})))


def test_two_blocks_with_one_identity_are_refused() -> None:
    block = a_block()

    with pytest.raises(Invalid, match="same identity"):
        understood(block, {**block, "rank": "a1"})


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        '![" onerror="alert(1) <script>](/files/0199c3a0-7a44-7cc1-9e5d-0f3b8b0c2a11)',
        "![x](https://spy.example.org/x.png)",
        "<style>body{display:none}</style>",
        "<a href='//evil.example.org'>x</a>",
    ],
)
def test_nothing_in_a_text_runs_or_loads(text: str) -> None:
    html = html_of(text, "https://fardplan.example.org")

    for sign in ("<script", "<img", "<style", "javascript:", "<a href='//"):
        assert sign not in html.lower()
    assert "onerror" not in html.replace("&quot;", '"').split("<em>")[0] or "&lt;" in html


def test_html_of_the_neighbour_is_never_taken() -> None:
    block = {**a_block(), "html": {"text": "<script>alert(1)</script>"}}

    sent = understand(as_sent(the_data(block)))

    assert sent.left_out == ["blocks.html"]
    assert "script" not in json.dumps(dict(sent.html))


def test_links_lead_within_the_roadmap_or_to_the_neighbour() -> None:
    goal = a_block("goal", title="Mer trä")
    block = a_block(text=f"[målet](/blocks/{goal['id']}), [annat](/areas/energi) och [[RISE]]")

    html = understood(goal, block, site="https://fardplan.example.org").html[block["id"]]["text"]

    assert f'href="#block-{goal["id"]}"' in html
    assert 'href="https://fardplan.example.org/areas/energi"' in html
    assert 'href="https://fardplan.example.org/links?to=RISE"' in html


def test_links_of_a_file_lead_nowhere_on_this_site() -> None:
    html = html_of("[annat](/areas/energi), [[RISE]] och [webben](https://rise.se)")

    assert 'href="/' not in html
    assert 'href="https://rise.se"' in html


def test_pictures_that_stay_at_the_neighbour_are_told_in_words() -> None:
    html = html_of("![En karta <över> länet](/files/0199c3a0-7a44-7cc1-9e5d-0f3b8b0c2a11)")

    assert "[En karta &lt;över&gt; länet]" in html


def test_what_the_neighbour_has_translated_is_rendered_here_too() -> None:
    block = a_block(text="Skog.")
    facts = {"block": block["id"], "language": "en", "is_behind": False}
    told = [{**facts, "field": "text", "text": "*Forest* <script>"}, {**facts, "field": "title", "text": "A course"}]

    sent = understood(block, translations=told)

    assert sent.html[f"{block['id']}@en"] == {"text": "<p><em>Forest</em> &lt;script&gt;</p>"}


def test_texts_that_are_too_tangled_are_shown_as_plain_words() -> None:
    html = html_of("- " * 3_000 + "<b>slut</b>")

    assert html.startswith("<p>")
    assert "&lt;b&gt;slut" in html


def test_texts_are_rendered_for_so_long_and_no_longer() -> None:
    blocks = [a_block(rank=f"a{number}", text=f"**Ord** {number}") for number in range(10)]

    began = time.monotonic()
    sent = understand(as_sent(the_data(*blocks)), seconds=0)

    assert time.monotonic() - began < 5
    assert sent.html[blocks[0]["id"]]["text"] == "<p>**Ord** 0</p>"
