"""Drawing a sheet together: what the roadmap says to an application, put into words of one language."""

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from roadmaps.accounts.models import Organisation
from roadmaps.calls.assessing.gathered import (
    ActivityTold,
    ConflictTold,
    FitTold,
    Gathered,
    GoalTold,
    IndicatorTold,
    LikeTold,
    PartTold,
    VersionTold,
)
from roadmaps.calls.assessing.grounds import Ground
from roadmaps.calls.assessing.likeness import Likenesses, joined
from roadmaps.calls.matching import fit_of, names_measure
from roadmaps.calls.models import Call
from roadmaps.calls.rows import amounts_in_words
from roadmaps.calls.wording import period_of
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.prose import plain
from roadmaps.foundation.sentences import N_, say
from roadmaps.indicators.models import Sex
from roadmaps.papers.words import Words
from roadmaps.plan.rows import PlannedActivity
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.kinds.choices import ConflictState, GoalType, Level, word_of
from roadmaps.roadmap.responsibilities import part_in_words
from roadmaps.roadmap.values import Shown, date_in_words, measure_in_words, number_in_words
from roadmaps.snapshots.codes import code_of

_FACTS = tuple[tuple[str, str], ...]


def draw(
    ground: Ground, call: Call, activity_ids: Sequence[UUID], applicant: Organisation | None, words: Words
) -> Gathered:
    """All that the roadmap says to an application for these activities."""
    return _Drawing(ground, call, activity_ids, applicant, words).whole()


