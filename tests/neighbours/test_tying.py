"""A neighbour's roadmap beside ours: what is about the same, and activities that are tied to each other."""

import time
from collections.abc import Sequence

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.ids import new_id
from roadmaps.neighbours import rules
from roadmaps.neighbours.alike import beside
from roadmaps.neighbours.models import TieSort
from roadmaps.revisions.states import BlockState, current
from roadmaps.roadmap.phases import Phase
from tests.browsing import Browser
from tests.factories.areas import a_coordinator
from tests.factories.large import a_large_plan
from tests.factories.neighbours import a_block, a_mirror, a_tie, an_activity_of, an_arrival, the_data
from tests.factories.roadmap import AT, a_plan


def activities(*titles: str) -> Sequence[BlockState]:
    return [
        BlockState(new_id(), "activity", 1, None, "a0", is_removed=False, content={"title": title}, html={})
        for title in titles
    ]


def told(ours: Sequence[BlockState], theirs: Sequence[BlockState]) -> list[tuple[str, str]]:
    found = beside(ours, theirs).pairs
    return [(one.ours.content["title"], one.theirs.content["title"]) for one in found if one.ours and one.theirs]


def test_those_that_share_telling_words_stand_beside_each_other() -> None:
    ours = activities("Kurs i beredskap för lantbruk", "Biogas av gödsel", "Nätverk för matföretag")
    theirs = activities("Matföretagens nätverk i inlandet", "Beredskapskurs för skogsägare", "Solceller på tak")

    found = beside(ours, theirs)

    assert told(ours, theirs) == [("Nätverk för matföretag", "Matföretagens nätverk i inlandet")]
    assert set(found.pairs[0].likeness.shared) >= {"nätverk"}
    assert len(found.only_ours) == len(found.only_theirs) == 2


def test_forms_of_a_word_are_the_same_word() -> None:
    assert told(activities("Förädla råvaran"), activities("Råvarans förädling")) == [
        ("Förädla råvaran", "Råvarans förädling")
    ]


def test_words_that_stand_in_every_plan_tell_nothing() -> None:
    assert told(activities("Mer samverkan i länet"), activities("Mer turism i staden")) == []


def test_each_stands_beside_one_and_the_others_are_named() -> None:
    ours = activities("Kurs i biogas för lantbruk")
    theirs = activities("Biogas för lantbruk: en kurs", "Biogas för lantbruk i norr", "Kurs om lantbruk och biogas")

    found = beside(ours, theirs)

    assert len(found.pairs) == 1
    assert len(found.pairs[0].others) == 2
    assert len(found.only_theirs) == 2


def test_the_large_plan_is_compared_with_itself(session: Session) -> None:
    state = current(session, a_large_plan(session).roadmap.history)

    found = beside(state.of_kind("activity"), state.of_kind("activity"))

    assert len(found.pairs) > 200


def test_roadmaps_that_say_the_same_everywhere_are_compared_in_a_bounded_time() -> None:
    same = activities(*[f"Biogas solceller vätgas batterier nätverk kurs {number}" for number in range(1_000)])

    began = time.monotonic()
    found = beside(same[:500], same)

    assert time.monotonic() - began < 5
    assert len(found.pairs) + len(found.only_ours) == 500


