"""From what was found to the blocks of a report, in the language that it is written in."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from roadmaps.follow_up.gathering import Found
from roadmaps.follow_up.kinds import Chapter, Finding, Memorandum, Subject
from roadmaps.follow_up.models import FollowUp
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import N_, Sentence
from roadmaps.papers.words import Words
from roadmaps.revisions.changes import Change, Place
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.states import State

LONGEST_LINE = 200
LONGEST_SENTENCE = 2_000
_HEADINGS = {
    Subject.CARRIED_OUT: N_("Measures carried out in %(year)s"),
    Subject.OUTCOME: N_("What was planned, and what became of it"),
    Subject.INDICATORS: N_("Indicators then and now"),
    Subject.CHANGES: N_("Goals and activities: added, changed, taken out"),
    Subject.DIALOGUE: N_("Consultations, conversations and organisations"),
    Subject.LEADS: N_("Changes of who leads"),
    Subject.CONFLICTS: N_("Goal conflicts"),
    Subject.DECISIONS: N_("Decisions and state of the work"),
    Subject.AHEAD: N_("Overall measures for %(next)s"),
}


def heading_of(subject: Subject, year: int) -> Sentence:
    """What the chapter is called to begin with."""
    return Sentence(_HEADINGS[subject], {"year": year, "next": year + 1})


def first_draft(report: FollowUp, found: Iterable[Found], words: Words, *, name: str) -> list[Change]:
    """Everything that a new report begins with. `name` is that of the area or of all areas."""
    memorandum = {
        "title": words.say(N_("Follow-up of %(name)s %(year)s"), name=name, year=report.year),
        "text": words.say(
            N_("The roadmaps are followed up each year. This report tells of %(name)s in %(year)s."),
            name=name,
            year=report.year,
        ),
        "proposal": words.say(N_("The board takes note of the report.")),
    }
    changes = [Change(new_id(), 0, kind=Memorandum.name, content=memorandum)]
    chapters: dict[Subject, UUID] = {}
    for subject in Subject:
        chapters[subject] = new_id()
        title = words.shown(heading_of(subject, report.year))
        content = {"title": title, "subject": subject.value}
        changes.append(Change(chapters[subject], 0, kind=Chapter.name, content=content))
    changes += [_new(one, chapters[one.subject], words) for one in found]
    return changes


def newly_found(state: State, found: Iterable[Found], words: Words) -> list[Change]:
    """What has to change in a draft so that it tells what is found now.

    New findings come last in their chapter, unless the writer has taken them out before. A sentence follows the records
    as long as nobody has reworded it; what the writer chose, ordered or wrote stays.
    """
    chapters = {block.content["subject"]: block.id for block in state.of_kind("chapter")}
    known = {
        block.content["source"]: block for block in (*state.removed.values(), *state) if block.kind == Finding.name
    }
    changes = []
    for one in found:
        block = known.get(one.source)
        if block is None:
            if one.subject in chapters:
                changes.append(_new(one, chapters[one.subject], words))
        elif not block.is_removed:
            content = _content(one, words)
            if block.content["sentence"] != block.content["told"]:
                content.pop("sentence")
            if any(block.content[name] != value for name, value in content.items()):
                changes.append(Change(block.id, state.number, content=content))
    return changes


def _new(one: Found, chapter: UUID, words: Words) -> Change:
    return Change(new_id(), 0, kind=Finding.name, content=_content(one, words), place=Place(chapter))


def _content(one: Found, words: Words) -> Content:
    sentence = _cut(" ".join(words.shown(one.sentence).split()), LONGEST_SENTENCE)
    lines: Mapping[str, str] = {
        "thing": words.shown(one.thing),
        "before": words.shown(one.before),
        "after": words.shown(one.after),
        "area": one.area,
        "record": one.record,
        "source": one.source,
    }
    return {
        "sentence": sentence,
        "told": sentence,
        **{name: _cut(" ".join(line.split()), LONGEST_LINE) for name, line in lines.items()},
    }


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
