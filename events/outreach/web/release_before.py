"""The release that told the people of some of the same events before, so that another cannot."""

from uuid import UUID

from msgspec import Struct

from events.outreach.domain.releases import reading
from events.planning.domain import when
from server.foundation.translation import gettext as _


class Before(Struct, frozen=True, kw_only=True):
    """How it is called and when it was made; without a link where the reader may not see it."""

    title: str
    day: str
    href: str


async def before(release: UUID | None, *, inside: bool, zone: str) -> Before | None:
    """What to say of it to those inside the house, or to anybody; a donor's is only dated."""
    if release is None:
        return None
    found = await reading.release(release)
    day = when.day(found.made_at, zone)
    if inside:
        return Before(title=found.title, day=day, href=f"/alcance/publicaciones/{release}")
    if found.readers == "public" and found.withdrawn_at is None:
        return Before(title=found.title, day=day, href=f"/cifras/{release}")
    return Before(title=_("una publicación anterior"), day=day, href="")
