from datetime import datetime, timedelta
from xml.etree.ElementTree import fromstring

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discussion.rules import open_thread
from roadmaps.following import rules
from roadmaps.following.changes import asked_for
from roadmaps.following.models import Visit
from roadmaps.following.news import happened
from roadmaps.following.rules import GRAIN, SILENCE
from roadmaps.following.visits import news_everywhere, since_of
from roadmaps.foundation.clock import now
from roadmaps.revisions.models import Revision
from roadmaps.suggestions import rules as suggestions
from tests.browsing import Browser
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.suggestions import a_suggestion, an_actor_of, an_edit
from tests.factories.together import write_together

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session, is_public=True)


def a_visit(session: Session, plan: Plan, who: Actor, *, ago: timedelta = timedelta(days=3)) -> Visit:
    """The person was here so long ago."""
    at = now() - ago
    visit = Visit(person_id=who.person_id, area_id=plan.roadmap.area_id, begun_at=at, seen_at=at)
    session.add(visit)
    session.flush()
    return visit


def write_now(session: Session) -> None:
    """Let all that has been written have been written a minute ago."""
    session.execute(update(Revision).values(written_at=now() - timedelta(minutes=1)))


def news_of(page: LexborHTMLParser) -> str | None:
    found = page.css_first(".news")
    return found.text() if found else None


@pytest.mark.parametrize(
    ("pause", "is_new"), [(timedelta(0), False), (SILENCE, False), (SILENCE + timedelta(seconds=1), True)]
)
def test_a_visit_ends_after_some_hours(session: Session, plan: Plan, pause: timedelta, is_new: bool) -> None:
    area = plan.roadmap.area_id
    rules.look(session, area, actor=plan.leader, at=AT)
    rules.look(session, area, actor=plan.leader, at=AT + GRAIN)
    visit = session.get_one(Visit, (plan.leader.person_id, area))

    at = AT + GRAIN + pause
    assert since_of(visit, at) == (AT + GRAIN if is_new else None)
    rules.look(session, area, actor=plan.leader, at=at)

    assert since_of(visit, at) == (AT + GRAIN if is_new else None)
    assert visit.begun_at == (at if is_new else AT)


def test_a_roadmap_opens_with_what_others_have_done_since(client: Browser, session: Session, plan: Plan) -> None:
    a_visit(session, plan, plan.editor)
    plan.add("goal", "Förädla mer", by=plan.leader)
    plan.add("goal", "Min egen rad")
    write_now(session)
    client.sign_in(plan.person(plan.editor))

    told = news_of(client.page(plan.address))

    assert told is not None
    assert "Förädla mer" in told and "Lena Berg" in told
    assert "Min egen rad" not in told
    # It stays for as long as the visit goes on.
    assert "Förädla mer" in (news_of(client.page(plan.address)) or "")


def test_what_several_wrote_together_is_news_to_others_only(client: Browser, session: Session, plan: Plan) -> None:
    goal = plan.add("goal", "Förädla mer", text="Mer.")
    session.execute(update(Revision).values(written_at=now() - timedelta(days=9)))
    write_together(
        plan, goal, [("Mer", None), (" hos oss", plan.editor), (", snart", plan.leader), (".", None)], at=now()
    )
    reader = plan.others["deputy"]
    seen = {}
    for who in (plan.editor, plan.leader, reader):
        a_visit(session, plan, who)
        client.sign_in(plan.person(who))
        seen[who.name] = news_of(client.page(plan.address))

    assert seen[plan.editor.name] is seen[plan.leader.name] is None
    told = seen[reader.name] or ""
    assert all(f"{who.name} ({who.acting_for_name})" in told for who in (plan.editor, plan.leader))


def test_what_the_same_ones_write_together_again_is_told_as_one(session: Session, plan: Plan) -> None:
    goal = plan.add("goal", "Förädla mer", text="Mer")
    write_together(plan, goal, [("Mer", None), (" hos", plan.editor), (" oss", plan.leader)])
    write_together(plan, goal, [("Mer hos oss", None), (" och", plan.leader), (" här", plan.editor)])
    write_together(plan, goal, [("Mer hos oss och här", None), (" snart", plan.leader)])

    found = happened(
        session, [plan.roadmap], since=AT - timedelta(days=1), upto=AT + timedelta(days=1), viewer=plan.others["deputy"]
    )

    told = [one for one in found if goal in one.blocks]
    assert sorted(len(one.authors) for one in told) == [1, 1, 2]
    # An organisation that is followed is followed into what it wrote with others.
    assert {plan.editor.acting_for_id, plan.leader.acting_for_id} in [one.organisations for one in told]


