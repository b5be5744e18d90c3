"""Understanding what another installation sent, which may be newer than this one, or meant to do harm.

What this site does not know is left out and told; what contradicts itself is refused. Texts are rendered here, by this
site's own renderer, in a bounded time: HTML is never taken from elsewhere.
"""

import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Any, get_args
from uuid import UUID

from fractional_indexing import FIError, validate_order_key
from pydantic import BaseModel

from roadmaps.foundation import prose
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.prose.cleaning import clean_again
from roadmaps.foundation.sentences import say
from roadmaps.neighbours.client import MOST_BYTES
from roadmaps.revisions.kinds import TOP, Content, canonical
from roadmaps.roadmap.table import ROADMAP
from roadmaps.snapshots.format import (
    NAME,
    BlockFacts,
    RoadmapFile,
    as_json,
    digest_of,
    read_document,
)
from roadmaps.snapshots.translated import Html, key_of

MOST_BLOCKS = 3_000
MOST_LEFT_OUT = 100
SECONDS_FOR_TEXTS = 20.0
_FORMAT = re.compile(r"fardplan-roadmap-[0-9]{1,4}")
# A ">" may stand within the value of an attribute.
_PICTURE = re.compile(r"""<img\b((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_ALT = re.compile(r'\balt="([^"]*)"')
_LINK = re.compile(r'(<a\b[^>]*? href=")(/[^"]*)"')
_LEADS_NOWHERE = re.compile(r'(<a\b[^>]*?) href="/[^"]*"')
_BLOCK = re.compile(r"/blocks/([0-9a-f-]{36})\Z")


@dataclass(frozen=True)
class Sent:
    """What another installation sent, understood. `received` is all of it, spelled as it is hashed; `file` what we know of it."""

    received: str
    sha256: str
    file: RoadmapFile
    html: Html
    left_out: list[str]


def understand(data: bytes, *, site: str = "", seconds: float = SECONDS_FOR_TEXTS) -> Sent:
    """Read what came.

    :param site: the other installation, where links of its texts lead; without one they lead nowhere
    :raises Invalid: when it is no roadmap, too large, or contradicts itself
    """
    if len(data) > MOST_BYTES:
        raise Invalid(say("The file is too large. A roadmap of at most %(most)s MB can be mirrored.", most=5))
    found = _roadmap_in(data)
    received = canonical(found)
    left_out: dict[str, None] = {}
    _without_the_unknown(found, RoadmapFile, "", left_out)
    found["blocks"] = list(_known_blocks(found["blocks"], left_out))
    file = read_document(canonical(found))
    _check(file.blocks)
    file = file.model_copy(update={"blocks": _in_order(file.blocks, left_out)})
    html = _rendered(file, site, seconds)
    return Sent(received, digest_of(received), file, html, list(left_out)[:MOST_LEFT_OUT])


def _roadmap_in(data: bytes) -> dict[str, Any]:
    found = as_json(data)
    if not isinstance(found, dict) or not isinstance(found.get("format"), str):
        raise Invalid(say("This is not the data of a roadmap."))
    if found["format"] != NAME:
        if _FORMAT.fullmatch(found["format"]):
            raise Invalid(say("The file is in a newer format than this site can read: %(name)s", name=found["format"]))
        raise Invalid(say("This is not the data of a roadmap."))
    blocks = found.get("blocks")
    if not isinstance(blocks, list):
        raise Invalid(say("This is not the data of a roadmap."))
    if len(blocks) > MOST_BLOCKS:
        raise Invalid(say("The file holds more than %(most)s blocks.", most=MOST_BLOCKS))
    return found


def _without_the_unknown(found: object, model: type[BaseModel], place: str, left_out: dict[str, None]) -> None:
    """Take out the fields that a newer program may have written; of blocks, the contents are looked at by kind."""
    if isinstance(found, list):
        for one in found:
            _without_the_unknown(one, model, place, left_out)
    if not isinstance(found, dict):
        return
    for name in [name for name in found if name not in model.model_fields]:
        del found[name]
        left_out[_named(place, name)] = None
    for name, field in model.model_fields.items():
        if inner := _model_in(field.annotation):
            _without_the_unknown(found.get(name), inner, _named(place, name), left_out)


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The model that a field holds, one or a list of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := _model_in(one))), None)


def _known_blocks(blocks: Iterable[object], left_out: dict[str, None]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        if not isinstance(block, dict) or not isinstance(block.get("kind"), str):
            raise Invalid(say("This is not the data of a roadmap."))
        if block["kind"] not in ROADMAP:
            left_out[_named("blocks", block["kind"])] = None
            continue
        content = _known_content(block["kind"], block.get("content"), left_out)
        if content is not None:
            yield {**block, "content": content}


def _known_content(kind: str, content: object, left_out: dict[str, None]) -> Content | None:
    """The content without what its kind here does not take; nothing where it could not be called anything."""
    if not isinstance(content, dict):
        raise Invalid(say("This is not the data of a roadmap."))
    fields = ROADMAP[kind].model_fields
    known = {name: value for name, value in content.items() if name in fields}
    left_out.update({_named(kind, name): None for name in content if name not in fields})
    try:
        return ROADMAP[kind].check(known)
    except Invalid as refusal:
        strange = [name for name in refusal.fields if name in known]
    left_out.update({_named(kind, name): None for name in strange})
    try:
        return ROADMAP[kind].check({name: value for name, value in known.items() if name not in strange})
    except Invalid:
        left_out[_named("blocks", kind)] = None
        return None


def _named(place: str, name: str) -> str:
    """A field as it is told: plain signs only, since a name may hold anything."""
    plain = re.sub(r"[^\w-]", "", name)[:60]
    return f"{place}.{plain}" if place else plain


def _check(blocks: Iterable[BlockFacts]) -> None:
    seen = set[UUID]()
    for block in blocks:
        if block.id in seen:
            raise Invalid(say("Two blocks of the file have the same identity."))
        seen.add(block.id)
        try:
            validate_order_key(block.rank)
        except (FIError, ValueError, IndexError):
            raise Invalid(
                say("“%(rank)s” is not a place in an order, as docs/formats.md explains it.", rank=block.rank)
            ) from None


def _in_order(blocks: Iterable[BlockFacts], left_out: dict[str, None]) -> list[BlockFacts]:
    """The blocks that can be reached from above, each under a kind that may have it. What lies in a ring cannot."""
    beneath: dict[UUID | None, list[BlockFacts]] = defaultdict(list)
    every = list(blocks)
    for block in sorted(every, key=lambda one: (one.rank, one.id)):
        beneath[block.parent].append(block)
    ordered: list[BlockFacts] = []
    waiting = [(TOP, block) for block in reversed(beneath[None])]
    while waiting:
        above, block = waiting.pop()
        if above in ROADMAP[block.kind].parents:
            ordered.append(block)
            waiting += [(block.kind, one) for one in reversed(beneath[block.id])]
    placed = {block.id for block in ordered}
    left_out.update({_named("blocks", block.kind): None for block in every if block.id not in placed})
    return ordered


def _rendered(file: RoadmapFile, site: str, seconds: float) -> Html:
    """The HTML of each text. What is too tangled, and what is left when time is up, is shown as plain words."""
    until = time.monotonic() + seconds
    here = {str(block.id) for block in file.blocks}
    html: dict[str, dict[str, str]] = defaultdict(dict)
    for key, block_id, name, text in _prose_in(file):
        html[key][name] = _led(_html_of(text, f"{block_id.hex[-8:]}-{name}", until), here, site)
    return dict(html)


def _prose_in(file: RoadmapFile) -> Iterator[tuple[str, UUID, str, str]]:
    """Each longer text, as it is written and then as it is translated: under which key, of which block, which, and the words."""
    prose_of = {block.id: ROADMAP[block.kind].prose_fields() for block in file.blocks}
    for block in file.blocks:
        yield from (
            (str(block.id), block.id, name, block.content[name])
            for name in prose_of[block.id]
            if block.content.get(name)
        )
    for fact in file.translations:
        if fact.field in prose_of.get(fact.block, ()):
            yield key_of(fact.block, fact.language), fact.block, fact.field, fact.text


def _html_of(text: str, unique: str, until: float) -> str:
    if time.monotonic() < until:
        try:
            return prose.render(text, heading_level=4, unique=unique)
        except prose.TooComplex:
            pass
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part.strip())


def _led(html: str, here: set[str], site: str) -> str:
    """Links within the roadmap stay within it; others of that site lead there. Pictures, which stay there, become words."""

    def lead(found: re.Match[str]) -> str:
        block = _BLOCK.match(found[2])
        if block and block[1] in here:
            return f'{found[1]}#block-{block[1]}"'
        return f'{found[1]}{escape(site)}{found[2]}"' if site else found[0]

    told = _PICTURE.sub(_words_of_picture, html)
    led = _LINK.sub(lead, told)
    return clean_again(led if site else _LEADS_NOWHERE.sub(r"\1", led))


def _words_of_picture(picture: re.Match[str]) -> str:
    alt = _ALT.search(picture[1])
    words = escape(unescape(alt[1])).strip() if alt else ""
    return f"<em>[{words}]</em>" if words else ""
