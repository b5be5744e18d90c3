"""The pages of discovery as one reader sees them."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from flask import render_template, request
from sqlalchemy import func, select

from roadmaps.accounts.policy import may_see_names
from roadmaps.accounts.queries import person_names
from roadmaps.discovery import policy
from roadmaps.discovery.cards import FindingCard, candidate_cards, finding_cards
from roadmaps.discovery.doors import candidate_at, led_roadmap_at
from roadmaps.discovery.figures import Figures, figures_of
from roadmaps.discovery.filters import FindingFilter, offers
from roadmaps.discovery.models import Finding, FindingTurn
from roadmaps.discovery.queries import (
    candidates_of,
    decisions_on,
    find_finding,
    findings_of,
    is_joined,
    turns_of,
    waiting_findings,
    wordings_of,
)
from roadmaps.discovery.sources import source_of
from roadmaps.discovery.words import CandidateState, Sort, Standing
from roadmaps.foundation.clock import today
from roadmaps.roadmap.doors import roadmap_at
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_write, visible_to
from roadmaps.web.identity import actor
from roadmaps.web.numbers import page_asked
from roadmaps.web.work import reading

NEWEST = 6
AT_ONCE = 50
# In the order in which they are read: what is still open first.
ORDER = (
    CandidateState.CONSIDERED,
    CandidateState.PRIORITISED,
    CandidateState.RESTING,
    CandidateState.CHOSEN_AWAY,
)


class AreaFigures(NamedTuple):
    """One area in the county's table."""

    roadmap: Roadmap
    figures: Figures
    may_tell: bool


def index_page(slug: str) -> str:
    """The funnel of an area, its candidates, and what was told last."""
    roadmap = roadmap_at(slug)
    cards = candidate_cards(reading(), reading().scalars(candidates_of(roadmap)).all())
    newest = reading().scalars(findings_of(roadmap).limit(NEWEST)).all()
    return render_template(
        "discovery/index.html",
        roadmap=roadmap,
        area=roadmap.area,
        figures=figures_of(reading(), [roadmap.id])[roadmap.id],
        groups=[(state, [card for card in cards if card.candidate.state is state]) for state in ORDER],
        newest=finding_cards(reading(), newest),
        today=today(),
        **_may(roadmap),
    )


def county_page() -> str:
    """Each area that the reader may see, in figures."""
    roadmaps = [one for one in reading().scalars(visible_to(actor())).unique() if not one.area.is_archived]
    found = figures_of(reading(), [one.id for one in roadmaps])
    rows = [AreaFigures(one, found[one.id], policy.may_tell(actor(), one)) for one in roadmaps]
    return render_template("discovery/county.html", area=None, rows=rows)


def findings_page(slug: str) -> str:
    """What has been told in an area, by the reader's choice, newest first."""
    roadmap, chosen = roadmap_at(slug), FindingFilter.of(request.args)
    query = chosen.applied_to(findings_of(roadmap))
    count = reading().scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    page = page_asked()
    shown = reading().scalars(query.limit(AT_ONCE).offset((page - 1) * AT_ONCE)).all()
    return render_template(
        "discovery/findings.html",
        roadmap=roadmap,
        area=roadmap.area,
        cards=finding_cards(reading(), shown),
        count=count,
        page=page,
        has_older=page * AT_ONCE < count,
        chosen=chosen,
        offers=offers(),
        **_may(roadmap),
    )


def finding_page(finding_id: UUID) -> str:
    """One finding for one reader."""
    finding = find_finding(reading(), finding_id, actor())
    [card] = finding_cards(reading(), [finding])
    may_read = policy.may_read(actor(), finding.roadmap)
    return render_template(
        "discovery/finding.html",
        roadmap=finding.roadmap,
        area=finding.roadmap.area,
        card=card,
        source=source_of(reading(), finding, actor()),
        candidates=candidate_cards(reading(), card.candidates) if may_read else [],
        decisions=reading().scalars(decisions_on([one.id for one in card.candidates])).all(),
        turns=_turns(finding),
        may_read=may_read,
        is_own=_is_own(finding),
        may_sort=policy.may_read_first(actor(), finding),
    )


def candidate_page(candidate_id: UUID) -> str:
    """One candidate with its whole story."""
    candidate = candidate_at(candidate_id)
    [card] = candidate_cards(reading(), [candidate])
    return render_template(
        "discovery/candidate.html",
        roadmap=candidate.roadmap,
        area=candidate.roadmap.area,
        card=card,
        decisions=reading().scalars(decisions_on([candidate.id])).all(),
        wordings=reading().scalars(wordings_of(candidate)).all(),
        may_word=policy.may_word(actor(), candidate),
        may_decide=policy.may_decide(actor(), candidate),
        may_tie=policy.may_tie(actor(), candidate),
        may_write=may_write(actor(), candidate.roadmap),
        today=today(),
    )


def inbox_page(slug: str, refusal: str = "") -> str:
    """What has come in and is not part of anything yet, for those who lead the area."""
    roadmap = led_roadmap_at(slug)
    session = reading()
    waiting = session.scalars(waiting_findings([roadmap.id])).all()
    loose = session.scalars(findings_of(roadmap).where(~is_joined())).all()
    aside = session.scalars(findings_of(roadmap, Standing.SET_ASIDE)).all()
    open_ones = candidates_of(roadmap, CandidateState.CONSIDERED)
    return render_template(
        "discovery/inbox.html",
        roadmap=roadmap,
        area=roadmap.area,
        waiting=_by_sort(finding_cards(session, waiting)),
        loose=_by_sort(finding_cards(session, loose)),
        aside=finding_cards(session, aside),
        candidates=session.scalars(open_ones).all(),
        refusal=refusal,
    )


def _by_sort(cards: Sequence[FindingCard]) -> list[tuple[Sort, list[FindingCard]]]:
    groups = [(sort, [card for card in cards if card.finding.sort is sort]) for sort in Sort]
    return [(sort, some) for sort, some in groups if some]


def _may(roadmap: Roadmap) -> dict[str, object]:
    return {
        "may_tell": policy.may_tell(actor(), roadmap),
        "may_lead": policy.may_lead(actor(), roadmap),
    }


def _turns(finding: Finding) -> list[tuple[FindingTurn, str]]:
    """What has happened to it, for those who lead the area, with names for whoever may see them."""
    if not policy.may_read_first(actor(), finding):
        return []
    turns = reading().scalars(turns_of(finding)).all()
    names = person_names(reading(), {one.person_id for one in turns}) if may_see_names(actor()) else {}
    return [(one, names.get(one.person_id, "")) for one in turns]


def _is_own(finding: Finding) -> bool:
    person = actor()
    return person is not None and person.person_id == finding.person_id
