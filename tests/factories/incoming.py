"""Papers as they come in from regions, made by code: a tidy strategy, a messy Word file, a long Markdown text."""

import io
import json
import subprocess
import zipfile
from collections.abc import Mapping, Sequence

from roadmaps.papers.incoming.program import command

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMESPACES = (
    f"{W} "
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file with this body, in XML, and further parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", (parts or {}).get("[Content_Types].xml", _TYPES))
        archive.writestr("_rels/.rels", _RELATIONS)
        whole = f'<?xml version="1.0" encoding="UTF-8"?><w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", (parts or {}).get("word/document.xml", whole))
        for name, data in (parts or {}).items():
            if name not in {"[Content_Types].xml", "word/document.xml"}:
                archive.writestr(name, data)
    return held.getvalue()


def run(text: str, how: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{how}</w:rPr>" if how else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str, style: str = "", how: str = "") -> str:
    """A paragraph; text that begins with < is XML already."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{text if text.startswith('<') else run(text, how)}</w:p>"


def bold(text: str) -> str:
    return p(text, how="<w:b/>")


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    width = max(map(len, rows))
    grid = '<w:gridCol w:w="2000"/>' * width
    lines = "".join(
        f"<w:tr>{''.join(one if one.startswith('<w:tc>') else cell(one) for one in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def box(*paragraphs: str) -> str:
    """A text box, drawn for newer and for older programs."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def by_pandoc(markdown: str) -> bytes:
    """A Word file as a careful writer makes it: with heading styles, real lists, notes and tables."""
    done = subprocess.run(
        [*command(), "--from=markdown", "--to=docx", "--output=-"],
        input=markdown.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout


def as_ast(data: bytes) -> dict:
    """The file as pandoc itself reads it."""
    done = subprocess.run([*command(), "--from=docx", "--to=json"], input=data, capture_output=True, check=True)
    return json.loads(done.stdout)


STRATEGY = """\
---
title: "Strategi för smart specialisering 2027–2033: Skog och livsmedel"
subtitle: "Antagen av regionfullmäktige"
date: "25 november 2026"
---

# 1 Inledning

Strategin bygger på dialog med länets aktörer.[^dialog] Den ersätter *tidigare program* och gäller **hela länet**.

[^dialog]: Möten hölls i alla åtta kommuner våren 2026, se [sammanställningen](https://example.org/dialog).

## 1.1 Nuläge

Länet har 12 % av Sveriges yta. Skogen binder koldioxid, CO~2~, på 4 miljoner hektar (10^6^ m^2^ per företag).

- Få företag förädlar råvaran.
- Avstånden är långa:
    - till kunder
    - till kompetens

## 1.2 Vision

År 2035 förädlar länet mer av det som marken ger.

Då finns arbetstillfällen i alla delar av länet, och råvaran lämnar inte länet obearbetad.

# 2 Behov och utmaningar

Följande behov kom fram i dialogen:

1. Små företag saknar platser att förädla sina råvaror på
2. Kunskapen om marknader är ojämnt fördelad
3. **Generationsväxling.** Många företag saknar någon som tar över, och de som vill ta över saknar kapital.

# 3 Mål och insatser

## 3.1 Mål 1: Dubbelt så många företag förädlar råvaror i länet

Målet nås till 2033. Det mäts varje år.

### Insatser

| Aktivitet | Ansvarig | Tidplan | Status | Kostnad (tkr) |
|-----------|----------|---------|--------|------|
| Delat livsmedelslabb i Ås | Torsta AB, Mittuniversitetet | Q3 2026 – Q4 2027 | Pågår | 1 200 |
| Mentorer för nya förädlare | Okända Bolaget | hösten 2026 | Planerad | 300 |
| Upphandling som drivkraft | Region Jämtland Härjedalen och Krokoms kommun | 2027–2028 | Ej påbörjad |  |

## 3.2 Mål 2: Fler unga stannar i de gröna näringarna

Målet svarar mot generationsväxlingen.[^unga]

[^unga]: Gäller dem under 35 år.

### Aktivitet: Prova på-veckor på gårdar

Ansvarig: Hushållningssällskapet

Start: 2027

Veckorna hålls varje sommar och annonseras i skolorna.

# 4 Indikatorer

| Indikator | Basvärde | Målvärde | Källa | Ansvarig |
|---|---|---|---|---|
| Företag som förädlar råvaror | 42 företag (2025) | 84 företag (2033) | SCB:s företagsregister | Torsta AB |
| Andel unga i gröna näringar | 18 % (2024) | 25 % (2033) | Region Jämtland Härjedalen, egen statistik |  |

# 5 Målkonflikter

## Mer avverkning mot orörd betesmark

Renskötseln behöver sammanhängande betesland.

# 6 Styrning och uppföljning

Regionala utvecklingsnämnden följer upp strategin varje vår (RUN/12/2027).

> Vi gör det tillsammans.

# Bilaga 1 Deltagare i dialogen

Torsta AB, LRF och Gaaltije.
"""


def a_tidy_strategy() -> bytes:
    """A strategy as most regions have it: numbered headings, lists, tables, notes."""
    return by_pandoc(STRATEGY)


def a_messy_plan() -> bytes:
    """A file as it grows in many hands: bold lines for headings, merged cells, text boxes, contents, comments, changes."""
    body = "".join(
        [
            p("Innehåll", "TOCHeading"),
            p("Bakgrund 2", "TOC1"),
            p("Mål 3", "TOC1"),
            bold("FÄRDPLAN HÅLLBAR ENERGI"),
            box(p("Läs detta först: utkast till möte i maj"), p("Kontakt: energikontoret")),
            bold("Bakgrund"),
            p(f"{run('Länet har gott om ')}{run('vind', '<w:b/>')}{run('kraft, men ')}<w:del w:id='1' w:author='A'><w:r><w:delText>inga</w:delText></w:r></w:del><w:ins w:id='2' w:author='A'>{run('få ')}</w:ins>{run('lager för el.')}"),
            bold("Mål"),
            p("•  Lagring av el i tre kommuner senast 2030"),
            p("•  Halverad effektbrist"),
            bold("Åtgärder"),
            table(
                [cell("Åtgärd"), cell("Vem"), cell("När"), cell("Kommentar")],
                [cell("Batterilager vid Midskog", '<w:vMerge w:val="restart"/>'), cell("Jämtkraft"), cell("2027"), cell(p("Förstudie klar") + p("Mark finns"))],
                [cell("", "<w:vMerge/>"), cell("Ragunda kommun"), cell("2028"), cell("Detaljplan")],
                [cell("Gemensam rad för alla", '<w:gridSpan w:val="4"/>')],
                [cell("Flexmarknad"), cell("Peak Innovation"), cell("löpande"), cell(table(["inre", "tabell"]) + p(""))],
            ),
            table([cell(p("En ruta med råd") + p("I två stycken"))]),
            box(p("Sista rutan"), table(["ruta", "i ruta"])),
            '<w:p><w:hyperlink w:anchor="x">' + run("Inre länk") + "</w:hyperlink>" + run(" sist i filen.") + "</w:p>",
        ]
    )  # fmt: skip
    comments = f'<w:comments {W}><w:comment w:id="0" w:author="Anna">{p("Stämmer detta?")}</w:comment></w:comments>'
    header = f"<w:hdr {W}>{p('Arbetsmaterial 2026-05-01')}</w:hdr>"
    return docx(body, {"word/comments.xml": comments, "word/header1.xml": header, "word/media/bild.png": b"\x89PNG"})


def a_long_markdown(chapters: int = 12) -> str:
    """A text of many chapters, with everything that Markdown has."""
    parts = ["Färdplan för besöksnäringen\n===========================\n\nEn ingress före alla rubriker[^a].\n\n[^a]: Noten om ingressen\n    går vidare här.\n"]  # fmt: skip
    parts += [
        f"""
## Delområde {number}: Leder och vatten {number}

Text om delområdet med [länk][adress{number}] och `kod|med|pipor`, och en not[^{number}].

[adress{number}]: https://example.org/{number}
[^{number}]: Not nummer {number}.

### Behov

* Skyltar saknas på led {number}
* Parkeringen räcker inte {number}

### Mål

- Dubbelt så många gäster {number}
  året runt

- Nöjda markägare {number}

### Aktiviteter

| Aktivitet | Ansvarig | Start | Slut |
|:--|:-:|--:|---|
| Skylta led {number} | Åre kommun | 2026-Q{number % 4 + 1} | 2027 |
| Rusta bro \\| spång {number} | Okänd förening {number} | maj 2027 | |

```
# ingen rubrik {number}
| inte | tabell |
```
"""
        for number in range(1, chapters + 1)
    ]
    return "".join(parts)
