"""What speaks against one person in a role at an event, looked up while nobody can change it."""

from uuid import UUID

from msgspec import structs

from events.planning.domain.event import Event
from server.foundation.errors import Conflict, NotFound
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.candidates import helpers, place
from volunteers.assignments.domain.eligibility import Reason, reasons_against


async def reasons(
    volunteer: UUID, role: str, event: Event, *, own: bool = False
) -> tuple[Reason, ...]:
    """Every reason against it; `own` leaves out that the place is theirs already.

    Raises NotFound.
    """
    found = await helpers(event, [volunteer])
    if not found:
        raise NotFound(_("Esta persona no está en la lista."))
    helper = structs.replace(found[0], status=None) if own else found[0]
    return reasons_against(helper, place(event, role))


def refuse_hard(against: tuple[Reason, ...]) -> None:
    """Raise Conflict with what nobody can override, if there is any."""
    hard = [reason.sentence for reason in against if reason.hard]
    if hard:
        raise Conflict(" ".join(hard))
