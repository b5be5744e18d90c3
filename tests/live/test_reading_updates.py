"""Updates as browsers really send them are read and written back to the byte; everything else is refused, quickly."""

import base64
from pathlib import Path
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text

from roadmaps.live.errors import Gap, NotTheirs, NotThere, TooMuch, Unreadable, UpdateRefused
from roadmaps.live.text.checking import Known, new_part
from roadmaps.live.text.documents import NOTHING, change_to, document_of, seed, state_of, text_of
from roadmaps.live.text.y_updates import (
    MOST_BYTES,
    MOST_RANGES,
    MOST_STRUCTS,
    Id,
    Range,
    Struct,
    Update,
    joined,
    read_update,
    units_in,
    write_update,
)
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


class Log:
    """A log in memory, kept by the same rules."""

    def __init__(self, begun: bytes, client: int = 5) -> None:
        self.rows = [begun]
        self.client = client

    def take(self, update: bytes, client: int = 0) -> Update:
        self.client = client or self.client
        new = new_part(read_update(update), self.client, self.known)
        if new:
            self.rows.append(write_update(new))
        return new

    @property
    def known(self) -> Known:
        structs = [one for row in self.rows for one in read_update(row).structs]
        clocks = {self.client: 0}
        for one in structs:
            clocks[one.client] = max(clocks.get(one.client, 0), one.end)
        pairs = frozenset(one.client for one in structs if one.text and max(one.text) > "\uffff")

        def of(client: int) -> list[Struct]:
            return [one for one in structs if one.client == client]

        return Known(clocks, pairs, of, lambda client: (of(client) or [None])[-1], lambda: structs)

    @property
    def text(self) -> str:
        return text_of(document_of(self.rows))


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
    for one in read_update(state_of(document)).structs:
        ends[one.client] = one.end
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


def one(clock=0, length=1, text="x", origin=None, right=None, client=5):
    return Struct(client, clock, length, text, origin, right)


def take(log, *structs, ranges=()):
    return log.take(write_update(Update(structs, ranges)))


@pytest.mark.parametrize(
    ("structs", "ranges", "why"),
    [
        pytest.param([one(client=6)], [], NotTheirs, id="another's id"),
        pytest.param([one(client=1, clock=6)], [], NotTheirs, id="the id that nobody is"),
        pytest.param([one(), one(client=6)], [], NotTheirs, id="another's beside one's own"),
        pytest.param([one(clock=1, origin=Id(1, 0))], [], Gap, id="a gap"),
        pytest.param([one(origin=Id(1, 6))], [], NotThere, id="after what is not there"),
        pytest.param([one(right=Id(1, 99))], [], NotThere, id="before what is not there"),
        pytest.param([one(origin=Id(7, 0))], [], NotThere, id="after a client that nobody is"),
        pytest.param([one(origin=Id(5, 0))], [], NotThere, id="after itself"),
        pytest.param([one(origin=Id(5, 1)), one(clock=1)], [], NotThere, id="after what follows it"),
        pytest.param([one(origin=Id(1, 2), right=Id(1, 2))], [], Unreadable, id="before and after the same"),
        pytest.param([], [Range(1, 5, 2)], NotThere, id="taking out what is not there"),
        pytest.param([], [Range(9, 0, 1)], NotThere, id="taking out what nobody wrote"),
        pytest.param([], [Range(5, 0, 1)], NotThere, id="taking out what one has not written"),
    ],
)
def test_an_update_that_no_honest_page_sends_is_refused(structs, ranges, why):
    log = Log(seed("Länet."))

    with pytest.raises(why):
        take(log, *structs, ranges=ranges)

    assert log.text == "Länet."


def test_two_pages_under_one_id_are_found_out():
    log = Log(seed("Länet."))
    take(log, one(text="abc", length=3, origin=Id(1, 5)))

    with pytest.raises(NotTheirs):
        take(log, one(text="abX", length=3, origin=Id(1, 5)))
    with pytest.raises(NotTheirs):
        take(log, one(text="Xbcd", length=4, origin=Id(1, 5)))


def test_what_was_sent_again_together_with_more_is_cut():
    log = Log(seed("Länet."))
    take(log, one(text="abc", length=3, origin=Id(1, 5)))

    new = take(log, one(text="abc😀d", length=6, origin=Id(1, 5)))

    assert new.structs == (Struct(5, 3, 3, "😀d", Id(5, 2), None),)
    assert log.text == "Länet.abc😀d"


def test_what_was_taken_out_meanwhile_may_be_told_as_such():
    log = Log(seed("Länet."))
    take(log, one(text="abc", length=3, origin=Id(1, 5)))

    new = take(
        log, one(text=None, length=3, origin=Id(1, 5)), one(clock=3, text="d", origin=Id(5, 2)), ranges=[Range(5, 0, 3)]
    )

    assert new.structs[0].text == "d"
    assert log.text == "Länet.d"


