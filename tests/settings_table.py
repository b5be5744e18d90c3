"""Writes the table of settings in docs/operations.md. Run it with ``python -m tests.settings_table``."""

import re
from pathlib import Path

from roadmaps.config.telling import table

PAGE = Path(__file__).parent.parent / "docs" / "operations.md"
TABLE = re.compile(r"^\| setting \| means \|.*?(?=\n\n)", re.MULTILINE | re.DOTALL)


def written(page: str) -> str:
    """The page with the table as the code has it."""
    assert len(TABLE.findall(page)) == 1, "the page has one table of settings"
    return TABLE.sub(lambda _match: table(), page)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
