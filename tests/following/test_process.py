from datetime import timedelta

from roadmaps.following.happenings import Span
from roadmaps.following.process import pulses
from tests.factories.pulse import a_pulse, an_answered_pulse
from tests.factories.roadmap import AT


def test_a_pulse_is_news_when_it_opens_and_when_its_result_is_there(session):
    taken = an_answered_pulse(session, [(3, 3, 3)])
    taken.close()
    a_pulse(session, taken.plan)
    span = Span([taken.plan.roadmap], AT - timedelta(days=1), AT + timedelta(days=1))

    told = [(str(one.sentence), one.path) for one in pulses(session, span, None)]

    assert sorted(told) == [
        ("The result of three questions is there: “Puls”", taken.address),
        ("Three questions are asked of organisations: “Puls”", taken.address),
    ]