def test_the_home_page_tells_of_every_roadmap_where_one_has_been(client: Browser, session: Session, plan: Plan) -> None:
    other, unseen = a_plan(session), a_plan(session)
    coordinator = plan.others["coordinator"]
    for one, title in ((plan, "Förädla mer"), (other, "Bygga mer"), (unseen, "Aldrig sedd")):
        one.add("goal", title)
    a_visit(session, plan, coordinator)
    a_visit(session, other, coordinator, ago=timedelta(days=9))
    write_now(session)
    client.sign_in(plan.person(coordinator))

    told = news_of(client.page("/"))

    assert told is not None
    assert "Förädla mer" in told and "Bygga mer" in told
    assert "Aldrig sedd" not in told


def test_one_press_says_that_it_has_been_read(client: Browser, session: Session, plan: Plan) -> None:
    a_visit(session, plan, plan.editor)
    plan.add("goal", "Förädla mer", by=plan.leader)
    write_now(session)
    client.sign_in(plan.person(plan.editor))
    form = client.page(plan.address).css_first(".news form")

    answer = client.post(form.attributes["action"], data={"area": plan.slug, "back": plan.address})

    assert answer.location == plan.address
    assert news_of(client.page(plan.address)) is None
    assert news_of(client.page("/")) is None


def test_a_first_visit_has_no_news_and_is_remembered(client: Browser, session: Session, plan: Plan) -> None:
    plan.add("goal", by=plan.leader)
    client.sign_in(plan.person(plan.editor))

    assert news_of(client.page(plan.address)) is None

    assert session.get(Visit, (plan.editor.person_id, plan.roadmap.area_id)) is not None
    assert news_of(client.page("/")) is None


@pytest.mark.parametrize("header", ["X-Sec-Purpose", "Sec-Purpose"])
def test_what_a_browser_fetches_ahead_is_no_look(client: Browser, session: Session, plan: Plan, header: str) -> None:
    client.sign_in(plan.person(plan.editor))

    client.get(plan.address, headers={header: "prefetch"})

    assert session.get(Visit, (plan.editor.person_id, plan.roadmap.area_id)) is None


def test_nobody_without_an_account_is_remembered(client: Browser, session: Session, plan: Plan) -> None:
    plan.add("goal")

    assert news_of(client.page(plan.address)) is None
    assert news_of(client.page("/")) is None
    assert session.scalars(select(Visit)).all() == []


def test_who_has_lost_the_role_is_told_nothing(session: Session, plan: Plan) -> None:
    plan.roadmap.is_working_public = False
    stranger = plan.others["editor elsewhere"]
    a_visit(session, plan, stranger)
    plan.add("goal")
    write_now(session)

    assert news_everywhere(session, viewer=stranger, at=now()) == []


def test_the_page_of_changes_shows_the_words_to_those_who_may_read(
    client: Browser, session: Session, plan: Plan
) -> None:
    goal = plan.add("goal", "Förädla mer", text="Mer av skogens råvara förädlas i länet.")
    plan.edit(goal, text="Mer av åkerns råvara förädlas i länet.", by=plan.leader)
    write_now(session)

    page = client.page(f"/areas/{plan.slug}/changes")
    assert [one.text() for one in page.css(".diff ins")] == [" [tillagt: åkerns] "]
    assert "Lena Berg" not in page.body.text()

    plan.roadmap.is_working_public = False
    assert "åkerns" not in client.page(f"/areas/{plan.slug}/changes").body.text()
    client.sign_in(plan.person(plan.others["reader"]))
    assert "åkerns" in client.page(f"/areas/{plan.slug}/changes").body.text()


@pytest.mark.parametrize("query", ["since=x", "since=9999-01-01", "since=0001-01-01T00:00", "days=7", "days=-1&page=0"])
def test_whatever_an_address_asks_for_is_answered(client: Browser, plan: Plan, query: str) -> None:
    assert client.get(f"/areas/{plan.slug}/changes?{query}").status_code == 200


def test_a_moment_in_an_address_is_heeded() -> None:
    assert asked_for(AT.isoformat(), "7", "2", at=AT + timedelta(days=9)).since == AT
    assert asked_for("", "7", "", at=AT).since == AT - timedelta(days=7)


