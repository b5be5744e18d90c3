"""What this room hangs in the pages of lower rooms."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import get_template_attribute, render_template

from roadmaps.foundation.clock import today
from roadmaps.indicators import policy
from roadmaps.indicators.answers import of_own_organisations
from roadmaps.indicators.followed import follow
from roadmaps.revisions.states import State
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang_map("roadmap.blocks", blocks, order=-10)
    slots.hang("accounts.me", of_me)


def blocks(*, roadmap: Roadmap, state: State, **_context: Any) -> Mapping[UUID, str]:
    """In the card of each indicator its small chart, how it stands, and the way to its page."""
    found = follow(reading(), [(roadmap, block) for block in state.of_kind("indicator")], today=today())
    part = get_template_attribute("indicators/_card.html", "indicator_card")
    return {one.id: part(one, policy.may_record(actor(), roadmap, one.block)) for one in found}


def of_me(**_context: Any) -> str:
    """How many readings one's organisations are to make now."""
    own = of_own_organisations()
    return render_template("indicators/_mine.html", own=own, due=[one for one in own if one.judged.is_due])
