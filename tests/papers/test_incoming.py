"""Word files that come in: all that they say is read, and files that mean harm are refused in words."""

import io
import resource
import time
import zipfile

import pytest

from roadmaps.foundation import prose
from roadmaps.papers.incoming import Unreadable, read_word
from roadmaps.papers.incoming.missing import words_of
from tests.factories.incoming import (
    W,
    a_messy_plan,
    a_tidy_strategy,
    as_ast,
    bold,
    box,
    by_pandoc,
    cell,
    docx,
    p,
    run,
    table,
)


def test_headings_lists_tables_notes_and_links_are_read() -> None:
    text = read_word(a_tidy_strategy()).text

    assert "## 1.2 Vision\n\nÅr 2035 förädlar" in text
    assert "- Avstånden är långa:\n  - till kunder\n" in text
    assert "| Delat livsmedelslabb i Ås | Torsta AB, Mittuniversitetet | Q3 2026 – Q4 2027 | Pågår | 1 200 |" in text
    assert "länets aktörer.[^1] Den ersätter *tidigare program* och gäller **hela länet**." in text
    assert (
        "[^1]: Möten hölls i alla åtta kommuner våren 2026, se [sammanställningen](https://example.org/dialog)." in text
    )
    assert "CO₂, på 4 miljoner hektar (10⁶ m²" in text
    assert text.startswith("# Strategi för smart specialisering 2027–2033: Skog och livsmedel")


def test_text_boxes_come_where_they_hang_and_are_said_once() -> None:
    told = read_word(a_messy_plan())

    assert told.text.count("Läs detta först") == 1
    assert told.text.index("HÅLLBAR ENERGI") < told.text.index("Läs detta först") < told.text.index("**Bakgrund**")
    assert "| ruta | i ruta |" in told.text


def test_merged_cells_say_the_same_in_each_row() -> None:
    text = read_word(a_messy_plan()).text

    assert "| Batterilager vid Midskog | Jämtkraft | 2027 | Förstudie klar · Mark finns |" in text
    assert "| Batterilager vid Midskog | Ragunda kommun | 2028 | Detaljplan |" in text


def test_contents_heads_of_pages_and_comments_are_told_beside_the_text() -> None:
    told = read_word(a_messy_plan())

    assert [(one.reason, one.text) for one in told.aside] == [
        ("contents", "Innehåll\nBakgrund 2\nMål 3"),
        ("page", "Arbetsmaterial 2026-05-01"),
        ("comment", "Anna: Stämmer detta?"),
    ]
    assert "Innehåll" not in told.text


def test_tracked_changes_are_read_as_accepted() -> None:
    told = read_word(a_messy_plan())

    assert "kraft, men få lager för el." in told.text
    assert "inga" not in told.text
    assert told.has_tracked_changes


def test_pictures_leave_the_words_that_stand_for_them() -> None:
    alt = '<wp:docPr id="1" name="Bild" descr="Karta över leder"/>'
    blip = '<a:graphic><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
    picture = f"<w:r><w:drawing><wp:inline>{alt}{blip}</wp:inline></w:drawing></w:r>"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/bild.png"/></Relationships>'

    told = read_word(docx(p(picture) + p("Text"), {"word/_rels/document.xml.rels": relations, "word/media/bild.png": b"\x89PNG"}))  # fmt: skip

    assert told.pictures == 1
    assert "Karta över leder" in told.text


def test_drawings_of_boxes_leave_the_words_in_them() -> None:
    boxes = '<a:graphic><a:graphicData><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rId7"/></a:graphicData></a:graphic>'
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData" Target="diagrams/data1.xml"/></Relationships>'
    data = '<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>Bas</a:t><a:t>Bredd</a:t><a:t>Spets</a:t></d>'

    told = read_word(docx(p(f"<w:r><w:drawing>{boxes}</w:drawing></w:r>"), {"word/_rels/document.xml.rels": relations, "word/diagrams/data1.xml": data}))  # fmt: skip

    assert (told.text, told.pictures) == ("Bas, Bredd, Spets", 1)


def test_no_word_that_pandoc_reads_is_lost() -> None:
    for paper in (a_tidy_strategy(), a_messy_plan()):
        said = " ".join(_strings(as_ast(paper)))
        told = read_word(paper)
        kept = "".join(words_of(" ".join([told.text, *(one.text for one in told.aside)])))

        assert not [word for word in words_of(said) if word not in kept]


