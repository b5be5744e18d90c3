"""What a public version shows beyond its text: how it is cited, and its cover as a picture. For the doors only."""

from flask import Response, make_response, request

from roadmaps.foundation.clock import day_of
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.preview import picture_of
from roadmaps.snapshots.citing import citation
from roadmaps.snapshots.editions import Edition, edition_of
from roadmaps.snapshots.exports.choice import LANGUAGES, Choice, Language
from roadmaps.snapshots.exports.extras import Extras
from roadmaps.snapshots.exports.making import Making
from roadmaps.snapshots.exports.parts import front
from roadmaps.snapshots.models import Snapshot
from roadmaps.web.language import locale

A_DAY = 86_400


def cited(edition: Edition, language: str) -> str:
    """The citation in a language, whatever the page is in."""
    return citation(edition, words_in(LANGUAGES[language]))


def as_picture(snapshot: Snapshot) -> Response:
    """The cover of a version. It never changes, so that whoever has it needs not ask for a day."""
    language = LANGUAGES.get(request.args.get("language", ""), LANGUAGES[locale()])
    answer = make_response()
    answer.set_etag(f"{snapshot.sha256[:32]}-{language}")
    answer.headers["Cache-Control"] = f"{'public' if snapshot.sort.is_public else 'private'}, max-age={A_DAY}"
    answer.content_type = "image/png"
    answer.make_conditional(request)
    if answer.status_code != 304:
        answer.set_data(_drawn(snapshot, language))
    return answer


def _drawn(snapshot: Snapshot, language: Language) -> bytes:
    at = snapshot.frozen_at
    extras = Extras(made_at=at, today=day_of(at))
    making = Making(edition_of(snapshot, address=""), Choice(language), words_in(language), extras)
    note = [making.edition.file.version.frozen_for, front.running_note(making)]
    return picture_of(front.cover(making), " · ".join(filter(None, note)))
