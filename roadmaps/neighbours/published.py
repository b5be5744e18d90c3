"""What others may fetch of a roadmap: its newest adopted version, or what a link for a partner shows, as document and data.

For the doors only.
"""

import re
from base64 import b64encode
from collections.abc import Collection
from uuid import UUID

from flask import Response, g, make_response, request, url_for
from sqlalchemy.orm import Session

from roadmaps.foundation.clock import today
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.sentences import say
from roadmaps.neighbours import policy, rules
from roadmaps.neighbours.models import Shared, ShareLink
from roadmaps.neighbours.queries import link_with_token
from roadmaps.neighbours.versions import languages_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.written import SOURCE
from roadmaps.snapshots.editions import Edition, edition_of, edition_of_state
from roadmaps.snapshots.manuscripts import read_in, working_edition
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.queries import find_snapshot, latest
from roadmaps.translating.queries import languages_begun
from roadmaps.web.language import COOKIE, LANGUAGES
from roadmaps.web.work import change, reading

_FILE = re.compile(r'(?P<before>(?:src|href)=")/files/(?P<id>[0-9a-f-]{36})(?=")')


def open_link(token: str) -> ShareLink:
    """The link whose secret stands in the address; the page is shown in its language, unless the reader has chosen one.

    :raises NotFound: when there is none, or it shows nothing any more; which of the two is not told
    """
    link = link_with_token(reading(), token)
    if link is None or not policy.may_follow(link, today()):
        raise NotFound(say("This link shows nothing any more. Ask those who sent it for a new one."))
    if request.cookies.get(COOKIE) not in LANGUAGES:
        g.forced_language = link.language
    return link


def note_use(link: ShareLink) -> None:
    """Count it; whoever only asks what is there is not counted."""
    if request.method == "GET":
        with change() as session:
            rules.note_use(session, link.id, on=today())


def edition_behind(session: Session, link: ShareLink) -> Edition | None:
    """The version that the link shows; None while nothing has been adopted yet."""
    if link.shows is Shared.WORKING:
        return working_edition(session, link.roadmap, "")
    return newest_adopted(session, link.roadmap)


def newest_adopted(session: Session, roadmap: Roadmap) -> Edition | None:
    """The newest adopted version, whole."""
    newest = latest(session, roadmap, SnapshotKind.ADOPTED)
    if newest is None:
        return None
    snapshot = find_snapshot(session, roadmap, newest.number, None)
    slug, number = roadmap.area.slug, snapshot.number
    return edition_of(snapshot, address=url_for("snapshots.show", slug=slug, number=number, _external=True))


def as_shown(session: Session, link: ShareLink, edition: Edition, token: str, language: str) -> Edition:
    """The version in the reader's language as far as it is translated, with pictures that come by the link."""
    files = {str(one.id) for one in edition.file.files}
    html = {
        key: {name: _by_link(told, files, token) for name, told in fields.items()}
        for key, fields in edition.html.items()
    }
    return read_in(session, edition_of_state(edition.file, html, address=edition.address), link.roadmap, language)


def readable_in(session: Session, link: ShareLink, edition: Edition) -> list[str]:
    """The languages in which the version can be read, the roadmap's own first: also those that it was translated to later."""
    is_frozen = edition.file.version.frozen_at is not None
    later = languages_begun(session, link.roadmap) if is_frozen else ()
    return [SOURCE, *dict.fromkeys([*languages_in(edition.file), *later])]


def file_behind(session: Session, link: ShareLink, file_id: UUID) -> UUID:
    """A picture or a file that the version names, and nothing else.

    :raises NotFound: when it names none such
    """
    edition = edition_behind(session, link)
    if edition is None or file_id not in {one.id for one in edition.file.files}:
        raise NotFound
    return file_id


def as_data(text: str, sha256: str) -> Response:
    """The data as it is hashed, with the hash beside it (RFC 9530); whoever has it already is told so."""
    answer = make_response(text.encode())
    answer.content_type = "application/json"
    answer.headers["Repr-Digest"] = f"sha-256=:{b64encode(bytes.fromhex(sha256)).decode()}:"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    answer.headers["Cache-Control"] = "no-cache"
    answer.set_etag(sha256)
    answer.make_conditional(request)
    return answer


def _by_link(html: str, files: Collection[str], token: str) -> str:
    """Files of the version come by the link too: whoever follows it has no account. The token needs no escaping."""

    def lead(found: re.Match[str]) -> str:
        return f"{found['before']}/shared/{token}/files/{found['id']}" if found["id"] in files else found[0]

    return _FILE.sub(lead, html)
