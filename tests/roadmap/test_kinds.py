"""What the fields of a roadmap accept, and how they are kept."""

import pytest

from roadmaps.foundation.errors import Invalid
from roadmaps.roadmap.kinds.choices import LABELS
from roadmaps.roadmap.table import ROADMAP


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026", "2026"),
        ("2026-Q3", "2026-Q3"),
        ("2026-11", "2026-11"),
        ("2026-11-21", "2026-11-21"),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_kept_as_exactly_as_it_was_told(typed: str | None, kept: str | None) -> None:
    assert ROADMAP["activity"].check({"title": "Kurs", "start": typed})["start"] == kept


@pytest.mark.parametrize("typed", ["2026-13", "2026-Q5", "2026-02-30", "nästa år", "1-1-1"])
def test_a_date_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        ROADMAP["activity"].check({"title": "Kurs", "start": typed})

    assert set(refused.value.fields) == {"start"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("42", "42"), ("12,5", "12.5"), ("1 200", "1200"), ("−3", "-3"), ("0", "0"), ("", None), ("1e3", "1000")],
)
def test_a_number_is_read_as_it_is_written_in_swedish(typed: str, kept: str | None) -> None:
    assert ROADMAP["indicator"].check({"title": "Företag", "baseline": typed})["baseline"] == kept


@pytest.mark.parametrize("typed", ["många", "NaN", "inf", "1" * 30])
def test_a_number_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        ROADMAP["indicator"].check({"title": "Företag", "baseline": typed})

    assert set(refused.value.fields) == {"baseline"}


def test_places_are_kept_once_each_in_one_order() -> None:
    content = ROADMAP["activity"].check({"title": "Kurs", "places": ["2380", "2303", "2380"]})

    assert content["places"] == ["2303", "2380"]


def test_a_field_that_the_kind_does_not_have_is_refused() -> None:
    with pytest.raises(Invalid):
        ROADMAP["need"].check({"title": "Kyla", "colour": "red"})


def test_every_choice_has_a_word() -> None:
    for words, labels in LABELS.items():
        assert set(labels) == set(words)


def test_every_field_asks_a_plain_question() -> None:
    for kind in ROADMAP:
        for name, ask in kind.asks().items():
            assert ask.widget == "hidden" or ask.question.endswith("?") or ask.question.endswith("."), (kind.name, name)


def test_what_is_checked_twice_stays_the_same() -> None:
    for kind in ROADMAP:
        filled = {"title": "Något", "organisation": "01a1fcc6-44c7-75cf-b3bf-7b545a2ed8bd"}
        content = kind.check({name: value for name, value in filled.items() if name in kind.model_fields})
        assert kind.check(content) == content
