"""Places asked for in advance, without an account."""

from piccolo.columns import UUID, Boolean, Bytea, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.planning.tables import Event


class Seating(Table):
    """That an event takes registrations: how many seats, until when, how long an offer stands."""

    event = ForeignKey(
        Event, primary_key=True, default=None, null=False, on_delete=OnDelete.cascade
    )
    seats = Integer(default=None, null=False)
    largest_group = Integer(default=1, null=False)
    closes_at = Timestamptz(default=None, null=False)
    offer_minutes = Integer(default=720, null=False)

    seating_has_seats = Check("seats BETWEEN 1 AND 10000")
    seating_group_fits = Check("largest_group BETWEEN 1 AND seats")
    seating_offer_is_sensible = Check("offer_minutes BETWEEN 15 AND 10080")


class Registration(Table):
    """Seats for so many people; `code` is a fingerprint of the code in the link that manages them.

    `contact` is how they may be told, deleted seven days after the event. `quiet` is one that came
    with an address which had heard enough, and which is not kept.
    """

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade, index=True)
    code = Bytea(unique=True, default=None, null=False)
    people = Integer(default=1, null=False)
    status = Varchar(length=10, default=None, null=False)
    language = Varchar(length=2, default="es", null=False)
    contact = Varchar(length=254, default=None, null=True)
    quiet = Boolean(default=False, null=False)
    asked_at = Timestamptz(default=None, null=False)
    offered_at = Timestamptz(default=None, null=True)
    offered_until = Timestamptz(default=None, null=True)
    confirmed_at = Timestamptz(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)

    registration_people_are_plausible = Check("people BETWEEN 1 AND 10000")
    registration_status_is_known = Check(
        "status IN ('confirmed', 'waiting', 'offered', 'cancelled', 'lapsed')"
    )
    registration_offer_has_an_end = Check(
        "status <> 'offered' OR (offered_at IS NOT NULL AND offered_until IS NOT NULL)"
    )
    registration_over_has_ended = Check(
        "(status IN ('cancelled', 'lapsed')) = (ended_at IS NOT NULL)"
    )
