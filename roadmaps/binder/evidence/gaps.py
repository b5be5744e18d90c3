"""What is missing for each criterion, told plainly with what one can do about it. Pure.

A gap is no judgement: whoever judges the criterion weighs it together with everything else.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from roadmaps.accounts.models import Helix
from roadmaps.binder.criteria import Criterion
from roadmaps.binder.evidence.facts import AreaFacts
from roadmaps.binder.evidence.parts import Gap
from roadmaps.foundation.sentences import N_, Sentence, say, say_number
from roadmaps.roadmap.phases import Phase
from roadmaps.six_steps.deeds import Sort

# After how many months something is told to be old.
OLD_ANALYSIS, OLD_READING, OLD_REPORT, OLD_MEETING, OLD_CONSULTATION = 24, 15, 18, 12, 36


def gaps_in(criterion: Criterion, areas: Sequence[AreaFacts]) -> list[Gap]:
    """What is missing in these areas."""
    return [gap for one in areas for gap in _FINDERS[criterion](one)]


def _analysis(facts: AreaFacts) -> Iterator[Gap]:
    slug = facts.slug
    if not facts.needs:
        yield _gap(facts, say("No needs or challenges are described."), N_("Describe one"), _new(slug, "need"))
    elif unsourced := sum(not one.content["source"] for one in facts.needs):
        sentence = say_number(
            "One need or challenge names no source.", "%(num)s needs and challenges name no source.", unsourced
        )
        yield _gap(facts, sentence, N_("See what is missing"), f"/areas/{slug}/loose-ends")
    yield from _old(
        facts,
        OLD_ANALYSIS,
        (Sort.NEED, Sort.FINDING, Sort.CONFLICT),
        lambda months: say("Nothing has been added to the analysis for %(months)s months.", months=months),
        N_("Ask for needs, ideas and strengths"),
        f"/areas/{slug}/discovery",
    )
    if not facts.plan.state.of_kind("goal_conflict"):
        sentence = say("No goal conflict has been made visible.")
        yield _gap(facts, sentence, N_("See the register of goal conflicts"), f"/areas/{slug}/conflicts")


def _institution(facts: AreaFacts) -> Iterator[Gap]:
    slug = facts.slug
    if not facts.is_led:
        yield _gap(
            facts, say("The area has no process leader."), N_("See who serves the area"), f"/areas/{slug}/people"
        )
    if facts.roadmap.state is Phase.PAUSED:
        yield _gap(facts, say("The roadmap is paused."), N_("See why, and what happens next"), f"/areas/{slug}/roadmap")
    if not any(one.address.startswith(f"/areas/{slug}/snapshots/") for one in facts.done(Sort.VERSION)):
        sentence = say("No version of the roadmap has been adopted or sent out for consultation.")
        yield _gap(facts, sentence, N_("See the versions"), f"/areas/{slug}/snapshots")
    if len(facts.led) < len(facts.alive):
        sentence = say(
            "%(some)s of %(all)s activities have an organisation that has said yes to lead them.",
            some=len(facts.led),
            all=len(facts.alive),
        )
        yield _gap(facts, sentence, N_("See the responsibilities"), f"/areas/{slug}/responsibilities")


def _monitoring(facts: AreaFacts) -> Iterator[Gap]:
    slug = facts.slug
    if not facts.indicators:
        yield _gap(facts, say("There are no indicators."), N_("Add an indicator"), _new(slug, "indicator"))
    elif unmeasured := len(facts.indicators) - len(facts.measured):
        sentence = say_number(
            "One indicator lacks a baseline or a target.",
            "%(num)s indicators lack a baseline or a target.",
            unmeasured,
        )
        yield _gap(facts, sentence, N_("See the indicators"), f"/areas/{slug}/indicators")
    yield from _old(
        facts,
        OLD_READING,
        (Sort.READING,),
        lambda months: say("The last reading was recorded %(months)s months ago.", months=months),
        N_("See which readings are due"),
        f"/areas/{slug}/indicators/due",
        never=say("No reading has been recorded."),
    )
    yield from _old(
        facts,
        OLD_REPORT,
        (Sort.REPORT,),
        lambda months: say("The last follow-up report was finished %(months)s months ago.", months=months),
        N_("Begin a report"),
        f"/follow-ups/new?area={slug}",
        never=say("No follow-up report has been finished."),
    )


def _cooperation(facts: AreaFacts) -> Iterator[Gap]:
    slug = facts.slug
    yield from _old(
        facts,
        OLD_MEETING,
        (Sort.MEETING,),
        lambda months: say("The last meeting was held %(months)s months ago.", months=months),
        N_("Plan a meeting"),
        f"/areas/{slug}/meetings/new",
        never=say("No meeting has been held."),
    )
    meetings = f"/areas/{slug}/meetings"
    missing = [helix for helix in Helix if not facts.helixes.get(helix)]
    if not facts.attended:
        sentence = say("Nobody has told who was at the meetings of the last two years.")
        yield _gap(facts, sentence, N_("Tell who was there"), meetings)
    elif missing:
        sentence = say(
            "Missing at the meetings of the last two years: %(who)s.", who=tuple(Sentence(one.label) for one in missing)
        )
        yield _gap(facts, sentence, N_("Invite them to the next one"), meetings)
    yield from _old(
        facts,
        OLD_CONSULTATION,
        (Sort.CONSULTATION,),
        lambda months: say("The last consultation was closed %(months)s months ago.", months=months),
        N_("See the consultations"),
        f"/areas/{slug}/consultations",
        never=say("No consultation has been held."),
    )
    if not facts.done(Sort.DECISION):
        sentence = say("Nothing that was found together has been prioritised or chosen away.")
        yield _gap(facts, sentence, N_("See what has been found"), f"/areas/{slug}/discovery")


def _research(facts: AreaFacts) -> Iterator[Gap]:
    slug = facts.slug
    if not facts.with_academia:
        sentence = say("Academia neither leads nor takes part in any activity.")
        yield _gap(facts, sentence, N_("See the responsibilities"), f"/areas/{slug}/responsibilities")
    if not facts.at_the_peak:
        sentence = say("No activity lies at the peak of the pyramid.")
        yield _gap(facts, sentence, N_("See the pyramid"), f"/areas/{slug}/pyramid")


def _transition(facts: AreaFacts) -> Iterator[Gap]:
    slug = facts.slug
    if not facts.transformative:
        sentence = say("No goal says that it is to change how things are done.")
        yield _gap(facts, sentence, N_("See the goals"), f"/areas/{slug}/line")
    elif not facts.transforming:
        sentence = say("No activity leads towards the goals that are to change how things are done.")
        yield _gap(facts, sentence, N_("Add an activity"), _new(slug, "activity"))


def _abroad(facts: AreaFacts) -> Iterator[Gap]:
    slug = facts.slug
    if not facts.across_borders:
        sentence = say("No activity names money from a programme for cooperation between countries.")
        yield _gap(facts, sentence, N_("See the calls"), f"/areas/{slug}/calls")
    if not facts.done(Sort.NEIGHBOUR, Sort.ABROAD):
        sentence = say("No roadmap of another region is read beside ours, and no activity is tied to theirs.")
        yield _gap(facts, sentence, N_("See the neighbours"), f"/areas/{slug}/neighbours")
    if not facts.english.is_begun:
        sentence = say("Nothing of the roadmap can be read in English.")
        yield _gap(facts, sentence, N_("Translate"), f"/areas/{slug}/translation")


def _old(
    facts: AreaFacts,
    months: int,
    sorts: tuple[Sort, ...],
    told: Callable[[int], Sentence],
    act: str,
    address: str,
    never: Sentence | None = None,
) -> Iterator[Gap]:
    """Something that was done too long ago, or (where that has a sentence) never."""
    since = facts.months_since(*sorts)
    if since is None and never is not None:
        yield _gap(facts, never, act, address)
    elif since is not None and since >= months:
        yield _gap(facts, told(since), act, address)


def _gap(facts: AreaFacts, sentence: Sentence, act: str, address: str) -> Gap:
    return Gap(sentence, act, address, facts.slug)


def _new(slug: str, kind: str) -> str:
    return f"/areas/{slug}/roadmap/new/{kind}"


_FINDERS: Mapping[Criterion, Callable[[AreaFacts], Iterator[Gap]]] = {
    Criterion.ANALYSIS: _analysis,
    Criterion.INSTITUTION: _institution,
    Criterion.MONITORING: _monitoring,
    Criterion.COOPERATION: _cooperation,
    Criterion.RESEARCH: _research,
    Criterion.TRANSITION: _transition,
    Criterion.ABROAD: _abroad,
}
