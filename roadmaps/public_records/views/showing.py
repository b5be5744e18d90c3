"""The requests of a roadmap, and one of them with its things."""

import json

from flask import render_template, request
from flask.typing import ResponseReturnValue

from roadmaps.accounts.queries import person_names
from roadmaps.public_records.laying_out import Laid
from roadmaps.public_records.models import RecordsRequest
from roadmaps.public_records.queries import requests_of
from roadmaps.public_records.views.blueprint import Desk, handled_roadmap_at, pages, request_at
from roadmaps.public_records.words import Outcome, Sort
from roadmaps.web.numbers import page_asked
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import reading

PAGE = 50


@pages.get("/areas/<slug>/public-records")
@signed_in
def index(slug: str) -> ResponseReturnValue:
    """The requests for public records of the roadmap."""
    roadmap = handled_roadmap_at(slug)
    requests = reading().scalars(requests_of(roadmap)).unique().all()
    return render_template("public_records/index.html", roadmap=roadmap, area=roadmap.area, requests=requests)


@pages.get("/areas/<slug>/public-records/<int:number>")
@signed_in
def show(slug: str, number: int) -> ResponseReturnValue:
    """One request: what is left to look at, or what was decided."""
    found = request_at(slug, number)
    names = person_names(reading(), {one for one in (found.begun_by_id, found.decided_by_id) if one})
    facts = {"records": found, "area": found.roadmap.area, "roadmap": found.roadmap, "names": names}
    if found.is_decided:
        return _decided(found, **facts)
    if not found.is_open:
        return render_template("public_records/set_aside.html", **facts)
    return _prepared(Desk(reading(), found), **facts)


def _decided(found: RecordsRequest, **facts: object) -> str:
    content = json.loads(found.content or "{}")
    page = _page()
    things = content["things"][(page - 1) * PAGE : page * PAGE]
    counts = {one: sum(thing["outcome"] == one for thing in content["things"]) for one in Outcome}
    has_more = len(content["things"]) > page * PAGE
    return render_template(
        "public_records/decided.html",
        content=content,
        things=things,
        counts=counts,
        page=page,
        has_more=has_more,
        **facts,
    )


def _prepared(desk: Desk, **facts: object) -> str:
    sort = next((one for one in Sort if one == request.args.get("sort")), None)
    standing = request.args.get("standing", "left")
    chosen = [one for one in desk.laying.laid if _stands(one, standing) and sort in {None, one.thing.sort}]
    page = _page()
    sorts = {one: sum(laid.thing.sort is one for laid in desk.laying.laid) for one in Sort}
    counts = {name: sum(_stands(one, name) for one in desk.laying.laid) for name in ("left", "all", *Outcome)}
    return render_template(
        "public_records/prepare.html",
        laid=chosen[(page - 1) * PAGE : page * PAGE],
        has_more=len(chosen) > page * PAGE,
        page=page,
        sort=sort,
        sorts={one: number for one, number in sorts.items() if number},
        standing=standing,
        counts=counts,
        outcomes=list(Outcome),
        masks=[one for one in desk.laying.masks if not one.key],
        **facts,
    )


def _stands(one: Laid, standing: str) -> bool:
    if standing == "left":
        return one.needs_look
    return standing not in set(Outcome) or (one.outcome == standing and not one.needs_look)


def _page() -> int:
    return page_asked()
