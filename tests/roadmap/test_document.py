"""The roadmap as a document: what stands where, and what each card tells."""

from datetime import UTC, datetime
from itertools import count
from types import SimpleNamespace
from uuid import UUID

from roadmaps.foundation.ids import new_id
from roadmaps.revisions.changes import FIRST
from roadmaps.revisions.states import BlockState, State
from roadmaps.roadmap.document import Card, Document, Section, arrange
from roadmaps.roadmap.locks import StandingLocks
from roadmaps.roadmap.models import Lock
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import LinkedName, Names

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TORSTA, PEAK = str(new_id()), str(new_id())
_ranks = count(100)


def a_block(kind: str, title: str = "Något", *, under: BlockState | None = None, **facts: object) -> BlockState:
    content = {**({} if kind == "responsibility" else {"title": title}), **facts}
    return BlockState(
        id=new_id(),
        kind=kind,
        number=1,
        parent_id=under.id if under else None,
        rank=f"a{next(_ranks)}",
        is_removed=False,
        content=ROADMAP[kind].check(content),
        html={},
    )


def a_part(activity: BlockState, organisation: str, part: str, name: str = "Förr") -> BlockState:
    return a_block("responsibility", under=activity, organisation=organisation, part=part, organisation_name=name)


def the_document(*blocks: BlockState, locks: StandingLocks | None = None) -> Document:
    state = State(1, blocks)
    names = Names.of(state, organisations={UUID(TORSTA): "Torsta", UUID(PEAK): "Peak"})
    return arrange(state, names, {}, locks or StandingLocks())


def titled(document: Document) -> dict[str, list[str]]:
    return {section.title: [card.title for card in section.cards] for section in document.sections if section.cards}


def section(document: Document, anchor: str) -> Section:
    return next(one for one in document.sections if one.anchor == anchor)


def facts(card: Card) -> dict[str, list[str]]:
    return {label: [str(value) for value in values] for label, values in card.facts}


def test_activities_stand_under_the_goal_that_they_serve_wherever_they_lie() -> None:
    goal, food = a_block("goal", "Mål"), a_block("sub_area", "Livsmedel")
    here = a_block("activity", "Här", goal=str(goal.id))
    there = a_block("activity", "Där", goal=str(goal.id), under=food)

    [card] = section(the_document(goal, food, here, there), "goals").cards

    assert sorted(child.title for child in card.children) == ["Där", "Här"]


def test_activities_that_serve_no_goal_are_shown_on_their_own() -> None:
    food = a_block("sub_area", "Livsmedel")

    document = the_document(food, a_block("activity", "Lös", under=food), a_block("activity", "Fri"))

    assert titled(document) == {"Activities that serve no goal yet": ["Lös", "Fri"]}


def test_a_sub_area_holds_its_own_needs_and_goals() -> None:
    food = a_block("sub_area", "Livsmedel")

    document = the_document(food, a_block("need", "Kyla", under=food), a_block("need", "För alla"))

    assert titled(document) == {"Livsmedel": ["Kyla"], "Needs and challenges": ["För alla"]}


def test_every_block_of_the_state_is_somewhere_in_the_document() -> None:
    food = a_block("sub_area")
    goal, activity = a_block("goal", under=food), a_block("activity", under=food)
    blocks = [
        *(a_block(kind) for kind in ("vision", "background", "need", "goal", "activity", "indicator", "goal_conflict")),
        food,
        goal,
        activity,
        a_block("need", under=food),
        a_block("activity", goal=str(goal.id)),
        a_block("milestone", under=activity),
        a_part(activity, TORSTA, "leads"),
    ]

    document = the_document(*blocks)

    shown = set()
    waiting = [card for one in document.sections for card in (*one.cards, *([one.lead] if one.lead else []))]
    while waiting:
        card = waiting.pop()
        shown.add(card.block.id)
        waiting += [*card.children, *card.parts, *card.milestones]
    assert shown == {block.id for block in blocks}


def test_references_lead_to_the_blocks_that_they_name() -> None:
    need = a_block("need", "Kyla saknas")

    [card] = section(the_document(need, a_block("goal", answers=[str(need.id)])), "goals").cards

    [(_, [value])] = [fact for fact in card.facts if fact[0] == "Answers the needs"]
    assert isinstance(value, LinkedName)
    assert (value, value.address) == ("Kyla saknas", f"#block-{need.id}")


