"""What may change in translations: versions are only ever added, and nobody's words are written over unseen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation import prose
from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.kinds import Kind
from roadmaps.revisions.models import Block
from roadmaps.revisions.states import BlockState, version_at
from roadmaps.revisions.text_diff import Piece, diff_words
from roadmaps.revisions.text_merge import merge_text
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.table import ROADMAP, find_links
from roadmaps.roadmap.written import fields_of_words
from roadmaps.translating import policy
from roadmaps.translating.events import LanguagesChosen, TextsTranslated
from roadmaps.translating.languages import KNOWN
from roadmaps.translating.models import How, LanguageChoice, Translation
from roadmaps.translating.queries import language_called, languages_used, translations_of_block
from roadmaps.translating.wording import digest_of, fitting

LONGEST_LINE = 200
LONGEST_PROSE = 200_000
_AGAIN = say("Some of what you wrote needs another look.")


@dataclass(frozen=True)
class Wish:
    """What a translator wants one text to say. `based_on` is the number of the newest version as they began, 0 for none.

    `holds` tells that words that stand there already are right for the text as it is now; `is_behind` that new ones were
    made from an earlier text, which is not known here.
    """

    text: str
    based_on: int = 0
    holds: bool = False
    is_behind: bool = False


@dataclass(frozen=True)
class TextConflict:
    """Two translators wrote different words for one text. `proposal` has those of both in it where that can be."""

    theirs: Translation
    yours: str
    proposal: str

    @property
    def pieces(self) -> Sequence[Piece]:
        """What yours says otherwise than theirs."""
        return diff_words(self.theirs.text, self.yours)


class TranslationConflict(Conflict):
    """Somebody else translated the same text meanwhile; nothing was kept, and nothing of either side is lost."""

    def __init__(self, fields: Mapping[str, TextConflict]) -> None:
        super().__init__(
            say("Somebody else translated the same text while you were writing. Nothing of yours is lost.")
        )
        self.fields = dict(fields)


def translate(
    session: Session,
    roadmap: Roadmap,
    block_id: UUID,
    language: str,
    wishes: Mapping[str, Wish],
    *,
    made_from: int,
    actor: Actor,
    at: datetime,
    how: How = How.WRITTEN,
) -> list[Translation]:
    """Keep translations of a block's texts, those that say something new; all of them, or none.

    :param made_from: number of the block's version whose words the translator saw
    :raises TranslationConflict: when somebody else has translated a text since, and the two cannot be joined
    """
    if not policy.may_translate(actor, roadmap):
        raise NotAllowed(say("Only those who write in the roadmap can translate it."))
    if language_called(session, language) is None:
        raise NotFound(say("Texts are not read in this language here."))
    _hold_block(session, roadmap, block_id)
    source = version_at(session, block_id, made_from)
    if source is None or source.number != made_from:
        raise Invalid(say("The version that you began from cannot be found. Open the text again and try once more."))
    draft = _Draft(ROADMAP[source.kind], source, _newest(translations_of_block(session, block_id, language)))
    kept = draft.settle(wishes)
    rows = [
        Translation(
            id=new_id(),
            block_id=block_id,
            language=language,
            field=one.field,
            number=one.number,
            text=one.text,
            html=_rendered(session, source, language, one) if one.field in draft.kind.prose_fields() else None,
            renderer=prose.RENDERER,
            made_from=one.made_from,
            source_sha256=one.source_sha256,
            how=how if how is not How.WRITTEN or not one.is_same else How.HOLDS,
            written_at=at,
            person_id=actor.person_id,
            organisation_id=actor.acting_for_id,
        )
        for one in kept
    ]
    _add(session, rows)
    if rows:
        fields = tuple(one.field for one in rows)
        record(
            session, TextsTranslated(roadmap.id, roadmap.area_id, block_id, language, fields, person_id=actor.person_id)
        )
    return rows


def choose_languages(session: Session, codes: Iterable[str], *, actor: Actor, at: datetime) -> None:
    """Let texts be read in these languages beside Swedish, and in no others. Translations of others stay where they are."""
    if not policy.may_choose_languages(actor):
        raise NotAllowed(say("Only a coordinator can choose the languages of the site."))
    wanted = set(codes)
    if unknown := wanted - KNOWN.keys():
        raise Invalid(say("“%(code)s” is not a language that can be chosen.", code=", ".join(sorted(unknown))))
    used = {one.code for one in languages_used(session)}
    for code in KNOWN:
        if (code in wanted) != (code in used):
            session.add(
                LanguageChoice(language=code, is_used=code in wanted, chosen_at=at, chosen_by_id=actor.person_id)
            )
    if wanted != used:
        record(session, LanguagesChosen(tuple(code for code in KNOWN if code in wanted), actor.person_id))
    session.flush()


@dataclass(frozen=True)
class _Kept:
    """A version on its way to its row. `is_same` when the words are those that stood there."""

    field: str
    number: int
    text: str
    made_from: int
    source_sha256: str
    is_same: bool


class _Draft:
    """The wishes for one block, held against what stands there."""

    def __init__(
        self,
        kind: type[Kind],
        source: BlockState,
        standing: Mapping[str, tuple[Translation, Mapping[int, Translation]]],
    ) -> None:
        self.kind, self._source, self._standing = kind, source, standing

    def settle(self, wishes: Mapping[str, Wish]) -> list[_Kept]:
        """What is to be kept of the wishes."""
        conflicts: dict[str, TextConflict] = {}
        faults: dict[str, Sentence] = {}
        kept = []
        for field in fields_of_words(self.kind):
            wish = wishes.get(field)
            if wish is None:
                continue
            try:
                one = self._one(field, wish)
            except _Clash as clash:
                conflicts[field] = clash.conflict
            except Invalid as refusal:
                faults[field] = refusal.sentence
            else:
                kept += [one] if one else []
        if faults:
            raise Invalid(_AGAIN, faults)
        if conflicts:
            raise TranslationConflict(conflicts)
        return kept

    def _one(self, field: str, wish: Wish) -> _Kept | None:
        text = self._checked(field, wish.text)
        now, versions = self._standing.get(field, (None, {}))
        if wish.based_on and wish.based_on not in versions:
            raise Invalid(
                say("The version that you began from cannot be found. Open the text again and try once more.")
            )
        source = str(self._source.content.get(field) or "")
        if text and not source:
            raise Invalid(say("There is no Swedish text here to translate."))
        digest, before = "" if wish.is_behind else digest_of(source), _read(versions, wish.based_on, source)
        if text == before and not (wish.holds and text):
            return None
        made_from = self._source.number
        if now is not None and now.number != wish.based_on:
            text = self._joined(field, before, text, now)
            if now.made_from < made_from:
                made_from, digest = now.made_from, now.source_sha256
        if now is not None and text == now.text and (digest == now.source_sha256 or made_from < now.made_from):
            return None
        is_same = now is not None and now.text == text
        return _Kept(field, (now.number if now else 0) + 1, text, made_from, digest, is_same)

    def _joined(self, field: str, before: str, mine: str, now: Translation) -> str:
        """Both translators' words, where they can be joined."""
        if now.text in {mine, before}:
            return mine
        if mine == before:
            return now.text
        if field in self.kind.prose_fields():
            merged = merge_text(before, mine, now.text)
            text = prose.tidy(merged.text)
            if merged.is_clean:
                return text
            raise _Clash(TextConflict(now, mine, text))
        raise _Clash(TextConflict(now, mine, mine))

    def _checked(self, field: str, text: str) -> str:
        is_prose = field in self.kind.prose_fields()
        text = prose.tidy(text) if is_prose else " ".join(prose.tidy(text).split())
        most = LONGEST_PROSE if is_prose else LONGEST_LINE
        if len(text) > most:
            raise Invalid(say("Write at most %(most)s characters.", most=most))
        return text


