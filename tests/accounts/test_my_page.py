from sqlalchemy.orm import Session

from roadmaps.accounts.models import SignIn
from roadmaps.foundation.clock import now
from tests.browsing import Browser, page_of
from tests.factories.accounts import PASSWORD, a_membership, a_person, a_sign_in, an_organisation


def test_my_page_tells_who_i_am_and_where_i_am_signed_in(client: Browser, session: Session) -> None:
    karin = a_person(session, email="karin@example.org")
    a_membership(session, karin, an_organisation(session, "Torsta"))
    client.sign_in(karin)

    text = client.page("/me").body.text()

    for told in ("Karin Åslund", "karin@example.org", "Torsta", "Firefox"):
        assert told in text


def test_my_page_asks_for_sign_in_and_leads_back(client: Browser) -> None:
    assert client.get("/me").location == "/sign-in?next=/me"


def test_i_change_my_name_and_language(client: Browser, session: Session) -> None:
    karin = a_person(session)
    client.sign_in(karin)
    assert client.page("/me/profile").css_first("[name=name]").attributes["value"] == "Karin Åslund"

    answer = client.post("/me/profile", data={"name": "Karin Ås", "language": "en"})

    assert answer.location == "/me"
    assert (karin.name, karin.language) == ("Karin Ås", "en")


def test_an_empty_name_is_told_beside_the_field(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session))

    answer = client.post("/me/profile", data={"name": " ", "language": "en"})

    page = page_of(answer)
    assert answer.status_code == 422
    assert page.css_first("#field-name-error") is not None
    assert page.css_first(".error-summary a").attributes["href"] == "#field-name"


def test_a_new_password_leaves_only_this_browser_signed_in(client: Browser, session: Session) -> None:
    karin = a_person(session)
    other, _ = a_sign_in(session, karin, at=now())
    client.sign_in(karin)

    refused = client.post("/me/password", data={"old_password": "fel", "password": "fyra björkar på udden"})
    kept = client.post("/me/password", data={"old_password": PASSWORD, "password": "fyra björkar på udden"})

    assert (refused.status_code, kept.status_code) == (422, 303)
    assert "fyra björkar" not in refused.text
    assert other.ended_at is not None
    assert client.get("/me").status_code == 200


def test_i_choose_for_whom_i_act_in_this_browser(client: Browser, session: Session) -> None:
    karin, torsta, peak = a_person(session), an_organisation(session, "Torsta"), an_organisation(session, "Peak")
    a_membership(session, karin, torsta)
    a_membership(session, karin, peak)
    client.sign_in(karin)
    assert "Peak" in client.page("/me").css_first(".site-header").text()

    client.post("/me/organisation", data={"organisation_id": str(torsta.id)})

    assert "Torsta" in client.page("/me").css_first(".site-header").text()
    chosen = client.page("/me").css_first("[name=organisation_id][checked]")
    assert chosen.attributes["value"] == str(torsta.id)


def test_i_do_not_act_for_an_organisation_that_is_not_mine(client: Browser, session: Session) -> None:
    client.sign_in(a_person(session))

    assert (
        client.post("/me/organisation", data={"organisation_id": str(an_organisation(session).id)}).status_code == 403
    )


def test_i_end_my_other_sign_ins_and_nobody_elses(client: Browser, session: Session) -> None:
    karin = a_person(session)
    mine, _ = a_sign_in(session, karin, at=now())
    also_mine, _ = a_sign_in(session, karin, at=now())
    theirs, _ = a_sign_in(session, a_person(session), at=now())
    client.sign_in(karin)

    assert client.post(f"/me/sign-ins/{mine.id}/end").status_code == 302
    assert client.post(f"/me/sign-ins/{theirs.id}/end").status_code == 404
    assert also_mine.ended_at is None
    client.post("/me/sign-ins/others/end")

    assert (mine.ended_at, also_mine.ended_at) == (now(), now())
    assert session.get_one(SignIn, theirs.id).ended_at is None
    assert client.get("/me").status_code == 200
