"""A table of helpers as it may look."""

from events.planning.domain.exports.tables import csv_lines
from server.foundation.translation import gettext
from volunteers.people.domain.roster.columns import COLUMNS, EXAMPLE


def table() -> bytes:
    """CSV with every heading in the reader's language and one invented person."""
    return csv_lines([gettext(column.heading) for column in COLUMNS], [EXAMPLE])
