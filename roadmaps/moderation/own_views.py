"""The page of what concerns oneself: what waits for a look, what one has flagged and appealed, and until when one is muted."""

from flask import render_template
from flask.typing import ResponseReturnValue

from roadmaps.areas.queries import area_names, mutes_of
from roadmaps.discussion.queries import not_released_by
from roadmaps.foundation.clock import today
from roadmaps.moderation.queries import appeals_by, flags_by
from roadmaps.moderation.views import pages
from roadmaps.web.identity import the_actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import signed_in
from roadmaps.web.work import reading


@pages.get("/me/moderation")
@signed_in
def mine() -> ResponseReturnValue:
    """What became of what one has written, flagged and appealed."""
    person_id = the_actor().person_id
    mutes = reading().scalars(mutes_of([person_id], today())).all()
    return render_template(
        "moderation/mine.html",
        waiting=reading().scalars(not_released_by(person_id)).unique().all(),
        flags=reading().scalars(flags_by(person_id)).all(),
        appeals=reading().scalars(appeals_by(person_id)).unique().all(),
        mutes=mutes,
        areas=area_names(reading(), {one.area_id for one in mutes if one.area_id}, locale()),
    )