class _Drawing:
    """Draws one sheet in one language."""

    def __init__(
        self, ground: Ground, call: Call, ids: Sequence[UUID], applicant: Organisation | None, words: Words
    ) -> None:
        self._ground, self._call, self._words = ground, call, words
        self._applicant_id = applicant.id if applicant else None
        self._state = ground.edition.document.state
        self._activities = ground.activities(ids)
        self._goals = self._goals_served()

    def whole(self) -> Gathered:
        return Gathered(
            area=self._ground.working.area.name_in(self._words.language),
            call=self._call.title,
            call_facts=self._call_facts(),
            version=self._version(),
            activities=tuple(self._activity(one, is_adopted=adopted) for one, adopted in self._activities),
            fits=tuple(self._fit(one) for one, _ in self._activities),
            goals=tuple(self._goal(one) for one in self._goals),
            levels=tuple(self._levels()),
            conflicts=tuple(self._conflict(one) for one in self._conflicts()),
            likes=tuple(self._likes()),
            compared=tuple(self._words.shown(name) for _, name in self._ground.others),
            indicators=tuple(self._indicators()),
        )

    def _call_facts(self) -> _FACTS:
        call = self._call
        share = say("at most %(share)s per cent", share=call.share) if call.share else None
        return self._facts(
            (
                (N_("Who pays"), call.name),
                (N_("The funder's number"), call.reference),
                (N_("One can apply"), period_of(call.opens_on, call.closes_on)),
                (N_("Amount"), amounts_in_words(call)),
                (N_("Share of the costs"), share),
                (N_("Co-financing"), call.cofinancing),
                (N_("Who may apply"), call.who),
            )
        )

    def _version(self) -> VersionTold:
        edition, snapshot = self._ground.edition, self._ground.snapshot
        area = self._ground.working.area.name_in(self._words.language)
        told = (
            self._words.say(N_("The roadmap of %(area)s as it was adopted."), area=area)
            if snapshot
            else self._words.say(
                N_("No version of the roadmap of %(area)s had been adopted by that day. The working version was read."),
                area=area,
            )
        )
        return VersionTold(
            sentence=told,
            is_adopted=snapshot is not None,
            path=f"/areas/{edition.file.area.slug}/snapshots/{snapshot.number}"
            if snapshot
            else f"/areas/{edition.file.area.slug}/roadmap",
            facts=self._facts(edition.facts),
            code=code_of(edition.sha256) if snapshot else "",
        )

    def _activity(self, one: PlannedActivity, *, is_adopted: bool) -> ActivityTold:
        content = one.block.content
        return ActivityTold(
            id=one.id,
            title=one.title,
            is_adopted=is_adopted,
            level=self._word(one.level),
            facts=self._facts(
                (
                    (N_("Status"), self._word(one.status)),
                    (N_("When"), one.period),
                    (N_("Serves the goal"), str(one.goal.content["title"]) if one.goal else None),
                    (N_("Where"), ", ".join(map(word_of, one.places))),
                    (N_("Is it funded?"), self._word(one.funding)),
                    (N_("Funding"), content["funding"]),
                    (N_("Output"), content["output"]),
                )
            ),
            sami=plain(content["sami_perspective"]),
            parts=tuple(
                PartTold(
                    organisation=share.organisation,
                    part=self._words.translate(part_in_words(share.block.content)),
                    note=share.block.content["note"],
                    sort=self._sort(share.organisation_id),
                    is_applicant=share.organisation_id == self._applicant_id,
                )
                for share in one.shares
            ),
        )

    def _fit(self, one: PlannedActivity) -> FitTold:
        fit = fit_of(self._call, one, self._ground.sorts)
        said = (tuple(map(self._words.translate, those)) for those in (fit.reasons, fit.unsaid, fit.against))
        reasons, unsaid, against = said
        return FitTold(title=one.title, reasons=reasons, unsaid=unsaid, against=against)

    def _goals_served(self) -> list[BlockState]:
        """The goals of the activities, each followed by those that it is a part of."""
        found: dict[UUID, BlockState] = {}
        for one, _ in self._activities:
            goal = one.goal
            while goal is not None and goal.id not in found:
                found[goal.id] = goal
                above = goal.content["part_of"]
                goal = self._state.blocks.get(UUID(above)) if above else None
        return list(found.values())

    def _goal(self, one: BlockState) -> GoalTold:
        content, names = one.content, self._ground.edition.names
        strategy = [names.strategy[key] for key in content.get("strategy", []) if key in names.strategy]
        needs = [names.blocks[key] for key in content.get("answers", []) if key in names.blocks]
        above = content["part_of"]
        return GoalTold(
            id=one.id,
            title=content["title"],
            facts=self._facts(
                (
                    (N_("Kind of goal"), self._word(GoalType(content["goal_type"]))),
                    (N_("Horizon"), str(content["horizon"] or "")),
                    (N_("Part of the goal"), names.blocks.get(above) if above else None),
                    (N_("Answers the needs"), "; ".join(needs)),
                    (N_("Serves in the regional development strategy"), "; ".join(strategy)),
                    (N_("How it serves the strategy"), plain(content["serves"])),
                )
            ),
            served_by=tuple(each.title for each, _ in self._activities if each.goal and each.goal.id == one.id),
        )

    def _levels(self) -> Iterator[tuple[str, int]]:
        """How the whole roadmap spreads over the pyramid, so that one sees what one more activity does to it."""
        levels = [one.level for one in self._ground.edition.plan.activities]
        yield from ((self._word(level), levels.count(level)) for level in Level)
        if unsaid := levels.count(None):
            yield self._words.say(N_("Not said yet")), unsaid

    def _conflicts(self) -> list[BlockState]:
        goals = {str(one.id) for one in self._goals}
        return [
            one
            for one in self._state.of_kind("goal_conflict")
            if goals & {*one.content["between"], *one.content.get("elsewhere", [])}
        ]

    def _conflict(self, one: BlockState) -> ConflictTold:
        content, names = one.content, self._ground.edition.names
        state = ConflictState(content["state"])
        home = [names.blocks[key] for key in content["between"] if key in names.blocks]
        elsewhere = [names.goals_elsewhere[key] for key in content.get("elsewhere", []) if key in names.goals_elsewhere]
        review = content.get("next_review")
        return ConflictTold(
            id=one.id,
            title=content["title"],
            state=self._word(state),
            is_settled=state is ConflictState.RESOLVED,
            sides=(*home, *elsewhere, *filter(None, [content["against"]])),
            handling=plain(content["handling"]),
            review=self._shown(date_in_words(read_partial_date(review))) if review else "",
        )

    def _likes(self) -> Iterator[LikeTold]:
        """By their words first; then those that seek the same money, alike or not."""
        here = list(self._ground.edition.plan.activities)
        elsewhere = [one for plan, _ in self._ground.others for one in plan.activities]
        compared = Likenesses([*here, *elsewhere])
        own = {one.id for one, _ in self._activities}
        by_words = joined((compared.like(one) for one, _ in self._activities), but=own)
        same_money = {one.id for one in (*here, *elsewhere) if self._seeks_the_same(one)} - own
        for like in by_words:
            yield self._like(like.activity, like.per_cent, like.words, is_same_money=like.activity.id in same_money)
        told = {like.activity.id for like in by_words}
        for one in (*here, *elsewhere):
            if one.id in same_money - told:
                yield self._like(one, 0, (), is_same_money=True)

    def _seeks_the_same(self, one: PlannedActivity) -> bool:
        funding = str(one.block.content["funding"])
        return bool(funding) and names_measure(funding, self._call)

    def _like(self, one: PlannedActivity, per_cent: int, shared: Sequence[str], *, is_same_money: bool) -> LikeTold:
        return LikeTold(
            id=one.id,
            title=one.title,
            area=one.area.name_in(self._words.language),
            per_cent=per_cent,
            words=tuple(shared),
            facts=self._facts(
                (
                    (N_("Status"), self._word(one.status)),
                    (N_("When"), one.period),
                    (N_("Leads"), one.lead.organisation if one.lead else None),
                    (N_("Funding"), str(one.block.content["funding"])),
                )
            ),
            is_same_money=is_same_money,
        )

    def _indicators(self) -> Iterator[IndicatorTold]:
        """Those that measure the goals or the activities, with the last reading that the version holds."""
        wanted = {one.id: str(one.content["title"]) for one in self._goals}
        wanted |= {one.id: one.title for one, _ in self._activities}
        for one in self._state.of_kind("indicator"):
            content = one.content
            measured = UUID(content["measures"]) if content["measures"] else None
            if measured in wanted:
                yield IndicatorTold(
                    id=one.id,
                    title=content["title"],
                    measures=wanted[measured],
                    baseline=self._shown(measure_in_words(content, "baseline")),
                    target=self._shown(measure_in_words(content, "target")),
                    latest=self._latest(one),
                )

    def _latest(self, indicator: BlockState) -> str:
        told = next((one for one in self._ground.edition.file.measured if one.indicator == indicator.id), None)
        whole = [one for one in told.readings if one.municipality is None and one.sex is Sex.ALL] if told else []
        if not whole:
            return ""
        value = " ".join(filter(None, (number_in_words(whole[-1].value), indicator.content["unit"])))
        return f"{value} ({self._shown(date_in_words(read_partial_date(whole[-1].period)))})"

    def _sort(self, organisation_id: UUID) -> str:
        sort = self._ground.sorts.get(organisation_id)
        return self._words.translate(sort.label) if sort else ""

    def _word(self, value: object) -> str:
        return self._words.translate(word_of(value)) if value is not None else ""  # type: ignore[arg-type]

    def _shown(self, value: Shown | None) -> str:
        return self._words.shown(value) if value is not None else ""

    def _facts(self, facts: Iterable[tuple[str, Shown | None]]) -> _FACTS:
        return tuple((self._words.translate(label), told) for label, value in facts if (told := self._shown(value)))