@pytest.mark.parametrize(
    "text",
    ["# ingen rubrik", "1. inte en lista", "- ej punkt", "a * b * c", "snake_case och _kant_", "[inte](länk)", "<b>", "| a | b |", "`kod`", "&amp;", "~~ej~~", "\\bakåt", "![x](y)", "[[inte länk]]", "[^1]: ej not", "===", "> ej citat"],
)  # fmt: skip
def test_signs_mean_nothing_but_themselves(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    html = prose.render(read_word(docx(p(escaped) + p("Sist"))).text)

    assert html == f"<p>{escaped}</p>\n<p>Sist</p>"


def _strings(node) -> list[str]:
    if isinstance(node, dict):
        return [node["c"]] if node.get("t") == "Str" else _strings(list(node.values()))
    return [text for one in node for text in _strings(one)] if isinstance(node, list) else []


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_word(data)
    return str(refused.value)


def test_macros_are_not_let_in() -> None:
    assert "macros" in refusal(docx(p("Hej"), {"word/vbaProject.bin": b"x"}))


def test_a_file_that_says_it_holds_macros_is_not_let_in() -> None:
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'

    assert "macros" in refusal(docx(p("Hej"), {"[Content_Types].xml": types}))


def test_a_file_that_bursts_is_refused_before_it_is_unpacked() -> None:
    began = time.monotonic()

    assert "too large" in refusal(docx(p("Hej"), {"word/styles.xml": b" " * 80_000_000}))
    assert "too large" in refusal(docx(p("Hej"), {"word/styles.xml": b" " * 5_000_000}))
    assert time.monotonic() - began < 20


def test_very_many_parts_are_refused() -> None:
    assert "too large" in refusal(docx(p("Hej"), {f"word/x{number}.txt": b"" for number in range(5_001)}))


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "word\\..\\x.xml", "C:/x.xml"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    held = io.BytesIO(docx(p("Hej")))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr(name, b"x")

    assert "damaged" in refusal(held.getvalue())


@pytest.mark.parametrize(
    "head",
    ['<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>', '<!DOCTYPE d SYSTEM "http://example.org/x.dtd">', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
    ids=["entities", "outside", "file"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(head: str, encoding: str) -> None:
    whole = f'<?xml version="1.0" encoding="{encoding}"?>{head}<w:document {W}><w:body>{p("&x;")}</w:body></w:document>'

    assert "damaged" in refusal(docx("", {"word/document.xml": whole.encode(encoding)}))


def test_entities_in_other_parts_are_refused_too() -> None:
    notes = f'<!DOCTYPE d [<!ENTITY a "aaaa">]><w:footnotes {W}>{p("&a;")}</w:footnotes>'.encode("utf-16")

    assert "damaged" in refusal(docx(p("Hej"), {"word/footnotes.xml": notes}))


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 1000, docx(p("Hej"))[:-60], docx(p("Hej"), {"word/document.xml": "<w:document"})],
    ids=["begun", "noise", "cut", "no xml"],
)  # fmt: skip
def test_broken_files_are_refused(data: bytes) -> None:
    assert "damaged" in refusal(data)


def test_other_archives_are_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")

    assert "not a Word file" in refusal(held.getvalue())


def test_deep_nesting_neither_hangs_nor_breaks_the_site() -> None:
    began = time.monotonic()
    deep = "<w:smartTag>" * 3_000 + run("djupt") + "</w:smartTag>" * 3_000
    tables = p("innerst")
    for _ in range(60):
        tables = table([cell(tables + p(""))])

    try:
        assert "djupt" in read_word(docx(p(deep))).text
    except Unreadable as refused:
        assert "damaged" in str(refused)
    assert "innerst" in read_word(docx(tables)).text
    assert time.monotonic() - began < 60


def test_a_large_file_with_pictures_is_read_without_them() -> None:
    pictures = {f"word/media/{number}.png": bytes([number]) * 900_000 for number in range(20)}

    assert read_word(docx(bold("Rubrik") + box(p("i ruta")), pictures)).text == "**Rubrik**\n\ni ruta"


def test_two_hundred_pages_are_read_in_reasonable_time() -> None:
    page = "\n\n".join(["## Rubrik", "Ett stycke med ord om länets utveckling. " * 30, "- punkt\n- punkt", "| A | B |\n|---|---|\n| c | d |"])  # fmt: skip
    data = by_pandoc("\n\n".join([page] * 200))
    began = _processor_seconds()

    text = read_word(data).text

    assert text.count("## Rubrik") == 200
    # Time of the processor, as a busy machine says nothing of the file.
    assert _processor_seconds() - began < 10


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