def feed_at(client: Browser, address: str) -> tuple[list[str], list[str]]:
    """The titles and the identities in the feed, which must be sound."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    root = fromstring(answer.data)
    assert root.tag == f"{ATOM}feed"
    for one in (root, *root.findall(f"{ATOM}entry")):
        assert one.findtext(f"{ATOM}id") and one.findtext(f"{ATOM}title")
        moment = datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "")
        assert moment.tzinfo is not None
        assert one.find(f"{ATOM}link") is not None
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    entries = root.findall(f"{ATOM}entry")
    ids = [one.findtext(f"{ATOM}id") or "" for one in entries]
    assert len(set(ids)) == len(ids)
    return [one.findtext(f"{ATOM}title") or "" for one in entries], ids


def test_the_feed_of_an_area_tells_what_everybody_may_see(client: Browser, session: Session, plan: Plan) -> None:
    goal = plan.add("goal", "Förädla <mer> \x07& bättre")
    plan.edit(goal, text="Mer **här**", by=plan.leader)
    write_now(session)

    titles, _ = feed_at(client, f"/areas/{plan.slug}/feed.atom")

    assert len(titles) == 2
    assert all("Förädla <mer>" in title for title in titles)
    assert b"Lena Berg" not in client.get(f"/areas/{plan.slug}/feed.atom").data


def test_a_feed_holds_nothing_that_is_not_public_whoever_asks(client: Browser, session: Session, plan: Plan) -> None:
    hidden = a_plan(session, is_public=False)
    hidden.add("goal", "Hemligt mål")
    plan.add("goal", "Öppet mål")
    open_thread(session, hidden.roadmap, body="Hemlig fråga", actor=hidden.leader, at=AT)
    write_now(session)
    client.sign_in(plan.person(plan.others["coordinator"]))

    for address in ("/feed.atom", f"/areas/{hidden.slug}/feed.atom"):
        feed_at(client, address)
        assert "Hemlig" not in client.get(address).get_data(as_text=True)
    assert any("Öppet mål" in title for title in feed_at(client, "/feed.atom")[0])


def test_what_goes_on_being_written_keeps_the_identity_of_what_was_told(
    client: Browser, session: Session, plan: Plan
) -> None:
    goal = plan.add("goal", "Förädla mer")
    write_now(session)
    before = feed_at(client, "/feed.atom")[1]

    plan.edit(goal, title="Förädla mest")

    assert set(before) < set(feed_at(client, "/feed.atom")[1])


def test_an_empty_roadmap_has_a_sound_feed_and_an_area_without_one_has_none(client: Browser, plan: Plan) -> None:
    assert feed_at(client, f"/areas/{plan.slug}/feed.atom")[0] == []
    assert client.get("/areas/finns-inte/feed.atom").status_code == 404


def test_a_feed_is_fetched_again_only_when_something_is_new(client: Browser, session: Session, plan: Plan) -> None:
    plan.add("goal")
    write_now(session)
    first = client.get("/feed.atom")

    same = client.get("/feed.atom", headers={"If-None-Match": first.headers["ETag"]})
    plan.add("goal")
    write_now(session)
    newer = client.get("/feed.atom", headers={"If-None-Match": first.headers["ETag"]})

    assert "public" in first.headers["Cache-Control"] and "max-age" in first.headers["Cache-Control"]
    assert first.headers["Last-Modified"]
    assert (same.status_code, newer.status_code) == (304, 200)


def test_a_feed_is_in_the_language_that_its_address_names(client: Browser, session: Session, plan: Plan) -> None:
    plan.roadmap.area.name_en = "Forests"
    plan.add("goal", "Mer")
    write_now(session)

    swedish, english = (client.get(f"/areas/{plan.slug}/feed.atom{query}") for query in ("", "?language=en"))

    assert b'xml:lang="sv"' in swedish.data and b"Forests" not in swedish.data
    assert b'xml:lang="en"' in english.data and b"Forests" in english.data


def test_pages_name_their_feeds(client: Browser, plan: Plan) -> None:
    def feeds(address: str) -> list[str]:
        links = client.page(address).css("head link[rel=alternate][type='application/atom+xml']")
        return [one.attributes["href"] or "" for one in links]

    assert feeds("/") == ["/feed.atom"]
    assert feeds(plan.address) == ["/feed.atom", f"/areas/{plan.slug}/feed.atom"]


def test_a_suggestion_is_told_once_and_its_thread_not_besides(session: Session, plan: Plan) -> None:
    goal = plan.add("goal", "Förädla mer")
    author = an_actor_of(plan)
    reader = plan.others["reader"]
    a_visit(session, plan, reader)
    suggestion = a_suggestion(session, plan, an_edit(plan, goal, title="Förädla mest"), by=author)
    suggestions.decline(session, suggestion, reason="Inte nu", actor=plan.leader, at=AT)
    session.execute(update(Visit).values(seen_at=AT - timedelta(days=1)))

    [news] = news_everywhere(session, viewer=reader, at=now())

    sentences = [str(one.sentence) for one in news.happenings]
    assert sentences.count("A change was suggested: “Förädla mer”") == 1
    assert "A suggestion was declined: “Förädla mer”" in sentences
    assert not any("thread" in one for one in sentences)


def test_a_motive_is_told_to_everyone_without_the_names_in_it(client: Browser, session: Session, plan: Plan) -> None:
    goal = plan.add("goal", "Förädla mer")
    a_suggestion(session, plan, an_edit(plan, goal, title="Mer"), motive="Som @Lena Berg sade i går.")
    write_now(session)

    told = client.get("/feed.atom").get_data(as_text=True)

    assert "sade i går" in told
    assert "Lena Berg" not in told
