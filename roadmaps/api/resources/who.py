"""Who asks, and searching in everything that they may read."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from roadmaps.access_tokens.bearer import shown_token
from roadmaps.access_tokens.models import AccessToken
from roadmaps.access_tokens.queries import is_service_account
from roadmaps.api.operations import reads
from roadmaps.api.paging import Part, after_cursor, sign
from roadmaps.api.shapes import Page, Shape, Wish, local
from roadmaps.areas.models import Area
from roadmaps.foundation.sentences import N_
from roadmaps.search.filters import LAST_PAGE, Asked
from roadmaps.search.hits import Hit, hits_of
from roadmaps.search.models import Sort
from roadmaps.search.queries import find
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import translate

RESOURCE = N_("Oneself and searching")


class OrganisationOfMine(Shape):
    """An organisation for which the asker acts."""

    id: UUID
    name: str


class Me(Shape):
    """Who comes in with the token, and what it is good for."""

    id: UUID
    name: str
    is_service_account: bool
    organisations: list[OrganisationOfMine]
    acting_for: UUID | None
    roles: Annotated[dict[str, list[str]], Field(description="By the address of the area.")]
    is_coordinator: bool
    scopes: list[str]
    expires_at: datetime


class HitOut(Shape):
    """Something that was found. `path` is the address of its page."""

    sort: str
    label: str
    title: str
    excerpt: str
    path: str
    area: str | None
    changed_at: datetime


class SearchQuery(Wish):
    """What is sought, and among what."""

    q: Annotated[str, Field(min_length=1, max_length=200)]
    sort: Sort | None = None
    area: Annotated[str, Field(max_length=80)] = ""
    order: Literal["", "date"] = ""
    cursor: Annotated[str, Field(max_length=500)] = ""


@reads("/me", answers=Me, resource=RESOURCE, summary=N_("Read who one is"), needs_token=True)
def read_me(session: Session) -> Me:
    """Who comes in with the token that was shown."""
    me, token = the_actor(), shown_token()
    assert token is not None  # nobody comes here without one
    areas = {one.id: one.slug for one in session.query(Area).where(Area.id.in_(list(me.roles)))}
    return Me(
        id=me.person_id,
        name=me.name,
        is_service_account=is_service_account(session, me.person_id),
        organisations=[OrganisationOfMine(id=one, name=name) for one, name in me.organisations],
        acting_for=me.acting_for_id,
        roles={areas[one]: sorted(held) for one, held in me.roles.items() if one in areas},
        is_coordinator=me.is_coordinator,
        scopes=sorted(token.scopes),
        expires_at=local(session.get_one(AccessToken, token.token_id).expires_at),
    )


# What is found changes when the index has caught up with the texts, which moves no mark.
@reads(
    "/search",
    answers=Page[HitOut],
    query=SearchQuery,
    resource=RESOURCE,
    summary=N_("Search"),
    goes_by_marks=False,
)
def search(session: Session, query: SearchQuery) -> Part[HitOut]:
    """In everything that one may read: the best first, or the newest. Twenty at a time."""
    page = after_cursor(query.cursor) or 1
    words = {"q": query.q, "sort": query.sort.value if query.sort else "", "area": query.area, "order": query.order}
    asked = Asked.of({**words, "page": str(page)})
    answer = find(session, asked, actor())
    hits = hits_of(session, answer.documents, asked.wanted)
    is_last = page >= min(answer.pages, LAST_PAGE)
    return Part([_hit_out(one) for one in hits], None if is_last else sign(page + 1))


def _hit_out(one: Hit) -> HitOut:
    return HitOut(
        sort=one.sort.value,
        label=translate(one.label),
        title="".join(piece.text for piece in one.title),
        excerpt="".join(piece.text for piece in one.excerpt),
        path=one.address,
        area=one.area.slug if one.area else None,
        changed_at=local(one.changed_at),
    )
