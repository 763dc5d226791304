"""The outbox as coordinators and administrators see it."""

import re
from uuid import UUID

import httpx
import pytest

from notifications.domain.office import Office
from server.accounts.domain import sign_in
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import SATURDAY, TODAY, planned
from tests.support.post_office import PostOffice
from tests.support.rounds import DAY, HOUR, accepted, invited, notices, told


def rows(page: str) -> int:
    return page.count('<th scope="row">')


async def only_notice() -> UUID:
    return UUID(str((await fetch("SELECT id FROM notice"))[0]["id"]))


async def failed(office: Office, post: PostOffice) -> UUID:
    await invited()
    post.to_recipient = ["550 no such person"]
    await told(office, TODAY)
    return await only_notice()


async def test_nobody_sees_the_outbox_without_coming_in(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/avisos")
    assert (answer.status_code, answer.headers["location"]) == (303, "/entrar?next=/avisos")


async def test_an_evaluator_may_not_see_the_outbox(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get("/avisos")).status_code == 403


async def test_an_empty_outbox_says_so(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.admin)
    page = (await visitor.get("/avisos")).text
    assert "Nada por aquí" in page
    assert "No hay un servidor de correo configurado" in page


async def test_a_coordinator_sees_who_was_told_what_and_when(
    visitor: httpx.AsyncClient, cast: Cast, office: Office
) -> None:
    await invited()
    await told(office, TODAY)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos")).text
    assert rows(page) == 1
    for shown in (
        "Invitación",
        "Ana Ayuda",
        "Enviado",
        "Navegar con cuidado, sáb 5 dic, 09:00",
        "sáb 28 nov, 09:00",
    ):
        assert shown in page


async def test_a_coordinator_sees_only_their_own_places(
    visitor: httpx.AsyncClient, cast: Cast, office: Office
) -> None:
    await invited()
    await told(office, TODAY)
    notice = await only_notice()
    await sign_in_as(visitor, cast.mixco)
    assert rows((await visitor.get("/avisos")).text) == 0
    assert (await visitor.get(f"/avisos/{notice}")).status_code == 404
    assert (await submit(visitor, f"/avisos/{notice}/reenvio")).status_code == 404


async def test_only_administrators_see_who_asked_to_come_in(
    visitor: httpx.AsyncClient, cast: Cast, office: Office
) -> None:
    assert cast.mixco.account is not None
    await sign_in.make_link(cast.mixco.account, at=TODAY, by_mail=True)
    await told(office, TODAY)
    await sign_in_as(visitor, cast.mixco)
    assert rows((await visitor.get("/avisos")).text) == 0
    await sign_in_as(visitor, cast.admin)
    assert rows((await visitor.get("/avisos")).text) == 1


async def test_a_filter_shows_what_it_counts(
    visitor: httpx.AsyncClient, cast: Cast, office: Office, post: PostOffice
) -> None:
    event = await planned()
    post.to_recipient, post.drops = ["550 no such person"], 1
    await invited("Ana Ayuda", event=event)
    await told(office, TODAY)
    await invited("Beto Ayuda", event=event)
    await told(office, TODAY)
    await invited("Cora Ayuda", event=event)
    await told(office, TODAY)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos")).text
    counts = dict(re.findall(r'<a href="/avisos(?:\?estado=(\w+))?"[^>]*>[^<]*\((\d+)\)', page))
    assert counts == {
        "": "3",
        "queued": "1",
        "sent": "1",
        "failed": "1",
        "doubt": "1",
    }
    for name, number in counts.items():
        assert rows((await visitor.get("/avisos", params={"estado": name})).text) == int(number)


async def test_what_may_have_gone_twice_says_so(
    visitor: httpx.AsyncClient, cast: Cast, office: Office, post: PostOffice
) -> None:
    await invited()
    post.drops = 1
    await told(office, TODAY)
    await told(office, TODAY + HOUR)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/avisos/{await only_notice()}")).text
    assert "Posiblemente enviado dos veces" in page
    assert [said in page for said in ("No se sabe si salió", "Salió</span>")] == [True, True]


async def test_a_failed_notice_says_why_and_is_sent_again(
    visitor: httpx.AsyncClient, cast: Cast, office: Office, post: PostOffice
) -> None:
    notice = await failed(office, post)
    await sign_in_as(visitor, cast.pinula)
    assert "550 no such person" in (await visitor.get(f"/avisos/{notice}")).text
    answer = await submit(visitor, f"/avisos/{notice}/reenvio")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/avisos/{notice}")
    await execute("UPDATE notice SET due_at = $1", TODAY)
    await told(office, TODAY)
    assert (len(post.letters), await notices()) == (1, {("invitation", "sent"): 1})
    (entry,) = await fetch("SELECT account FROM audit_entry WHERE act = 'notice.queued_again'")
    assert entry["account"] == cast.pinula.account


async def test_what_did_not_fail_is_not_sent_again(
    visitor: httpx.AsyncClient, cast: Cast, office: Office, post: PostOffice
) -> None:
    await invited()
    await told(office, TODAY)
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, f"/avisos/{await only_notice()}/reenvio")
    assert answer.status_code == 409
    assert len(post.letters) == 1


