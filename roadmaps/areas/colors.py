"""The colours of areas outside of the style sheet: in files, where nothing is light or dark by itself."""

from collections.abc import Mapping

from roadmaps.areas.models import Color

# As in static/src/css/tokens/areas.css in its light mode: white letters on each of them pass AA, and they pass on white.
IN_PRINT: Mapping[Color, str] = {
    Color.FOREST: "#2a6340",
    Color.ENERGY: "#825100",
    Color.EXPERIENCE: "#9a2b50",
    Color.DIGITAL: "#3c4a9c",
    Color.HEATHER: "#744585",
    Color.LAKE: "#0f5f7d",
    Color.RUST: "#94421d",
    Color.SLATE: "#45545f",
}
