"""The page of the words of every notice, and sending oneself one of them."""

import re
from email.message import EmailMessage

import httpx
import pytest

from notifications.domain.notices.kinds import KINDS
from notifications.domain.office import Office
from notifications.domain.outbox import rounds
from server.foundation.clock import now
from server.foundation.database import fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.events import TODAY
from tests.support.mailbox import text_of
from tests.support.post_office import PostOffice
from tests.support.rounds import invited, told


async def tried(
    visitor: httpx.AsyncClient, kind: str = "invitation", channel: str = "mail"
) -> httpx.Response:
    return await submit(visitor, f"/avisos/textos/{kind}/prueba", {"channel": channel})


async def delivered(office: Office) -> None:
    """One round of the outbox now."""
    await rounds.tick(office, clock=now)


def of_trial(post: PostOffice) -> EmailMessage:
    (letter,) = [one for one in post.letters if str(one["Subject"]).startswith("[Prueba]")]
    return letter


async def test_an_evaluator_may_not_see_the_texts(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get("/avisos/textos")).status_code == 403


async def test_every_kind_of_notice_is_listed(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos/textos")).text
    assert set(re.findall(r'href="/avisos/textos/(\w+)"', page)) == {
        name for name, kind in KINDS.items() if kind.to != "webhook" and name != "test_send"
    }


@pytest.mark.parametrize("language", ["es", "en"])
async def test_every_kind_has_a_page_in_every_language(
    visitor: httpx.AsyncClient, cast: Cast, language: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    kinds = [name for name, kind in KINDS.items() if kind.to != "webhook" and name != "test_send"]
    answers = {
        kind: (await visitor.get(f"/avisos/textos/{kind}?idioma={language}")).status_code
        for kind in kinds
    }
    assert answers == dict.fromkeys(kinds, 200)


@pytest.mark.parametrize("kind", ["nothing", "test_send"])
async def test_what_is_no_kind_has_no_page(
    visitor: httpx.AsyncClient, cast: Cast, kind: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert (await visitor.get(f"/avisos/textos/{kind}")).status_code == 404
    assert (await tried(visitor, kind)).status_code == 404


async def test_a_notice_is_shown_in_its_own_words_without_what_is_personal(
    visitor: httpx.AsyncClient, cast: Cast, office: Office
) -> None:
    await invited()
    await told(office, TODAY)
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos/textos/invitation")).text
    assert "Las personas y los datos del ejemplo son inventados." in page
    assert re.search(r"<dd lang=.es.>Invitación: sábado [^<]+, 09:00<", page)
    assert re.search(r"Convoca: hay una invitacion para el sabado [^<]+, 09:00. Responder:", page)
    assert "Ana Ayuda" not in page
    assert re.findall(r"/r/([^?<\s]*)", page) == ["…"] * 4


async def test_what_only_a_provider_needs_is_folded_away(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos/textos/invitation")).text
    folded = re.findall(
        r"<details class=.more.><summary>Para el proveedor.*?</details>", page, re.DOTALL
    )
    assert len(folded) == len(("sms", "whatsapp"))
    technical = ("{when}", "GSM-7", "convoca_invitation", "{{1}}. Responder: {{2}}")
    assert [one for one in technical if one not in "".join(folded)] == []
    for fold in folded:
        page = page.replace(fold, "")
    assert [one for one in technical if one in page] == []
    assert re.search(r"Con el enlace completo tiene \d+ caracteres\.", page)


async def test_the_list_shows_texts_as_they_read(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos/textos")).text
    assert (
        "Convoca: hay una invitación para el sábado 5 de diciembre, 09:00."
        " Responder: convoca.test/…"
    ) in page
    assert "{when}" not in page


async def test_the_monday_letter_is_shown_with_the_numbers_of_today(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get("/avisos/textos/digest")).text
    assert "Así se lee este aviso, con las cifras de hoy." in page
    assert "Resumen de la semana" in page


async def test_a_trial_arrives_marked_and_with_links_of_nobody(
    visitor: httpx.AsyncClient, cast: Cast, office: Office, post: PostOffice
) -> None:
    await invited()
    await told(office, TODAY)
    await sign_in_as(visitor, cast.pinula)
    answer = await tried(visitor)
    assert answer.headers["location"] == "/avisos/textos/invitation"
    await delivered(office)
    letter = of_trial(post)
    assert str(letter["To"]) == "Paula Pinula <pinula@convoca.test>"
    assert str(letter["Subject"]).startswith("[Prueba] Invitación: sábado ")
    assert "Es una prueba" in text_of(letter)
    assert [part.get_content_type() for part in letter.walk()][1:] == ["text/plain", "text/html"]
    link = re.search(r"(/r/\S+)\?r=si", text_of(letter))
    assert link is not None
    assert (await visitor.get(link[1])).status_code == 404
    rows = await fetch("SELECT kind FROM inbox_entry i JOIN notice n ON n.id = i.notice")
    assert "test_send" not in {row["kind"] for row in rows}


async def test_a_trial_of_what_there_never_was_has_its_own_words(
    visitor: httpx.AsyncClient, cast: Cast, office: Office, post: PostOffice
) -> None:
    await sign_in_as(visitor, cast.pinula)
    await tried(visitor, "lapsing")
    assert "Por enviar" in (await visitor.get("/avisos/textos/lapsing")).text
    await delivered(office)
    assert str(of_trial(post)["Subject"]).startswith("[Prueba] Por vencer el ")
    assert "Enviado" in (await visitor.get("/avisos/textos/lapsing")).text


async def test_nobody_tries_a_channel_that_is_not_theirs(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    assert (await tried(visitor, channel="sms")).status_code == 422
    assert await fetch("SELECT FROM notice") == []


async def test_nobody_tries_without_end(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    answers = [(await tried(visitor)).status_code for _each in range(11)]
    assert answers == [303] * 10 + [429]
