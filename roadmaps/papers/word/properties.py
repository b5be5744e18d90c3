"""What a Word file says of itself, and how Word is to go about it."""

from datetime import UTC
from xml.etree.ElementTree import Element

from roadmaps.papers.pandoc.archives import written
from roadmaps.papers.pandoc.texts import fit
from roadmaps.papers.pandoc.writing import LANGUAGES
from roadmaps.papers.tree import Identity
from roadmaps.papers.word.names import W

_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_FREE = 2


def core(identity: Identity) -> bytes:
    """Title, creator, subject, keywords, language and the moment."""
    moment = identity.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    made = W.make(
        "cp:coreProperties",
        W.make("dc:title", text=fit(identity.title)),
        W.make("dc:subject", text=fit(identity.subject)),
        W.make("dc:creator", text=fit(identity.creator)),
        W.make("cp:keywords", text="; ".join(map(fit, identity.keywords))),
        W.make("cp:lastModifiedBy", text=fit(identity.creator)),
        W.make("dcterms:created", text=moment, xsi_type="dcterms:W3CDTF"),
        W.make("dcterms:modified", text=moment, xsi_type="dcterms:W3CDTF"),
        W.make("dc:language", text=LANGUAGES[identity.language]),
    )
    if identity.address:
        made.append(W.make("dc:identifier", text=fit(identity.address)))
    if identity.version:
        made.append(W.make("cp:version", text=fit(identity.version)))
    return written(made)


def custom(identity: Identity) -> bytes:
    """What an archive or a registry asks for, by names that programs can rely on."""
    values = {
        "RegistryNumber": identity.registry_number,
        "Version": identity.version,
        "SHA-256": identity.sha256,
        "Code": identity.code,
        "DecidedOn": identity.decided_on.isoformat() if identity.decided_on else "",
        "Address": identity.address,
        "CheckAddress": identity.check_address,
    }
    made = Element(f"{{{_CUSTOM}}}Properties")
    for number, (name, value) in enumerate(((name, value) for name, value in values.items() if value), _FIRST_FREE):
        one = Element(f"{{{_CUSTOM}}}property", {"fmtid": _FORMAT, "pid": str(number), "name": name})
        one.append(W.make("vt:lpwstr", text=fit(value)))
        made.append(one)
    return written(made)


def extended(identity: Identity) -> bytes:
    """The program and the organisation."""
    made = Element(f"{{{_EXTENDED}}}Properties")
    for name, value in (("Application", "Färdplan"), ("Company", fit(identity.creator)), ("AppVersion", "16.0000")):
        one = Element(f"{{{_EXTENDED}}}{name}")
        one.text = value
        made.append(one)
    return written(made)


def settings(identity: Identity) -> bytes:
    """Hyphens in long words, decimal commas, and Word's present way of setting pages.

    Nothing asks Word to reckon fields anew when it opens the file: it would ask its reader for leave first.
    """
    is_swedish = identity.language == "sv"
    return written(
        W.make(
            "w:settings",
            W.make("w:zoom", w_percent=100),
            W.make("w:autoHyphenation", w_val="1"),
            W.make("w:consecutiveHyphenLimit", w_val=2),
            W.make("w:hyphenationZone", w_val=357),
            W.make("w:doNotHyphenateCaps"),
            W.make("w:characterSpacingControl", w_val="doNotCompress"),
            W.make("w:footnotePr", W.make("w:footnote", w_id=-1), W.make("w:footnote", w_id=0)),
            W.make(
                "w:compat",
                W.make(
                    "w:compatSetting",
                    w_name="compatibilityMode",
                    w_uri="http://schemas.microsoft.com/office/word",
                    w_val=15,
                ),
            ),
            W.make("w:themeFontLang", w_val=LANGUAGES[identity.language]),
            W.make("w:decimalSymbol", w_val="," if is_swedish else "."),
            W.make("w:listSeparator", w_val=";" if is_swedish else ","),
        )
    )


def fonts() -> bytes:
    """What to take instead of our fonts on a computer that has them not: something without serifs, and even letters."""
    return written(
        W.make(
            "w:fonts",
            _font("Source Sans 3", "Source Sans Pro", "020B0503030403020204", "swiss", "variable"),
            _font("Consolas", "Courier New", "020B0609020204030204", "modern", "fixed"),
        )
    )


def _font(name: str, other: str, shape: str, family: str, pitch: str) -> Element:
    return W.make(
        "w:font",
        W.make("w:altName", w_val=other),
        W.make("w:panose1", w_val=shape),
        W.make("w:charset", w_val="00"),
        W.make("w:family", w_val=family),
        W.make("w:pitch", w_val=pitch),
        w_name=name,
    )
