"""Answering from a link in a message."""

from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from events.planning.domain import planning, venues
from events.planning.domain.venues import NewVenue
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from server.foundation.identity import SYSTEM
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.crew import helper
from tests.support.events import planned
from volunteers.assignments.domain import invitations
from volunteers.assignments.domain.answer_links import answer_token

SOON = timedelta(days=7)


@pytest.fixture
def signer(settings: Settings) -> Signer:
    return Signer(settings.secret_key)


async def invited() -> UUID:
    ana = await helper(cleared_until=(now() + timedelta(days=90)).date(), at=now())
    starts = now() + SOON
    event = await planned(starts_at=starts, ends_at=starts + timedelta(hours=2), at=now())
    return await invitations.invite(event, ana, "lead", by=SYSTEM, at=now())


async def status_of(assignment: UUID) -> str:
    row = await fetch("SELECT status FROM assignment WHERE id = $1", assignment)
    return str(row[0]["status"])


async def test_opening_the_link_answers_nothing(visitor: httpx.AsyncClient, signer: Signer) -> None:
    assignment = await invited()
    for lean in ("", "?r=si", "?r=no", "?r=x"):
        address = f"/r/{answer_token(assignment, signer)}{lean}"
        page = await visitor.get(address)
        assert (page.status_code, "Navegar con cuidado" in page.text) == (200, True)
        assert page.text.count("<form") == 2  # the language, and one answer
        assert (await visitor.head(address)).status_code in {200, 405}
    assert await status_of(assignment) == "invited"