@pytest.mark.parametrize(
    "structs",
    [
        pytest.param([one(text="x", origin=Id(1, 1))], id="into the seed's"),
        pytest.param([one(text="x", right=Id(1, 2))], id="before its second half"),
        pytest.param(
            [one(text="😀", length=2, origin=Id(1, 4)), one(clock=2, text="x", origin=Id(5, 0))], id="into one's own"
        ),
    ],
)
def test_no_letter_is_halved_by_what_is_put_in(structs):
    log = Log(seed("a😀bc"))

    with pytest.raises(Unreadable):
        take(log, *structs)


@pytest.mark.parametrize("gone", [Range(1, 1, 1), Range(1, 2, 1), Range(1, 0, 2), Range(1, 2, 2)])
def test_no_letter_is_halved_by_what_is_taken_out(gone):
    log = Log(seed("a😀bc"))

    with pytest.raises(Unreadable):
        take(log, ranges=[gone])


def test_a_letter_of_two_units_may_be_taken_out_whole():
    log = Log(seed("a😀bc"))

    take(log, one(text="😁", length=2, origin=Id(1, 2), right=Id(1, 3)), ranges=[Range(1, 1, 2)])

    assert log.text == "a😁bc"


@pytest.mark.parametrize(
    "structs",
    [
        pytest.param([one(origin=Id(1, 0), right=Id(1, 3))], id="over what the session began with"),
        pytest.param([one(right=Id(1, 3))], id="from before its beginning"),
        pytest.param([one(origin=Id(1, 3))], id="to after its end"),
        pytest.param([one()], id="as if nothing were there"),
        pytest.param([one(origin=Id(1, 4), right=Id(1, 2))], id="the wrong way round"),
        pytest.param(
            [one(origin=Id(1, 0), right=Id(1, 1)), one(clock=1, origin=Id(5, 0), right=Id(1, 4))],
            id="over it from one's own",
        ),
        pytest.param([one(origin=Id(6, 0), right=Id(6, 4))], id="over what another wrote at once"),
        pytest.param([one(origin=Id(1, 2), right=Id(6, 4))], id="over what came before what one knows"),
    ],
)
def test_nothing_is_put_between_letters_that_do_not_stand_beside_each_other(structs):
    log = Log(seed("Länet."))
    log.take(write_update(Update((Struct(6, 0, 6, "abcdef", Id(1, 2), Id(1, 3)),))), 6)

    with pytest.raises(NotThere):
        log.take(write_update(Update(tuple(structs))), 5)


def test_what_others_put_there_unheard_may_stand_between():
    log = Log(seed("Länet."))
    log.take(write_update(Update((Struct(6, 0, 6, "abcdef", None, Id(1, 0)),))), 6)

    log.take(write_update(Update((one(right=Id(1, 0)),))), 5)
    log.take(write_update(Update((Struct(7, 0, 1, "y", Id(1, 5)), Struct(7, 1, 1, "z", None, Id(1, 0))))), 7)

    assert sorted(log.text) == sorted("Länet.abcdefxyz")


@pytest.mark.parametrize(
    "far", [lambda at: Id(1, 2 + at), lambda at: Id(1, 19_000 - at), lambda at: Id(1, at * 7 % 19_000)]
)
def test_what_grows_with_the_square_of_its_size_is_refused_at_once(far):
    log = Log(seed("x" * 20_000))
    structs = [one(clock=at, origin=Id(1, 0) if at % 2 else None, right=far(at)) for at in range(5_000)]
    begun = process_time()

    with pytest.raises((NotThere, TooMuch)):
        take(log, *structs)
    with pytest.raises(NotThere):
        take(log, *structs[:400])

    assert process_time() - begun < 1


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


def of_text():
    doc = Doc(client_id=5)
    doc["text"] = Text("x")
    return doc


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


texts = st.text(st.sampled_from("aåbcd ö😀👍\n.,"), max_size=40)


@given(texts, st.lists(texts, max_size=4))
def test_differences_make_the_text_say_what_is_wanted(begun, wanted):
    document = document_of([seed(begun)])

    for client, text in enumerate(wanted, start=2):
        update = change_to(state_of(document), text, client_id=client)
        document.apply_update(write_update(read_update(update)))
        assert text_of(document) == text


@given(texts, texts, texts)
def test_what_two_do_at_once_says_the_same_whichever_comes_first(begun, mine, theirs):
    first = change_to(seed(begun), mine, client_id=2)
    second = change_to(seed(begun), theirs, client_id=3)

    assert text_of(document_of([seed(begun), first, second])) == text_of(document_of([seed(begun), second, first]))


@given(st.lists(st.builds(Range, st.integers(1, 3), st.integers(0, 30), st.integers(1, 5))))
def test_joined_ranges_take_out_the_same(ranges):
    def units(told):
        return {(client, clock + at) for client, clock, length in told for at in range(length)}

    assert units(joined(ranges)) == units(ranges)
    assert sum(length for _, _, length in joined(ranges)) == len(units(ranges))


@given(texts)
def test_units_are_counted_as_a_browser_counts_them(text):
    assert units_in(text) == sum(2 if sign > "\uffff" else 1 for sign in text)
