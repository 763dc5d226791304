"""The rooms above planning, as planning asks them; server/app.py hands this module down."""

from events.attendance.domain.reserving.seats import seats
from notifications.domain.foresight import consequences
from volunteers.assignments.domain.clashes import clashes
from volunteers.assignments.domain.guarding import missing_adults, release
from volunteers.assignments.domain.helpers_of import helpers
from volunteers.assignments.domain.holds import holds

__all__ = ["clashes", "consequences", "helpers", "holds", "missing_adults", "release", "seats"]
