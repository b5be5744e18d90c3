"""What may happen to a sheet: begun for an application, drawn anew, judged, finished, or laid aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.calls import policy
from roadmaps.calls.assessing.drawing import draw
from roadmaps.calls.assessing.grounds import ground_for
from roadmaps.calls.assessing.kinds import SHEET, Judgement
from roadmaps.calls.events import AssessmentFinished
from roadmaps.calls.models import Assessment, Call
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.papers.words import Words
from roadmaps.revisions.changes import Author, Change
from roadmaps.revisions.models import History
from roadmaps.revisions.states import BlockState, as_of, current
from roadmaps.revisions.write import write
from roadmaps.roadmap.models import Roadmap

SUBJECT = "assessment"
FIRST_YEAR = 2000


@dataclass(frozen=True)
class Application:
    """What is assessed: what it is called, who applies, for which activities, and on which day."""

    title: str
    activities: Sequence[UUID]
    on_day: date
    applicant_id: UUID | None = None
    applicant_name: str = ""


def begin(
    session: Session,
    call: Call,
    roadmap: Roadmap,
    application: Application,
    *,
    words: Words,
    site: str,
    actor: Actor,
    at: datetime,
) -> Assessment:
    """Draw a sheet on an application, by the roadmap as it was adopted on the day.

    :param words: the language that the sheet is in
    :param site: the address of this site, for links in what is taken home
    :raises Invalid: when the activities are not of this roadmap, nobody applies, or the day has not come
    """
    if not policy.may_assess(actor, roadmap):
        raise NotAllowed(_WHOSE)
    applicant = _check(session, application, at)
    ground = ground_for(session, roadmap, application.on_day, site)
    if len(ground.activities(application.activities)) < len(set(application.activities)):
        sentence = say("Choose activities of the roadmap.")
        raise Invalid(sentence, {"activities": sentence})
    history = History(id=new_id(), subject=SUBJECT, current=0)
    sheet = Assessment(
        id=new_id(),
        call=call,
        roadmap=roadmap,
        history=history,
        title=" ".join(application.title.split()),
        applicant_id=applicant.id if applicant else None,
        applicant_name=applicant.name if applicant else " ".join(application.applicant_name.split()),
        on_day=application.on_day,
        snapshot_id=ground.snapshot.id if ground.snapshot else None,
        activities=[str(one) for one in dict.fromkeys(application.activities)],
        language=words.language,
        gathered=draw(ground, call, application.activities, applicant, words).to_keep(),
        gathered_at=at,
        begun_at=at,
        begun_by_id=actor.person_id,
        begun_for_id=actor.acting_for_id,
    )
    session.add_all([history, sheet])
    session.flush()
    first = Change(new_id(), 0, kind=Judgement.name, content={"title": sheet.title[:200]})
    write(session, history, [first], kinds=SHEET, author=Author(actor.person_id, actor.acting_for_id), at=at)
    return sheet


def draw_anew(session: Session, sheet: Assessment, *, words: Words, site: str, actor: Actor, at: datetime) -> None:
    """Take in what the roadmap of that day, the call and the other areas say by now. The judgement stays as it is."""
    _hold(session, sheet, actor)
    ground = ground_for(session, sheet.roadmap, sheet.on_day, site)
    applicant = session.get(Organisation, sheet.applicant_id) if sheet.applicant_id else None
    ids = [UUID(one) for one in sheet.activities]
    sheet.gathered = draw(ground, sheet.call, ids, applicant, words).to_keep()
    sheet.snapshot_id = ground.snapshot.id if ground.snapshot else None
    sheet.gathered_at = at
    session.flush()


def judge(
    session: Session, sheet: Assessment, content: Mapping[str, object], *, based_on: int, actor: Actor, at: datetime
) -> None:
    """Write the judgement. What two write at once is merged as far as it can be.

    :raises WriteConflict: when somebody else changed the same words meanwhile
    """
    if not policy.may_write_assessment(actor, sheet):
        raise NotAllowed(_CLOSED)
    block = judgement_of(session, sheet)
    facts = {name: value for name, value in content.items() if name != "title"}
    author = Author(actor.person_id, actor.acting_for_id)
    write(session, sheet.history, [Change(block.id, based_on, content=facts)], kinds=SHEET, author=author, at=at)


def finish(session: Session, sheet: Assessment, *, based_on: int, actor: Actor, at: datetime) -> None:
    """Make it a sheet that nobody can change, to be sent to whoever decides on the money.

    :param based_on: the revision of the judgement that the finisher has read
    :raises Invalid: when nothing has been judged, or somebody has written in it since
    """
    _hold(session, sheet, actor)
    session.refresh(sheet.history, with_for_update=True)
    if sheet.history.current != based_on:
        raise Invalid(
            say("Somebody has written in the sheet since you read it. Read it once more, and finish it then.")
        )
    judged = judgement_of(session, sheet).content
    if not judged["standpoint"] or not judged["text"].strip():
        raise Invalid(say("Choose a standpoint and write the judgement first: nobody else can."))
    sheet.finished_at, sheet.finished_by_id, sheet.finished_number = at, actor.person_id, based_on
    session.flush()
    record(session, AssessmentFinished(sheet.id, sheet.call_id, sheet.roadmap.area_id, actor.person_id, at))


def lay_aside(session: Session, sheet: Assessment, *, words: str, actor: Actor, at: datetime) -> None:
    """Go no further with a draft; it stays in the list, with the reason.

    :raises Invalid: when no reason is given
    """
    _hold(session, sheet, actor)
    if not words.strip():
        sentence = say("Say why, so that everyone can understand it.")
        raise Invalid(sentence, {"words": sentence})
    sheet.withdrawn_at, sheet.withdrawn_by_id, sheet.withdrawn_words = at, actor.person_id, words.strip()
    session.flush()


def judgement_of(session: Session, sheet: Assessment) -> BlockState:
    """What has been judged: as it was finished, or as it stands."""
    number = sheet.finished_number
    state = current(session, sheet.history) if number is None else as_of(session, sheet.history, number)
    return state.of_kind(Judgement.name)[0]


def _hold(session: Session, sheet: Assessment, actor: Actor) -> None:
    """Of two who settle it at once, the second finds it settled."""
    session.execute(select(Assessment.id).where(Assessment.id == sheet.id).with_for_update())
    session.refresh(sheet)
    if not policy.may_write_assessment(actor, sheet):
        raise NotAllowed(_CLOSED)


def _check(session: Session, application: Application, at: datetime) -> Organisation | None:
    faults: dict[str, Sentence] = {}
    if not application.activities:
        faults["activities"] = say("Choose at least one.")
    if application.on_day.year < FIRST_YEAR or application.on_day > day_of(at):
        faults["on_day"] = say("Choose a day that has come.")
    applicant = session.get(Organisation, application.applicant_id) if application.applicant_id else None
    if applicant is None and not application.applicant_name.strip():
        faults["applicant_id"] = say("Choose an organisation, or write the name of one that is not here.")
    if faults:
        raise Invalid(say("Some of what you wrote needs another look."), faults)
    return applicant


_WHOSE = say("Applications are assessed by those who lead the area.")
_CLOSED = say("The sheet is finished or laid aside, or you do not lead the area.")
