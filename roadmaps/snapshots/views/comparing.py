"""What differs between two versions: on a page, in the text or side by side, and as a file."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from roadmaps.areas.doors import area_id_at
from roadmaps.foundation.errors import NotFound
from roadmaps.freshness.pages import kept_for_area
from roadmaps.roadmap.policy import may_read
from roadmaps.snapshots.doors import any_roadmap_at
from roadmaps.snapshots.exports.choice import LANGUAGES
from roadmaps.snapshots.exports.compared import COMPARED
from roadmaps.snapshots.pairs import Pair
from roadmaps.snapshots.queries import snapshots_of
from roadmaps.snapshots.taking import fetch_comparison
from roadmaps.snapshots.views.blueprint import pages
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import reading

WORKING = "working"


@pages.get("/areas/<slug>/snapshots/<int:number>/compare/<int:other>")
@decided_by("snapshots.policy.may_read_snapshot")
@kept_for_area(area_id_at)
def compare(slug: str, number: int, other: int) -> ResponseReturnValue:
    """What lies between two frozen versions, the earlier first whichever way they are named."""
    return _page(Pair.frozen(slug, number, other))


@pages.get("/areas/<slug>/snapshots/<int:number>/compare/working")
@decided_by("roadmap.policy.may_read")
@kept_for_area(area_id_at)
def compare_working(slug: str, number: int) -> ResponseReturnValue:
    """What lies between a frozen version and the working version, as it is now."""
    return _page(Pair.working(slug, number))


@pages.get("/areas/<slug>/snapshots/<int:number>/compare/<int:other>/files/<name>")
@decided_by("snapshots.policy.may_read_snapshot")
def comparison_file(slug: str, number: int, other: int, name: str) -> ResponseReturnValue:
    """The same as a file, the whole text with what came and went marked in it."""
    return _file(Pair.frozen(slug, number, other), name)


@pages.get("/areas/<slug>/snapshots/<int:number>/compare/working/files/<name>")
@decided_by("roadmap.policy.may_read")
def working_comparison_file(slug: str, number: int, name: str) -> ResponseReturnValue:
    """The same against the working version."""
    return _file(Pair.working(slug, number), name)


@pages.get("/areas/<slug>/snapshots/compare")
@decided_by("snapshots.policy.may_read_snapshot")
def choose_versions(slug: str) -> ResponseReturnValue:
    """Choose any two versions; the choice leads to the page that compares them."""
    roadmap = any_roadmap_at(slug)
    snapshots = reading().scalars(snapshots_of(roadmap, actor())).all()
    offered = [WORKING] if may_read(actor(), roadmap) and roadmap.history.current else []
    offered += [str(one.number) for one in snapshots]
    chosen = [one for one in dict.fromkeys(map(request.args.get, ("one", "other"))) if one in offered]
    if len(chosen) == 2:
        return redirect(_between(slug, chosen))
    return render_template(
        "snapshots/choose_versions.html",
        roadmap=roadmap,
        snapshots=snapshots,
        offered=offered,
        chosen=chosen,
        is_asked="one" in request.args,
    )


def _between(slug: str, chosen: list[str]) -> str:
    if WORKING in chosen:
        [number] = (int(one) for one in chosen if one != WORKING)
        return url_for("snapshots.compare_working", slug=slug, number=number)
    first, second = sorted(map(int, chosen))
    return url_for("snapshots.compare", slug=slug, number=first, other=second)


def _page(pair: Pair) -> ResponseReturnValue:
    return render_template(
        "snapshots/compare.html",
        roadmap=pair.before.roadmap,
        pair=pair,
        formats=COMPARED,
        is_side_by_side=request.args.get("view") == "side",
    )


def _file(pair: Pair, name: str) -> ResponseReturnValue:
    if name not in COMPARED:
        raise NotFound
    return fetch_comparison(pair, name, LANGUAGES.get(request.args.get("language", ""), LANGUAGES[locale()]))
