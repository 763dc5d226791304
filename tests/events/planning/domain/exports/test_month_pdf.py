"""The month on the wall."""

from datetime import date, timedelta

import msgspec
import pypdfium2
import pytest

from events.planning.domain import planning, venues
from events.planning.domain.exports import files
from events.planning.domain.exports.selection import Selection, file_name
from server.foundation.identity import SYSTEM
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.imported import ZONE

pytestmark = pytest.mark.usefixtures("db")
DECEMBER = Selection(first=date(2026, 12, 1), last=date(2026, 12, 31), zone=ZONE)


async def sheets(selection: Selection = DECEMBER, *, public: bool) -> list[str]:
    """The words on each page."""
    document = pypdfium2.PdfDocument(await files.agenda_file(selection, "pdf", public=public))
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


async def a_delicate_month() -> None:
    """What a wall may show and what it must not."""
    shelter = venues.NewVenue(name="Casa reservada", municipality="0103", confidential=True)
    venue = await venues.add(shelter, by=SYSTEM, at=TODAY)
    await planned(venue=venue, title="Asunto delicado", topics=("trafficking",))
    await planned(title="Aún sin publicar", published=False)
    await planned(title="Solo del equipo", kind="internal")
    called_off = await planned(title="No hubo", starts_at=SATURDAY + timedelta(days=1),
                               ends_at=SATURDAY + timedelta(days=1, hours=2))  # fmt: skip
    await planning.cancel(called_off, "rain", by=SYSTEM, at=TODAY)


async def test_the_wall_says_only_what_anybody_may_read() -> None:
    await a_delicate_month()
    (sheet,) = await sheets(public=True)
    said = {words: words in sheet for words in (
        "Diciembre de 2026", "Taller", "No hubo", "Cancelada", "San José Pinula",
        "Asunto delicado", "Casa reservada", "Aún sin publicar", "Solo del equipo", "Borrador",
    )}  # fmt: skip
    assert [words for words, shown in said.items() if shown] == [
        "Diciembre de 2026", "Taller", "No hubo", "Cancelada", "San José Pinula",
    ]  # fmt: skip


async def test_the_team_reads_everything() -> None:
    await a_delicate_month()
    (sheet,) = await sheets(public=False)
    for words in ("Asunto delicado", "Casa reservada", "Aún sin publicar", "Borrador"):
        assert words in sheet


async def test_a_day_that_is_too_full_goes_on_on_the_next_page() -> None:
    for number in range(40):
        await planned(title=f"Taller número {number}")
    pages = await sheets(public=False)
    assert len(pages) > 1
    whole = " ".join(pages)
    assert [n for n in range(40) if f"Taller número {n}" not in whole] == []
    assert all("Diciembre de 2026" in page for page in pages)


async def test_every_month_has_a_page_even_an_empty_one() -> None:
    three = msgspec.structs.replace(DECEMBER, last=date(2027, 2, 28))
    pages = await sheets(three, public=True)
    assert [page.count("Nada publicado en este mes") for page in pages] == [1, 1, 1]
    long = msgspec.structs.replace(DECEMBER, last=date(2099, 1, 1))
    assert len(await sheets(long, public=True)) == 12


async def test_the_same_month_always_has_the_same_bytes() -> None:
    await a_delicate_month()
    both = [await files.agenda_file(DECEMBER, "pdf") for _time in range(2)]
    assert both[0] == both[1]


def test_a_file_is_called_by_its_days_alone() -> None:
    assert file_name(DECEMBER, "pdf") == "agenda-2026-12-01-2026-12-31.pdf"
