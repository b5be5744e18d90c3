"""Which addresses are for programs. There nobody is known by a cookie, and every answer, a refusal too, is data."""

from flask import request

_BEGINNING = "/api"
# People read about the interface in a page like any other.
_PAGES = "/api/docs"


def is_for_programs() -> bool:
    """Whether the request asks for an address that is for programs, whether there is anything or not."""
    return is_programs_address(request.path)


def is_programs_address(path: str) -> bool:
    """Whether the address is for programs."""
    is_page = path == _PAGES or path.startswith(f"{_PAGES}/")
    return (path == _BEGINNING or path.startswith(f"{_BEGINNING}/")) and not is_page
