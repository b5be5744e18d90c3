"""Where pandoc is: the one that comes with the installed package."""

from functools import cache

import pypandoc


@cache
def command() -> tuple[str, ...]:
    """How it is called, without its arguments."""
    return (str(pypandoc.get_pandoc_path()),)
