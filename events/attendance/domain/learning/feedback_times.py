"""When people may say what they think of an event, and what they are asked then."""

from datetime import datetime, timedelta
from typing import Final, Literal

from events.attendance.domain import opening
from events.attendance.domain.opening import DoorShut, HasADoor, Shut
from server.foundation.translation import gettext as _

Moment = Literal["before", "after"]
AFTERWARDS: Final = timedelta(hours=24)
"""How long after the end opinions are taken."""


def moment(event: HasADoor, at: datetime) -> Moment:
    """Whether somebody who answers at `at` answers before or after; raises DoorShut."""
    why = shut(event, at)
    if why is not None:
        raise DoorShut(why)
    return "before" if at < middle(event) else "after"


def middle(event: HasADoor) -> datetime:
    """From here on, people have heard something."""
    return event.starts_at + (event.ends_at - event.starts_at) / 2


def over(event: HasADoor, at: datetime) -> bool:
    """Whether nobody can answer any more."""
    return event.status == "cancelled" or at > event.ends_at + AFTERWARDS


def shut(event: HasADoor, at: datetime) -> Shut | None:
    """Why nobody can answer now, if so; a closed register does not stop anybody."""
    if event.status in {"draft", "cancelled"}:
        return opening.shut_for_good(event)
    if at > event.ends_at + AFTERWARDS:
        return Shut(
            _("Ya no se reciben opiniones"), _("Se reciben hasta un día después de la actividad.")
        )
    return opening.too_early(event, at)
