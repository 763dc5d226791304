"""What the numbers of a crowd leave in doubt, in words: nothing is refused for it."""

from collections.abc import Mapping

from events.outreach.domain.beyond import trait_codes
from events.outreach.domain.beyond.trait_sums import more_than_came
from events.outreach.domain.beyond.traits import Answer
from server.foundation.translation import gettext as _


def doubts(numbers: Mapping[Answer, int], came: int) -> list[str]:
    """A sentence for each question with more answers than the register has people."""
    labels = trait_codes.traits()
    return [
        _(
            "«%(question)s» dice %(people)s, y en el registro hay %(came)s.",
            question=labels[trait],
            people=f"{people:,}",
            came=f"{came:,}",
        )
        for trait, people in more_than_came(numbers, came).items()
    ]
