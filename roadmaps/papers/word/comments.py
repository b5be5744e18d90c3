"""Comments as Word keeps them: with initials, and answers that hang on what they answer."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from roadmaps.papers.word.names import W

EXTENDED_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
EXTENDED_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_PARAGRAPHS = 0x10000000


def finish(comments: Element, answers: Mapping[int, int]) -> Element:
    """Give each comment its initials and a name; tell, in a part of its own, which comment answers which."""
    extended = W.make("w15:commentsEx")
    if len(comments):
        # Programs that do not know the names may pass over them.
        comments.set(W("mc:Ignorable"), "w14")
    for comment in comments.findall(W("w:comment")):
        number = int(comment.get(W("w:id"), "0"))
        comment.set(W("w:initials"), _initials(comment.get(W("w:author"), "")))
        comment.findall(W("w:p"))[-1].set(W("w14:paraId"), _name(number))
        known = W.make("w15:commentEx", w15_paraId=_name(number), w15_done=0)
        if number in answers:
            known.set(W("w15:paraIdParent"), _name(answers[number]))
        extended.append(known)
    return extended


def _name(number: int) -> str:
    return f"{_PARAGRAPHS + number:08X}"


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())[:3].upper()
