"""Figures by sex and age at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from msgspec.structs import replace

from events.outreach.domain import ledgers
from events.outreach.domain.bands import Bands
from events.outreach.domain.ledgers import Dimension
from events.outreach.domain.questions import Question
from events.outreach.domain.totals import Breakdown
from server.foundation.identity import Actor

AGES: Final[tuple[Dimension, ...]] = ("age_band",)


async def sex_by_age(
    question: Question, sexes: Sequence[str], *, bands: Bands | None, by: Actor, at: datetime
) -> dict[str, Breakdown]:
    """For each sex its ages, or a donor's bands of them.

    Contacts of all the cells add up to those of the whole; unique people need never add up.
    """
    asked = [replace(question, sexes=(sex,)) for sex in sexes]
    if bands is None:
        found = await ledgers.several(asked, dimensions=AGES, by=by, at=at)
    else:
        found = [
            await ledgers.figures(it, dimensions=AGES, bands=bands, by=by, at=at) for it in asked
        ]
    return {sex: figures.by["age_band"] for sex, figures in zip(sexes, found, strict=True)}
