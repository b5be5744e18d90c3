"""What can be asked about what is hard to understand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from roadmaps.clarity.models import AskedWord, ParagraphExplained, UnclearParagraph, WordSetAside
from roadmaps.clarity.paragraphs import paragraphs_of
from roadmaps.foundation.word_forms import words_in
from roadmaps.glossary.finding import names_of
from roadmaps.glossary.queries import terms
from roadmaps.revisions.states import BlockState, State
from roadmaps.roadmap.models import Roadmap


@dataclass(frozen=True)
class Unclear:
    """A paragraph that stands as it did when readers did not understand it."""

    id: UUID
    roadmap_id: UUID
    block: BlockState
    digest: str
    text: str
    times: int
    since: datetime
    words: Sequence[str]


@dataclass(frozen=True)
class Asked:
    """A word that readers want to have explained."""

    word: str
    folded: str
    times: int
    since: datetime


def said_of(roadmap_ids: Iterable[UUID]) -> Select[UnclearParagraph]:
    """All that was not understood in the roadmaps, the first first."""
    return (
        select(UnclearParagraph)
        .where(UnclearParagraph.roadmap_id.in_(list(roadmap_ids)))
        .order_by(UnclearParagraph.said_at, UnclearParagraph.id)
    )


def unclear_in(session: Session, states: Mapping[UUID, State]) -> list[Unclear]:
    """The paragraphs of these roadmaps that wait for a clearer word, those that most stumbled over first. Two queries.

    A paragraph whose text has been changed is gone from here by itself. One that was marked as explained counts again
    from the next who does not understand it.

    :param states: what each roadmap says now, by the roadmap's id
    """
    said: dict[tuple[UUID, str], list[UnclearParagraph]] = defaultdict(list)
    for one in session.scalars(said_of(states)):
        said[one.block_id, one.digest].append(one)
    explained = _last_explained(session, {block_id for block_id, _ in said})
    standing: dict[UUID, set[str]] = {}
    found = []
    for (block_id, digest), all_of_them in said.items():
        state = states[all_of_them[0].roadmap_id]
        since = explained.get((block_id, digest))
        count = [one for one in all_of_them if since is None or one.said_at > since]
        if block_id not in state or not count:
            continue
        block = state[block_id]
        if block_id not in standing:
            standing[block_id] = {paragraph.digest for paragraph in paragraphs_of(block)}
        if digest in standing[block_id]:
            words = tuple(one.words for one in count if one.words)
            first = count[0]
            found.append(
                Unclear(first.id, first.roadmap_id, block, digest, first.paragraph, len(count), first.said_at, words)
            )
    return sorted(found, key=lambda one: (-one.times, one.since, one.id))


def said_lately(session: Session, roadmap: Roadmap, since: datetime) -> int:
    """How often somebody without an account has not understood something in the roadmap since then."""
    lately = UnclearParagraph.roadmap_id == roadmap.id, UnclearParagraph.is_anonymous, UnclearParagraph.said_at > since
    return session.scalar(select(func.count()).select_from(UnclearParagraph).where(*lately)) or 0


def asked_lately(session: Session, since: datetime) -> int:
    """How many words have been asked for since then without an account."""
    lately = AskedWord.is_anonymous, AskedWord.asked_at > since
    return session.scalar(select(func.count()).select_from(AskedWord).where(*lately)) or 0


def asked_words(session: Session) -> list[Asked]:
    """The words that wait for an explanation, the most wanted first."""
    known = {name for term in terms(session) for name in names_folded(term.content)}
    aside = dict(
        iter(session.execute(select(WordSetAside.folded, func.max(WordSetAside.at)).group_by(WordSetAside.folded)))
    )
    asked: dict[str, list[AskedWord]] = defaultdict(list)
    for one in session.scalars(select(AskedWord).order_by(AskedWord.asked_at, AskedWord.id)):
        until = aside.get(one.folded)
        if one.folded not in known and (until is None or one.asked_at > until):
            asked[one.folded].append(one)
    found = [Asked(those[0].word, folded, len(those), those[0].asked_at) for folded, those in asked.items()]
    return sorted(found, key=lambda one: (-one.times, one.since))


def folded_name(name: str) -> str:
    """Words as they are compared, with single spaces."""
    return " ".join(found.word for found in words_in(name))


def names_folded(content: Mapping[str, object]) -> set[str]:
    """Under what a term of the glossary is known already."""
    names = names_of(None, content)
    return {folded_name(name) for name in (*names.swedish, *names.english)}


def _last_explained(session: Session, block_ids: Iterable[UUID]) -> Mapping[tuple[UUID, str], datetime]:
    rows = session.execute(
        select(ParagraphExplained.block_id, ParagraphExplained.digest, func.max(ParagraphExplained.at))
        .where(ParagraphExplained.block_id.in_(list(block_ids)))
        .group_by(ParagraphExplained.block_id, ParagraphExplained.digest)
    )
    return {(block_id, digest): at for block_id, digest, at in rows}
