"""Whatever comes as an update is read to its end or refused by name, quickly."""

from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text

from roadmaps.live.errors import TooMuch, Unreadable, UpdateRefused
from roadmaps.live.text.documents import NOTHING, change_to, document_of, seed, state_of, text_of
from roadmaps.live.text.y_updates import (
    MOST_BYTES,
    MOST_RANGES,
    MOST_STRUCTS,
    Id,
    Range,
    Update,
    read_update,
    write_update,
)
from tests.live.log_in_memory import Log, one


@given(st.binary(max_size=400))
@example(b"")
@example(b"\x00")
@example(b"\xff" * 9)
@example(bytes.fromhex("01 01 05 00 04 01 04 74657874 ff ff ff ff 07 00"))
@example(bytes.fromhex("ff ff ff ff ff ff ff 7f"))
@example(bytes.fromhex("00 01 01 ff ff ff ff ff ff ff 7f"))
def test_random_bytes_are_read_or_refused_by_name(data):
    try:
        update = read_update(data)
    except UpdateRefused:
        return

    assert read_update(write_update(update)).structs == tuple(sorted(update.structs, key=lambda one: -one.client))


@given(st.data())
@settings(max_examples=300)
def test_broken_updates_are_read_or_refused_by_name(data):
    whole = change_to(seed("Länet 😀 förädlar mer."), "Hela länet 😀😀 förädlar.", client_id=5)
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    broken = broken[: data.draw(st.integers(0, len(broken)))] or broken
    log = Log(seed("Länet 😀 förädlar mer."))

    try:
        log.take(bytes(broken))
    except UpdateRefused:
        return

    # What was let in does no harm: it is applied whole, and the text can be read.
    document = document_of(log.rows)
    ends = {}
    for struct in read_update(state_of(document)).structs:
        ends[struct.client] = struct.end
    assert ends == {client: clock for client, clock in log.known.clocks.items() if clock}
    assert text_of(document).encode()


@pytest.mark.parametrize("cut_at", range(1, 20))
def test_what_is_cut_off_is_refused(cut_at):
    whole = change_to(seed("Länet."), "Hela länet, nu.", client_id=5)

    with pytest.raises(UpdateRefused):
        read_update(whole[:-cut_at])


def test_what_follows_an_update_is_refused():
    with pytest.raises(Unreadable):
        read_update(NOTHING + b"\x00")


def counted(*numbers: int) -> bytes:
    out = bytearray()
    for value in numbers:
        while value > 0x7F:
            out.append(value & 0x7F | 0x80)
            value >>= 7
        out.append(value)
    return bytes(out)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x01" + counted(2**50, 5, 0) + b"\x84\x01\x00\x01x" * 50, id="says that there is much"),
        pytest.param(b"\x01" + counted(1_000_000, 5, 0) + b"\x84\x01\x00\x01x" * 150_000, id="a million tiny ones"),
        pytest.param(counted(1_000_000) + b"\x01\x05\x00\x84\x01\x00\x01x" * 100_000, id="a million clients"),
        pytest.param(b"\x00\x01" + counted(5, 400_000) + b"\x00\x01" * 400_000, id="a million ranges"),
        pytest.param(b"\x00" + counted(400_000) + b"\x05\x01\x00\x01" * 200_000, id="a million clients of ranges"),
        pytest.param(b"\x00" * (MOST_BYTES + 1), id="bytes without end"),
        pytest.param(b"\x01\x01\x05\x00\x04\x01\x04text" + counted(2**40) + b"x" * 900_000, id="a text without end"),
        pytest.param(b"\x01\x01\x05\x00\x81\x01\x00" + counted(2**53) + b"\x00", id="a length beyond all numbers"),
        pytest.param(b"\x01\x01\x05" + counted(2**53 - 1) + b"\x81\x01\x00\x01\x00", id="a clock beyond all numbers"),
        pytest.param(b"\x80" * 900_000, id="a number without end"),
    ],
)
def test_what_would_take_long_is_refused_at_once(data):
    begun = process_time()

    with pytest.raises(UpdateRefused):
        read_update(data)

    assert process_time() - begun < 0.5


def test_there_is_a_most_of_everything():
    structs = tuple(one(clock=at, origin=Id(1, 0)) for at in range(MOST_STRUCTS + 1))
    ranges = tuple(Range(1, 2 * at, 1) for at in range(MOST_RANGES + 1))

    for update in (Update(structs), Update(ranges=ranges)):
        with pytest.raises(TooMuch):
            read_update(write_update(update))
    assert len(read_update(write_update(Update(structs[:-1], ranges[:-1]))).structs) == MOST_STRUCTS


@pytest.mark.parametrize(
    "make",
    [
        lambda doc: doc.get("text", type=Array).append("x"),
        lambda doc: doc.get("text", type=Map).update({"a": 1}),
        lambda doc: doc.get("text", type=Text).insert(0, "x", {"bold": True}),
        lambda doc: doc.get("text", type=Text).insert_embed(0, {"a": 1}),
        lambda doc: doc.get("tex", type=Text).insert(0, "x"),
        lambda doc: doc.get("text", type=Array).append(b"bytes"),
        lambda doc: doc.get("text", type=Array).append(Doc()),
    ],
)
def test_other_things_than_text_are_refused(make):
    doc = Doc(client_id=5)
    make(doc)

    with pytest.raises(Unreadable):
        read_update(doc.get_update())
