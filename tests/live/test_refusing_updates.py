"""An update puts in and takes out only what its page may, where letters stand beside each other, and halves none of them."""

from time import process_time

import pytest

from roadmaps.live.errors import Gap, NotTheirs, NotThere, TooMuch, Unreadable
from roadmaps.live.text.documents import seed
from roadmaps.live.text.y_updates import Id, Range, Struct, Update, write_update
from tests.live.log_in_memory import Log, one, take


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
