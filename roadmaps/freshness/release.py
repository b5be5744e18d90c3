"""What a page is made with, beside the database: the program itself, its templates, its words and its style sheets."""

import hashlib
from functools import cache
from pathlib import Path

from roadmaps import paths

_MADE_WITH = {".py", ".html", ".txt", ".mo", ".toml"}


@cache
def release() -> str:
    """A word for them, the same wherever the same release runs and another as soon as any of them is another."""
    told = hashlib.sha256()
    for folder in (Path(paths.__file__).parent, paths.TEMPLATES):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _MADE_WITH and path.is_file():
                told.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    manifest = paths.STATIC / "dist" / "manifest.json"
    told.update(manifest.read_bytes() if manifest.exists() else b"")
    return told.hexdigest()
