"""Differences between texts, and the units and ranges that they are counted in."""

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.live.text.documents import change_to, document_of, seed, state_of, text_of
from roadmaps.live.text.y_updates import Range, joined, read_update, units_in, write_update

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
