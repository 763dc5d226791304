"""What crowds were like is kept of events and shown of many."""

from typing import Any
from uuid import UUID

import pytest

from events.outreach.domain.beyond import trait_codes, traits
from events.outreach.domain.beyond.trait_sums import LanguageShare, Tallied, TraitSum, sums
from events.outreach.domain.beyond.trait_sums import languages as shares
from events.outreach.domain.beyond.traits import Answer
from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.registers import AFTER, BEFORE, WORKSHOP_DAY, held

MAYA: Answer = ("pueblo", "maya")
STEPS: Answer = ("access", "steps")


def line(event: int, people: int, trait: Any = "pueblo", code: str = "maya") -> Tallied:
    return Tallied(event=UUID(int=event), trait=trait, code=code, people=people)


async def test_the_numbers_of_an_event_are_kept_and_put_right(cast: Cast) -> None:
    event = await held(WORKSHOP_DAY)
    await traits.write(event, {MAYA: 7, STEPS: 0}, by=cast.pinula, at=AFTER)
    await traits.write(event, {MAYA: 9}, by=cast.pinula, at=AFTER)
    await traits.write(event, {MAYA: 9}, by=cast.pinula, at=AFTER)
    assert await traits.of_event(event, by=cast.pinula) == {MAYA: 9}
    await traits.write(event, {}, by=cast.pinula, at=AFTER)
    assert await traits.tallied([event]) == [
        Tallied(event=event, trait="pueblo", code="maya", people=0)
    ]
    entries = await fetch("SELECT detail FROM audit_entry WHERE act = 'crowd_traits.set'")
    assert [entry["detail"] for entry in entries] == [
        f'{{"pueblo:maya": {people}}}' for people in (7, 9, 0)
    ]


async def test_only_who_keeps_the_register_reads_or_writes_them(cast: Cast) -> None:
    event = await held(WORKSHOP_DAY)
    for who in (cast.mixco, cast.evaluator):
        with pytest.raises(NotAllowed):
            await traits.of_event(event, by=who)
        with pytest.raises(NotAllowed):
            await traits.write(event, {MAYA: 1}, by=who, at=AFTER)


async def test_there_is_no_crowd_before_the_event_and_no_answer_that_was_not_offered(
    db: None,
) -> None:
    event = await held(WORKSHOP_DAY)
    with pytest.raises(Conflict):
        await traits.write(event, {MAYA: 1}, by=SYSTEM, at=BEFORE)
    refused: list[tuple[Answer, int]] = [(("pueblo", "es"), 1), (("language", "es"), 10_001)]
    for answer, people in refused:
        with pytest.raises(Invalid):
            await traits.write(event, {answer: people}, by=SYSTEM, at=AFTER)


def test_every_answer_fits_the_column_and_has_a_name() -> None:
    for trait in trait_codes.TRAITS:
        named = trait_codes.codes(trait)
        assert all(0 < len(code) <= 20 and name for code, name in named.items())


def test_few_people_at_few_events_are_never_shown() -> None:
    tallied = [
        line(1, 9),
        *(line(event, 1, code="xinka") for event in range(5)),
        line(1, 10, code="ladino"),
    ]
    assert sums(tallied, "pueblo") == [
        TraitSum(code="ladino", people=10),
        TraitSum(code="xinka", people=5),
        TraitSum(code="maya", people=None),
    ]
    assert sums(tallied, "access") == []


def test_languages_are_shares_of_the_events_of_which_they_are_known() -> None:
    spanish = [line(event, 10, "language", "es") for event in range(8)]
    mam = [line(event, 1, "language", "mam") for event in range(2)]
    unknown = [line(event, 3, "language", "unknown") for event in range(20)]
    assert shares([*spanish, *mam, *unknown]) == [
        LanguageShare(code="es", events=8, of=8),
        LanguageShare(code="mam", events=2, of=8),
    ]
    assert [share.percent for share in shares([*spanish, *mam])] == [100, 25]
    assert shares(spanish[:4]) == []
