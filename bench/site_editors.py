"""People who write by forms, for `bench.site`: one after the other, to see what a save costs, and eight at once.

Half of what the eight write is in one text of eight paragraphs, each in a paragraph of their own and all from forms that
others have overtaken by then; the other half is in texts of their own. Afterwards every edit must be in the history, and
the newest of each in the text.
"""

import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Barrier, Thread
from urllib.request import HTTPErrorProcessor, Request, build_opener
from uuid import UUID

from selectolax.lexbor import LexborHTMLParser

PATIENCE_SECONDS = 60
SAVED = 303


class _Plainly(HTTPErrorProcessor):
    """Every answer as it is, also one that leads on or refuses."""

    def http_response(self, request, response):  # type: ignore[no-untyped-def]
        return response


@dataclass
class Writer:
    """Somebody who is signed in: opens the form of a block, changes its text, and sends it."""

    address: str
    cookie: str
    form_seconds: list[float] = field(default_factory=list)
    save_seconds: list[float] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)

    def open(self, block: UUID) -> list[tuple[str, str]]:
        """The form, as a browser would send it back."""
        begun = time.perf_counter()
        status, page = self._ask(f"/blocks/{block}/edit")
        self.form_seconds.append(time.perf_counter() - begun)
        if status != 200:
            self.refusals.append(f"the form answered {status}")
        return fields_of(page)

    def save(self, block: UUID, fields: Sequence[tuple[str, str]]) -> None:
        """Send it."""
        begun = time.perf_counter()
        status, page = self._ask(f"/blocks/{block}/edit", urllib.parse.urlencode(fields).encode())
        self.save_seconds.append(time.perf_counter() - begun)
        if status != SAVED:
            heading = LexborHTMLParser(page).css_first("h1")
            self.refusals.append(f"a save answered {status}: {heading.text() if heading else page[:200]}")

    def _ask(self, path: str, body: bytes | None = None) -> tuple[int, str]:
        headers = {"Cookie": self.cookie, "Origin": self.address, "Referer": self.address + path}
        asked = Request(self.address + path, data=body, headers=headers)
        with build_opener(_Plainly).open(asked, timeout=PATIENCE_SECONDS) as answer:
            return answer.status, answer.read().decode()


def fields_of(page: str) -> list[tuple[str, str]]:
    """What the form of a block holds."""
    form = next(
        one for one in LexborHTMLParser(page).css("form") if (one.attributes.get("action") or "").endswith("/edit")
    )
    fields: list[tuple[str, str]] = []
    for one in form.css("input, textarea, select"):
        name = one.attributes.get("name")
        if not name or (one.attributes.get("type") in {"checkbox", "radio"} and "checked" not in one.attributes):
            continue
        if one.tag == "select":
            chosen = [option for option in one.css("option") if "selected" in option.attributes]
            fields += [(name, option.attributes.get("value") or "") for option in chosen]
        else:
            fields.append((name, one.text() if one.tag == "textarea" else one.attributes.get("value") or ""))
    return fields


def with_text(fields: Sequence[tuple[str, str]], old: str, new: str) -> list[tuple[str, str]]:
    """The fields with some words of the text changed; with the new words at its end where the old are not there."""
    text = dict(fields)["text"]
    changed = text.replace(old, new) if old and old in text else f"{text.rstrip()}\n\n{new}"
    return [(name, changed if name == "text" else value) for name, value in fields]


def one_after_the_other(writer: Writer, blocks: Sequence[UUID], saves: int) -> None:
    """So many saves, each from a form of its own."""
    for number in range(saves):
        block = blocks[number % len(blocks)]
        before = number - len(blocks)
        writer.save(
            block, with_text(writer.open(block), f"Prov {before:04}." if before >= 0 else "", f"Prov {number:04}.")
        )


def all_at_once(writers: Sequence[Writer], common: UUID, own: Sequence[UUID], edits_each: int) -> None:
    """Everybody opens a form at the same moment, and then all send theirs; `common` holds a paragraph for each."""
    together = Barrier(len(writers))

    def write(place: int, writer: Writer) -> None:
        for number in range(edits_each):
            block = common if number % 2 == 0 else own[place]
            together.wait(PATIENCE_SECONDS)
            fields = writer.open(block)
            together.wait(PATIENCE_SECONDS)
            writer.save(block, with_text(fields, words_of(place, number - 2), words_of(place, number)))

    threads = [Thread(target=write, args=each) for each in enumerate(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def words_of(place: int, number: int) -> str:
    """What somebody writes at an edit, and before the first in the common text."""
    if number == -1:
        return ""
    return f"Skribent {place} har skrivit gång {number if number >= 0 else 'noll'} i stycket."
