"""What a coordinator wants of a series."""

from typing import Final

from msgspec import Struct

from events.planning.domain.draft import EventDraft
from events.planning.domain.series.pattern import Pattern
from events.planning.domain.series.regeneration import Step

# What to do on the dates on which the venue is taken.
CHOICES: Final = ("ask", "skip", "without", "share")


class Wish(Struct, frozen=True, kw_only=True):
    """When a series is to be and what.

    What is decided before the preview's eyes: `omitted` are occurrences to leave out, such as
    `2027-01-05.a`. `taken` is one of CHOICES: nothing is saved while it is `ask` and a venue is
    taken. `sharing` is why a venue can be shared, `reason` why published events that fall away are
    called off.
    """

    pattern: Pattern
    draft: EventDraft
    omitted: tuple[str, ...] = ()
    taken: str = "ask"
    sharing: str = ""
    reason: str = ""

    @property
    def undecided(self) -> "Wish":
        """The wish before anything was decided: what a preview is shown of."""
        return Wish(pattern=self.pattern, draft=self.draft)


class Preview(Struct, frozen=True, kw_only=True):
    """What saving would do, and what is still to be decided; the fingerprint names exactly this.

    `wish` is the wish with its times named and its beginning on the first date.
    """

    wish: Wish
    steps: list[Step]
    fingerprint: str

    def of(self, *kinds: str) -> list[Step]:
        """The steps of some kinds."""
        return [step for step in self.steps if step.what in kinds]

    @property
    def taken(self) -> list[Step]:
        """The steps that need a venue which another event has."""
        return [
            step
            for step in self.of("made", "moved", "changed")
            if any(clash.what == "venue" for clash in step.clashes)
        ]

    @property
    def open_question(self) -> bool:
        """Whether it must still be said what to do where the venue is taken."""
        return bool(self.taken) and self.wish.taken == "ask"

    @property
    def called_off(self) -> list[Step]:
        """The events that people already know of and that fall away."""
        return [step for step in self.of("dropped") if step.was and step.was.shown]
