"""docs/security.md makes claims; each names what holds it. This test holds the page itself."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.architecture.house import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
# How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; they are the first of each section.
REQUIREMENTS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4,
    "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5,
    "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4,
    "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4,
    "17.3": 2,
}  # fmt: skip
STATES = {"met", "not applicable", "open"}
MOST_OPEN = 5
# A claim about words on this page or another is held by those words.
IN_WORDS = re.compile(r"below|above|\.md|There are none|None\.|do not grow old|`hashlib`|HMAC|Maps where")


def test_every_requirement_is_answered_once() -> None:
    wanted = [f"{section}.{number + 1}" for section, count in REQUIREMENTS.items() for number in range(count)]

    assert len(wanted) == 253
    assert [number for number, *_ in rows()] == wanted


def test_every_answer_is_one_of_three_and_open_is_short() -> None:
    states = Counter(state for _, state, *_ in rows())

    assert set(states) <= STATES
    assert states["open"] <= MOST_OPEN, f"{states['open']} requirements are open: close some."


def test_what_is_met_is_held_by_something() -> None:
    bare = [number for number, state, how, held in rows() if state == "met" and not held and not IN_WORDS.search(how)]

    assert not bare, f"{bare}: name the test that would fail."


def test_what_is_not_applicable_or_open_says_why() -> None:
    silent = [number for number, state, how, _ in rows() if state != "met" and len(how) < 8]

    assert not silent, f"{silent}: say why."


def test_every_threat_is_held_by_a_test() -> None:
    threats = re.findall(r"^\| (T\d+) \|(.*)\|$", PAGE, re.M)
    bare = [name for name, rest in threats if not re.search(r"`[\w/]+/test_\w+\.py`", rest)]

    assert len(threats) >= 24
    assert not bare, f"{bare}: name the test that holds it."


def test_every_test_that_is_named_exists() -> None:
    named = {name.removeprefix("tests/") for name in re.findall(r"`([\w/]+/test_\w+\.py)`", PAGE)}
    missing = sorted(name for name in named if not (ROOT / "tests" / name).exists())

    assert len(named) > 60
    assert not missing, f"docs/security.md names {missing}, which do not exist."


def test_every_page_that_is_named_exists() -> None:
    missing = [name for name in re.findall(r"\]\(([\w-]+\.md)\)", PAGE) if not (ROOT / "docs" / name).exists()]

    assert not missing, f"docs/security.md leads to {missing}."


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Number, state, how, and what holds it."""
    for line in PAGE.splitlines():
        if re.match(r"\| \d+\.\d+\.\d+ \|", line):
            number, state, how, held = (cell.strip() for cell in line.strip("|").split(" | ", 3))
            yield number.strip(), state, how, held.strip(" |")
