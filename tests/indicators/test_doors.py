"""The pages of indicators: what they show to whom, and that their forms keep what was typed."""

import pytest
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.foundation.ids import new_id
from tests.browsing import Browser, page_of
from tests.factories.indicators import an_indicator
from tests.factories.large import a_large_plan
from tests.factories.roadmap import a_plan


def text_of(page: LexborHTMLParser, selector: str) -> str:
    found = page.css_first(selector)
    assert found is not None, f"nothing matches {selector}"
    return " ".join(found.text().split())


@pytest.mark.parametrize("view", ["indicators", "indicators/due"])
def test_an_empty_roadmap_says_what_the_page_is_for(client: Browser, session: Session, view: str) -> None:
    plan = a_plan(session)

    for address in (f"/areas/{plan.slug}/{view}", f"/county/{view}"):
        assert client.page(address).css_first(".empty-state") is not None


def test_the_list_shows_how_each_indicator_stands(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2025", "48")

    page = client.page(f"/areas/{measured.plan.slug}/indicators")

    row = text_of(page, ".indicator-table tbody tr")
    assert "Företag som förädlar" in row
    assert "48 företag" in row
    assert measured.organisation.name in row
    assert page.css_first(".indicator-table svg[role=img] title") is not None


def test_the_address_holds_what_to_show(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2025", "48")
    measured.plan.add("indicator", "Utan frekvens")
    slug = measured.plan.slug

    behind = client.page(f"/areas/{slug}/indicators?state=behind")
    own = client.page(f"/county/indicators?organisation={measured.organisation.id}")
    strange = client.page(f"/areas/{slug}/indicators?state=wonderful")

    assert len(behind.css(".indicator-table tbody tr")) == 1
    assert len(own.css(".indicator-table tbody tr")) == 1
    assert len(strange.css(".indicator-table tbody tr")) == 2


def test_the_page_tells_the_rule_with_the_indicators_own_figures(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2025", "48")

    rule = text_of(client.page(f"/indicators/{measured.indicator}"), ".indicator-rule")

    for figure in ("42 företag", "60 företag", "54 företag", "48 företag", "6 företag", "0,9 företag"):
        assert figure in rule


def test_the_page_names_what_is_missing(client: Browser, session: Session) -> None:
    measured = an_indicator(session, baseline=None, target_year=None)
    measured.read("2025", "48")

    page = client.page(f"/indicators/{measured.indicator}")

    assert page.css_first(".indicator-figure") is not None
    assert "54" not in text_of(page, ".indicator-rule")


def test_the_public_sees_organisations_and_people_of_the_site_see_names(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2025", "48")
    address = f"/indicators/{measured.indicator}"

    public = client.get(address).get_data(as_text=True)
    client.sign_in(measured.plan.person(measured.plan.editor))
    inside = client.get(address).get_data(as_text=True)

    assert "Tove Ström" not in public
    assert measured.organisation.name in public
    assert "Tove Ström" in inside


def test_a_correction_shows_what_stood_there_before_and_why(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    measured.correct(measured.read("2025", "48"), "47", "SCB har rättat sin <tabell>.")

    page = client.page(f"/indicators/{measured.indicator}")

    assert len(page.css(".indicator-readings tbody tr")) == 1
    assert "48" in text_of(page, ".indicator-earlier")
    assert "SCB har rättat sin <tabell>." in text_of(page, ".indicator-earlier")


def test_the_responsible_organisation_records_the_swedish_way(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    client.sign_in(measured.plan.person(measured.torsta))

    answer = client.post(
        f"/indicators/{measured.indicator}/readings/new",
        data={"period": "kvartal 4 2025", "value": "1 048,5", "source": "SCB", "sex": "T"},
    )

    assert (answer.status_code, answer.location) == (303, f"/indicators/{measured.indicator}")
    assert measured.standing == ["2025-Q4: 1048.5"]


def test_a_faulty_form_keeps_what_was_typed(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2025", "48")
    client.sign_in(measured.plan.person(measured.torsta))

    answer = client.post(
        f"/indicators/{measured.indicator}/readings/new",
        data={"period": "2025", "value": "många", "source": "SCB", "note": "Se bilagan.", "sex": "T"},
    )
    page = page_of(answer)

    assert answer.status_code == 422
    assert page.css_first("input[name=value][value=många][aria-invalid=true]") is not None
    assert "Se bilagan." in text_of(page, "textarea[name=note]")

    again = client.post(
        f"/indicators/{measured.indicator}/readings/new", data={"period": "2025", "value": "49", "sex": "T"}
    )
    assert again.status_code == 422
    assert page_of(again).css_first("input[name=period][aria-invalid=true]") is not None


def test_places_and_groups_are_asked_for_only_where_the_indicator_is_read_by_them(
    client: Browser, session: Session
) -> None:
    plain, parted = an_indicator(session), an_indicator(session, by_municipality=True, by_sex=True)
    coordinator = plain.plan.person(plain.plan.others["coordinator"])
    client.sign_in(coordinator)

    without = client.page(f"/indicators/{plain.indicator}/readings/new")
    with_parts = client.page(f"/indicators/{parted.indicator}/readings/new")

    assert without.css_first("[name=municipality], [name=sex]") is None
    assert len(with_parts.css("select[name=municipality] option")) == 9
    assert len(with_parts.css("input[name=sex]")) == 3


def test_parts_are_shown_as_small_charts_and_as_a_table(client: Browser, session: Session) -> None:
    measured = an_indicator(session, by_municipality=True, by_sex=True)
    measured.read("2024", "45")
    for period, are, berg in (("2024", "9", "4"), ("2025", "11", "5")):
        measured.read(period, are, municipality="2321")
        measured.read(period, berg, municipality="2326")
    measured.read("2024", "20", sex="K")

    page = client.page(f"/indicators/{measured.indicator}")

    places = page.css_first("[aria-labelledby=municipalities]")
    assert places is not None
    assert [one.text(strip=True) for one in places.css(".indicator-part-name")] == ["Berg", "Åre"]
    rows = [[cell.text(strip=True) for cell in row.css("th, td")] for row in places.css(".indicator-compared tbody tr")]
    assert rows == [["2025", "5", "11"], ["2024", "4", "9"]]
    assert len(page.css("[aria-labelledby=sexes] .indicator-parts svg")) == 1


def test_a_reading_is_corrected_by_its_form(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    reading = measured.read("2025", "48")
    client.sign_in(measured.plan.person(measured.torsta))
    address = f"/readings/{reading.id}/correction"

    form = client.page(address)
    without_reason = client.post(address, data={"value": "47", "source": "SCB", "note": ""})
    answer = client.post(address, data={"value": "47", "source": "SCB", "note": "", "reason": "Ny tabell."})

    assert form.css_first("input[name=value][value='48']") is not None
    assert without_reason.status_code == 422
    assert answer.status_code == 303
    assert measured.standing == ["2025: 47"]
    assert client.get(address).status_code == 422


def test_a_reading_is_taken_back_by_its_form(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    reading = measured.read("2025", "48")
    client.sign_in(measured.plan.person(measured.torsta))

    answer = client.post(f"/readings/{reading.id}/withdrawal", data={"reason": "Fel indikator."})
    page = client.page(f"/indicators/{measured.indicator}")

    assert answer.status_code == 303
    assert measured.standing == []
    assert "Fel indikator." in text_of(page, ".indicator-readings")


def test_who_may_not_record_is_told_so(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    reading = measured.read("2025", "48")
    addresses = [
        f"/indicators/{measured.indicator}/readings/new",
        f"/readings/{reading.id}/correction",
        f"/readings/{reading.id}/withdrawal",
    ]

    assert ["/sign-in" in client.get(address).location for address in addresses] == [True] * 3
    client.sign_in(measured.plan.person(measured.plan.others["reader"]))
    assert [client.get(address).status_code for address in addresses] == [403] * 3
    assert [client.post(address).status_code for address in addresses] == [403] * 3
    assert client.page(f"/indicators/{measured.indicator}").css_first("form.indicator-form") is None


def test_what_one_may_not_see_is_not_there(client: Browser, session: Session) -> None:
    measured = an_indicator(session, is_public=False)
    reading = measured.read("2025", "48")
    goal = measured.plan.add("goal", "Ett mål")

    assert client.get(f"/indicators/{measured.indicator}").status_code == 404
    client.sign_in(measured.plan.person(measured.plan.others["editor elsewhere"]))
    for address in (
        f"/indicators/{measured.indicator}",
        f"/readings/{reading.id}/correction",
        f"/indicators/{new_id()}",
        f"/indicators/{goal}",
        f"/readings/{new_id()}/correction",
    ):
        assert client.get(address).status_code == 404


def test_who_is_responsible_reaches_the_page_without_a_role_in_the_area(client: Browser, session: Session) -> None:
    measured = an_indicator(session, is_public=False)
    client.sign_in(measured.plan.person(measured.torsta))

    page = client.page(f"/indicators/{measured.indicator}")
    assert page.css_first("form.indicator-form") is not None
    ways = [one.attributes["href"] for one in page.css("main a[href^='/areas'], main a[href^='/blocks']")]
    assert [client.get(way).status_code for way in ways if way] == [200] * len(ways)
    assert "Företag som förädlar" in client.get("/me/readings").get_data(as_text=True)
    assert "/me/readings" in client.get("/me").get_data(as_text=True)


def test_a_removed_indicator_keeps_its_page_and_its_readings(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2025", "48")
    measured.plan.remove(measured.indicator)
    client.sign_in(measured.plan.person(measured.torsta))

    page = client.page(f"/indicators/{measured.indicator}")

    assert "48" in text_of(page, ".indicator-readings")
    assert page.css_first("form.indicator-form") is None
    assert page.css_first(".callout") is not None


def test_readings_to_make_are_listed_the_longest_awaited_first(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2024", "50")
    later = measured.plan.add("indicator", "Kvartalsvis", frequency="quarterly", baseline_year="2025")
    assert later is not None
    session.flush()

    rows = client.page(f"/areas/{measured.plan.slug}/indicators/due").css(".indicator-table tbody tr")

    assert "Företag som förädlar" in rows[0].text()
    assert "31 mars 2026" in rows[0].text()


def test_the_card_in_the_roadmap_shows_chart_state_and_way(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2025", "48")

    card = client.page(measured.plan.address).css_first(f"#block-{measured.indicator} .indicator-card")

    assert card is not None
    assert card.css_first(f"a[href='/indicators/{measured.indicator}']") is not None
    assert card.css_first("svg") is not None
    assert "48 företag" in card.text()


def queries_for(client: Browser, session: Session, address: str) -> int:
    """How many statements the page needs, once it has been shown before."""
    client.get(address)
    seen: list[str] = []
    engine = session.get_bind()

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        assert client.get(address).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return sum("readings" in statement or "min(revisions" in statement for statement in seen)


def test_pages_ask_for_readings_as_often_for_sixty_indicators_as_for_one(client: Browser, session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2025", "48")
    large = a_large_plan(session, activities=10, goals=3)

    for view in ("roadmap", "indicators", "indicators/due"):
        assert queries_for(client, session, f"/areas/{measured.plan.slug}/{view}") <= 2
        assert queries_for(client, session, f"/areas/{large.slug}/{view}") <= 2


def test_who_writes_in_the_roadmap_finds_the_way_to_a_new_indicator(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    address = f"/areas/{plan.slug}/indicators"
    new = f"a[href='/areas/{plan.slug}/roadmap/new/indicator']"

    assert client.page(address).css_first(new) is None
    client.sign_in(plan.person(plan.editor))
    assert client.page(address).css_first(f".empty-state {new}") is not None
    plan.add("indicator", "Gårdar")
    assert client.page(address).css_first(f".plan-header {new}") is not None