def test_activities_are_tied_shown_at_both_ends_and_untied(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    ours = plan.add("activity", "Beredskapskurs")
    mirror = a_mirror(session, a_coordinator(session))
    theirs = an_activity_of(session, mirror)
    client.sign_in(plan.person(plan.editor))

    form = client.page(f"/areas/{plan.slug}/neighbours/ties/new?block={ours}&theirs={mirror.id}:{theirs}")
    assert form.css_first("#field-block option[selected]").text() == "Beredskapskurs"
    assert "Kurs i beredskap" in form.css_first("#field-theirs option[selected]").text()
    facts = {"block": ours, "theirs": f"{mirror.id}:{theirs}", "sort": "cooperates", "note": "Tillsammans."}
    assert client.post(f"/areas/{plan.slug}/neighbours/ties/new", data=facts).status_code == 303

    card = client.page(plan.address).css_first(f"#block-{ours}")
    assert "Kurs i beredskap för lantbruk" in card.text()
    assert "Tillsammans." in client.page(f"/neighbours/{mirror.id}").css_first(".ties").text()
    assert "Beredskapskurs" in client.page(f"/areas/{plan.slug}/neighbours").css_first("table").text()
    assert "Beredskapskurs" in client.page("/county/neighbours").css_first("table").text()
    client.post(card.css_first("form[action$='/untying']").attributes["action"])
    assert client.page(plan.address).css_first(".ties") is None


def test_two_are_tied_once(session: Session) -> None:
    plan = a_plan(session)
    ours, mirror = plan.add("activity"), a_mirror(session, a_coordinator(session))
    tie = a_tie(session, plan.roadmap, ours, mirror, plan.editor)

    with pytest.raises(Invalid) as refused:
        a_tie(session, plan.roadmap, ours, mirror, plan.editor)

    assert "theirs" in refused.value.fields
    rules.untie(session, tie, at=AT, actor=plan.editor)
    a_tie(session, plan.roadmap, ours, mirror, plan.editor)


def test_only_activities_are_tied(session: Session) -> None:
    plan = a_plan(session)
    goal, activity = plan.add("goal"), plan.add("activity")
    mirror = a_mirror(session, a_coordinator(session))
    facts = {"sort": TieSort.SIMILAR, "note": "", "at": AT, "actor": plan.editor}

    for block, theirs in ((goal, an_activity_of(session, mirror)), (activity, new_id())):
        with pytest.raises(Invalid):
            rules.tie(session, plan.roadmap, block, mirror, theirs, **facts)


@pytest.mark.parametrize("who", ["reader", "actor", "editor elsewhere"])
def test_others_than_writers_tie_nothing(session: Session, who: str) -> None:
    plan = a_plan(session)
    ours, mirror = plan.add("activity"), a_mirror(session, a_coordinator(session))

    with pytest.raises(NotAllowed):
        a_tie(session, plan.roadmap, ours, mirror, plan.others[who])


def test_activities_are_tied_while_the_text_rests_and_not_when_all_is_over(session: Session) -> None:
    plan = a_plan(session)
    ours, mirror = plan.add("activity"), a_mirror(session, a_coordinator(session))

    plan.roadmap.phase = Phase.ADOPTED
    a_tie(session, plan.roadmap, ours, mirror, plan.editor)
    plan.roadmap.phase = Phase.CLOSED

    with pytest.raises(NotAllowed):
        a_tie(session, plan.roadmap, ours, a_mirror(session, a_coordinator(session), the_data(number=5)), plan.editor)


def test_a_tie_is_shown_to_those_who_may_read_both_ends(session: Session, client: Browser) -> None:
    plan = a_plan(session, is_public=True)
    ours = plan.add("activity", "Beredskapskurs")
    a_tie(session, plan.roadmap, ours, a_mirror(session, a_coordinator(session), the_data(number=None)), plan.editor)
    hidden = a_plan(session, is_public=False)
    mirror = a_mirror(session, a_coordinator(session), the_data(number=4))
    a_tie(session, hidden.roadmap, hidden.add("activity", "Hemlig"), mirror, hidden.editor)

    assert client.page(plan.address).css_first(".ties") is None
    assert client.page(f"/neighbours/{mirror.id}").css_first(".ties") is None
    assert client.page("/county/neighbours").css_first("table") is None


def test_ties_to_what_the_newest_version_no_longer_holds_are_told(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    coordinator = a_coordinator(session)
    mirror = a_mirror(session, coordinator)
    a_tie(session, plan.roadmap, plan.add("activity", "Beredskapskurs"), mirror, plan.editor)

    rules.add_version(session, mirror, an_arrival(the_data(a_block(title="Annat"), number=2)), at=AT, actor=coordinator)

    page = client.page(f"/neighbours/{mirror.id}")
    assert "Beredskapskurs" in page.css_first("#about-mirror").text()
    assert "Beredskapskurs" not in client.page(f"/neighbours/{mirror.id}?version=1").css_first("#about-mirror").text()


def test_both_roadmaps_are_put_beside_each_other(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    near = plan.add("activity", "Kurs i beredskap för matproducenter")
    plan.add("activity", "Fiber till fjällbyar")
    mirror = a_mirror(
        session, plan.leader, the_data(a_block(), a_block(title="Träbyggnad", rank="a1")), area_id=plan.roadmap.area_id
    )
    client.sign_in(session.get_one(Person, plan.leader.person_id))

    page = client.page(f"/areas/{plan.slug}/neighbours/{mirror.id}")

    [pair] = page.css(".beside-pair")
    assert "matproducenter" in pair.text()
    assert "lantbruk" in pair.text()
    assert "beredskap" in pair.css_first(".muted").text()
    client.set_cookie("language", "en")
    in_english = client.page(f"/areas/{plan.slug}/neighbours/{mirror.id}").css_first(".beside-pair .muted [lang]")
    assert in_english.attributes["lang"] == "sv"
    assert "beredskap" in in_english.text()
    assert f"block={near}" in pair.css_first("a.button").attributes["href"]
    assert "Fiber till fjällbyar" in page.css_first(".beside-alone").text()
    assert client.get(f"/areas/{plan.slug}/neighbours/{mirror.id}?kind=goal").status_code == 200
    assert client.get(f"/areas/{plan.slug}/neighbours/{mirror.id}?kind=vision").status_code == 404


def test_what_people_have_tied_stands_together_whatever_the_words_say(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    far = plan.add("activity", "Fiber till fjällbyar")
    plan.add("activity", "Kurs i beredskap för lantbruk")
    mirror = a_mirror(session, a_coordinator(session))
    a_tie(session, plan.roadmap, far, mirror, plan.editor)

    page = client.page(f"/areas/{plan.slug}/neighbours/{mirror.id}")

    assert [one.css_first("h3").text().strip() for one in page.css(".beside-pair")] == ["Fiber till fjällbyar"]
    assert "Kurs i beredskap" in page.css_first(".beside-alone").text()


def test_nobody_compares_with_a_roadmap_that_is_not_for_them(session: Session, client: Browser) -> None:
    plan = a_plan(session, is_public=False)
    mirror = a_mirror(session, a_coordinator(session))

    assert client.get(f"/areas/{plan.slug}/neighbours/{mirror.id}").status_code == 404
