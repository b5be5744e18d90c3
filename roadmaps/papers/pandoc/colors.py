"""The colour of an area as programs take it, and which colour can be read upon it."""

import re

INK, PAPER = "1F2A30", "FFFFFF"
_ORDINARY = "1B5E6B"
_READABLE = 4.5


def sound_color(color: str) -> str:
    """Six digits, whatever was given."""
    return color[1:].upper() if re.fullmatch(r"#[0-9A-Fa-f]{6}", color) else _ORDINARY


def upon(color: str) -> str:
    """What can be read upon the colour: paper, or else ink."""
    return PAPER if _contrast(color, PAPER) >= _READABLE else INK


def heading_in(color: str) -> str:
    """The colour for headings: the same, when it can be read on paper."""
    return color if _contrast(color, PAPER) >= _READABLE else INK


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _light(color: str) -> float:
    """How light a colour is to the eye, from WCAG 2.2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