async def test_there_is_one_big_button_and_a_way_to_the_other_answer(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    address = f"/r/{answer_token(await invited(), signer)}"
    for lean, button, other in (("si", "Sí, puedo ir", "no"), ("no", "No puedo", "si")):
        page = (await visitor.get(f"{address}?r={lean}")).text
        primary = page.split('class="button button-primary" type="submit">')[1]
        assert primary.split("</button>")[0].endswith(button)
        assert f'href="{address}?r={other}"' in page


async def test_the_page_says_until_when_to_answer(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    assignment = await invited()
    await execute("UPDATE assignment SET answer_by = '2026-12-02T15:30:00Z'")
    page = (await visitor.get(f"/r/{answer_token(assignment, signer)}")).text
    assert "Responder a más tardar el miércoles 2 de diciembre a las 09:30." in page


async def test_one_tap_answers_with_no_session_and_no_cookie(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    assignment = await invited()
    address = f"/r/{answer_token(assignment, signer)}"
    yes = await visitor.post(address, data={"answer": "accepted"})
    assert (yes.status_code, yes.headers["location"]) == (303, address)
    assert await status_of(assignment) == "accepted"
    told = (await visitor.get(address)).text
    assert "Ya está anotado que sí" in told
    assert "Gracias. Quedó anotado que sí." in told
    no = await visitor.post(address, data={"answer": "declined", "reason": " Hay examen\x00"})
    assert no.status_code == 303
    assert "Ya está anotado que no" in (await visitor.get(address)).text
    assert [row["reason"] for row in await fetch("SELECT reason FROM answer ORDER BY at")] == [
        "",
        "Hay examen",
    ]


@pytest.mark.parametrize(
    "data", [{}, {"answer": ""}, {"answer": "maybe"}, {"answer": "declined", "reason": "ñ" * 501}]
)
async def test_what_cannot_be_read_is_said_and_kept(
    visitor: httpx.AsyncClient, signer: Signer, data: dict[str, str]
) -> None:
    assignment = await invited()
    answer = await visitor.post(f"/r/{answer_token(assignment, signer)}", data=data)
    assert (answer.status_code, 'class="error-summary"' in answer.text) == (422, True)
    assert data.get("reason", "") in answer.text
    assert await status_of(assignment) == "invited"
    assert await fetch("SELECT FROM answer") == []


async def test_a_yes_that_cannot_be_is_refused_with_its_reason(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    assignment = await invited()
    await execute("DELETE FROM clearance")
    await execute("UPDATE event_audience SET audience = 'adolescents'")
    answer = await visitor.post(
        f"/r/{answer_token(assignment, signer)}", data={"answer": "accepted"}
    )
    assert answer.status_code == 409
    assert "Falta la constancia para trabajar con menores." in answer.text
    assert await status_of(assignment) == "invited"


async def test_what_needs_no_answer_any_more_says_so(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    assignment = await invited()
    address = f"/r/{answer_token(assignment, signer)}"
    event = (await fetch("SELECT event FROM assignment"))[0]["event"]
    await execute("UPDATE event SET starts_at = now() - interval '1 hour'")
    assert "ya empezó o terminó" in (await visitor.get(address)).text
    assert (await visitor.post(address, data={"answer": "accepted"})).status_code == 409
    await execute("UPDATE event SET starts_at = ends_at - interval '1 hour'")
    await invitations.withdraw(assignment, by=SYSTEM, at=now())
    assert "ya no está vigente" in (await visitor.get(address)).text
    await planning.cancel(event, "rain", by=SYSTEM, at=now())
    page = (await visitor.get(address)).text
    assert ("se canceló" in page, page.count("<form")) == (True, 1)


async def test_the_page_says_nothing_that_should_not_be_read_over_a_shoulder(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    ana = await helper(topics=("gender-violence",), cleared_until=None)
    starts = now() + SOON
    event = await planned(
        title="Violencia de género", topics=("gender-violence",), audiences=("teachers",),
        starts_at=starts, ends_at=starts + timedelta(hours=2), at=now(),
    )  # fmt: skip
    assignment = await invitations.invite(event, ana, "lead", by=SYSTEM, at=now())
    page = (await visitor.get(f"/r/{answer_token(assignment, signer)}")).text
    assert "<h1>Taller</h1>" in page
    assert "violencia" not in page.lower()


async def test_a_link_that_is_not_ours_leads_nowhere(
    visitor: httpx.AsyncClient, signer: Signer, db: None
) -> None:
    for token in ("nada", answer_token(uuid4(), signer), signer.sign("sign-in", uuid4().bytes)):
        assert (await visitor.get(f"/r/{token}")).status_code == 404
        assert (await visitor.post(f"/r/{token}", data={"answer": "accepted"})).status_code == 404


async def test_who_no_longer_helps_is_not_told_a_confidential_place(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    home = NewVenue(name="Casa Azul", municipality="0103", confidential=True)
    ana = await helper(cleared_until=(now() + timedelta(days=90)).date(), at=now())
    venue, starts = await venues.add(home, by=SYSTEM, at=now()), now() + SOON
    event = await planned(
        starts_at=starts, ends_at=starts + timedelta(hours=2), at=now(), venue=venue
    )
    assignment = await invitations.invite(event, ana, "lead", by=SYSTEM, at=now())
    address = f"/r/{answer_token(assignment, signer)}"
    assert "Casa Azul" in (await visitor.get(address)).text
    await invitations.withdraw(assignment, by=SYSTEM, at=now())
    assert "Casa Azul" not in (await visitor.get(address)).text


async def test_a_form_far_beyond_two_answers_is_not_even_read(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    address = f"/r/{answer_token(await invited(), signer)}"
    sent = await visitor.post(address, data={"answer": "declined", "reason": "x" * 40_000})
    assert sent.status_code == 413


async def test_what_comes_next_is_said_after_a_yes(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    address = f"/r/{answer_token(await invited(), signer)}"
    await visitor.post(address, data={"answer": "accepted"})
    page = (await visitor.get(address)).text
    for said in ("Qué sigue", "/mis-turnos#calendario", f"{address}/sustitucion", "Ya no puedo ir"):
        assert said in page
    assert "Falta poco" not in page
    await execute("UPDATE event SET starts_at = now() + interval '2 days'")
    assert "la coordinación recibe un aviso" in (await visitor.get(f"{address}?r=no")).text


async def test_a_usual_reason_is_chosen_in_one_tap_and_kept(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    address = f"/r/{answer_token(await invited(), signer)}"
    wrong = await visitor.post(address, data={"answer": "declined", "usual": "illness"})
    assert (wrong.status_code, "Elegir una de las opciones." in wrong.text) == (422, True)
    long = {"answer": "declined", "usual": "rest", "reason": "x" * 501}
    page = (await visitor.post(address, data=long)).text
    assert 'value="rest" checked' in page
    await visitor.post(address, data={"answer": "declined", "usual": "rest"})
    rows = await fetch("SELECT usual, reason FROM answer")
    assert [tuple(row) for row in rows] == [("rest", "")]
    assert "Ahora sí puedo ir" in (await visitor.get(address)).text


async def test_who_comes_too_late_is_thanked_and_not_refused(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    assignment = await invited()
    event = (await fetch("SELECT event FROM assignment"))[0]["event"]
    faster = await invitations.invite(
        event, await helper("Beto Ben", at=now()), "lead", by=SYSTEM, at=now()
    )
    await invitations.answer(faster, "accepted", at=now())
    address = f"/r/{answer_token(assignment, signer)}"
    answer = await visitor.post(address, data={"answer": "accepted"})
    assert answer.status_code == 303
    page = (await visitor.get(address)).text
    assert (page.count("Gracias: el lugar ya se cubrió."), page.count("<form")) == (2, 1)
    assert await status_of(assignment) == "expired"
    await invitations.withdraw(faster, by=SYSTEM, at=now())
    assert "el lugar todavía está libre" in (await visitor.get(address)).text
