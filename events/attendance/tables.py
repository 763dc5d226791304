"""The register: who came, without saying who."""

from piccolo.columns import UUID, Bytea, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check
from piccolo.table import Table

from events.planning.tables import Audience, Event, UniquenessPeriod

SEXES = "'female', 'male', 'other', 'unknown'"
AGE_BANDS = (
    "'0-5', '6', '7-10', '11-12', '13-14', '15-17', '18-19', '20-24', '25-34', '35-49',"
    " '50-59', '60+', 'unknown'"
)


class PeriodKey(Table):
    """What, with the server's secret, makes the key of a uniqueness period.

    Neither this table nor the secret alone links anything; without `salt` the trail is gone.
    """

    period = ForeignKey(
        UniquenessPeriod, primary_key=True, default=None, null=False, on_delete=OnDelete.restrict
    )
    salt = Bytea(default=None, null=True)
    destroyed_at = Timestamptz(default=None, null=True)

    period_key_is_kept_or_destroyed = Check("(salt IS NULL) = (destroyed_at IS NOT NULL)")


class Door(Table):
    """The short public code of an event, and the spoken code where one is demanded."""

    event = ForeignKey(
        Event, primary_key=True, default=None, null=False, on_delete=OnDelete.cascade
    )
    code = Varchar(length=8, unique=True, default=None, null=False)
    spoken_code = Varchar(length=3, default=None, null=True)

    door_code_is_well_formed = Check("code ~ '^[23456789ABCDEFGHJKMNPQRSTVWXYZ]{8}$'")
    door_spoken_code_is_three_digits = Check("spoken_code ~ '^[0-9]{3}$'")


class CheckIn(Table):
    """One person recorded as present at one event; the id is made by the phone.

    Unique by (event, pseudonym) while not voided: a partial index in the migrations.
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
    voided_at = Timestamptz(default=None, null=True)
    void_reason = Varchar(length=200, default=None, null=True)

    check_in_source_is_known = Check("source IN ('self', 'door', 'api')")
    check_in_sex_is_known = Check(f"sex IN ({SEXES})")
    check_in_age_band_is_known = Check(f"age_band IN ({AGE_BANDS})")
    check_in_voided_has_a_reason = Check("(voided_at IS NULL) = (void_reason IS NULL)")


class Headcount(Table):
    """People present but not individually recorded; the id is made by the sender."""

    id = UUID(primary_key=True, default=None, null=False)
    event = ForeignKey(Event, null=False, on_delete=OnDelete.restrict)
    at = Timestamptz(default=None, null=False)
    received_at = Timestamptz(default=None, null=False)
    audience = ForeignKey(Audience, null=True, on_delete=OnDelete.restrict)
    sex = Varchar(length=8, default=None, null=False)
    age_band = Varchar(length=8, default=None, null=False)
    people = Integer(default=None, null=False, db_column_name="count")
    entered_by = UUID(default=None, null=True)
    voided_at = Timestamptz(default=None, null=True)
    void_reason = Varchar(length=200, default=None, null=True)

    headcount_is_plausible = Check("count BETWEEN 1 AND 10000")
    headcount_sex_is_known = Check(f"sex IN ({SEXES})")
    headcount_age_band_is_known = Check(f"age_band IN ({AGE_BANDS})")
    headcount_voided_has_a_reason = Check("(voided_at IS NULL) = (void_reason IS NULL)")
