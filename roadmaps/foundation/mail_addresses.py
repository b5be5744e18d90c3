"""Mail addresses in what people write, however long a text without spaces is. Pure."""

import re

# Each run of letters is read from its beginning alone: looked for anew at every letter, it would take the square of the time.
# Markdown takes a sign with a backslash before it as it is: so the editor keeps an address that is meant as words.
IN_TEXT = re.compile(r"(?<![\w.+\\-])(?:\\?[\w.+-])+\\?@[\w-]+(?:\\?\.[\w-]+)+")


def as_meant(written: str) -> str:
    """An address that was found, as it is read."""
    return written.replace("\\", "")


def addresses_in(text: str) -> list[str]:
    """Those that stand in the text, as they are read."""
    return [as_meant(one) for one in IN_TEXT.findall(text)]
