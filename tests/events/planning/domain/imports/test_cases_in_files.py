"""A file that tells of somebody's case: refused, and nothing of it stays."""

import pytest

from server.foundation.database import fetch
from tests.support.imported import counts, everything, foreseen, looked_through

pytestmark = pytest.mark.usefixtures("db")
HEAD = "Actividad,Fecha,Hora inicio,Hora fin,Municipio,Tipo,Notas\n"
OPEN = "Cine en el parque,5/12/2026,9:00,11:00,MIXCO,cineforo,traer cable\n"
CASE = "Acompañamiento a la víctima Josefina,6/12/2026,9:00,11:00,MIXCO,reunión,\n"
WRONG = "Cine sin lugar,38/12/2026,9:00,11:00,MIXCO,cineforo,\n"


async def test_a_case_is_refused_with_the_reason_and_the_rest_comes_in() -> None:
    outcomes = await foreseen(HEAD + CASE + OPEN)
    assert counts(outcomes) == {"refused": 1, "new": 1}
    assert "no guarda casos" in outcomes[0].wrong["row"]
    assert await everything() == []


async def test_of_a_refused_case_only_its_number_is_kept() -> None:
    case, wrong = await foreseen(HEAD + CASE + WRONG)
    assert (case.number, case.title, case.cells) == (2, "", [])
    assert (wrong.title, wrong.cells[0]) == ("Cine sin lugar", "Cine sin lugar")


async def test_what_was_staged_of_a_case_is_found_nowhere_among_the_outcomes() -> None:
    staged = await looked_through(HEAD + CASE)
    kept = await fetch("SELECT results::text AS told FROM agenda_import WHERE id = $1", staged)
    assert "Josefina" not in kept[0]["told"]
