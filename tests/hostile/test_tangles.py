"""Texts that tangle parsers, inside files: a paper to bring in, a workbook, a table, a neighbour's roadmap."""

import io
import time
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

from tests.browsing import Browser
from tests.factories.incoming import docx, p
from tests.factories.neighbours import a_block, as_sent, the_data
from tests.factories.roadmap import a_plan
from tests.hostile.test_sent_in import TANGLES

# A file may say more than a form.
SECONDS = 2.0


def _docx(text: str) -> tuple[bytes, str]:
    return docx("".join(p(one[:200_000]) for one in text.split("\n")[:5_000])), "plan.docx"


def _markdown(text: str) -> tuple[bytes, str]:
    return f"# Mål\n\n{text}\n".encode(), "plan.md"


def _workbook(text: str) -> tuple[bytes, str]:
    book, out = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(["title", "text"])
    book.active.append([text[:30_000], text[:32_000]])
    book.save(out)
    return out.getvalue(), "plan.xlsx"


def _table(text: str) -> tuple[bytes, str]:
    return f'title;text\r\n"{text}";"{text}"\r\n'.encode(), "plan.csv"


def _neighbour(text: str) -> tuple[bytes, str]:
    return as_sent(the_data(a_block("need", text=text), a_block("activity", text=text, title=text))), "skog.json"


DOORS: dict[str, tuple[Callable[[str], tuple[bytes, str]], str, dict[str, str]]] = {
    "a paper": (_docx, "/areas/{}/bring-in", {}),
    "a text": (_markdown, "/areas/{}/bring-in", {}),
    "a workbook": (_workbook, "/areas/{}/spreadsheet", {}),
    "a table": (_table, "/areas/{}/spreadsheet", {}),
    "a neighbour": (_neighbour, "/areas/{}/neighbours/new", {"region": "Grannen", "language": "sv"}),
}


OF_OFFICE = ("lists 10,000 deep", "a megabyte of ticks", "a megabyte of line breaks")
TRIED = [(door, name) for door in DOORS for name in TANGLES if door in {"a text", "a neighbour"} or name in OF_OFFICE]


@pytest.mark.parametrize(("door", "name"), TRIED)
def test_a_tangle_in_a_file_is_taken_or_refused_in_words(
    client: Browser, session: Session, door: str, name: str
) -> None:
    make, address, fields = DOORS[door]
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))
    data, filename = make(TANGLES[name])

    began = time.process_time()
    answer = client.post(address.format(plan.slug), data={**fields, "file": (io.BytesIO(data), filename)})
    took = time.process_time() - began
    answer.request.environ["wsgi.input"].close()

    assert answer.status_code in {303, 413, 422}, answer.status_code
    assert took < SECONDS
    if answer.location:
        began = time.process_time()
        shown = client.get(answer.location)
        assert shown.status_code == 200
        assert time.process_time() - began < SECONDS
