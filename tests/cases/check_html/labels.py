"""Names, titles and addresses of pages as people read them: look-alikes, and letters that hide or turn the others."""

from __future__ import annotations

import unicodedata

BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
INVISIBLE = set("\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u034f\u180e\u3164\u115f\u1160")


def check_label(text: str) -> list[str]:
    """Problems in a display name, username, title or file name."""
    out = []
    if unicodedata.normalize("NFC", text) != text:
        out.append("not-nfc")
    if unicodedata.normalize("NFKC", text) != text:
        out.append("compatibility-characters")
    for c in text:
        cat = unicodedata.category(c)
        if c in BIDI:
            out.append("bidi-control")
        elif c in INVISIBLE:
            out.append("invisible")
        elif cat == "Cc":
            out.append("control")
        elif cat in ("Co", "Cs", "Cn"):
            out.append("private-or-unassigned")
        elif "TAG" in unicodedata.name(c, "") and 0xE0000 <= ord(c) <= 0xE007F:
            out.append("tag-character")
    scripts = set()
    for c in text:
        if c.isalpha():
            nm = unicodedata.name(c, "")
            scripts.add(nm.split(" ")[0])
    if len(scripts & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "FULLWIDTH", "MATHEMATICAL"}) > 1:
        out.append("mixed-script")
    if sum(1 for c in text if unicodedata.category(c) == "Mn") > max(4, len(text) // 4):
        out.append("zalgo")
    if text != text.strip() or "  " in text:
        out.append("whitespace")
    return sorted(set(out))
