"""The demo's picture: what is told in a text, drawn so that it is seen at a glance."""

import io
from datetime import date

from PIL import Image, ImageDraw
from sqlalchemy.orm import Session

from roadmaps.demo.world import World, moment
from roadmaps.files import rules
from roadmaps.files.intake import TakenIn
from roadmaps.files.models import FileKind
from roadmaps.files.stores import Store, digest_of
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import edit_block

_SLUG, _BLOCK, _BY, _ON = "jord-skog-och-vatten", "background", "region", date(2026, 11, 13)
_ALT = "Hundra rutor, varav tolv är fyllda: länet är tolv procent av Sveriges yta."
_AFTER = "Länet är tolv procent av Sveriges yta."
_SHARE, _ROWS, _COLUMNS = 12, 5, 20
_SIDE, _GAP = 48, 12
_FULL, _EMPTY = (47, 105, 66), (221, 228, 223)


def show_a_picture(session: Session, world: World, roadmaps: dict[str, Roadmap], store: Store) -> None:
    """Put the picture into the text that tells the same, late in the story."""
    roadmap, at = roadmaps[_SLUG], moment(_ON)
    actor = world.actor(session, _BY, _ON)
    taken = _taken()
    store.put(taken.sha256, taken.content)
    file = rules.keep(session, roadmap, taken, store=store, actor=actor, at=at)
    block = current(session, roadmap.history)[world.blocks[_SLUG, _BLOCK]]
    before, found, after = str(block.content["text"]).partition(_AFTER)
    paragraph, _, rest = after.partition("\n\n")
    text = f"{before}{found}{paragraph}\n\n{file.markdown}\n\n{rest}"
    session.refresh(roadmap.history)
    facts = {"text": text}
    summary = "En bild säger hur liten del av landet det är"
    edit_block(session, roadmap, block.id, facts, based_on=roadmap.history.current, actor=actor, at=at, summary=summary)


def _taken() -> TakenIn:
    """As it would be taken in; what is drawn here needs not be looked at."""
    picture = _drawn()
    held = io.BytesIO()
    picture.save(held, "PNG", optimize=True)
    content = held.getvalue()
    name = "Länets del av Sveriges yta.png"
    return TakenIn(FileKind.PICTURE, name, "image/png", content, digest_of(content), *picture.size, _ALT)


def _drawn() -> Image.Image:
    across, down = (count * (_SIDE + _GAP) + _GAP for count in (_COLUMNS, _ROWS))
    picture = Image.new("RGB", (across, down), (255, 255, 255))
    draw = ImageDraw.Draw(picture)
    for place in range(_ROWS * _COLUMNS):
        column, row = divmod(place, _ROWS)
        left, top = _GAP + column * (_SIDE + _GAP), _GAP + row * (_SIDE + _GAP)
        color = _FULL if place < _SHARE else _EMPTY
        draw.rounded_rectangle((left, top, left + _SIDE, top + _SIDE), radius=6, fill=color)
    return picture
