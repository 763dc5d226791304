"""Writing indicators and targets down."""

from datetime import date
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from events.outreach.domain.indicators import book, reading, target_book
from events.outreach.domain.indicators.days import Days
from events.outreach.domain.indicators.indicator import Filters
from events.outreach.domain.indicators.target_book import TargetDraft
from events.planning.domain import reference
from server.foundation.database import execute
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound
from server.foundation.identity import SYSTEM
from tests.support.cast import Cast
from tests.support.events import TODAY
from tests.support.programmes import programme
from tests.support.promises import LIFE, MARCH, promised, target


async def test_an_indicator_is_kept_as_it_was_written(db: None) -> None:
    school = await programme()
    filters = Filters(
        kinds=("workshop",), topics=("social-network-risks",), audiences=("adolescents",),
        municipalities=("0103",), modalities=("virtual",), programmes=(school,),
        sexes=("female",), age_bands=("13-14",),
    )  # fmt: skip
    bands = {"Niñez": (0, 12), "18+": (18, None)}
    made = await promised(
        measure="unique", filters=filters, bands=bands, breakdowns=("age_band", "sex"),
        name_en="People", accumulates=True, dhis2="X1",
    )  # fmt: skip
    assert (made.filters, made.bands, made.breakdowns) == (filters, bands, ("sex", "age_band"))
    assert made.compiled is not None
    assert list(made.compiled) == ["Niñez", "18+", "other", "unknown"]
    assert (made.name, made.project_slug, made.retired) == ("Participaciones", "general", False)
    again = book.as_draft(made)
    await book.change(made.id, again, by=SYSTEM, at=TODAY)
    assert await reading.indicator(made.id) == made


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"code": "mal código"}, "code"),
    ({"code": "x" * 41}, "code"),
    ({"name_es": " "}, "name_es"),
    ({"name_en": "x" * 161}, "name_en"),
    ({"definition": "El caso de María"}, "definition"),
    ({"measure": "happiness"}, "measure"),
    ({"filters": Filters(kinds=("party",))}, "kinds"),
    ({"filters": Filters(programmes=(uuid4(),))}, "programmes"),
    ({"filters": Filters(modalities=("dream",))}, "modalities"),
    ({"filters": Filters(age_bands=("13-17",))}, "age_bands"),
    ({"filters": Filters(sexes=("female",)), "measure": "events"}, "sexes"),
    ({"filters": Filters(kinds=("workshop",)), "measure": "cited"}, "kinds"),
    ({"bands": {"Niñez": (0, 9)}}, "bands"),
    ({"bands": {"Niñez": (0, 12)}, "measure": "hours"}, "bands"),
    ({"bands": {"x" * 41: (0, 12)}}, "bands"),
    ({"breakdowns": ("mood",)}, "breakdowns"),
    ({"breakdowns": ("sex",), "measure": "milestone"}, "breakdowns"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
async def test_what_cannot_be_counted_is_refused_by_its_field(
    db: None, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        await promised(**changes)
    assert list(refusal.value.fields) == [field]


async def test_a_code_is_used_once_in_a_project(db: None) -> None:
    await promised()
    other = await promised(code="I-2")
    with pytest.raises(Conflict):
        await promised()
    draft = msgspec.structs.replace(book.as_draft(other), code="I-1")
    with pytest.raises(Conflict):
        await book.change(other.id, draft, by=SYSTEM, at=TODAY)


async def test_what_is_measured_stays_once_something_is_held_against_it(db: None) -> None:
    made = await promised()
    events = msgspec.structs.replace(book.as_draft(made), measure="events")
    await book.change(made.id, events, by=SYSTEM, at=TODAY)
    await target(made, 10)
    with pytest.raises(Invalid) as refusal:
        await book.change(made.id, book.as_draft(made), by=SYSTEM, at=TODAY)
    assert list(refusal.value.fields) == ["measure"]


async def test_how_it_accumulates_stays_once_a_period_was_reported(db: None) -> None:
    made = await promised()
    period = await reference.period_of(made.project, date(2026, 1, 1))
    await execute(
        "INSERT INTO snapshot_figure (period, indicator, asked, figures)"
        " VALUES ($2, $1, '{}', '{}')",
        made.id,
        period,
    )
    draft = msgspec.structs.replace(book.as_draft(made), accumulates=True)
    with pytest.raises(Invalid) as refusal:
        await book.change(made.id, draft, by=SYSTEM, at=TODAY)
    assert list(refusal.value.fields) == ["accumulates"]


async def test_a_retired_indicator_is_only_listed_with_the_retired(db: None) -> None:
    made = await promised()
    await book.retire(made.id, by=SYSTEM, at=TODAY)
    assert (await reading.indicators(), len(await reading.indicators(retired=True))) == ([], 1)
    await book.restore(made.id, by=SYSTEM, at=TODAY)
    assert [it.id for it in await reading.indicators()] == [made.id]


async def test_a_target_is_set_once_for_a_place_and_days(db: None) -> None:
    made = await promised()
    for place in (None, "0103"):
        for days in (LIFE, MARCH):
            await target(made, 5, days, municipality=place)
            with pytest.raises(Conflict):
                await target(made, 6, days, municipality=place)
    found = (await reading.targets([made.id]))[made.id]
    assert [(it.municipality_name, it.days) for it in found] == [
        ("", MARCH), ("San José Pinula", MARCH), ("", Days()), ("San José Pinula", Days()),
    ]  # fmt: skip


async def test_a_target_is_set_anew(db: None) -> None:
    made = await promised()
    one, other = await target(made, 5), await target(made, 5, MARCH)
    draft = msgspec.structs.replace(target_book.as_draft(await target_book.one(one)), value=7)
    await target_book.change(one, draft, by=SYSTEM, at=TODAY)
    assert (await target_book.one(one)).value == 7
    with pytest.raises(Conflict):
        await target_book.change(other, draft, by=SYSTEM, at=TODAY)


WRONG_TARGETS: list[tuple[TargetDraft, str]] = [
    (TargetDraft(value=-1), "value"),
    (TargetDraft(value=1, municipality="9999"), "municipality"),
    (TargetDraft(value=1, municipality="0108"), "municipality"),
    (TargetDraft(value=1, starts_on=date(2026, 1, 1)), "ends_on"),
    (TargetDraft(value=1, ends_on=date(2026, 1, 1)), "starts_on"),
    (TargetDraft(value=1, starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)), "ends_on"),
    (TargetDraft(value=1, starts_on=date(1990, 1, 1), ends_on=date(2026, 1, 1)), "starts_on"),
    (TargetDraft(value=1, note="x" * 201), "note"),
]


@pytest.mark.parametrize(("draft", "field"), WRONG_TARGETS)
async def test_a_wrong_target_is_refused_by_its_field(
    db: None, draft: TargetDraft, field: str
) -> None:
    made = await promised(filters=Filters(municipalities=("0103",)))
    with pytest.raises(Invalid) as refusal:
        await target_book.add(made.id, draft, by=SYSTEM, at=TODAY)
    assert list(refusal.value.fields) == [field]


async def test_what_is_not_there_cannot_be_changed(db: None) -> None:
    made = await promised()
    with pytest.raises(NotFound):
        await book.change(uuid4(), book.as_draft(made), by=SYSTEM, at=TODAY)
    with pytest.raises(NotFound):
        await target_book.one(uuid4())


async def test_only_administrators_promise(cast: Cast) -> None:
    made = await promised()
    for who in (cast.pinula, cast.evaluator):
        with pytest.raises(NotAllowed):
            await book.change(made.id, book.as_draft(made), by=who, at=TODAY)
        with pytest.raises(NotAllowed):
            await target_book.add(made.id, TargetDraft(value=1), by=who, at=TODAY)
