"""What came of a file that was taken in, and why one was not."""

import io

import pytest
from PIL import Image

from roadmaps.files.intake import TakenIn, take_in
from roadmaps.files.pictures import Redrawn
from roadmaps.foundation.errors import Invalid
from tests.factories.files import ALT


def picture_in(taken: TakenIn | Redrawn) -> Image.Image:
    picture = Image.open(io.BytesIO(taken.content))
    picture.load()
    return picture


def why_not(name: str, data: bytes, alt: str = ALT) -> str:
    with pytest.raises(Invalid) as refusal:
        take_in(name, data, alt)
    assert refusal.value.fields
    return str(refusal.value.sentence)
