"""What was counted of each register, kept so that a question need not count it again.

Everything here follows from the registers and can be made anew from them at any time. It refers to
events and periods without a foreign key: who counts must not wait for who writes, nor they for it.
"""

from piccolo.columns import (
    JSONB,
    UUID,
    BigSerial,
    Bytea,
    ForeignKey,
    Integer,
    SmallInt,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Unique
from piccolo.table import Table

from events.planning.tables import Audience


class RegisterTouch(Table):
    """Something changed in the register of an event since it was counted; triggers write these.

    One row per change and event, never updated: those who write never wait for one another.
    """

    id = BigSerial(primary_key=True)
    event = UUID(default=None, null=False)


class CountedEvent(Table):
    """The register of an event as it was counted last.

    `people` are the numbers, within the period, of the passes that stand there, ascending;
    `others` those who are only a number, cell by cell. Both are packed as `rollups.packing` says.
    """

    event = UUID(primary_key=True, default=None, null=False)
    period = UUID(default=None, null=False, index=True)
    people = Bytea(default=None, null=False)
    others = Bytea(default=None, null=False)
    counted_at = Timestamptz(default=None, null=False)


class CountedPerson(Table):
    """A pass of a period: its number there.

    `pseudonym` begins with the period: an event that moves takes its pseudonyms to another one.
    """

    pseudonym = Bytea(primary_key=True, default=None, null=False)
    period = UUID(default=None, null=False)
    number = Integer(default=None, null=False)

    counted_person_has_a_number_of_their_own = Unique([period, number])


class CountedAnswers(Table):
    """The latest known answers of the passes of a period, a stretch of numbers at a time.

    `answers` is packed as `rollups.packing` says; `stretch` 0 begins with number 0.
    """

    id = UUID(primary_key=True, default=None, null=False)
    period = UUID(default=None, null=False)
    stretch = Integer(default=None, null=False)
    answers = Bytea(default=None, null=False)

    counted_answers_are_kept_once = Unique([period, stretch])


class CountedAudience(Table):
    """The number that stands for an audience in what is packed; 0 is nobody said."""

    audience = ForeignKey(
        Audience, primary_key=True, default=None, null=False, on_delete=OnDelete.cascade
    )
    number = SmallInt(unique=True, default=None, null=False)


class CountCheck(Table):
    """A sample of what was counted, counted again: how much of it was wrong, and what."""

    id = UUID(primary_key=True, default=None, null=False)
    at = Timestamptz(default=None, null=False)
    events = Integer(default=None, null=False)
    wrong = Integer(default=None, null=False)
    found = JSONB(default="[]", null=False)
    way = Varchar(length=10, default="sample", null=False)
