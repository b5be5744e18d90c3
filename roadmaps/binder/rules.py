"""What may happen to the binder: a criterion is judged, evidence is put in and taken out, an edition is frozen."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.binder import policy
from roadmaps.binder.criteria import Criterion, Judged
from roadmaps.binder.events import BinderFrozen, CriterionJudged
from roadmaps.binder.models import BinderEdition, Exhibit, Judgement
from roadmaps.binder.queries import last_number
from roadmaps.files.models import StoredFile
from roadmaps.files.rules import hold
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.roadmap.models import Roadmap

_AGAIN = say("Some of what you wrote needs another look.")


def judge(
    session: Session,
    area: Area | None,
    criterion: Criterion,
    judged: Judged,
    *,
    words: str,
    actor: Actor,
    at: datetime,
) -> Judgement:
    """Say how far a criterion is fulfilled, with reasons. What was said before stays to be read."""
    _must_write(actor, area)
    if not words.strip():
        raise Invalid(_AGAIN, {"words": say("Say why, so that everyone can understand it.")})
    row = Judgement(
        area_id=area.id if area else None,
        criterion=criterion,
        judged=judged,
        words=words.strip(),
        judged_at=at,
        judged_by_id=actor.person_id,
        judged_for_id=actor.acting_for_id,
    )
    session.add(row)
    session.flush()
    record(session, CriterionJudged(row.area_id, criterion.value, judged.value, actor.person_id))
    return row


def put_in(
    session: Session,
    area: Area | None,
    criterion: Criterion,
    *,
    title: str,
    dated_on: date,
    shows: str = "",
    link: str = "",
    registry_number: str = "",
    file: StoredFile | None = None,
    actor: Actor,
    at: datetime,
) -> Exhibit:
    """Put in evidence that lies elsewhere: behind a link, in a file, or in the registry.

    :raises Invalid: when nothing says where it can be found, the link leads nowhere, or the day lies ahead
    """
    _must_write(actor, area)
    faults: dict[str, Sentence] = {}
    if not title.strip():
        faults["title"] = say("Say what it is.")
    if dated_on > day_of(at):
        faults["dated_on"] = say("Choose today or a day that has been.")
    if link.strip() and not _leads_somewhere(link.strip()):
        faults["link"] = say("Write a whole address, such as https://www.example.org/report.")
    if not (link.strip() or registry_number.strip() or file):
        faults["link"] = say("Say where it can be found: with a link, a file or a number in the registry.")
    if faults:
        raise Invalid(_AGAIN, faults)
    exhibit = Exhibit(
        area_id=area.id if area else None,
        criterion=criterion,
        title=title.strip(),
        dated_on=dated_on,
        shows=shows.strip(),
        link=link.strip(),
        registry_number=registry_number.strip(),
        file=file,
        added_at=at,
        added_by_id=actor.person_id,
        added_for_id=actor.acting_for_id,
    )
    session.add(exhibit)
    session.flush()
    return exhibit


def take_out(session: Session, area: Area | None, exhibit: Exhibit, *, reason: str, actor: Actor, at: datetime) -> None:
    """Let evidence not count any more; that it was there stays to be read, with the reason."""
    _must_write(actor, area)
    if not reason.strip():
        raise Invalid(_AGAIN, {"reason": say("Say why.")})
    session.refresh(exhibit, with_for_update={"of": Exhibit})
    if exhibit.counts:
        exhibit.removed_at, exhibit.removed_by_id, exhibit.removal_reason = at, actor.person_id, reason.strip()
        session.flush()


def freeze(
    session: Session,
    area: Area | None,
    content: Mapping[str, Any],
    *,
    title: str,
    note: str = "",
    registry_number: str = "",
    language: str,
    roadmap: Roadmap | None,
    exhibits: list[Exhibit],
    is_public: bool,
    actor: Actor,
    at: datetime,
) -> BinderEdition:
    """Keep the binder as it is now, to be handed over.

    :param content: everything in it, in one language, by `content.content_of`
    :param roadmap: that of the area, whose files the edition holds
    :param is_public: everyone may read all that it was made from
    """
    _must_write(actor, area)
    if not title.strip():
        raise Invalid(_AGAIN, {"title": say("Say what the edition is called.")})
    # Two who freeze at once queue for the area, and for the county at the first of them.
    first = select(Area.id).where(Area.id == area.id) if area else select(Area.id).order_by(Area.position).limit(1)
    session.execute(first.with_for_update())
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    edition = BinderEdition(
        area=area,
        number=last_number(session, area.id if area else None) + 1,
        title=title.strip(),
        note=note.strip(),
        registry_number=registry_number.strip(),
        language=language,
        content=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        is_public=is_public,
        made_at=at,
        made_by_id=actor.person_id,
        made_for_id=actor.acting_for_id,
    )
    session.add(edition)
    session.flush()
    files = [one.file_id for one in exhibits if one.file_id and one.counts]
    if roadmap is not None and files:
        hold(session, roadmap, files, holder_id=edition.id, is_public=is_public, at=at)
    record(session, BinderFrozen(edition.id, edition.area_id, edition.number, actor.person_id))
    return edition


def _leads_somewhere(link: str) -> bool:
    try:
        address = urlsplit(link)
    except ValueError:
        return False
    return address.scheme in {"http", "https"} and bool(address.hostname) and not set(link) & set(" \t\r\n<>\"'")


def _must_write(actor: Actor, area: Area | None) -> None:
    if not policy.may_write(actor, area):
        raise NotAllowed(
            say("Only those who lead the area can do this.") if area else say("Only a coordinator can do this.")
        )