def test_an_indicator_tells_its_two_ends_with_unit_and_year() -> None:
    indicator = a_block(
        "indicator", unit="företag", baseline="1200", baseline_year="2021", target="1500,5", target_year="2027"
    )

    [card] = section(the_document(indicator), "indicators").cards

    told = facts(card)
    assert told["Baseline"] == ["1\u202f200 företag (2021)"]
    assert told["Target"] == ["1\u202f500,5 företag (2027)"]
    assert not {"Unit", "Year of the baseline", "Year of the target"} & set(told)


def test_a_time_is_told_as_exactly_as_it_is_known() -> None:
    goal = a_block("goal")
    times = [("2026-Q3", "2027"), ("2026-11-10", None), (None, "2027-05"), ("2027", "2027"), (None, None)]
    blocks = [
        a_block("activity", str(index), goal=str(goal.id), start=start, end=end)
        for index, (start, end) in enumerate(times)
    ]

    [card] = section(the_document(goal, *blocks), "goals").cards

    told = [str(child.period) if child.period else None for child in card.children]
    assert told == ["quarter 3 2026 – 2027", "from 10 November 2026", "until May 2027", "2027", None]


def test_who_leads_is_told_first_and_by_todays_name() -> None:
    activity = a_block("activity")
    parts = [
        a_part(activity, TORSTA, "informed"),
        a_part(activity, PEAK, "leads"),
        a_part(activity, str(new_id()), "consulted", "Nedlagda AB"),
    ]

    [card] = section(the_document(activity, *parts), "aimless").cards

    assert [part.title for part in card.parts] == ["Peak", "Nedlagda AB", "Torsta"]


def test_the_matrix_has_one_column_an_organisation_and_begins_with_what_nobody_leads() -> None:
    led, unled = a_block("activity", "Ledd"), a_block("activity", "Ingen leder")
    parts = [
        a_part(led, TORSTA, "leads", name="Torsta AB"),
        a_part(led, PEAK, "takes_part"),
        a_part(unled, TORSTA, "consulted", name="Torsta"),
    ]

    matrix = the_document(led, unled, *parts).matrix

    assert matrix.organisations == ["Peak", "Torsta"]
    assert [(card.title, list(cells), is_led) for card, cells, is_led in matrix.rows] == [
        ("Ingen leder", [None, "Is consulted"], False),
        ("Ledd", ["Takes part", "Proposed to lead"], True),
    ]


def test_a_card_knows_how_it_goes_up_and_down_among_those_beside_it() -> None:
    before = a_block("need")
    first, between, second, third = (a_block("goal"), a_block("indicator"), a_block("goal"), a_block("goal"))

    cards = section(the_document(before, first, between, second, third), "goals").cards

    assert [(card.up, card.down) for card in cards] == [
        (None, second.id),
        (before.id, third.id),
        (between.id, None),
    ]


def test_the_first_of_all_is_reached_by_going_first() -> None:
    first, second = a_block("goal"), a_block("goal")

    cards = section(the_document(first, second), "goals").cards

    assert cards[1].up == FIRST


def test_neighbours_that_lie_under_different_blocks_do_not_change_places() -> None:
    goal, food = a_block("goal"), a_block("sub_area")
    one = a_block("activity", goal=str(goal.id))
    other = a_block("activity", goal=str(goal.id), under=food)

    [card] = section(the_document(goal, food, one, other), "goals").cards

    assert [(child.up, child.down) for child in card.children] == [(None, None), (None, None)]


def test_a_card_tells_its_own_lock_and_which_lock_keeps_it() -> None:
    food = a_block("sub_area")
    need = a_block("need", under=food)
    on_food = Lock(block_id=food.id, reason="Väntar")

    document = the_document(food, need, locks=StandingLocks(blocks={food.id: on_food}))

    held = section(document, f"block-{food.id}")
    assert held.lead is not None
    assert (held.lead.lock, held.lead.kept_by) == (on_food, on_food)
    assert (held.cards[0].lock, held.cards[0].kept_by) == (None, on_food)


def test_how_many_activities_are_done() -> None:
    document = the_document(a_block("activity", status="done"), a_block("activity"))

    assert (document.done, document.activities, document.is_empty) == (1, 2, False)
    assert the_document().is_empty


def test_a_part_of_the_document_that_is_empty_asks_a_question() -> None:
    empty = [one for one in the_document().sections if not one.cards]

    assert all(one.question for one in empty)
    assert [kind.name for kind in empty[0].adds] == ["vision"]


def test_what_sort_a_goal_is_stands_above_its_title() -> None:
    [card] = section(the_document(a_block("goal", goal_type="sub_goal")), "goals").cards

    assert card.sort == ("Kind of goal", "Sub-goal")
    assert SimpleNamespace(sort=card.sort).sort[0] in facts(card)
