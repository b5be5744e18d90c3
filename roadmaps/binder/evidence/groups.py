"""The evidence for each criterion: what was done, and what is so now. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from roadmaps.accounts.models import Helix
from roadmaps.binder.criteria import Criterion
from roadmaps.binder.evidence.facts import AreaFacts
from roadmaps.binder.evidence.parts import Group, Item
from roadmaps.foundation.sentences import N_, Sentence, say, say_number
from roadmaps.plan.rows import PlannedActivity
from roadmaps.six_steps.deeds import Deed, Sort

_DEEDS: Mapping[Criterion, Sequence[Sort]] = {
    Criterion.ANALYSIS: (Sort.NEED, Sort.FINDING, Sort.CONFLICT),
    Criterion.INSTITUTION: (Sort.POST, Sort.PHASE, Sort.VERSION, Sort.LEAD),
    Criterion.MONITORING: (Sort.REPORT, Sort.READING, Sort.INDICATOR),
    Criterion.COOPERATION: (
        Sort.MEETING,
        Sort.CONSULTATION,
        Sort.PULSE,
        Sort.WEIGHING,
        Sort.DECISION,
        Sort.RECOMMENDATION,
    ),
    Criterion.RESEARCH: (Sort.SHEET,),
    Criterion.TRANSITION: (),
    Criterion.ABROAD: (Sort.ABROAD,),
}
_Finder = Callable[[AreaFacts], Iterator[Item]]


def groups_in(criterion: Criterion, areas: Sequence[AreaFacts]) -> list[Group]:
    """What shows that the criterion is fulfilled, in one area or several; groups without anything are left out."""
    groups = [
        Group(label, [item for one in areas for item in find(one)]) for label, find in _STANDING.get(criterion, ())
    ]
    for sort in _DEEDS[criterion]:
        # What was done in the whole county is known to every area, and told once.
        told: dict[str, Deed] = {deed.key: deed for one in areas for deed in one.done(sort)}
        newest_first = sorted(told.values(), key=lambda deed: (deed.on, deed.key), reverse=True)
        groups.append(Group(sort.label, [Item(one.sentence, one.address, one.on, one.area) for one in newest_first]))
    return [group for group in groups if group.items]


def _sourced(facts: AreaFacts) -> Iterator[Item]:
    for one in facts.needs:
        if one.content["source"]:
            sentence = say("“%(title)s”, by %(source)s", title=one.content["title"], source=one.content["source"])
            yield Item(sentence, f"/blocks/{one.id}", area=facts.slug)


def _led(facts: AreaFacts) -> Iterator[Item]:
    if facts.is_led:
        yield Item(say("The area has a process leader today."), f"/areas/{facts.slug}", area=facts.slug)
    if facts.alive:
        sentence = say(
            "%(some)s of %(all)s activities have an organisation that has said yes to lead them.",
            some=len(facts.led),
            all=len(facts.alive),
        )
        yield Item(sentence, f"/areas/{facts.slug}/responsibilities", area=facts.slug)


def _measured(facts: AreaFacts) -> Iterator[Item]:
    if facts.indicators:
        sentence = say(
            "%(some)s of %(all)s indicators have a baseline and a target.",
            some=len(facts.measured),
            all=len(facts.indicators),
        )
        yield Item(sentence, f"/areas/{facts.slug}/indicators", area=facts.slug)


def _parts_of_society(facts: AreaFacts) -> Iterator[Item]:
    if not facts.attended:
        return
    counted = [
        say("%(who)s: %(number)s", who=Sentence(helix.label), number=facts.helixes[helix])
        for helix in Helix
        if facts.helixes.get(helix)
    ]
    sentence = say_number(
        "Who was at one meeting of the last two years: %(counted)s.",
        "Who was at %(num)s meetings of the last two years: %(counted)s.",
        facts.attended,
        counted=tuple(counted),
    )
    yield Item(sentence, f"/areas/{facts.slug}/meetings", area=facts.slug)


def _activities(those: Callable[[AreaFacts], Sequence[PlannedActivity]]) -> _Finder:
    def find(facts: AreaFacts) -> Iterator[Item]:
        return (Item(one.title, f"/blocks/{one.id}", area=facts.slug) for one in those(facts))

    return find


def _transformative(facts: AreaFacts) -> Iterator[Item]:
    return (Item(str(one.content["title"]), f"/blocks/{one.id}", area=facts.slug) for one in facts.transformative)


def _english(facts: AreaFacts) -> Iterator[Item]:
    if facts.english.is_begun:
        sentence = say(
            "%(some)s of %(all)s texts of the roadmap can be read in English.",
            some=facts.english.done,
            all=facts.english.texts,
        )
        yield Item(sentence, f"/areas/{facts.slug}/translation", area=facts.slug)


_STANDING: Mapping[Criterion, Sequence[tuple[str, _Finder]]] = {
    Criterion.ANALYSIS: [(N_("Needs and challenges that name their source"), _sourced)],
    Criterion.INSTITUTION: [(N_("Who is responsible today"), _led)],
    Criterion.MONITORING: [(N_("What is followed"), _measured)],
    Criterion.COOPERATION: [(N_("Which parts of society take part"), _parts_of_society)],
    Criterion.RESEARCH: [
        (N_("Activities that academia leads or takes part in"), _activities(lambda facts: facts.with_academia)),
        (N_("Activities at the peak of the pyramid"), _activities(lambda facts: facts.at_the_peak)),
    ],
    Criterion.TRANSITION: [
        (N_("Goals that change how things are done"), _transformative),
        (N_("Activities towards such goals"), _activities(lambda facts: facts.transforming)),
    ],
    Criterion.ABROAD: [
        (
            N_("Activities with money from programmes for cooperation between countries"),
            _activities(lambda facts: facts.across_borders),
        ),
        (N_("The roadmap in English"), _english),
    ],
}
