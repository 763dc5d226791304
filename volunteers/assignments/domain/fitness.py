"""What speaks against one person in a role at an event, looked up while nobody can change it."""

from typing import Final
from uuid import UUID

from msgspec import structs

from events.planning.domain.event import Event
from server.accounts.domain import audit
from server.foundation.errors import Conflict, Invalid, NotFound
from server.foundation.identity import Actor
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _
from volunteers.assignments.domain.candidates import helpers, place
from volunteers.assignments.domain.eligibility import Helper, Reason, reasons_against

LONGEST_WHY: Final = 300


async def reasons(
    volunteer: UUID, role: str, event: Event, *, by: Actor, own: bool = False
) -> tuple[Reason, ...]:
    """Every reason against it, as `by` may know it.

    `own` is about a place that they hold, or were asked to hold, and can answer for: it leaves out
    that it is theirs already, and what else they were asked and have not promised.
    What others promise or move at this moment is waited for: the audit chain is held until the
    transaction ends. Raises NotFound.
    """
    await audit.hold()
    found = await helpers(event, [volunteer], by=by)
    if not found:
        raise NotFound(_("Esta persona no está en la lista."))
    helper = for_its_holder(found[0]) if own else found[0]
    return reasons_against(helper, place(event, role))


def for_its_holder(helper: Helper) -> Helper:
    """What is known of somebody, as it counts for a place of their own."""
    promised = tuple(one for one in helper.engagements if one.promised)
    return structs.replace(helper, status=None, engagements=promised)


def refuse_hard(against: tuple[Reason, ...]) -> None:
    """Raise Conflict with what nobody can override, if there is any."""
    hard = [reason.sentence for reason in against if reason.hard]
    if hard:
        raise Conflict(" ".join(hard))


def need_why(against: tuple[Reason, ...], why: str) -> str:
    """What was said to the reasons that may be overridden; raises Invalid where it is missing."""
    said = one_line(why)
    if against and not said:
        raise Invalid({"why": _("Falta decir por qué de todos modos.")})
    if len(said) > LONGEST_WHY:
        raise Invalid({"why": _("Tiene más de %(n)s caracteres.", n=LONGEST_WHY)})
    return said
