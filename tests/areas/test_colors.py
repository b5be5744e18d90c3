import pytest

from roadmaps import paths
from roadmaps.areas.colors import IN_PRINT
from roadmaps.areas.models import Color


def test_colors_in_print_are_those_of_the_site() -> None:
    style = (paths.STATIC / "src/css/tokens/areas.css").read_text(encoding="utf-8")

    assert set(IN_PRINT) == set(Color)
    assert all(f"--area-color: light-dark({color}," in style for color in IN_PRINT.values())


@pytest.mark.parametrize("color", IN_PRINT.values())
def test_white_letters_can_be_read_on_them(color: str) -> None:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)

    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5
