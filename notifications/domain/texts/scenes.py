"""How things stand in the made-up story that each kind of notice is shown with."""

from datetime import datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

SATURDAY: Final = 5
IN_A_WEEK: Final = 8


class Scene(Struct, frozen=True, kw_only=True):
    """What the notice is `about`, the place of a helper, and the seats of somebody who registered.

    `covered` is whether somebody else has the place; `moved` and `off` are the event's. It begins
    in so many `days`, or on the Saturday after next week's first day.
    """

    about: Literal[
        "link", "account", "contact", "helper", "place", "answer", "search", "event", "seats",
        "release",
    ] = "place"  # fmt: skip
    place: str = "accepted"
    covered: bool = False
    seats: str = "confirmed"
    moved: bool = False
    off: bool = False
    days: int | None = None

    @property
    def status(self) -> str:
        """How the event stands."""
        return "cancelled" if self.off else "published"

    def begins(self, at: datetime, zone: str) -> datetime:
        """When the event is, at nine on its clocks."""
        today = at.astimezone(ZoneInfo(zone)).replace(hour=9, minute=0, second=0, microsecond=0)
        if self.days is not None:
            return today + timedelta(days=self.days)
        soon = today + timedelta(days=IN_A_WEEK)
        return soon + timedelta(days=(SATURDAY - soon.weekday()) % 7)


SCENES: Final = {
    "sign_in_link": Scene(about="link"),
    "account_changed": Scene(about="account"),
    "contact_check": Scene(about="contact"),
    "contacts_changed": Scene(about="contact"),
    "invitation": Scene(place="invited"),
    "confirmation": Scene(),
    "change": Scene(moved=True),
    "cancellation": Scene(off=True),
    "released": Scene(place="withdrawn"),
    "place_taken": Scene(place="expired", covered=True),
    "expired": Scene(place="expired"),
    "substitute_found": Scene(place="substituted", covered=True),
    "no_substitute": Scene(),
    "answer_due": Scene(place="invited"),
    "reminder": Scene(days=1),
    "absences_asked": Scene(about="helper"),
    "lapsing": Scene(about="helper"),
    "late_cancellation": Scene(about="answer", place="declined", days=1),
    "answer_received": Scene(about="answer", place="declined"),
    "unanswered": Scene(place="expired"),
    "place_reopened": Scene(place="withdrawn"),
    "handed_over": Scene(about="search", place="substituted", covered=True),
    "cover_ended_empty": Scene(about="search", place="declined"),
    "register_open": Scene(about="event", days=-3),
    "places_lapsing": Scene(about="helper"),
    "seat_registered": Scene(about="seats"),
    "seat_offered": Scene(about="seats", seats="offered"),
    "seat_change": Scene(about="seats", moved=True),
    "seat_cancellation": Scene(about="seats", off=True),
    "seat_cancelled": Scene(about="seats", seats="cancelled"),
    "seat_reminder": Scene(about="seats", days=1),
    "report_released": Scene(about="release"),
}
"""By kind. The Monday letter has none: its numbers are those of whoever reads it."""
