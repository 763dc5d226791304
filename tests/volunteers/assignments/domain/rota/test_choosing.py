"""Everybody for a place of a draft, with every reason why not."""

from datetime import date, timedelta

from server.foundation.database import execute
from tests.support.cast import Cast
from tests.support.crew import helper
from tests.support.draft_rotas import draft
from tests.support.events import TODAY, planned
from volunteers.assignments.domain import invitations
from volunteers.assignments.domain.rota.choosing import choosing

LATER = TODAY + timedelta(hours=1)
SOON = TODAY - timedelta(hours=1)


async def test_candidates_are_ranked_with_all_their_reasons(cast: Cast) -> None:
    event = await planned(published=False, audiences=("adolescents",))
    ana, berta = await helper("Ana Ayuda", home="0108"), await helper("Berta Bien")
    never = await helper("Clara Nunca", cleared_until=None)
    lapsed = await helper("Dora Antes", cleared_until=date(2026, 12, 4))
    far = await helper("Flora Lejos", home="0108")
    await execute("UPDATE volunteer SET travel_minutes = 5 WHERE id = $1", far)
    rota = await draft([], events=[event])
    found = await choosing(rota, event, "lead", person=None, by=cast.admin, at=LATER)
    road = next(one.way for one in found.choices if one.person.id == ana)
    assert road > 5
    lapses = (
        "La constancia para trabajar con menores vale hasta el 4 de diciembre de 2026"
        " y no cubre la fecha."
    )
    alone = "Sería la única persona adulta, y se espera a menores."
    told = {one.person.id: (one.possible, one.way, one.reasons) for one in found.choices}
    assert told == {
        berta: (True, 0, (alone,)),
        ana: (True, road, (alone,)),
        far: (True, road, (f"Queda a {road} minutos; puede viajar 5.", alone)),
        never: (False, 0, ("Falta la constancia para trabajar con menores.", alone)),
        lapsed: (False, 0, (lapses, alone)),
    }  # fmt: skip
    assert [one.person.id for one in found.choices][:3] == [berta, ana, far]
    assert (found.person, found.free, found.other_free, found.partners) == (None, True, True, ())


async def test_whom_one_may_swap_with_is_told(cast: Cast) -> None:
    event = await planned()
    ana, berta = await helper("Ana Ayuda"), await helper("Berta Bien")
    rota = await draft([(event, ana, "lead"), (event, berta, "assistant")], events=[event])
    found = await choosing(rota, event, "lead", person=ana, by=cast.pinula, at=LATER)
    assert found.person is not None
    assert (found.person.name, found.free, found.other_free) == ("Ana Ayuda", True, False)
    assert [one.name for one in found.partners] == ["Berta Bien"]
    place = await invitations.invite(event, berta, "assistant", by=cast.pinula, at=SOON)
    await invitations.answer(place, "accepted", at=SOON)
    found = await choosing(rota, event, "lead", person=ana, by=cast.pinula, at=LATER)
    assert found.partners == ()
