"""Readers say that a paragraph is hard to understand, and it is counted until somebody has seen to it."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.clarity import rules
from roadmaps.clarity.models import UnclearParagraph
from roadmaps.clarity.paragraphs import paragraphs_of
from roadmaps.clarity.queries import Unclear, unclear_in
from roadmaps.clarity.views import PACE
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.roadmap.phases import Phase
from tests.browsing import Browser
from tests.factories.roadmap import AT, Plan, a_plan

TEXT = "Vi satsar på cirkulär bioekonomi.\n\n- En andra sak som sägs.\n- Kort.\n\nEn tredje sak som sägs."


def a_goal(plan: Plan, text: str = TEXT) -> UUID:
    return plan.add("goal", "Mer mat härifrån", text=text)


def digest(plan: Plan, block: UUID, part: int = 0) -> str:
    return paragraphs_of(plan.state[block])[part].digest


def said(
    plan: Plan, block: UUID, *, visitor: str = "a", words: str = "", actor: Actor | None = None, minutes: int = 0
) -> bool:
    return rules.say_unclear(
        plan.session,
        plan.roadmap,
        plan.state[block],
        digest(plan, block),
        words=words,
        visitor=visitor,
        actor=actor,
        at=AT + timedelta(minutes=minutes),
    )


def waiting(plan: Plan) -> list[Unclear]:
    plan.session.flush()
    return unclear_in(plan.session, {plan.roadmap.id: plan.state})


def test_paragraphs_items_and_cells_of_a_few_words_or_more_can_be_chosen(session: Session) -> None:
    plan = a_plan(session)
    text = "Först & främst *detta*.\n\n- En andra sak.\n- Kort.\n\n| A | B |\n|---|---|\n| en cell med ord | x |"
    goal = a_goal(plan, text)

    assert [one.text for one in paragraphs_of(plan.state[goal])] == [
        "Först & främst detta.",
        "En andra sak.",
        "en cell med ord",
    ]


def test_a_text_of_two_words_can_be_chosen_too(session: Session) -> None:
    plan = a_plan(session)
    goal = a_goal(plan, "Cirkulär bioekonomi.")

    assert [one.text for one in paragraphs_of(plan.state[goal])] == ["Cirkulär bioekonomi."]


def test_of_two_that_are_sent_at_once_one_counts(session: Session) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)
    said(plan, goal)
    session.flush()
    [row] = session.scalars(select(UnclearParagraph))
    names = ("roadmap_id", "block_id", "digest", "paragraph", "visitor", "is_anonymous", "said_at")
    again = UnclearParagraph(**{name: getattr(row, name) for name in names})

    assert not rules._add_once(session, again)
    assert [one.times for one in waiting(plan)] == [1]


def test_it_is_counted_by_paragraph_with_what_was_said(session: Session) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)
    said(plan, goal, visitor="a")
    said(plan, goal, visitor="b", words="Vad är bioekonomi?", minutes=5)

    [one] = waiting(plan)

    assert (one.text, one.times, one.since) == ("Vi satsar på cirkulär bioekonomi.", 2, AT)
    assert list(one.words) == ["Vad är bioekonomi?"]


def test_the_same_visitor_counts_once(session: Session) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)

    assert [said(plan, goal), said(plan, goal)] == [True, False]
    assert [one.times for one in waiting(plan)] == [1]


def test_the_list_empties_when_the_text_is_changed_and_not_when_another_part_is(session: Session) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)
    said(plan, goal)

    plan.edit(goal, text=TEXT.replace("tredje", "sista"))
    assert len(waiting(plan)) == 1
    plan.edit(goal, text=TEXT.replace("cirkulär bioekonomi", "att inget blir avfall"))
    assert waiting(plan) == []


def test_what_is_marked_as_explained_counts_again_from_the_next_reader(session: Session) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)
    said(plan, goal)
    rules.mark_explained(
        session, plan.roadmap, plan.state[goal], digest(plan, goal), actor=plan.editor, at=AT + timedelta(minutes=1)
    )

    assert waiting(plan) == []
    said(plan, goal, visitor="b", minutes=2)
    assert [one.times for one in waiting(plan)] == [1]


def test_a_block_that_is_removed_waits_for_nothing(session: Session) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)
    said(plan, goal)

    plan.remove(goal)

    assert waiting(plan) == []


def test_a_text_that_has_changed_meanwhile_cannot_be_meant(session: Session) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)

    with pytest.raises(Invalid):
        rules.say_unclear(session, plan.roadmap, plan.state[goal], "0" * 64, visitor="a", actor=None, at=AT)


def test_a_flood_without_accounts_is_stopped_and_those_with_one_are_heard(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_WITHOUT_ACCOUNT", 2)
    plan = a_plan(session)
    goal = a_goal(plan)
    said(plan, goal, visitor="a")
    said(plan, goal, visitor="b")

    with pytest.raises(Invalid):
        said(plan, goal, visitor="c")
    assert said(plan, goal, visitor="d", actor=plan.others["reader"])
    assert said(plan, goal, visitor="e", minutes=61)


def test_only_those_who_write_may_mark_as_explained(session: Session) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)

    with pytest.raises(NotAllowed):
        rules.mark_explained(
            session, plan.roadmap, plan.state[goal], digest(plan, goal), actor=plan.others["actor"], at=AT
        )


@pytest.mark.limits
def test_one_address_is_heard_so_often_and_is_then_told_to_wait(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)
    for _ in range(20):
        client.application.extensions["limits"].keep(PACE, address="127.0.0.1")

    answer = client.post(f"/blocks/{goal}/unclear", data={"paragraph": digest(plan, goal)})

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "601")


def test_a_reader_without_an_account_says_it_in_two_presses(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)

    link = client.page(plan.address).css_first(f'#block-{goal} a[href="/blocks/{goal}/unclear"]')
    form = client.page(str(link.attributes["href"]))
    chosen = form.css("[name=paragraph]")[0].attributes["value"]
    answers = [client.post(f"/blocks/{goal}/unclear", data={"paragraph": chosen, "words": ""}) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    [row] = session.scalars(select(UnclearParagraph))
    assert (row.is_anonymous, row.words) == (True, "")
    assert str(chosen) in row.digest


def test_nobody_can_tell_from_the_rows_who_did_not_understand(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    first, second = a_goal(plan), a_goal(plan, "Något helt annat sägs här.")
    client.sign_in(plan.person(plan.others["reader"]))
    for goal in (first, second):
        client.post(f"/blocks/{goal}/unclear", data={"paragraph": digest(plan, goal)})

    rows = session.scalars(select(UnclearParagraph)).all()

    assert len({row.visitor for row in rows}) == 2
    reader = str(plan.others["reader"].person_id)
    assert not any(reader in str(vars(row)) or reader.replace("-", "") in str(vars(row)) for row in rows)


@pytest.mark.csrf
def test_another_site_cannot_say_it_for_somebody(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)

    answer = client.post(f"/blocks/{goal}/unclear", data={"paragraph": digest(plan, goal)})

    assert answer.status_code == 400
    assert session.scalars(select(UnclearParagraph)).all() == []


def test_without_a_choice_the_form_is_shown_again(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)

    answer = client.post(f"/blocks/{goal}/unclear", data={"words": "Vad menas?"})

    assert answer.status_code == 422
    assert "Vad menas?" in answer.get_data(as_text=True)


def test_blocks_without_text_removed_ones_and_closed_roadmaps_have_no_such_door(
    session: Session, client: Browser
) -> None:
    plan = a_plan(session)
    goal, empty = a_goal(plan), plan.add("goal", "Utan text", text="")
    gone = a_goal(plan)
    plan.remove(gone)

    assert [client.get(f"/blocks/{one}/unclear").status_code for one in (goal, empty, gone)] == [200, 404, 404]
    plan.roadmap.phase = Phase.CLOSED
    assert client.get(f"/blocks/{goal}/unclear").status_code == 403


def test_a_working_version_that_is_not_public_is_not_told_of(session: Session, client: Browser) -> None:
    plan = a_plan(session, is_public=False)

    assert client.get(f"/blocks/{a_goal(plan)}/unclear").status_code == 404


def test_those_who_write_see_what_waits_and_mark_it(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    goal = a_goal(plan)
    said(plan, goal, words="Bioekonomi?")
    client.sign_in(plan.person(plan.editor))

    page = client.page(f"{plan.address}/unclear")
    action = page.css_first("article form").attributes["action"]
    assert "Bioekonomi?" in page.css_first("article").text()
    assert client.page(plan.address).css_first(f'#block-{goal} .unclear a[href="{plan.address}/unclear"]')
    client.post(str(action), data={"note": "Ordet står i ordlistan."})

    assert client.page(f"{plan.address}/unclear").css_first("article") is None


@pytest.mark.parametrize("who", ["reader", "actor", "editor elsewhere", None])
def test_the_list_is_for_those_who_write(session: Session, client: Browser, who: str | None) -> None:
    plan = a_plan(session)
    if who:
        client.sign_in(plan.person(plan.others[who]))

    assert client.get(f"{plan.address}/unclear").status_code in {302, 303, 403}
