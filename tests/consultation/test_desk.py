from roadmaps.consultation.rules import holding, replying
from roadmaps.consultation.words import Reply
from tests.factories.consultation import a_consultation
from tests.factories.roadmap import AT


def desk_of(client, held):
    leader = held.plan.person(held.leader)
    leader.language = "en"
    return client.sign_in(leader).get("/desk").text


def test_points_that_wait_are_one_entry_on_the_desk(client, session):
    held = a_consultation(session)
    held.open()
    for name in ("Krokoms kommun", "Bergs kommun"):
        held.answer(name)

    assert "2 points wait for a reply." in desk_of(client, held)


def test_a_proposal_in_an_answer_is_not_on_the_desk_twice(client, session):
    held = a_consultation(session)
    held.open()
    kim = held.somebody_at("Krokoms kommun")
    held.propose(kim, "goal", text="Tio fler företag.")
    held.send(kim)

    text = desk_of(client, held)

    assert "1 point waits for a reply." in text
    assert "Det blir tydligare så." not in text


def test_a_closed_one_with_every_reply_waits_to_be_published(client, session):
    held = a_consultation(session)
    held.open()
    held.answer("Krokoms kommun")
    replying.reply(session, held.points, Reply.FOLLOWED, words="", actor=held.leader, at=AT)
    assert held.consultation.title not in desk_of(client, held)

    holding.close(session, held.consultation, next_step="Vi svarar.", actor=held.leader, at=AT)

    assert "The compilation can be published." in desk_of(client, held)
