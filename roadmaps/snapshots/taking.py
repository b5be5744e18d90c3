"""Taking a version home: the page on which one chooses, the file at once when it is quickly made, and else a place to wait.

For the doors only; what is asked for is understood by `exports.wish`, and what takes long is made by `working`.
"""

from typing import cast
from uuid import UUID

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.files.doors import store
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound, Refusal
from roadmaps.papers.catalogues import words_in
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots import rules
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.choice import LANGUAGES, Language, Part
from roadmaps.snapshots.exports.compared import make_compared
from roadmaps.snapshots.exports.files import Made, make
from roadmaps.snapshots.exports.wish import AT_ONE_CLICK, PACKAGE, Wish, wish_in
from roadmaps.snapshots.manuscripts import manuscript_of
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.pairs import Pair
from roadmaps.snapshots.places import Places
from roadmaps.snapshots.queries import wish_of
from roadmaps.snapshots.versions import Version
from roadmaps.web.downloads import as_download
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.work import change, reading

SECONDS_TO_WAIT = "10"


def show_choice(version: Version, wish: Wish, refusal: Refusal | None = None, *, is_busy: bool = False) -> str:
    """The page on which one chooses, filled in."""
    return render_template(
        "snapshots/take_home.html",
        version=version,
        roadmap=version.roadmap,
        snapshot=version.snapshot,
        wish=wish,
        refusal=refusal,
        is_busy=is_busy,
        is_quick=version.is_quick(wish),
        fetched=version.file(wish.name, **wish.asked) if _is_to_be_fetched(wish) else None,
        formats=FORMATS,
        parts=[part for part in Part if part is not Part.OPEN_POINTS or version.offers_comments],
        package=PACKAGE,
    )


def choose(version: Version) -> ResponseReturnValue:
    """Answer the page: show what the address, or else the person's last time, or else custom says; or do as was sent."""
    if request.method == "POST":
        return _take(version, Wish.of(request.form.to_dict(flat=False), usual=LANGUAGES[locale()]))
    asked = request.args.to_dict(flat=False)
    kept = None if "format" in asked else wish_of(reading(), actor())
    wish = wish_in(kept) if kept else Wish.of(asked, usual=LANGUAGES[locale()])
    if not wish.formats and not wish.is_packed:
        wish = Wish.of({**asked, "format": AT_ONE_CLICK[:1] or ("html",)}, usual=LANGUAGES[locale()])
    return show_choice(version, wish)


def fetch(version: Version, name: str) -> ResponseReturnValue:
    """Answer with the file, if it is quickly made and there is a place; else with the page that offers to make it."""
    if name not in FORMATS and name != PACKAGE:
        raise NotFound
    wish = Wish.for_file(name, request.args.to_dict(flat=False), usual=LANGUAGES[locale()])
    if not version.offers_comments:
        wish = wish.without_comments()
    if not version.is_quick(wish):
        return redirect(version.page(**wish.asked), 303)
    with _places().taken() as is_taken:
        if is_taken:
            return _told(_made(version, wish), wish.choice.language)
    return show_choice(version, wish, is_busy=True), 503, {"Retry-After": SECONDS_TO_WAIT}


def fetch_comparison(pair: Pair, name: str, language: Language) -> ResponseReturnValue:
    """Answer with two versions as one file, if there is a place; else with the page that compares them."""
    with _places().taken() as is_taken:
        if is_taken:
            return _told(make_compared(pair.manuscript(language), name), language)
    flash(_("Many are fetching files just now. Try again in a moment."), "warning")
    return redirect(pair.page(), 303)


def as_answer(made: Made, language: str) -> Response:
    """The file as a download."""
    answer = as_download(made.content, made.filename, made.media_type)
    answer.content_language = language
    return answer


def _told(made: Made, language: str) -> Response:
    """The file; what is to be told of it stands on the next page, as a download has none."""
    if made.notice:
        flash(_(made.notice), "warning")
    return as_answer(made, language)


def _take(version: Version, wish: Wish) -> ResponseReturnValue:
    try:
        wish = wish.checked()
        if person := actor():
            with change() as session:
                rules.remember_wish(session, wish, actor=person, at=now())
        if version.is_quick(wish) and _places().has_room:
            return redirect(version.page(**wish.asked, fetch="yes", _anchor="fetched"), 303)
        return redirect(url_for("snapshots.files_made", job_id=_ask(version, wish)), 303)
    except (Invalid, NotAllowed) as refusal:
        return show_choice(version, wish, refusal), 403 if isinstance(refusal, NotAllowed) else 422


def _ask(version: Version, wish: Wish) -> UUID:
    with change() as session:
        roadmap = session.get_one(Roadmap, version.roadmap.id)
        snapshot = session.get_one(Snapshot, version.snapshot.id) if version.snapshot else None
        return rules.ask_for_files(session, roadmap, snapshot, wish, actor=actor(), at=now()).id


def _made(version: Version, wish: Wish) -> Made:
    words = words_in(wish.choice.language)
    manuscript = manuscript_of(
        reading(), version.edition, version.roadmap, wish.choice, words, viewer=actor(), today=today(), store=store()
    )
    return make(manuscript, wish)


def _is_to_be_fetched(wish: Wish) -> bool:
    return request.method == "GET" and "fetch" in request.args and bool(wish.formats)


def _places() -> Places:
    return cast(Places, current_app.extensions["export_places"])