async def test_a_kept_letter_is_shown_without_its_keys(
    visitor: httpx.AsyncClient, cast: Cast, offline_office: Office
) -> None:
    await invited()
    await told(offline_office, TODAY)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/avisos/{await only_notice()}")).text
    assert "Invitación: sábado 5 de diciembre, 09:00" in page
    assert "con una invitación para el calendario" in page
    assert re.findall(r"http://convoca\.test/r/(\S*?)\?", page) == ["…", "…"]


async def test_not_even_an_administrator_sees_a_way_in(
    visitor: httpx.AsyncClient, cast: Cast, offline_office: Office
) -> None:
    assert cast.mixco.account is not None
    link = await sign_in.make_link(cast.mixco.account, at=TODAY, by_mail=True)
    await told(offline_office, TODAY)
    await sign_in_as(visitor, cast.admin)
    page = (await visitor.get(f"/avisos/{await only_notice()}")).text
    assert "http://convoca.test/entrar/…" in page
    assert sign_in.link_token(link, offline_office.signer) not in page


async def test_a_notice_that_waits_says_when_it_is_tried_next(
    visitor: httpx.AsyncClient, cast: Cast, office: Office, post: PostOffice
) -> None:
    await invited()
    post.to_letter = ["451 later"]
    await told(office, TODAY)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos")).text
    assert [said in page for said in ("Próximo intento", "pidió esperar", "Por enviar")] == [
        True
    ] * 3


async def test_pages_follow_one_another(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await execute(
        "INSERT INTO notice (id, key, kind, account, subject, owed_at, due_at)"
        " SELECT gen_random_uuid(), 'k' || n, 'reminder', $1, gen_random_uuid(), $2, $2"
        " FROM generate_series(1, 51) n",
        cast.admin.account, now(),
    )  # fmt: skip
    await sign_in_as(visitor, cast.admin)
    first = (await visitor.get("/avisos")).text
    second = (await visitor.get("/avisos", params={"pagina": 2})).text
    beyond = (await visitor.get("/avisos", params={"pagina": 9})).text
    assert [rows(page) for page in (first, second, beyond)] == [50, 1, 1]
    assert ('href="/avisos?pagina=2"' in first, "Página 2" in second) == (True, True)


@pytest.mark.parametrize(
    "query",
    ["estado=todo", "pagina=0", "pagina=-9", "pagina=99999999999", "pagina=x", "estado=%00"],
)
async def test_a_nonsense_filter_shows_the_outbox(
    visitor: httpx.AsyncClient, cast: Cast, query: str
) -> None:
    await sign_in_as(visitor, cast.admin)
    assert (await visitor.get(f"/avisos?{query}")).status_code == 200


async def test_what_lost_its_reason_says_so(
    visitor: httpx.AsyncClient, cast: Cast, office: Office, post: PostOffice
) -> None:
    await accepted()
    post.to_letter = ["451 later"]
    await told(office, SATURDAY - 2 * DAY)
    await execute("UPDATE assignment SET status = 'declined'")
    await told(office, SATURDAY - DAY)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/avisos/{await only_notice()}")).text
    assert "Lo que había que decir dejó de ser cierto" in page
