"""What tells one question of a browser from another."""

from roadmaps.freshness.returning import question_of

ASKED = {"HTTP_COOKIE": "session=a", "HTTP_IF_NONE_MATCH": '"b"', "HTTP_HOST": "example.org", "PATH_INFO": "/areas"}


def test_a_question_takes_up_little_room_however_much_was_sent() -> None:
    long = question_of({**ASKED, "HTTP_COOKIE": "session=a; more=" + "x" * 10_000, "QUERY_STRING": "y" * 10_000})

    assert long is not None
    assert len(long) == 32


def test_two_questions_are_never_one_by_where_their_parts_are_parted() -> None:
    together = question_of({**ASKED, "PATH_INFO": "/areas", "QUERY_STRING": "ab"})

    assert together != question_of({**ASKED, "PATH_INFO": "/areasa", "QUERY_STRING": "b"})
    assert together != question_of({**ASKED, "PATH_INFO": "/areas\0", "QUERY_STRING": "ab"})
    assert together == question_of({**ASKED, "QUERY_STRING": "ab"})


def test_a_question_differs_by_the_cookie_the_tag_and_the_language() -> None:
    asked = question_of(ASKED)

    for name in ("HTTP_COOKIE", "HTTP_IF_NONE_MATCH", "HTTP_ACCEPT_LANGUAGE", "HTTP_TURBO_FRAME", "HTTP_HOST"):
        assert question_of({**ASKED, name: "another"}) != asked
