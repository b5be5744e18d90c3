"""Files that are taken home. What is in them was written by people: nothing in it may run, load or lead, whatever a browser
makes of it.
"""

import unicodedata
from urllib.parse import quote

from flask import Response, make_response, request

POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def as_download(content: bytes, filename: str, media_type: str) -> Response:
    """The answer with the file; whoever has the same already is told so. The name is one that every file system takes."""
    answer = make_response(content)
    answer.content_type = media_type
    answer.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def disposition(how: str, filename: str) -> str:
    """The header that names a file (`how`: "inline" or "attachment"), for programs that know only plain letters too."""
    plain = (
        unicodedata.normalize("NFKD", filename).encode("ascii", "ignore").decode().replace('"', "").replace("\\", "")
    )
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
