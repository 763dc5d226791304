"""What is held about somebody, as they read it: in Spanish, by their clocks, without our keys."""

import re
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from server import rooms
from server.accounts.domain.people_data.headings import HEADINGS
from server.accounts.domain.people_data.holding import ARGUMENT
from server.accounts.domain.people_data.readable import Reader, page
from server.foundation.database import connection

READER = Reader("America/Guatemala", {"0108": "Mixco"})
AT = datetime(2026, 3, 2, 3, 30, tzinfo=UTC)


def told(html: str) -> list[str]:
    """What stands in the cells."""
    return re.findall(r"<t[hd]>(.*?)</t[hd]>", html)


def test_words_names_and_clocks_are_those_of_the_reader() -> None:
    rows = [{
        "id": uuid4(), "kind": "sign_in_link", "owed_at": AT, "role": "coordinator",
        "municipality": "0108", "act": "person.read", "subject": "event:" + str(uuid4()),
        "detail": '{"way": "new", "scope": ["0108"]}', "languages": ["es", "quc"], "done": True,
        "weekday": 5, "from_time": time(9), "first_day": date(2026, 3, 1), "total": 3,
        "read_at": None, "title": "paper",
    }]  # fmt: skip
    cells = told(page("Ana <b>", [("Cosas", rows)], AT, READER))
    heads, values = cells[: len(cells) // 2], cells[len(cells) // 2 :]
    assert heads == [
        "tipo", "debido", "papel", "municipio", "qué hizo", "sobre qué", "detalle", "idiomas",
        "hechas", "día", "desde las", "primer día", "líneas", "leído", "actividad",
    ]  # fmt: skip
    assert values[5].startswith("actividad …")
    assert values[:5] + values[6:] == [
        "Enlace para entrar", "01/03/2026 21:30", "coordinación", "Mixco",
        "miró qué datos hay de una persona", "cómo: nuevo; municipios: Mixco", "español, K’iche’",
        "sí", "sábado", "09:00", "01/03/2026", "3", "—", "paper",
    ]  # fmt: skip


def test_what_is_no_code_stands_as_it_was_written() -> None:
    rows = [{"subject": "Cambio: otro día", "detail": "550 no such mailbox", "facts": '["a", "b"]'}]
    shown = page("Ana", [("Avisos", rows), ("Nada de esto", [])], AT, READER)
    assert told(shown)[3:] == ["Cambio: otro día", "550 no such mailbox", "a, b"]
    assert "Reunido el 01/03/2026 21:30, con las horas de America/Guatemala" in shown
    assert "<h2>Nada de esto</h2><p>Nada.</p>" in shown


@pytest.mark.usefixtures("db")
async def test_every_column_that_is_handed_over_has_a_heading() -> None:
    named: set[str] = set()
    queries = [holding.query for room in rooms.PERSONAL for holding in room.holdings]
    async with connection() as lent:
        for written in queries:
            query = written
            for place, number in enumerate(sorted(set(ARGUMENT.findall(query))), start=1):
                query = query.replace(f"${number}", f"${place}")
            named |= {one.name for one in (await lent.prepare(query)).get_attributes()}
    assert named - set(HEADINGS) == {"id"}
