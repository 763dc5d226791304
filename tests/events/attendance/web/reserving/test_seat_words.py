"""How a registration stands, in words."""

from uuid import uuid4

import pytest
from msgspec.structs import replace

from events.attendance.domain.reserving.registrations import Seat
from events.attendance.web.reserving.seat_words import heading, sentences
from events.planning.domain import agenda
from tests.support.events import planned

SEAT = Seat(
    id=uuid4(), event=uuid4(), people=2, status="waiting", until=None, ahead=3, turn=False,
    free=0, told=False, open=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("status", "named", "said"),
    [
        ("waiting", "En lista de espera", "3 personas esperan antes."),
        (
            "lapsed",
            "El ofrecimiento venció",
            "No se aceptó a tiempo y el lugar pasó a quien seguía.",
        ),
        ("cancelled", "Reserva cancelada", "El lugar quedó libre para otra persona."),
        ("offered", "Hay lugar: falta aceptarlo", "Se liberaron 2 lugares para esta reserva."),
        ("confirmed", "Lugar confirmado", "Hay 2 lugares apartados."),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("db")
async def test_a_page_says_how_it_stands(status: str, named: str, said: str) -> None:
    event, seat = await agenda.event(await planned()), replace(SEAT, status=status)
    assert (heading(seat, event), said in sentences(seat, event)) == (named, True)
