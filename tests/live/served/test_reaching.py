"""Words reach everybody who is there, by sockets and by asking, whichever server each of them is at."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from roadmaps.live.models import LiveUpdate
from tests.live.served.scene import SOCKETS, TEXT, Scene
from tests.live_page import Page


def test_two_at_different_servers_see_each_others_words_in_order(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    here = pages(writing.visitors[0], 0).join(writing.block).listen()
    there = pages(writing.visitors[1], 1).join(writing.block).listen()

    for number in range(20):
        here.write(f" a{number}")
        there.write(f" b{number}")
    here.hear(lambda: "b19" in here.text)
    there.hear(lambda: "a19" in there.text)

    assert here.text == there.text
    assert sorted(here.text.removeprefix(TEXT).split()) == sorted(f"{who}{n}" for n in range(20) for who in "ab")
    assert here.told_numbers == sorted(set(here.told_numbers))
    fresh = pages(writing.visitors[0], 1).join(writing.block)
    assert fresh.text == here.text


def test_words_sent_by_asking_reach_those_with_a_socket_and_the_other_way(
    scene: Scene, pages: Callable[..., Page]
) -> None:
    writing = scene.begin()
    asking = pages(writing.visitors[0], 0).join(writing.block)
    listening = pages(writing.visitors[1], 1).join(writing.block).listen()

    answer = asking.push(asking.type(" Fråga först."))
    listening.hear(lambda: "Fråga först." in listening.text)
    listening.write(" Svara sedan.")
    asking.poll()

    assert answer.status == 200
    assert asking.text == listening.text == f"{TEXT} Fråga först. Svara sedan."
    assert [one["name"] for one in asking.people] == ["Skribent 1"]


def test_where_somebody_is_in_the_text_is_told_at_the_other_server(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    here = pages(writing.visitors[0], 0).join(writing.block).listen()
    there = pages(writing.visitors[1], 1).join(writing.block).listen()
    cursor = {place: {"type": None, "tname": "text", "item": None, "assoc": 0} for place in ("anchor", "head")}

    here.say({"type": "presence", "cursor": cursor})
    there.hear(lambda: [one["cursor"] for one in there.people] == [cursor])

    assert there.people[0]["name"] == "Skribent 0"
    here.leave()
    there.hear(lambda: not there.people)


def test_a_page_that_lost_its_line_takes_up_its_own_words_again(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    before = pages(writing.visitors[0], 0).join(writing.block).listen()
    before.write(" Sparat.")
    unsent = before.type(" Skrivet utan kontakt.")
    before.leave()

    again = pages(writing.visitors[0], 1).join(writing.block, session=before.session, client=before.client).listen()
    number = again.send(unsent)
    again.hear(lambda: number in again.acknowledged)
    other = pages(writing.visitors[1], 0).join(writing.block)

    assert again.client == before.client
    assert again.clock == len(" Sparat.")
    assert other.text == f"{TEXT} Sparat. Skrivet utan kontakt."


def test_a_form_without_scripts_comes_into_the_text_of_those_who_listen(
    scene: Scene, pages: Callable[..., Page]
) -> None:
    writing = scene.begin()
    here = pages(writing.visitors[0], 0).join(writing.block).listen()
    here.write(" Vid skärmen.")

    form = {"title": "Skogens väg", "text": f"Förord. {TEXT}", "based_on": here.base}
    saved = scene.page(writing.visitors[1], 1).ask("POST", f"/blocks/{writing.block}/edit", form=form)

    assert saved.status == 303
    here.hear(lambda: here.text == f"Förord. {TEXT} Vid skärmen.")


def test_many_who_come_and_send_at_once_are_each_taken_for_themselves(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin(SOCKETS)
    everyone = [pages(visitor, 0).join(writing.block) for visitor in writing.visitors]

    with ThreadPoolExecutor() as hands:
        list(hands.map(lambda page: page.listen(), everyone))
        list(hands.map(lambda page: [page.write(f" {page.client}") for _ in range(10)], everyone))
    for page in everyone:
        page.hear(lambda page=page: all(page.text.split().count(str(one.client)) == 10 for one in everyone))

    with scene.units.database.reading() as session:
        rows = session.execute(select(LiveUpdate.client_id, LiveUpdate.person_id).where(LiveUpdate.seq > 0)).all()
    owners = {page.client: person.id for page, person in zip(everyone, writing.people, strict=True)}
    assert {person_id for client_id, person_id in rows if person_id in owners.values()} == set(owners.values())
    assert all(owners[client_id] == person_id for client_id, person_id in rows if person_id in owners.values())
