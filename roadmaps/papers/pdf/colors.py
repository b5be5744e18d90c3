"""The colours of a paper: all drawn from that of its area, dark enough to be read on white and under white letters."""

import re

_SIX_DIGITS = re.compile(r"#[0-9a-fA-F]{6}")
_USUAL = "#1f4e5f"
_ENOUGH = 5.0


def accent(color: str) -> str:
    """The area's colour, darkened until letters in it can be read on white."""
    parts = _parts(color if _SIX_DIGITS.fullmatch(color) else _USUAL)
    while _contrast_with_white(parts) < _ENOUGH:
        parts = [part * 0.94 for part in parts]
    return "#" + "".join(f"{round(part):02x}" for part in parts)


def _parts(color: str) -> list[float]:
    return [float(int(color[at : at + 2], 16)) for at in (1, 3, 5)]


def _contrast_with_white(parts: list[float]) -> float:
    """As the guidelines for accessible contents define it."""
    linear = [part / 255 / 12.92 if part / 255 <= 0.03928 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
