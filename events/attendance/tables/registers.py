"""The register: who came, without saying who."""

from piccolo.columns import (
    UUID,
    BigInt,
    Boolean,
    Bytea,
    ForeignKey,
    Integer,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.attendance.tables.doors import DoorPhone
from events.planning.tables import Audience, Event

SEXES = "'female', 'male', 'other', 'unknown'"
AGE_BANDS = (
    "'0-5', '6', '7-10', '11-12', '13-14', '15-17', '18-19', '20-24', '25-34', '35-49',"
    " '50-59', '60+', 'unknown'"
)
# A hundred years: what lies beyond is no clock, and no calendar could show it.
CLOCKS = "clock_skew BETWEEN -3153600000000 AND 3153600000000"


class CheckIn(Table):
    """One person noticed at one event; the id is made by the phone.

    `standing` is whether the line counts. A pass may be noticed several times at an event: of the
    lines that are not voided exactly one stands (a partial index in the migrations sees to it).
    `clock_skew` is what has to be added to `at` for our clock, in milliseconds: a phone that was
    switched off may be years behind. `corrects` is the voided line in whose place this one is:
    of those that correct one another at most one is not voided (a trigger sees to it).
    """

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict)
    source = Varchar(length=10, default=None, null=False)
    at = Timestamptz(default=None, null=False)
    received_at = Timestamptz(default=None, null=False)
    pseudonym = Bytea(default=None, null=True)
    sex = Varchar(length=8, default=None, null=False)
    age_band = Varchar(length=8, default=None, null=False)
    audience = ForeignKey(Audience, null=True, on_delete=OnDelete.restrict)
    entered_by = UUID(default=None, null=True)
    phone = ForeignKey(DoorPhone, null=True, on_delete=OnDelete.restrict)
    clock_skew = BigInt(default=0, null=False)
    standing = Boolean(default=True, null=False)
    corrects = UUID(default=None, null=True)
    voided_at = Timestamptz(default=None, null=True)
    void_reason = Varchar(length=200, default=None, null=True)

    check_in_source_is_known = Check("source IN ('self', 'door', 'api')")
    check_in_sex_is_known = Check(f"sex IN ({SEXES})")
    check_in_age_band_is_known = Check(f"age_band IN ({AGE_BANDS})")
    check_in_clock_is_possible = Check(CLOCKS)
    check_in_voided_has_a_reason = Check("(voided_at IS NULL) = (void_reason IS NULL)")
    check_in_voided_does_not_stand = Check("voided_at IS NULL OR NOT standing")
    check_in_without_a_pass_stands = Check(
        "pseudonym IS NOT NULL OR standing = (voided_at IS NULL)"
    )


class Headcount(Table):
    """People present but not individually recorded; the id is made by the sender.

    `way` is how they were counted: on a screen, on paper, with a phone at the door, by a program.
    """

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict)
    at = Timestamptz(default=None, null=False)
    received_at = Timestamptz(default=None, null=False)
    audience = ForeignKey(Audience, null=True, on_delete=OnDelete.restrict)
    sex = Varchar(length=8, default=None, null=False)
    age_band = Varchar(length=8, default=None, null=False)
    people = Integer(default=None, null=False, db_column_name="count")
    entered_by = UUID(default=None, null=True)
    phone = ForeignKey(DoorPhone, null=True, on_delete=OnDelete.restrict)
    clock_skew = BigInt(default=0, null=False)
    way = Varchar(length=6, default="screen", null=False)
    corrects = UUID(default=None, null=True)
    voided_at = Timestamptz(default=None, null=True)
    void_reason = Varchar(length=200, default=None, null=True)

    headcount_way_is_known = Check("way IN ('screen', 'paper', 'door', 'api')")
    headcount_is_plausible = Check("count BETWEEN 1 AND 10000")
    headcount_sex_is_known = Check(f"sex IN ({SEXES})")
    headcount_age_band_is_known = Check(f"age_band IN ({AGE_BANDS})")
    headcount_clock_is_possible = Check(CLOCKS)
    headcount_voided_has_a_reason = Check("(voided_at IS NULL) = (void_reason IS NULL)")


class RoomCount(Table):
    """How many people somebody saw in the room, scanned or not: what the register is held against.

    It never enters a total.
    """

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade, index=True)
    at = Timestamptz(default=None, null=False)
    people = Integer(default=None, null=False)
    entered_by = UUID(default=None, null=True)

    room_count_is_plausible = Check("people BETWEEN 0 AND 10000")


class SetAside(Table):
    """What a phone sent that no register can take as it is; it waits for a coordinator.

    `people` is None for one person with a line of their own. `why` is what stood in the way, `fate`
    what became of it: kept here, moved to the event `moved_to`, or dropped.
    """

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict, index=True)
    phone = ForeignKey(DoorPhone, null=True, on_delete=OnDelete.restrict)
    at = Timestamptz(default=None, null=False)
    received_at = Timestamptz(default=None, null=False)
    clock_skew = BigInt(default=0, null=False)
    pseudonym = Bytea(default=None, null=True)
    sex = Varchar(length=8, default=None, null=False)
    age_band = Varchar(length=8, default=None, null=False)
    audience = ForeignKey(Audience, null=True, on_delete=OnDelete.restrict)
    people = Integer(default=None, null=True)
    why = Varchar(length=10, default=None, null=False)
    fate = Varchar(length=8, default=None, null=True)
    moved_to = ForeignKey(Event, null=True, on_delete=OnDelete.restrict)
    reason = Varchar(length=200, default=None, null=True)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = UUID(default=None, null=True)

    set_aside_sex_is_known = Check(f"sex IN ({SEXES})")
    set_aside_age_band_is_known = Check(f"age_band IN ({AGE_BANDS})")
    set_aside_clock_is_possible = Check(CLOCKS)
    set_aside_people_are_plausible = Check("people BETWEEN 1 AND 10000")
    set_aside_why_is_known = Check("why IN ('early', 'late', 'closed', 'cancelled')")
    set_aside_fate_is_known = Check("fate IN ('kept', 'moved', 'dropped')")
    set_aside_decided_has_a_reason = Check(
        "(fate IS NULL) = (reason IS NULL) AND (fate IS NULL) = (decided_at IS NULL)"
    )
    set_aside_moved_went_somewhere = Check(
        "(fate IS NOT DISTINCT FROM 'moved') = (moved_to IS NOT NULL)"
    )


class Withdrawal(Table):
    """A phone took back what it had noticed, perhaps before that arrived: `line` counts no more.

    `waits` is whether it counts in a register that was closed by then, so that a coordinator says.
    """

    line = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    phone = ForeignKey(DoorPhone, null=True, on_delete=OnDelete.restrict)
    at = Timestamptz(default=None, null=False)
    received_at = Timestamptz(default=None, null=False)
    waits = Boolean(default=False, null=False)


class Ruling(Table):
    """What a coordinator decided about something doubtful in a register, so that it rests."""

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    doubt = Varchar(length=20, default=None, null=False)
    subject = Varchar(length=200, default=None, null=False)
    fate = Varchar(length=8, default=None, null=False)
    reason = Varchar(length=200, default=None, null=False)
    decided_at = Timestamptz(default=None, null=False)
    decided_by = UUID(default=None, null=True)

    ruling_is_made_once = Unique([event, doubt, subject])
    ruling_fate_is_known = Check("fate IN ('merged', 'kept', 'voided')")
