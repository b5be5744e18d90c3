"""Updates as browsers really send them are read and written back to the byte, and taken if they are plain text."""

import base64
from pathlib import Path

import pytest

from roadmaps.live.errors import Gap, NotTheirs, Unreadable, UpdateRefused
from roadmaps.live.text.documents import seed
from roadmaps.live.text.y_updates import read_update, write_update
from tests.live.log_in_memory import Log
from tests.scripts import told_by_node

HERE = Path(__file__).parent
HONEST = [
    "typing",
    "typing backwards",
    "taking out",
    "putting in and taking out at once",
    "typed and taken out again before it was sent",
    "everything taken out before it was sent",
    "joined in one",
    "undo and redo",
    "emoji taken out whole",
]
DISHONEST = {
    "half an emoji taken out": Unreadable,
    "put into an emoji": Unreadable,
    "bold": Unreadable,
    "an embed": Unreadable,
    "another root": Unreadable,
    "a map": Unreadable,
    "an attribute of the text": Unreadable,
    "an array": Unreadable,
    "a nested text": (Unreadable, NotTheirs),
    "the second format": UpdateRefused,
    "a gap": Gap,
}


@pytest.fixture(scope="module")
def scenes():
    """What Yjs itself writes."""
    return told_by_node(HERE / "yjs_updates.mjs")


def bytes_of(text: str) -> bytes:
    return base64.b64decode(text)


@pytest.mark.parametrize("name", HONEST)
def test_what_a_browser_sends_is_read_and_written_back_to_the_byte(scenes, name):
    scene = scenes[name]

    assert [write_update(read_update(bytes_of(one))) for one in scene["sent"]] == [
        bytes_of(one) for one in scene["sent"]
    ]
    assert write_update(read_update(bytes_of(scene["state"]))) == bytes_of(scene["state"])
    assert seed(scene["base"]) == bytes_of(scene["seed"])


@pytest.mark.parametrize("name", HONEST)
def test_what_a_browser_sends_is_taken_and_says_the_same_here(scenes, name):
    log = Log(bytes_of(scenes[name]["seed"]))

    for update in scenes[name]["sent"]:
        log.take(bytes_of(update))

    assert log.text == scenes[name]["text"]


@pytest.mark.parametrize("name", HONEST)
def test_what_comes_twice_is_taken_once(scenes, name):
    log = Log(bytes_of(scenes[name]["seed"]))
    for update in scenes[name]["sent"]:
        log.take(bytes_of(update))

    for update in scenes[name]["sent"]:
        assert log.take(bytes_of(update)).structs == ()

    assert log.text == scenes[name]["text"]


@pytest.mark.parametrize("name", DISHONEST)
def test_what_is_no_plain_text_is_refused(scenes, name):
    log = Log(bytes_of(scenes[name]["seed"]))

    with pytest.raises(DISHONEST[name]):
        for update in scenes[name]["sent"]:
            log.take(bytes_of(update))


@pytest.mark.parametrize("number", range(6))
def test_long_sessions_of_browsers_are_taken_to_the_last_letter(scenes, number):
    """Pages that type, take out, paste, undo and redo, with and without contact; nothing honest is ever refused."""
    told = scenes["long sessions"][number]
    log = Log(bytes_of(told["seed"]))

    for client, update in told["sent"]:
        log.take(bytes_of(update), client)

    assert log.text == told["text"]


def test_a_lone_half_of_a_letter_comes_as_a_sign_of_its_own(scenes):
    [update] = read_update(bytes_of(scenes["a lone half"]["sent"][0])).structs

    assert update.text == "\ufffd"
