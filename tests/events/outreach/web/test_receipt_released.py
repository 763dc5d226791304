"""What strangers read of a release on a receipt of it."""

from datetime import date

import pytest

from events.outreach.domain.releases.released import Released, ReleasedCell, ReleasedTable
from events.outreach.web.receipt_released import shown
from server.foundation.identity import new_id
from tests.support.registers import AFTER


@pytest.mark.parametrize(
    ("cell", "contacts", "people"),
    [
        (ReleasedCell(contacts=1200, at_least=300, at_most=410), "1,200", "300–410"),
        (ReleasedCell(contacts=1200, at_least=300), "1,200", "al menos 300"),
        (ReleasedCell(contacts=1200, at_most=410), "1,200", "a lo más 410"),
        (ReleasedCell(), "reservado", "reservado"),
    ],
)
def test_what_is_held_back_is_said_to_be(cell: ReleasedCell, contacts: str, people: str) -> None:
    release = Released(
        id=new_id(), project=None, project_name=None, title="Marzo", readers="public",
        first=date(2026, 3, 1), last=date(2026, 3, 31), ages=None, small=5, rule="2026-1",
        events=2, tables=(ReleasedTable(dimensions=(), cells=(cell,)),), made_at=AFTER,
        withdrawn_at=None, withdrawn_why=None,
    )  # fmt: skip
    face = shown(release, zone="America/Guatemala")
    assert (face.contacts, face.people) == (contacts, people)
    assert face.project == "Todos los proyectos"
