"""Every letter that the site can write, with hostile words in the place of everything that it is told."""

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from babel.support import Translations
from jinja2 import meta

from roadmaps import paths
from roadmaps.foundation.template_words import say_as_text
from roadmaps.notifications.letters import Letter, Letters
from roadmaps.notifications.messages import message_of
from roadmaps.notifications.models import OutgoingMail
from tests.factories.notifications import AT
from tests.hostile.oracle import faults_of_page
from tests.hostile.planting import POLYGLOT

MAIL = Path(paths.TEMPLATES) / "mail"
KINDS = sorted(
    str(one.relative_to(MAIL).with_suffix("")) for one in MAIL.glob("*/*.txt") if not one.name.startswith("_")
)
BREAKING = "zq1z\r\nBcc: x@evil.test\u2028\r\n\r\n<script>alert(1)</script>"
ATTRIBUTE = 'zq2z" onmouseover="alert(1)" style="x:url(//evil.test)'
HEADERS = {"Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"}


class Anything(str):
    """Words that answer every question with themselves: whatever a template asks of a fact, it gets hostile words."""

    __slots__ = ()
    # As how many an answer is taken apart.
    width = 1

    def __getattr__(self, name: str) -> "Anything":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *given: Any, **named: Any) -> "Anything":
        return self

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        return iter((self,) * Anything.width)

    def __getitem__(self, key: Any) -> "Anything":  # type: ignore[override]
        return self

    def __int__(self) -> int:
        return 2

    def __sub__(self, other: Any) -> int:
        return 2

    def __gt__(self, other: Any) -> bool:
        return True

    def __lt__(self, other: Any) -> bool:
        return False


@pytest.fixture(scope="module")
def letters() -> Letters:
    """The letters of a site, whose filters for days take words for days."""
    letters = Letters(paths.TEMPLATES, paths.TRANSLATIONS, base_url="https://wiki.example", site_name="Färdplan")
    environment = letters._environment("sv")
    translations = Translations.load(paths.TRANSLATIONS, ["sv"])
    say_as_text(environment, translations.ugettext, lambda _one, many, _number: many)
    for name in ("day", "moment", "clock_time", "sentence"):
        environment.filters[name] = lambda words: words
    return letters


@pytest.mark.parametrize(
    "words", [POLYGLOT + " zq3z 100 % %d %(x)s", BREAKING, ATTRIBUTE], ids=["markup", "lines", "attributes"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_no_words_make_more_of_a_letter_than_words(letters: Letters, asked: set[str], kind: str, words: str) -> None:
    letter = _written(letters, kind, dict.fromkeys(asked, Anything(words)))
    mail = OutgoingMail(
        subject=letter.subject,
        to="karin@example.org",
        written_at=AT,
        message_id="<1@wiki.example>",
        headers={},
        calendar="",
        text=letter.text,
        html=letter.html,
    )

    sent = message_from_bytes(message_of(mail, sender="Färdplan <fardplan@example.org>").as_bytes(), policy=default)

    faults = [one for one in faults_of_page(letter.html, None, is_file=True) if "href=" not in one]
    assert faults == []
    assert set(sent.keys()) == HEADERS
    assert sent["To"] == "karin@example.org"
    assert "zq" in letter.text + letter.html


def _written(letters: Letters, kind: str, facts: dict[str, Any]) -> Letter:
    """The letter, whose template takes rows apart into as many as it knows."""
    for Anything.width in (1, 2, 3, 4, 5):
        try:
            return letters.write(kind, "sv", **facts)
        except ValueError as error:
            assert "values to unpack" in str(error)
    raise AssertionError(kind)


@pytest.fixture(scope="module")
def asked(letters: Letters) -> set[str]:
    """All that any letter is told."""
    environment = letters._environment("sv")
    sources = [one.read_text(encoding="utf-8") for one in MAIL.rglob("*") if one.is_file()]
    asked = set().union(*(meta.find_undeclared_variables(environment.parse(one)) for one in sources))
    return asked - set(environment.globals) - {"base_url", "site_name", "subject", "language"}
