"""Needs of events, the assignments that fill them, and the rotas that propose those."""

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    BigInt,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    Timestamptz,
    Varchar,
)
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from events.planning.tables import Event, EventTemplate, Kind, Programme
from server.accounts.tables import Account
from volunteers.people.tables import Volunteer


class Need(Table):
    """How many of a role an event needs."""

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    role = Varchar(length=10, default=None, null=False)
    number = Integer(default=1, null=False)

    need_is_stated_once = Unique([event, role])
    need_role_is_known = Check("role IN ('lead', 'assistant')")
    need_number_is_sensible = Check("number BETWEEN 1 AND 50")


class NeedLanguage(Table):
    """A language that somebody on the team of an event must speak."""

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    language = Varchar(length=8, default=None, null=False)

    need_language_is_stated_once = Unique([event, language])


class UsualNeed(Table):
    """What events of a kind, of a programme or from a template need, if nobody said otherwise."""

    id = UUID(primary_key=True, default=None, null=False)
    kind = ForeignKey(Kind, null=True, unique=True, on_delete=OnDelete.cascade)
    programme = ForeignKey(Programme, null=True, unique=True, on_delete=OnDelete.cascade)
    template = ForeignKey(EventTemplate, null=True, unique=True, on_delete=OnDelete.cascade)
    lead = Integer(default=1, null=False)
    assistant = Integer(default=1, null=False)
    languages = Array(base_column=Varchar(length=8), default=list, null=False)

    usual_need_is_of_one_thing = Check("num_nonnulls(kind, programme, template) = 1")
    usual_need_is_sensible = Check(
        "lead BETWEEN 0 AND 50 AND assistant BETWEEN 0 AND 50 AND lead + assistant > 0"
    )


class Rota(Table):
    """A draft of who helps at what in a window of days, worked out by the solver.

    `first_day` and `last_day` are whole days in `zone`; `municipalities` are the INE codes of the
    events planned. A `repair` is about one event. `progress` is {phase, elapsed, filled, gap}.
    `gap` is proven, in millionths of the objective; `funnels` says why places stay empty.
    """

    id = UUID(primary_key=True, default=None, null=False)
    purpose = Varchar(length=10, default="plan", null=False)
    event = ForeignKey(Event, null=True, on_delete=OnDelete.cascade)
    municipalities = Array(base_column=Varchar(length=4), default=list, null=False)
    first_day = Date(default=None, null=False)
    last_day = Date(default=None, null=False)
    zone = Varchar(length=64, default=None, null=False)
    seconds = Integer(default=30, null=False)
    seed = Integer(default=0, null=False)
    state = Varchar(length=10, default="waiting", null=False)
    progress = JSONB(default="{}", null=False)
    asked_by = ForeignKey(Account, null=True, on_delete=OnDelete.set_null)
    asked_at = Timestamptz(default=None, null=False)
    leased_until = Timestamptz(default=None, null=True)
    finished_at = Timestamptz(default=None, null=True)
    published_at = Timestamptz(default=None, null=True)
    published_by = ForeignKey(Account, null=True, on_delete=OnDelete.set_null)
    input_hash = Varchar(length=64, default="", null=False)
    outcome = Varchar(length=10, default=None, null=True)
    objective = BigInt(default=None, null=True)
    gap = Integer(default=None, null=True)
    told = JSONB(default="{}", null=False)
    funnels = JSONB(default="[]", null=False)

    rota_purpose_is_known = Check("purpose IN ('plan', 'repair')")
    rota_repairs_an_event = Check("(purpose = 'repair') = (event IS NOT NULL)")
    rota_state_is_known = Check(
        "state IN ('waiting', 'working', 'draft', 'published', 'discarded', 'failed')"
    )
    rota_outcome_is_known = Check("outcome IN ('optimal', 'bounded', 'greedy')")
    rota_has_days = Check("first_day <= last_day AND last_day < first_day + 400")
    rota_has_seconds = Check("seconds BETWEEN 1 AND 600")
    rota_published_at_a_time = Check("(state = 'published') = (published_at IS NOT NULL)")


class RotaPlace(Table):
    """Somebody's place in a draft rota; `was` is how it stood when the rota was worked out.

    `was` is empty for a new one; `by_hand` if a coordinator put it there. One that was taken out by
    hand is not in the table any more.
    """

    id = UUID(primary_key=True, default=None, null=False)
    rota = ForeignKey(Rota, null=False, on_delete=OnDelete.cascade)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    volunteer = ForeignKey(Volunteer, null=False, on_delete=OnDelete.cascade)
    role = Varchar(length=10, default=None, null=False)
    was = Varchar(length=10, default="", null=False)
    by_hand = Boolean(default=False, null=False)

    rota_place_is_somebodys = Unique([rota, event, volunteer])
    rota_place_role_is_known = Check("role IN ('lead', 'assistant')")
    rota_place_was_known = Check("was IN ('', 'proposed', 'invited', 'accepted')")


