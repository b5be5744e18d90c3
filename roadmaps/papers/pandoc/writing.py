"""A whole paper as pandoc's tree: cover, contents, chapters with their comments, and the last page."""

from collections.abc import Iterator, Mapping, Sequence

from roadmaps.foundation.clock import LOCAL
from roadmaps.papers import tree, words
from roadmaps.papers.pandoc import nodes
from roadmaps.papers.pandoc.blocks import DEEPEST_IN_CONTENTS, Blocks, Place
from roadmaps.papers.pandoc.directions import direction
from roadmaps.papers.pandoc.lines import Abilities, Noted, Where, badge
from roadmaps.papers.pandoc.nodes import Node
from roadmaps.papers.pandoc.texts import fit, fit_lines, words_in
from roadmaps.papers.reading import within
from roadmaps.papers.words import Words

LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


def as_nodes(
    paper: tree.Paper, said: Words, abilities: Abilities, pictures: Mapping[tree.Drawing, bytes]
) -> tuple[Node, Mapping[int, int]]:
    """The paper, and which comment answers which, by their numbers. `pictures` holds its drawings as PNG."""
    blocks = Blocks(paper, said, abilities, pictures)
    body = [
        *_cover(paper, blocks),
        *(_contents(paper, said, blocks) if paper.has_contents else []),
        *(node for chapter in paper.chapters for node in _chapter(chapter, said, blocks)),
        *_colophon(paper, blocks),
    ]
    return nodes.document(body, LANGUAGES[paper.identity.language]), blocks.lines.answers


def drawings_of(paper: tree.Paper) -> list[tree.Drawing]:
    """Every drawing of the paper, once."""
    return list(dict.fromkeys(figure.drawing for figure in _figures([*paper.chapters, *paper.colophon])))


def _cover(paper: tree.Paper, blocks: Blocks) -> list[Node]:
    cover = paper.cover
    lines = [
        ("CoverEyebrow", cover.eyebrow),
        ("Title", cover.title),
        ("Subtitle", cover.subtitle),
    ]
    written = [_line(style, text) for style, text in lines if fit(text).strip()]
    if cover.badge and fit(cover.badge.text).strip():
        written.append(nodes.styled("CoverBadge", nodes.paragraph([badge(cover.badge)])))
    if fit(cover.publisher).strip():
        written.append(_line("CoverPublisher", cover.publisher))
    style = "CoverFact" if fit(cover.publisher).strip() else "CoverFirstFact"
    for label, value in cover.facts:
        line = [
            nodes.span([nodes.words(fit(label))], "FactLabel"),
            nodes.words("\t"),
            *blocks.lines.write(value, Where()),
        ]
        written.append(nodes.styled(style, nodes.paragraph(line)))
        style = "CoverFact"
    return [*(written or [_line("Title", "–")]), direction("cover-end")]


def _line(style: str, text: str) -> Node:
    return nodes.styled(style, nodes.paragraph([nodes.words(fit(text).strip())]))


def _contents(paper: tree.Paper, said: Words, blocks: Blocks) -> list[Node]:
    entries = list(_entries(paper.chapters, 1, blocks))
    if not entries:
        return []
    return [
        direction("contents", levels=DEEPEST_IN_CONTENTS),
        _line("ContentsHeading", said.say(words.CONTENTS)),
        *(
            nodes.styled(f"Contents{level}", nodes.paragraph([nodes.link([nodes.words(title)], f"#{place}")]))
            for level, title, place in entries
        ),
        direction("contents-end"),
    ]


def _entries(sections: Sequence[tree.Block], level: int, blocks: Blocks) -> Iterator[tuple[int, str, str]]:
    for section in sections:
        if level > DEEPEST_IN_CONTENTS or not isinstance(section, tree.Section) or section.was == "deleted":
            continue
        if section.is_listed and (title := words_in(section.title)):
            yield level, title, blocks.lines.places.of(section)
        yield from _entries(section.inside, level + 1, blocks)


def _chapter(chapter: tree.Section, said: Words, blocks: Blocks) -> list[Node]:
    before = len(blocks.lines.noted)
    written = blocks.section(chapter, Place())
    noted = blocks.lines.noted[before:]
    if not noted:
        return written
    heading = blocks.headed([nodes.words(said.say(words.COMMENTS))], 2, Place(), anchor="", is_listed=False)
    return [*written, *heading, *(node for one in noted for node in _comment(one, said))]


def _comment(noted: Noted, said: Words) -> list[Node]:
    """A remark that has no margin to stand in, with its answers."""
    name = said.say(words.COMMENT, number=noted.number)
    about = f"{name}: {noted.about}" if noted.about else name
    heading = [nodes.span((), anchor=f"comment-{noted.number}"), nodes.words(about)]
    remarks = [nodes.styled("Comment", *_remark(noted.remark))]
    answers = [nodes.styled("CommentAnswer", *_remark(answer)) for answer in _answers(noted.remark)]
    return [nodes.styled("FactTitle", nodes.paragraph(heading)), *remarks, *answers]


def _answers(remark: tree.Remark) -> Iterator[tree.Remark]:
    for answer in remark.answers:
        yield answer
        yield from _answers(answer)


def _remark(remark: tree.Remark) -> list[Node]:
    said_at = remark.at.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")
    who = nodes.dressed("Strong", [nodes.words(fit(remark.author))])
    lines = fit_lines(remark.text) or [""]
    first = nodes.paragraph([who, nodes.words(f", {said_at}: {lines[0]}")])
    return [first, *(nodes.paragraph([nodes.words(line)]) for line in lines[1:] if line.strip())]


def _colophon(paper: tree.Paper, blocks: Blocks) -> list[Node]:
    written = blocks.write(paper.colophon, Place())
    return [direction("page"), *written] if written else []


def _figures(blocks: Sequence[tree.Block]) -> Iterator[tree.Figure]:
    for block in blocks:
        if isinstance(block, tree.Figure):
            yield block
        yield from _figures(list(within(block)))
