"""What an indicator's page tells of Kolada: when its readings were last fetched, and how it went."""

from typing import Any

from flask import render_template

from roadmaps.indicators import policy
from roadmaps.indicators.kolada.failures import told
from roadmaps.indicators.kolada.rules import last_fetch, last_good_fetch
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panel."""
    slots.hang("indicators.page", of_indicator)


def of_indicator(*, roadmap: Roadmap, indicator: BlockState, **_context: Any) -> str | None:
    """For an indicator that has a number in Kolada, or once had one: at most two queries."""
    number = indicator.content["kolada_id"]
    last = last_fetch(reading(), indicator.id)
    if not number and last is None:
        return None
    return render_template(
        "indicators/_kolada.html",
        indicator=indicator,
        number=number,
        last=last,
        good=last_good_fetch(reading(), indicator.id) if last and last.failure else last,
        failure=told(last.failure, last.detail) if last and last.failure else None,
        may_fetch=bool(number) and not indicator.is_removed and policy.may_record(actor(), roadmap, indicator),
    )
