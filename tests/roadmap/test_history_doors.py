"""The past of a roadmap in the page: history, one change, comparison, one block's versions."""

from uuid import UUID

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from tests.browsing import Browser
from tests.factories.roadmap import Plan, a_plan, a_voice
from tests.factories.together import write_together

HUGE = 10**30


def words(page: LexborHTMLParser, selector: str = "main") -> str:
    found = page.css_first(selector)
    assert found is not None, selector
    return " ".join(found.text().split())


def a_past(session: Session, *, is_public: bool = True) -> Plan:
    """Four changes by two: a goal, a need, a better goal, and no need any more."""
    plan = a_plan(session, is_public=is_public)
    goal = plan.add("goal", "Förädla mer", text="Mer av råvaran förädlas i länet.")
    need = plan.add("need", "Kyla saknas", by=plan.leader)
    plan.edit(goal, text="Mer av råvaran förädlas och säljs i länet.")
    plan.remove(need)
    return plan


def queries_of(client: Browser, session: Session, address: str) -> int:
    """How often the page asks the database, when it is not the first of its sort."""
    client.get(address)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    try:
        client.get(address)
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", note)
    return len(asked)


def english(client: Browser) -> Browser:
    client.set_cookie("language", "en")
    return client


def test_history_tells_everything_newest_first(client: Browser, session: Session) -> None:
    plan = a_past(session)

    told = words(english(client).page(f"{plan.address}/history"))

    sentences = [
        "Need “Kyla saknas”: removed",
        "Goal “Förädla mer”: changed what it means",
        "Need “Kyla saknas”: added",
        "Goal “Förädla mer”: added",
    ]
    assert [told.index(one) for one in sentences] == sorted(told.index(one) for one in sentences)


