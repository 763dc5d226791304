"""The form in which somebody names how to reach them."""

from datetime import time
from typing import Final

from notifications.domain.contacts.naming import CHANNELS, Named
from server.foundation.translation import gettext as _
from server.web.forms import Form
from volunteers.people.domain.words import clock

RANKS: Final = tuple(str(rank) for rank in range(1, len(CHANNELS) + 1))
LAST: Final = "9"


def named(form: Form) -> list[Named]:
    """The ways that have an address, in the order that they are liked; raises Invalid."""
    filled = [name for name in CHANNELS if form.value(name).strip()]
    said = [
        Named(
            channel=name,
            address=form.text(name, most=254),
            from_time=_hour(form, f"{name}_from"),
            until_time=_hour(form, f"{name}_until"),
        )
        for name in filled
    ]
    liked = {name: form.choice(f"{name}_rank", RANKS, required=False) or LAST for name in filled}
    form.check()
    return sorted(said, key=lambda one: liked[one.channel])


def filled_in(said: list[Named]) -> Form:
    """The ways as they were named."""
    form = Form()
    for rank, one in enumerate(said, 1):
        form.put(one.channel, one.address)
        form.put(f"{one.channel}_rank", str(rank))
        if one.from_time is not None and one.until_time is not None:
            form.put(f"{one.channel}_from", clock(one.from_time))
            form.put(f"{one.channel}_until", clock(one.until_time))
    return form


def ranks() -> list[tuple[str, str]]:
    """The order in which ways are liked."""
    return [(rank, _("%(n)s.º", n=rank)) for rank in RANKS]


def _hour(form: Form, name: str) -> time | None:
    return form.hour(name).replace(second=0, microsecond=0) if form.value(name) else None
