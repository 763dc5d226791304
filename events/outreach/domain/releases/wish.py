"""What somebody wants to release."""

from datetime import date

from msgspec import Struct

from events.outreach.domain.bands import Bands
from events.outreach.domain.questions import Question


class Wish(Struct, frozen=True, kw_only=True):
    """Figures of a project (None: of all) from the first day to the last, on the clocks of `zone`.

    `readers` are `public` or `donor`; `ages` the bands that ages are grouped by.
    """

    title: str
    readers: str
    first: date
    last: date
    zone: str
    project: str | None = None
    ages: Bands | None = None

    @property
    def question(self) -> Question:
        """What is asked of the registers."""
        return Question(zone=self.zone, project=self.project, first=self.first, last=self.last)
