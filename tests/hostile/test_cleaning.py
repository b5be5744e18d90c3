"""Each step of the cleaners and each entry of their lists is there for something that a test would miss."""

import pytest

from tests.cases import check_html
from tests.hostile.cleaned import CASES, differences
from tests.hostile.weakening import UNCHANGED, Weakening, all_weakenings

# Every ninth: so that the run of all of them (`bin/mutate-cleaning`) cannot rot unseen.
SAMPLE = all_weakenings()[::9]


def test_what_is_cleaned_comes_out_as_it_did() -> None:
    assert list(differences()) == []


@pytest.mark.parametrize("case", CASES["html"], ids=lambda case: case["html"][:60])
def test_what_is_taken_for_right_is_harmless(case: dict[str, str]) -> None:
    for html in (case["once"], case["again"]):
        assert not [one for one in check_html.check(html) if one.level >= check_html.Level.EXEC]


@pytest.mark.parametrize("weakening", SAMPLE, ids=lambda one: one.name)
def test_a_weakened_cleaner_is_noticed(weakening: Weakening) -> None:
    with weakening.made():
        assert next(differences(), None) is not None
    assert next(differences(), None) is None


def test_what_is_weakened_is_the_cleaner_itself() -> None:
    with UNCHANGED.made():
        assert list(differences()) == []