class _Clash(Exception):
    def __init__(self, conflict: TextConflict) -> None:
        super().__init__()
        self.conflict = conflict


def _hold_block(session: Session, roadmap: Roadmap, block_id: UUID) -> None:
    """Let other translators of this block wait until the transaction ends.

    :raises NotFound: when the roadmap has no such block
    """
    mine = Block.id == block_id, Block.history_id == roadmap.history_id
    if session.scalar(select(Block.id).where(*mine).with_for_update()) is None:
        raise NotFound


def _newest(rows: Iterable[Translation]) -> dict[str, tuple[Translation, Mapping[int, Translation]]]:
    """By field, the version that holds, and all by their numbers."""
    versions: dict[str, dict[int, Translation]] = {}
    for one in rows:
        versions.setdefault(one.field, {})[one.number] = one
    return {field: (those[max(those)], those) for field, those in versions.items()}


def _read(versions: Mapping[int, Translation], newest: int, source: str) -> str:
    """What was read for a text while this version was the newest: not its words, where older ones fit the text better."""
    found = fitting([versions[number] for number in sorted(versions, reverse=True) if number <= newest], source)
    return found.version.text if found else ""


def _rendered(session: Session, source: BlockState, language: str, one: _Kept) -> str:
    labels = prose.link_labels(one.text)
    links = find_links(session, labels) if labels else {}
    unique = f"{source.id.hex[-8:]}-{language}-{one.field}".replace("_", "-")
    return prose.render(one.text, links=links, heading_level=4, unique=unique)


def _add(session: Session, rows: Iterable[Translation]) -> None:
    try:
        with session.begin_nested():
            session.add_all(rows)
    except IntegrityError:
        raise Conflict(say("Somebody else saved the same translation at this moment. Save once more.")) from None
