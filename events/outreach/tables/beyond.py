"""What reaches further than a register: replicas, a network's casework, what a crowd was like."""

from piccolo.columns import UUID, Date, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables import Audience, Event, Municipality, Project


class Replica(Table):
    """People whom others told of what they learnt, or whom a medium reached: the indirect ledger.

    `reach` is what was declared; `grade` how well it is known, with the `evidence` for it.
    """

    id = UUID(primary_key=True, default=None, null=False)
    way = Varchar(length=8, default=None, null=False)
    event = ForeignKey(Event, null=True, on_delete=OnDelete.restrict, index=True)
    project = ForeignKey(Project, null=False, on_delete=OnDelete.restrict)
    municipality = ForeignKey(Municipality, null=True, on_delete=OnDelete.restrict)
    held_on = Date(default=None, null=False)
    reach = Integer(default=None, null=False)
    audience = ForeignKey(Audience, null=True, on_delete=OnDelete.restrict)
    grade = Varchar(length=9, default=None, null=False)
    evidence = Varchar(length=300, default="", null=False)
    note = Varchar(length=200, default="", null=False)
    entered_at = Timestamptz(default=None, null=False)
    entered_by = UUID(default=None, null=True)
    voided_at = Timestamptz(default=None, null=True)
    void_reason = Varchar(length=200, default=None, null=True)

    replica_way_is_known = Check("way IN ('cascade', 'media')")
    replica_grade_is_known = Check("grade IN ('declared', 'evidenced', 'observed')")
    replica_says_what_shows_it = Check("grade = 'declared' OR evidence <> ''")
    replica_reach_is_plausible = Check("reach BETWEEN 1 AND 10000000")
    replica_voided_has_a_reason = Check("(voided_at IS NULL) = (void_reason IS NULL)")


class NetworkAction(Table):
    """How many people a network counselled, referred or accompanied in a month; never whom.

    `network` is known to the room of the people; its name is as it was then. `month` is its first
    day. A number that was taken back is NULL: nothing is reported, which is not zero.
    """

    id = UUID(primary_key=True, default=None, null=False)
    network = UUID(default=None, null=False)
    network_name = Varchar(length=120, default=None, null=False)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict, index=True)
    month = Date(default=None, null=False)
    kind = Varchar(length=14, default=None, null=False)
    people = Integer(default=None, null=True)
    entered_at = Timestamptz(default=None, null=False)
    entered_by = UUID(default=None, null=True)

    network_action_is_counted_once = Unique([network, month, kind])
    network_action_kind_is_known = Check("kind IN ('counselling', 'referral', 'accompaniment')")
    network_action_is_plausible = Check("people BETWEEN 0 AND 10000")
    network_action_month_is_named_by_its_first_day = Check("extract(day FROM month) = 1")


class CrowdTrait(Table):
    """How many of the people at an event said so of themselves: never on a line nor on a pass."""

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    trait = Varchar(length=8, default=None, null=False)
    code = Varchar(length=20, default=None, null=False)
    people = Integer(default=None, null=False)
    entered_at = Timestamptz(default=None, null=False)
    entered_by = UUID(default=None, null=True)

    crowd_trait_is_counted_once = Unique([event, trait, code])
    crowd_trait_is_known = Check("trait IN ('pueblo', 'language', 'access')")
    crowd_trait_is_plausible = Check("people BETWEEN 0 AND 10000")
