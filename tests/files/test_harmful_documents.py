"""Documents that can be run, fetch from elsewhere, lead out of their archive, burst, or are two things at once are refused."""

import pytest

from roadmaps.files.documents import sort_of
from tests.factories.files import a_pdf, an_archive, office_parts
from tests.files.taking import why_not


@pytest.mark.parametrize(
    "extra",
    [
        {"word/vbaProject.bin": b"a"},
        {"word/activeX/activeX1.xml": b"a"},
        {"word/embeddings/setup.exe": b"a"},
        {"word/embeddings/setup.exe ": b"a"},
        {"Basic/Standard/Module1.xml": b"a"},
    ],
)
def test_what_can_be_run_is_refused(extra: dict[str, bytes]) -> None:
    assert "run" in why_not("a.docx", an_archive({**office_parts(), **extra}))


def test_a_file_that_says_it_holds_macros_is_refused() -> None:
    parts = office_parts()
    listed = parts["[Content_Types].xml"] + b"application/vnd.ms-word.document.macroEnabled.main+xml"

    assert "run" in why_not("a.docx", an_archive({**parts, "[Content_Types].xml": listed}))


def with_template(target: bytes) -> bytes:
    """A text of Word whose template lies there."""
    sort = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    told = b'<Relationships><Relationship Id="rId1" Type="%s" Target="%s" TargetMode="External"/></Relationships>'
    return an_archive({**office_parts(), "word/_rels/settings.xml.rels": told % (sort, target)})


@pytest.mark.parametrize(
    "target", [b"https://example.org/a.dotm", b"//example.org/a.dotm", b"file://example.org/a.dotm"]
)
def test_a_template_that_is_fetched_from_elsewhere_is_refused(target: bytes) -> None:
    assert "run" in why_not("a.docx", with_template(target))


@pytest.mark.parametrize("target", [b"file:///C:\\Users\\maja\\Normal.dotm", b"C:\\Mallar\\Brev.dotx", b"Brev.dotx"])
def test_a_template_of_ones_own_machine_is_nothing_to_mind(target: bytes) -> None:
    assert sort_of(with_template(target))[1] == "docx"


@pytest.mark.parametrize("name", ["../../etc/cron.d/a", "/etc/passwd", "C:\\a", "word\\..\\..\\a", "a/../../b"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    assert "damaged" in why_not("a.docx", an_archive({**office_parts(), name: b"a"}))


def test_an_archive_that_bursts_is_refused() -> None:
    assert "unpacks" in why_not("a.docx", an_archive({**office_parts(), "word/media/a.png": bytes(30_000_000)}))
    many = {f"word/{number}.xml": b"" for number in range(5_001)}
    assert "unpacks" in why_not("a.docx", an_archive({**office_parts(), **many}))


def test_a_file_of_two_sorts_at_once_is_refused() -> None:
    office = an_archive(office_parts())

    assert "damaged" in why_not("a.pdf", a_pdf() + office)
    assert "damaged" in why_not("a.docx", office + a_pdf())
    assert "damaged" in why_not("a.pdf", a_pdf() + b"<script>alert(1)</script>")
    assert "OpenDocument" in why_not("a.docx", b"MZ" + office)
    assert "PNG" in why_not("a.docx", b"<html>" + office)


def test_a_locked_archive_is_told_of() -> None:
    data = bytearray(an_archive(office_parts()))
    for place in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[place] |= 1

    assert "password" in why_not("a.docx", bytes(data))


def test_what_lists_the_template_is_read_as_what_it_is() -> None:
    odd = b'<Relationships><Relationship Id="a>b" Type="x/attachedTemplate" Target="https://example.org/a.dotm"/></Relationships>'
    parts = office_parts()

    assert "run" in why_not("a.docx", an_archive({**parts, "word/_rels/settings.xml.rels": odd}))
    for broken in (b"<Relationship " * 60_000, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'):
        assert "damaged" in why_not("a.docx", an_archive({**parts, "word/_rels/settings.xml.rels": broken}))