class Assignment(Table):
    """One person's place at one event; who held it before stays on record.

    `arrived_at` and `left_at` are what that person's own scans said, or a coordinator confirmed.
    An invitation that nobody answered expires at `answer_by`; null is when the event starts.
    `released_for` is why a place was taken back without anybody wanting to, while it is withdrawn.
    """

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    volunteer = ForeignKey(Volunteer, null=False, on_delete=OnDelete.restrict)
    role = Varchar(length=10, default=None, null=False)
    status = Varchar(length=12, default="invited", null=False)
    invited_sequence = Integer(default=0, null=False)
    created_at = Timestamptz(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)
    answer_by = Timestamptz(default=None, null=True)
    rota = ForeignKey(Rota, null=True, on_delete=OnDelete.set_null)
    arrived_at = Timestamptz(default=None, null=True)
    left_at = Timestamptz(default=None, null=True)
    released_for = Varchar(length=10, default=None, null=True)

    assignment_released_for_a_reason = Check("released_for IN ('absence', 'rule')")
    assignment_left_after_arriving = Check("left_at > arrived_at")
    assignment_left_only_who_arrived = Check("left_at IS NULL OR arrived_at IS NOT NULL")
    assignment_is_made_once = Unique([event, volunteer])
    assignment_role_is_known = Check("role IN ('lead', 'assistant')")
    assignment_status_is_known = Check(
        "status IN ('proposed', 'invited', 'accepted', 'declined', 'expired', 'substituted',"
        " 'withdrawn', 'attended', 'absent')"
    )


class Answer(Table):
    """What somebody said to an invitation, and when; the latest counts, none is lost.

    `usual` is one of the usual reasons for declining, if they chose one.
    """

    id = UUID(primary_key=True, default=None, null=False)
    assignment = ForeignKey(Assignment, null=False, on_delete=OnDelete.cascade)
    at = Timestamptz(default=None, null=False)
    answer = Varchar(length=10, default=None, null=False)
    reason = Varchar(length=500, default="", null=False)
    usual = Varchar(length=10, default=None, null=True)

    answer_usual_reason_is_known = Check(
        "usual IN ('busy', 'transport', 'notice', 'rest', 'personal')"
    )
    answer_is_known = Check("answer IN ('accepted', 'declined')")


class CoverSearch(Table):
    """Looking for somebody to take a place that came free, in waves of offers to the next best.

    `standing_for` is who asked for a substitute and stays until one is found. `wave` is the number
    of waves sent; the next one leaves at `next_wave_at`, which is null once nobody is left to ask.
    """

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.cascade)
    role = Varchar(length=10, default=None, null=False)
    cause = Varchar(length=12, default=None, null=False)
    standing_for = ForeignKey(Assignment, null=True, on_delete=OnDelete.cascade)
    reason = Varchar(length=500, default="", null=False)
    opened_by = ForeignKey(Account, null=True, on_delete=OnDelete.set_null)
    opened_at = Timestamptz(default=None, null=False)
    wave = Integer(default=0, null=False)
    next_wave_at = Timestamptz(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
    outcome = Varchar(length=10, default=None, null=True)

    cover_search_role_is_known = Check("role IN ('lead', 'assistant')")
    cover_search_cause_is_known = Check(
        "cause IN ('declined', 'expired', 'withdrawn', 'released', 'absence', 'substitute',"
        " 'coordinator')"
    )
    cover_search_stands_for_who_asked = Check("(cause = 'substitute') = (standing_for IS NOT NULL)")
    cover_search_ends_with_an_outcome = Check("(ended_at IS NULL) = (outcome IS NULL)")
    cover_search_outcome_is_known = Check("outcome IN ('filled', 'nobody', 'called_off', 'begun')")


class Offer(Table):
    """An invitation that a cover search sent."""

    id = UUID(primary_key=True, default=None, null=False)
    search = ForeignKey(CoverSearch, null=False, on_delete=OnDelete.cascade)
    assignment = ForeignKey(Assignment, null=False, on_delete=OnDelete.cascade)
    wave = Integer(default=None, null=False)
    offered_at = Timestamptz(default=None, null=False)

    offer_is_made_once = Unique([search, assignment])
