"""Whose notices are shown, each with a way to see the others again."""

from msgspec import Struct

from notifications.domain.outbox import whose
from notifications.domain.outbox.sought import Sought
from notifications.web.outbox_search import addressed
from server.foundation.identity import Actor
from server.foundation.translation import gettext as _
from server.web.forms import Form


class Chip(Struct, frozen=True):
    """What is shown alone, and the address without that."""

    label: str
    symbol: str
    without: str


async def chips(form: Form, wish: Sought, by: Actor) -> list[Chip]:
    """The event and the person that the list is about; who may not know them sees no name."""
    found = []
    if wish.event:
        title = await whose.title_of(wish.event, by) or _("Una actividad")
        found.append(Chip(title, "calendar", addressed(form, actividad="")))
    if wish.person:
        name = await whose.name_of(wish.person, by) or _("Una persona")
        found.append(Chip(name, "user", addressed(form, persona="")))
    return found
