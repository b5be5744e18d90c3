"""What the doors of this room answer with: the pages and what they show."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from roadmaps.accounts.queries import organisation_names
from roadmaps.foundation.clock import today
from roadmaps.indicators import policy
from roadmaps.indicators.choosing import IndicatorFilter, counts_of, offers_among
from roadmaps.indicators.followed import Followed, follow, with_readings
from roadmaps.indicators.forms import ReadingForm
from roadmaps.indicators.models import Reading
from roadmaps.indicators.parts import municipalities_of, sexes_of
from roadmaps.indicators.queries import every_indicator, find_indicator
from roadmaps.indicators.stories import stories_of, told
from roadmaps.indicators.words import rule_in_words
from roadmaps.plan.doors import plan_at
from roadmaps.plan.rows import Plan
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.filling import ShownForm
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import locale
from roadmaps.web.work import reading


def list_page(slug: str | None) -> ResponseReturnValue:
    """The indicators of an area or of the county, as chosen."""
    plan = plan_at(slug)
    every, chosen = followed_in(plan), IndicatorFilter.of(request.args)
    return render_template(
        "indicators/index.html",
        plan=plan,
        every=every,
        indicators=chosen.among(every),
        counts=counts_of(every),
        offers=offers_among(every, language=locale()),
        chosen=chosen,
        here=_here("index", slug),
        due_address=_here("due", slug),
        due_count=len(_due(every)),
    )


def due_page(slug: str | None) -> ResponseReturnValue:
    """The readings that are to be made, the longest awaited first."""
    plan = plan_at(slug)
    every, chosen = followed_in(plan), IndicatorFilter.of(request.args)
    due = _due(every)
    return render_template(
        "indicators/due.html",
        plan=plan,
        every=due,
        indicators=chosen.among(due),
        offers=offers_among(due, language=locale()),
        chosen=chosen,
        here=_here("due", slug),
        list_address=_here("index", slug),
    )


def my_due_page() -> ResponseReturnValue:
    """What the reader's own organisations are to read: what is due, and what comes later."""
    own = of_own_organisations()
    later = sorted((one for one in own if one.judged.awaited and not one.judged.is_due), key=_by_day)
    return render_template("indicators/mine.html", due=_due(own), later=later)


def indicator_page(indicator_id: UUID) -> ResponseReturnValue:
    """One indicator with everything that has been read."""
    roadmap, indicator = find_indicator(reading(), indicator_id, actor())
    followed = _follow_one(roadmap, indicator)
    may_record = policy.may_record(actor(), roadmap, indicator)
    return render_template(
        "indicators/show.html",
        one=followed,
        roadmap=roadmap,
        rule=rule_in_words(followed.judged),
        stories=stories_of(reading(), indicator_id, actor()),
        municipalities=municipalities_of(followed),
        sexes=sexes_of(followed),
        may_record=may_record,
        form=ShownForm(ReadingForm, _start_of(followed), {}) if may_record and not indicator.is_removed else None,
    )


def of_record_form(roadmap: Roadmap, indicator: BlockState) -> dict[str, Any]:
    """What the form for a new reading is shown with."""
    followed = _follow_one(roadmap, indicator)
    return {"one": followed, "roadmap": roadmap, "start": _start_of(followed)}


def of_correction(roadmap: Roadmap, indicator: BlockState, found: Reading) -> dict[str, Any]:
    """What the form for a correction is shown with."""
    said = told(reading(), [found], actor())[found.id]
    start = {"value": said.number or "", "source": found.source, "note": found.note}
    return {"roadmap": roadmap, "indicator": indicator, "said": said, "start": start}


def followed_in(plan: Plan) -> list[Followed]:
    """The indicators of the plan, in reading order."""
    pairs = [(one.roadmap, block) for one in plan.areas for block in one.state.of_kind("indicator")]
    organisations = plan.areas[0].organisations if plan.areas else {}
    return follow(reading(), pairs, today=today(), organisations=organisations)


def of_own_organisations() -> list[Followed]:
    """The indicators that the reader's organisations are responsible for."""
    own = dict(the_actor().organisations)
    pairs = [pair for pair in every_indicator(reading()) if policy.responsible_for(pair[1]) in own]
    return follow(reading(), pairs, today=today(), organisations=own)


def _follow_one(roadmap: Roadmap, indicator: BlockState) -> Followed:
    [one] = follow(reading(), [(roadmap, indicator)], today=today(), organisations=organisation_names(reading()))
    return with_readings(reading(), one)


def _start_of(followed: Followed) -> Mapping[str, Any]:
    """What the form begins with: the period that is awaited, as far as it has begun, and the usual source."""
    awaited = followed.judged.awaited
    newest = next((one for one in reversed(followed.readings) if one.is_total), None)
    return {
        "period": awaited.period if awaited and awaited.first <= today() else "",
        "source": newest.source if newest else followed.block.content["source"],
        "sex": "T",
    }


def _due(every: Sequence[Followed]) -> list[Followed]:
    return sorted((one for one in every if one.judged.is_due), key=_by_day)


def _by_day(one: Followed) -> Any:
    assert one.judged.awaited is not None
    return one.judged.awaited.due_on, one.title


def _here(view: str, slug: str | None) -> str:
    if slug:
        return url_for(f"indicators.{view}", slug=slug)
    return url_for("indicators.county" if view == "index" else "indicators.county_due")
