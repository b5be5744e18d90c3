import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from roadmaps.consultation.rules import holding, publishing, replying
from roadmaps.consultation.words import Reply
from roadmaps.following.news import happened
from roadmaps.notifications.models import OutgoingMail
from tests.factories.consultation import a_consultation
from tests.factories.roadmap import AT


def told(session, held):
    since, upto = AT - timedelta(days=1), AT + timedelta(days=1)
    found = happened(session, [held.plan.roadmap], since=since, upto=upto, viewer=None)
    return [str(one.sentence) for one in found if one.sort == "consultation"]


def test_everyone_who_follows_is_told_what_becomes_of_it(session):
    held = a_consultation(session)
    assert told(session, held) == []
    held.open()
    held.answer("Krokoms kommun")
    replying.reply(session, held.points, Reply.FOLLOWED, words="", actor=held.leader, at=AT)
    holding.close(session, held.consultation, next_step="Vi svarar.", actor=held.leader, at=AT)
    publishing.publish(session, held.consultation, actor=held.leader, at=AT)

    assert sorted(told(session, held)) == [
        "A consultation has opened: “Remiss om färdplanen”",
        "A consultation is closed: “Remiss om färdplanen”",
        "Answers and replies are published: “Remiss om färdplanen”",
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_letter_says_what_it_is_about_and_where_to_go(client, session, language):
    held = a_consultation(session, registry_number="RUN/1/2026")
    kim = held.plan.person(held.somebody_at("Krokoms kommun"))
    kim.language = language
    client.sign_in(held.plan.person(held.leader))
    client.post(f"{held.address}/consultees", data={"others": "Krokoms kommun\nSametinget, registrator@example.org"})
    client.post(f"{held.address}/opening")
    client.post(f"{held.address}/reminder")
    client.post(f"{held.address}/extension", data={"closes_on": "2027-02-01", "reason": "Flera bad om det."})
    [link] = set(re.findall(r"(/answer/\S+)", newest(session, kim.email)))
    client.post(link, data={"text-statement": "Bra.", "version-statement": "0"})
    client.post(f"{link}/summary", data={"signed_by": "Kim"})
    receipt = newest(session, kim.email)
    client.post(f"{held.address}/cancellation", data={"reason": "Fel text.", "next_step": "Omtag."})

    assert "RUN/1/2026" in receipt
    assert "Fel text." in newest(session, kim.email)
    kinds = session.scalars(select(OutgoingMail.kind).where(OutgoingMail.to == kim.email).order_by(OutgoingMail.id))
    assert [one.partition("/")[2] for one in kinds] == ["invited", "reminded", "extended", "received", "cancelled"]
    to_nobody_here = select(OutgoingMail.text).where(OutgoingMail.to == "registrator@example.org")
    assert len(session.scalars(to_nobody_here).all()) == 4


def newest(session, email):
    return session.scalars(
        select(OutgoingMail.text).where(OutgoingMail.to == email).order_by(OutgoingMail.id.desc())
    ).first()
