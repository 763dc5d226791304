"""What somebody asked the public agenda for; the address says all of it."""

from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from babel.dates import format_interval
from msgspec import Struct, structs

from events.planning.domain import when
from server.foundation.translation import current_language

AHEAD: Final = timedelta(days=60)
WEEK: Final = timedelta(days=7)
FARTHEST: Final = timedelta(days=400)  # so that programs that follow every link come to an end


class Filter(Struct, frozen=True, kw_only=True):
    """A municipality, a kind, and a week by its Monday; empty for all, and for what comes up."""

    municipality: str = ""
    kind: str = ""
    week: date | None = None

    @property
    def address(self) -> str:
        """The agenda's address with this filter in it."""
        told = {
            "municipio": self.municipality,
            "tipo": self.kind,
            "semana": self.week.isoformat() if self.week else "",
        }
        asked = urlencode({name: value for name, value in told.items() if value})
        return f"/?{asked}" if asked else "/"

    @property
    def feed(self) -> str:
        """The calendar that shows the same places and kinds."""
        path = f"/municipios/{self.municipality}.ics" if self.municipality else "/agenda.ics"
        return f"{path}?{urlencode({'tipo': self.kind})}" if self.kind else path

    def span(self, at: datetime, zone: str) -> tuple[datetime, datetime]:
        """From when to when: that week in `zone`, or two months from now on."""
        if self.week is None:
            return at, at + AHEAD
        monday = datetime.combine(self.week, time(), ZoneInfo(zone))
        return monday, monday + WEEK

    def near(self, weeks: int, *, today: date) -> str | None:
        """The address of a week before or after; None where the agenda ends."""
        monday = (self.week or monday_of(today)) + weeks * WEEK
        if abs(monday - today) > FARTHEST:
            return None
        return structs.replace(self, week=monday).address

    @property
    def days(self) -> str:
        """The days of the week, such as «7–13 de diciembre»; empty without one."""
        if self.week is None:
            return ""
        locale = when.LOCALES[current_language()]
        return str(format_interval(self.week, self.week + 6 * (WEEK / 7), "yMMMMd", locale=locale))


def monday_of(day: date) -> date:
    """The first day of the day's week."""
    return day - timedelta(days=day.weekday())


def week_of(text: str, *, today: date) -> date | None:
    """The Monday of a typed day; None for what is no day, or too far away."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return monday_of(day) if abs(day - today) <= FARTHEST else None
