"""Where things happen: municipalities, the roads between them, venues."""

from piccolo.columns import UUID, Boolean, DoublePrecision, ForeignKey, Integer, Varchar
from piccolo.columns.base import OnDelete
from piccolo.constraints import Check, Unique
from piccolo.table import Table


class Municipality(Table):
    """A place with an INE code."""

    ine = Varchar(length=8, primary_key=True, default=None, null=False)
    name = Varchar(length=80, default=None, null=False)
    department = Varchar(length=80, default=None, null=False)
    population = Integer(default=None, null=True)
    latitude = DoublePrecision(default=None, null=True)
    longitude = DoublePrecision(default=None, null=True)


class TravelTime(Table):
    """How long the road between two municipalities takes; the same both ways, kept once."""

    id = UUID(primary_key=True, default=None, null=False)
    nearer = ForeignKey(Municipality, null=False, on_delete=OnDelete.cascade)
    farther = ForeignKey(Municipality, null=False, on_delete=OnDelete.cascade)
    minutes = Integer(default=None, null=False)

    travel_time_is_kept_once = Unique([nearer, farther])
    travel_time_names_the_lower_code_first = Check("nearer < farther")
    travel_time_is_sensible = Check("minutes BETWEEN 1 AND 1440")


class Venue(Table):
    """Where an event happens."""

    id = UUID(primary_key=True, default=None, null=False)
    municipality = ForeignKey(Municipality, null=False, on_delete=OnDelete.restrict)
    name = Varchar(length=120, default=None, null=False)
    address = Varchar(length=200, default="", null=False)
    capacity = Integer(default=None, null=True)
    step_free = Boolean(default=False, null=False)
    confidential = Boolean(default=False, null=False)
    latitude = DoublePrecision(default=None, null=True)
    longitude = DoublePrecision(default=None, null=True)

    venue_name_is_used_once = Unique([municipality, name])
    venue_capacity_is_positive = Check("capacity IS NULL OR capacity > 0")
