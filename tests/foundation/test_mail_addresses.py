"""Mail addresses are found in texts, however they are kept and however long the texts are."""

from time import process_time

import pytest

from roadmaps.foundation.mail_addresses import addresses_in
from roadmaps.foundation.prose.limits import LARGEST


def test_they_are_found_among_words() -> None:
    text = (
        r"Mejla åsa@example.org, <anna-karin+x@sub.example.org> eller per\_\@example.org; inte x@y, inte @example.org."
    )

    assert addresses_in(text) == ["åsa@example.org", "anna-karin+x@sub.example.org", "per_@example.org"]


@pytest.mark.parametrize("unit", ["a", "\\", "a\\", "a@", "a\\@", "-.", "@a-", "a@b."])
def test_the_longest_text_without_a_space_is_read_in_no_time(unit: str) -> None:
    begun = process_time()

    addresses_in(unit * (LARGEST // len(unit)))

    assert process_time() - begun < 5
