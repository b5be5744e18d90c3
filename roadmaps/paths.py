"""Where templates, static files and migrations lie: beside the package in a checkout, inside it once installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "_bundled"
ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent

TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
PRINT_FONTS = STATIC / "dist" / "print-fonts"
MIGRATIONS = ROOT / "migrations"
TRANSLATIONS = _PACKAGE / "translations"


def is_installed() -> bool:
    """Whether this is an installed wheel, and not a checkout."""
    return _INSTALLED.is_dir()