def test_titles_stand_in_history_as_they_were_written(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    titles = ["100 % <b>härifrån</b> & %(kind)s", "%s {title} \\1", "Mer mat"]
    for title in titles:
        plan.add("goal", title)

    told = words(english(client).page(f"{plan.address}/history"))

    assert [told.count(f"Goal “{title}”: added") for title in titles] == [1, 1, 1]


def test_the_names_of_people_are_for_people(client: Browser, session: Session) -> None:
    plan = a_past(session)
    goal = plan.state.of_kind("goal")[0].id
    addresses = [
        f"{plan.address}/history",
        f"{plan.address}/revisions/1",
        f"{plan.address}/compare?from=1&to=4",
        f"/blocks/{goal}/history",
        plan.address,
    ]

    for address in addresses:
        page = words(client.page(address), "body")
        assert "Erik Nilsson" not in page, address
    client.sign_in(plan.person(plan.editor))
    assert "Erik Nilsson" in words(client.page(f"{plan.address}/history"))


def test_history_can_be_narrowed(client: Browser, session: Session) -> None:
    plan = a_past(session)
    address = f"{plan.address}/history"
    client.sign_in(plan.person(plan.editor))
    english(client)

    by_leader = words(client.page(f"{address}?person={plan.leader.person_id}"))
    of_needs = words(client.page(f"{address}?kind=need"))
    for_torsta = words(client.page(f"{address}?organisation={plan.editor.acting_for_id}"))
    older = words(client.page(f"{address}?before=2"))

    assert "“Kyla saknas”: added" in by_leader
    assert "“Förädla mer”" not in by_leader
    assert "“Förädla mer”" not in of_needs
    assert "“Kyla saknas”: added" not in for_torsta
    assert "“Kyla saknas”" not in older


@pytest.mark.parametrize(
    "question",
    ["person=nobody", "kind=dream", "organisation=1", "block=x", "before=soon", f"before={HUGE}", "before=-1"],
)
def test_a_question_that_makes_no_sense_is_answered_all_the_same(
    client: Browser, session: Session, question: str
) -> None:
    plan = a_past(session)

    assert client.get(f"{plan.address}/history?{question}").status_code == 200


def test_a_change_shows_what_it_changed_word_by_word(client: Browser, session: Session) -> None:
    plan = a_past(session)

    page = english(client).page(f"{plan.address}/revisions/3")

    assert "och säljs" in " ".join(words(page, "ins").split())
    assert page.css_first("del") is None
    links = {link.attributes.get("href") for link in page.css("main a")}
    assert {f"{plan.address}/revisions/2", f"{plan.address}/revisions/4"} <= links


def test_those_who_write_can_undo_a_change_from_its_page(client: Browser, session: Session) -> None:
    plan = a_past(session)
    undoing = f"{plan.address}/revisions/3/undoing"
    assert client.page(f"{plan.address}/revisions/3").css_first(f"form[action='{undoing}']") is None
    client.sign_in(plan.person(plan.editor))

    assert client.page(f"{plan.address}/revisions/3").css_first(f"form[action='{undoing}']") is not None
    client.post(undoing)

    assert plan.state.of_kind("goal")[0].content["text"] == "Mer av råvaran förädlas i länet."


@pytest.mark.parametrize("number", [0, 5, HUGE])
def test_a_change_that_never_was_is_not_found(client: Browser, session: Session, number: int) -> None:
    plan = a_past(session)
    client.sign_in(plan.person(plan.leader))

    assert client.get(f"{plan.address}/revisions/{number}").status_code == 404
    assert client.post(f"{plan.address}/revisions/{number}/undoing").status_code == 404
    assert client.get(f"{plan.address}/restoration?number={number}").status_code == (200 if number == 0 else 404)


def test_any_two_points_are_compared_in_the_order_of_time(client: Browser, session: Session) -> None:
    plan = a_past(session)
    english(client)

    forwards = words(client.page(f"{plan.address}/compare?from=1&to=4"))
    backwards = words(client.page(f"{plan.address}/compare?from=4&to=1"))

    assert "1 changed, 0 added, 0 removed, 0 moved" in forwards
    assert forwards == backwards


def test_days_are_points_too(client: Browser, session: Session) -> None:
    plan = a_past(session)

    told = words(english(client).page(f"{plan.address}/compare?from=2026-11-20&to=2026-11-21"))

    assert "0 changed, 1 added, 0 removed, 0 moved" in told


@pytest.mark.parametrize("point", ["99", "nyss", "2026-13-40", "9999-12-31", str(HUGE), "-1", "٣"])
def test_points_that_never_were_are_not_found(client: Browser, session: Session, point: str) -> None:
    plan = a_past(session)

    assert client.get(f"{plan.address}/compare?from={point}").status_code in {200, 404}


def test_one_blocks_versions_tell_who_wrote_its_words(client: Browser, session: Session) -> None:
    plan = a_past(session)
    reviser = a_voice(session, plan.roadmap, Role.EDITOR, "Rut Rask", "Rösta")
    goal = plan.state.of_kind("goal")[0].id
    plan.edit(goal, by=reviser, text="Mer av råvaran förädlas och säljs hemma i länet.")

    page = english(client).page(f"/blocks/{goal}/history")

    runs = {" ".join(run.text().split()): run.attributes["data-author"] for run in page.css(".authored-run")}
    assert runs["hemma"] != runs["Mer av råvaran förädlas och säljs"]
    assert "Rösta" in words(page, ".authored-names")
    assert page.css_first("main form") is None


def a_long_past(session: Session) -> tuple[Plan, UUID]:
    """One goal with eight versions of 100,000 characters each: the first by the leader, the others by the editor."""
    plan = a_plan(session)
    goal = plan.add("goal", "Lång", by=plan.leader, text="Länet växer och mår bra.")
    for number in range(1, 9):
        plan.edit(goal, text="Länet växer och mår bra.\n\n" + "ord\n" * 25_000 + f"\nVersion {number}.")
    return plan, goal


def test_long_versions_come_some_at_a_time_and_none_is_left_out(client: Browser, session: Session) -> None:
    plan, goal = a_long_past(session)
    address, numbers, pages = f"/blocks/{goal}/history", [], 0
    while address:
        page = english(client).page(address)
        told = [one.attributes["href"] for one in page.css(".block-history .timeline-links a")]
        numbers += [int(str(href).rsplit("/", 1)[1]) for href in told]
        older = page.css_first("main nav.pagination a[rel=next]")
        address, pages = (str(older.attributes["href"]) if older else ""), pages + 1

    assert numbers == list(range(plan.number, 0, -1))
    assert pages > 1


def test_words_from_before_the_versions_that_are_gone_through_are_nobodys(client: Browser, session: Session) -> None:
    _, goal = a_long_past(session)

    page = english(client).page(f"/blocks/{goal}/history")

    runs = [" ".join(run.text().split()) for run in page.css(".authored-run")]
    assert any("8" in run for run in runs)
    assert not any("Länet växer" in run for run in runs)
    assert "Länet växer" in words(page, ".authored")


def test_a_removed_block_keeps_its_history_and_can_be_restored_there(client: Browser, session: Session) -> None:
    plan = a_past(session)
    need = next(iter(plan.state.removed))
    client.sign_in(plan.person(plan.editor))

    page = english(client).page(f"/blocks/{need}/history")

    assert "It has been removed" in words(page)
    assert page.css_first(f"form[action='/blocks/{need}/restoration']") is not None


def test_the_past_of_what_one_may_not_read_is_not_there(client: Browser, session: Session) -> None:
    plan = a_past(session, is_public=False)
    goal = plan.state.of_kind("goal")[0].id
    client.sign_in(plan.person(plan.others["editor elsewhere"]))

    for address in ("history", "revisions/1", "compare", "restoration"):
        assert client.get(f"{plan.address}/{address}").status_code == 404, address
    assert client.get(f"/blocks/{goal}/history").status_code == 404


def a_text_by_two(session: Session) -> tuple[Plan, UUID]:
    """A goal that Torsta began, and that Rösta and the region wrote on at once."""
    plan = a_plan(session)
    goal = plan.add("goal", "Förädla mer", text="Mer av råvaran förädlas.")
    rut = a_voice(session, plan.roadmap, Role.EDITOR, "Rut Rask", "Rösta")
    write_together(
        plan,
        goal,
        [("Mer av råvaran ", None), ("och träet ", rut), ("förädlas", None), (" hos oss", plan.leader), (".", None)],
    )
    return plan, goal


def test_a_change_that_several_made_names_them_all(client: Browser, session: Session) -> None:
    plan, _ = a_text_by_two(session)
    client.sign_in(plan.person(plan.editor))

    for address in (f"{plan.address}/history", f"{plan.address}/revisions/2"):
        told = words(english(client).page(address))
        assert f"Written together by Rut Rask, Rösta; Lena Berg, {plan.leader.acting_for_name}" in told, address


def test_of_a_change_that_several_made_the_public_sees_the_organisations(client: Browser, session: Session) -> None:
    plan, goal = a_text_by_two(session)

    told = words(english(client).page(f"{plan.address}/history"))
    card = words(client.page(plan.address), f"#block-{goal} .block-changed")

    assert f"Written together by Rösta, {plan.leader.acting_for_name}" in told
    assert "Rut Rask" not in told
    assert f"Last changed by Rösta, {plan.leader.acting_for_name}, " in card


def test_history_is_narrowed_to_each_of_those_who_wrote_together(client: Browser, session: Session) -> None:
    plan, _ = a_text_by_two(session)
    client.sign_in(plan.person(plan.editor))
    page = english(client).page(f"{plan.address}/history")

    offered = [option.text().strip() for option in page.css("select[name=person] option")]
    by_leader = words(client.page(f"{plan.address}/history?person={plan.leader.person_id}"), ".timeline-day")
    for_region = words(client.page(f"{plan.address}/history?organisation={plan.leader.acting_for_id}"), "main")

    assert offered == ["All", "Erik Nilsson", "Lena Berg", "Rut Rask"]
    assert "no. 2" in by_leader
    assert "no. 1" not in by_leader
    assert "no. 2" in for_region


def test_words_written_together_are_each_told_to_be_from_their_organisation(client: Browser, session: Session) -> None:
    plan, goal = a_text_by_two(session)

    page = english(client).page(f"/blocks/{goal}/history")

    names = [" ".join(name.text().split()) for name in page.css(".authored-names li")]
    runs = [(run.text().strip(), names[int(run.attributes["data-author"] or 0)]) for run in page.css(".authored-run")]
    assert runs == [
        ("Mer av råvaran", plan.editor.acting_for_name),
        ("och träet", "Rösta"),
        ("förädlas", plan.editor.acting_for_name),
        ("hos oss", plan.leader.acting_for_name),
        (".", plan.editor.acting_for_name),
    ]


def test_a_change_that_several_made_shows_who_wrote_which_words_of_it(client: Browser, session: Session) -> None:
    plan, _ = a_text_by_two(session)

    def told() -> tuple[list[str], list[tuple[str, str]]]:
        page = english(client).page(f"{plan.address}/revisions/2")
        names = [" ".join(name.text().split()) for name in page.css(".authored-names li")]
        runs = page.css(".authored-run")
        return names, [(run.text().strip(), names[int(run.attributes["data-author"] or 0)]) for run in runs]

    public = told()
    client.sign_in(plan.person(plan.editor))
    signed_in = told()

    region = str(plan.leader.acting_for_name)
    assert public == (["Rösta", region], [("och träet", "Rösta"), ("hos oss", region)])
    assert signed_in[0] == ["Rut Rask, Rösta", f"Lena Berg, {region}"]
    assert client.page(f"{plan.address}/revisions/1").css_first(".authored") is None


def test_however_many_wrote_together_history_asks_as_often(client: Browser, session: Session) -> None:
    plan, goal = a_text_by_two(session)
    address = f"{plan.address}/history"
    few = queries_of(client, session, address)
    people = [a_voice(session, plan.roadmap, Role.EDITOR, f"Nr {n}", f"Nr {n} AB") for n in range(6)]
    for _ in range(3):
        write_together(plan, goal, [(str(plan.number), people[0]), *((f" ord{n}", p) for n, p in enumerate(people))])

    many = queries_of(client, session, address)

    assert many == few
