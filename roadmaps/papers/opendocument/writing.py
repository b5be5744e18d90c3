"""A paper as an OpenDocument text: pandoc writes it, and what pandoc has no word for is put in afterwards."""

from datetime import UTC
from importlib.resources import files
from xml.etree.ElementTree import Element

from roadmaps.papers import tree, words
from roadmaps.papers.opendocument.body import Body, number_captions
from roadmaps.papers.opendocument.names import O, make
from roadmaps.papers.opendocument.variants import Variants
from roadmaps.papers.pandoc.archives import packed, parsed, unpacked, written
from roadmaps.papers.pandoc.colors import heading_in, sound_color, upon
from roadmaps.papers.pandoc.lines import Abilities
from roadmaps.papers.pandoc.pictures import pictures_of
from roadmaps.papers.pandoc.running import converted
from roadmaps.papers.pandoc.texts import fit
from roadmaps.papers.pandoc.writing import LANGUAGES, as_nodes, drawings_of
from roadmaps.papers.words import Words

_ABILITIES = Abilities(comments=False, changes=False)
_MEDIA_TYPE = b"application/vnd.oasis.opendocument.text"
_PAGE, _PAGES = "\ue000", "\ue001"
_STEP = 0.64


def write(paper: tree.Paper, said: Words) -> bytes:
    """The paper as .odt. Comments stand at the end of their chapter.

    :raises TooMuch: when the paper needs more than a file may take to be made
    """
    color = sound_color(paper.cover.color)
    styles = _styles(paper, said, color)
    document, _ = as_nodes(paper, said, _ABILITIES, pictures_of(drawings_of(paper)))
    parts = unpacked(converted(document, "odt", _reference(styles)))
    content = parsed(parts["content.xml"])
    automatic = content.find(O("office:automatic-styles"))
    text = content.find(f"{O('office:body')}/{O('office:text')}")
    assert automatic is not None
    assert text is not None
    number_captions(text)
    Body(Variants(automatic), f"#{color}").finish(text)
    text.insert(0, _counters())
    _lists(automatic)
    parts |= {
        "content.xml": written(content),
        "styles.xml": written(styles),
        "meta.xml": written(_meta(paper.identity)),
        "mimetype": _MEDIA_TYPE,
    }
    return packed(parts, "mimetype")


def _styles(paper: tree.Paper, said: Words, color: str) -> Element:
    xml = (files(__package__) / "styles.xml").read_text(encoding="utf-8")
    coloured = xml.replace("AREA", color).replace("COVER", upon(color)).replace("HEADING", heading_in(color))
    styles = parsed(coloured.encode())
    language, country = LANGUAGES[paper.identity.language].split("-")
    for looks in styles.iter(O("style:text-properties")):
        if looks.get(O("fo:language")):
            looks.set(O("fo:language"), language)
            looks.set(O("fo:country"), country)
    number = said.say(words.PAGE, page=_PAGE, pages=_PAGES)
    for line in styles.iter(O("text:p")):
        is_head = line.get(O("text:style-name"), "").startswith("Header")
        _fill(
            line,
            f"{fit(paper.running_title)}\t{fit(paper.running_note)}" if is_head else f"{fit(paper.foot)}\t{number}",
        )
    return styles


def _fill(line: Element, text: str) -> None:
    """Put words into a line, with tabs and numbers of pages as elements."""
    signs = {"\t": "text:tab", _PAGE: "text:page-number", _PAGES: "text:page-count"}
    last: Element | None = None
    for sign in text:
        if sign in signs:
            last = make(signs[sign])
            if sign != "\t":
                last.text = "1"
            line.append(last)
        elif last is None:
            line.text = (line.text or "") + sign
        else:
            last.tail = (last.tail or "") + sign


def _reference(styles: Element) -> bytes:
    """The least that pandoc takes for a document with styles."""
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    kinds = {"/": _MEDIA_TYPE.decode(), "content.xml": "text/xml", "styles.xml": "text/xml", "meta.xml": "text/xml"}
    entries = "".join(entry.format(*one) for one in kinds.items())
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"'
    body = make("office:document-content", make("office:body", make("office:text")), office__version="1.3")
    return packed(
        {
            "mimetype": _MEDIA_TYPE,
            "META-INF/manifest.xml": f"<manifest:manifest {space}>{entries}</manifest:manifest>".encode(),
            "content.xml": written(body),
            "styles.xml": written(styles),
            "meta.xml": written(make("office:document-meta", make("office:meta"), office__version="1.3")),
        },
        "mimetype",
    )


def _counters() -> Element:
    names = ("Table", "Figure")
    counters = [make("text:sequence-decl", text__display_outline_level=0, text__name=name) for name in names]
    return make("text:sequence-decls", *counters)


def _lists(automatic: Element) -> None:
    """Lists that begin close to the margin."""
    for style in automatic.iter(O("text:list-style")):
        for level in style:
            depth = int(level.get(O("text:level"), "1"))
            for alignment in level.iter(O("style:list-level-label-alignment")):
                alignment.set(O("text:list-tab-stop-position"), f"{_STEP * depth:.2f}cm")
                alignment.set(O("fo:margin-left"), f"{_STEP * depth:.2f}cm")
                alignment.set(O("fo:text-indent"), f"-{_STEP}cm")
            for properties in level.iter(O("style:list-level-properties")):
                properties.set(O("fo:text-align"), "start")


def _meta(identity: tree.Identity) -> Element:
    moment = identity.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    named = {
        "RegistryNumber": identity.registry_number,
        "Version": identity.version,
        "SHA-256": identity.sha256,
        "Code": identity.code,
        "DecidedOn": identity.decided_on.isoformat() if identity.decided_on else "",
        "Address": identity.address,
        "CheckAddress": identity.check_address,
    }
    told = [
        make("meta:generator", text="Färdplan"),
        make("dc:title", text=fit(identity.title)),
        make("dc:subject", text=fit(identity.subject)),
        *(make("meta:keyword", text=fit(keyword)) for keyword in identity.keywords),
        make("meta:initial-creator", text=fit(identity.creator)),
        make("dc:creator", text=fit(identity.creator)),
        make("meta:creation-date", text=moment),
        make("dc:date", text=moment),
        make("dc:language", text=LANGUAGES[identity.language]),
        *(
            make("meta:user-defined", text=fit(value), meta__name=name, meta__value_type="string")
            for name, value in named.items()
            if value
        ),
    ]
    return make("office:document-meta", make("office:meta", *told), office__version="1.3")
