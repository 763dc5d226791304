"""«Medios para avisos», as people fill it in."""

import httpx
import pytest

from notifications.domain.contacts import consents, preferences
from notifications.domain.notices.contact_check import contact_check
from server.foundation.clock import now
from server.foundation.database import execute, fetch
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.crew import helper
from tests.support.reached import MAIL, NUMBER, SMS, account_of, named
from volunteers.people.domain import volunteers

OWN = "/mis-avisos/medios"
Typed = dict[str, str | list[str]]
SAID: Typed = {
    "mail": "Ana@Otra.test", "mail_rank": "2", "call": "5555-1234", "call_from": "18:00",
    "call_until": "20:00", "call_rank": "1",
}  # fmt: skip


async def test_everybody_who_signs_in_has_a_page(visitor: httpx.AsyncClient, cast: Cast) -> None:
    ana = await volunteers.actor_of(await helper())
    for who in (cast.admin, cast.pinula, cast.evaluator, ana):
        await sign_in_as(visitor, who)
        page = await visitor.get(OWN)
        assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
        assert f'<span class="muted">{who.email}</span>' in page.text
        assert f'href="{OWN}" aria-current="page"' in page.text


async def test_somebody_names_their_ways_and_takes_them_back(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.evaluator)
    assert (await submit(visitor, OWN, SAID)).headers["location"] == OWN
    page = (await visitor.get(OWN)).text
    assert page.index("+502 5555 1234 · de 18:00 a 20:00") < page.index("ana@otra.test · a cualq")
    goes_on = "Los avisos siguen llegando al correo de la cuenta hasta que se confirme"
    told = ("Por confirmar", f"Guardado. {goes_on}", "El mensaje sale en un momento.")
    assert [words in page for words in told] == [True] * 3
    assert f'action="{OWN}/mail/baja"' in page
    assert (await submit(visitor, f"{OWN}/mail/prueba")).status_code == 303
    assert (await submit(visitor, OWN)).status_code == 303
    page = (await visitor.get(OWN)).text
    assert "Hoy los avisos salen por: Correo electrónico." in page
    assert page.count("Lo quitó la persona") == 1
    assert "3 cambios" in page


async def test_a_way_is_left_and_used_again(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    for act, withdrawn in (("baja", True), ("vuelta", False)):
        assert f'action="{OWN}/mail/{act}"' in (await visitor.get(OWN)).text
        assert (await submit(visitor, f"{OWN}/mail/{act}")).status_code == 303
        assert await consents.is_withdrawn(account_of(cast.pinula), "mail") is withdrawn
    for act in ("baja", "vuelta"):
        assert (await submit(visitor, f"{OWN}/sms/{act}")).status_code == 404
    await named(cast.pinula, MAIL, at=now())
    await consents.withdraw(account_of(cast.pinula), "mail", "one_click", at=now())
    page = (await visitor.get(OWN)).text
    assert ("De baja" in page, "Se dio de baja desde su programa de correo" in page) == (True, True)


@pytest.mark.parametrize(
    ("part", "typed", "field"),
    [
        ("", {"mail": "nada", "mail_from": "08:00"}, "mail"),
        ("", {"call": "020 555"}, "call"),
        ("", {"call": "5555-1234", "call_from": "ocho"}, "call_from"),
        ("", {"call": "5555-1234", "call_rank": "7"}, "call_rank"),
        ("/silencio", {"quiet": "these", "zone": "UTC", "quiet_from": "nueve"}, "quiet_from"),
        ("/silencio", {"quiet": "these", "zone": "UTC", "quiet_from": "09:00",
                       "quiet_until": "09:00"}, "quiet_until"),
        ("/silencio", {"quiet": "never", "zone": "UTC"}, "quiet"),
    ],
)  # fmt: skip
async def test_what_is_refused_stays_as_it_was_typed(
    visitor: httpx.AsyncClient, cast: Cast, part: str, typed: Typed, field: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await submit(visitor, f"{OWN}{part}", typed)
    assert (answer.status_code, f'id="f-{field}-error"' in answer.text) == (422, True)
    kept = [value for name, value in typed.items() if name not in {"quiet", "call_rank"}]
    assert [f'value="{value}"' in answer.text for value in kept] == [True] * len(kept)


async def test_somebody_says_when_they_want_nothing(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await sign_in_as(visitor, cast.pinula)
    hours: Typed = {"quiet_from": "22:00", "quiet_until": "07:30", "zone": "Europe/Madrid"}
    told = []
    for mode in ("these", "none", "usual"):
        await submit(visitor, f"{OWN}/silencio", {**hours, "quiet": mode})
        page = (await visitor.get(OWN)).text
        sentences = ("Nada de 22:00 a 07:30, hora de Madrid.", "<p>Sin horas de silencio.</p>")
        told.append([words in page.replace("\u2060", "") for words in sentences])
    assert told == [[True, False], [False, True], [False, False]]


@pytest.mark.parametrize("chosen", ["usual", "none"])
async def test_hours_that_somebody_typed_are_kept_whatever_is_chosen_above_them(
    visitor: httpx.AsyncClient, cast: Cast, chosen: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    typed: Typed = {
        "quiet": chosen, "zone": "America/Guatemala", "quiet_from": "22:30", "quiet_until": "06:00",
        "quiet_from_shown": "21:00", "quiet_until_shown": "06:00",
    }  # fmt: skip
    assert 'name="quiet_from_shown" value="21:00"' in (await visitor.get(OWN)).text
    await submit(visitor, f"{OWN}/silencio", typed)
    page = (await visitor.get(OWN)).text.replace("\u2060", "")
    assert page.count("Nada de 22:30 a 06:00, hora de Guatemala.") == 2
    left: Typed = {**typed, "quiet_from_shown": "22:30"}
    await submit(visitor, f"{OWN}/silencio", left)
    assert (await preferences.quiet_of(account_of(cast.pinula)) is None) == (chosen == "usual")


async def test_a_mistake_names_its_field_and_may_be_reloaded(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.pinula)
    lacking: Typed = {"quiet": "these", "zone": "UTC", "quiet_from": "", "quiet_until": "06:00"}
    refused = await submit(visitor, f"{OWN}/silencio", lacking)
    assert (refused.status_code, "Silencio desde: Falta la hora." in refused.text) == (422, True)
    again = await visitor.get(f"{OWN}/silencio")
    assert (again.status_code, again.headers["location"]) == (303, OWN)


@pytest.mark.parametrize(
    ("state", "outcome", "detail", "told"),
    [
        ("failed", "refused", "not connected: ConnectError",
         "El mensaje no salió: No se pudo llegar al proveedor."),
        ("queued", "failed", "451 later", "Se intenta de nuevo."),
        ("sent", "sent", "", "El mensaje salió: "),
        ("unknown", "unknown", "", "No se sabe si el mensaje salió."),
        ("held", None, "", "El mensaje sale más tarde: "),
        ("superseded", None, "", "El mensaje sale en un momento."),
    ],
)  # fmt: skip
async def test_the_page_tells_how_the_question_fares(
    visitor: httpx.AsyncClient, cast: Cast, state: str, outcome: str | None, detail: str, told: str
) -> None:
    await named(cast.pinula, MAIL, at=now())
    await contact_check.owe(now())
    await execute(
        "UPDATE notice SET state = $1::text, due_at = now() + interval '1 hour', settled_at ="
        " CASE WHEN $1 IN ('sent', 'failed', 'superseded') THEN now() END", state,
    )  # fmt: skip
    if outcome:
        await execute(
            "INSERT INTO delivery (id, notice, attempt, channel, began_at, ended_at, outcome,"
            " detail) SELECT gen_random_uuid(), id, 1, 'mail', now(), now(), $1, $2 FROM notice",
            outcome, detail,
        )  # fmt: skip
    await sign_in_as(visitor, cast.pinula)
    assert told in (await visitor.get(OWN)).text


async def test_who_asks_too_often_is_told_on_the_page(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await named(cast.pinula, MAIL, at=now())
    await sign_in_as(visitor, cast.pinula)
    asked = [await submit(visitor, f"{OWN}/mail/prueba") for _time in range(4)]
    assert [answer.headers["location"] for answer in asked] == [OWN] * 4
    assert "flash-error" in (await visitor.get(OWN)).text


async def test_a_coordinator_reads_whose_notices_are_meant(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    ana = await helper()
    me = await volunteers.actor_of(ana)
    await consents.withdraw(account_of(me), "mail", "one_click", at=now())
    await sign_in_as(visitor, cast.pinula)
    page = (await visitor.get(f"/personas/{ana}/medios")).text
    assert "Ana Ayuda solo los lee al entrar, en sus propios avisos." in page


async def test_a_coordinator_writes_down_what_a_helper_agreed_to(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    ana = await helper()
    await sign_in_as(visitor, cast.pinula)
    base = f"/personas/{ana}/medios"
    assert f'href="{base}"' in (await visitor.get(f"/personas/{ana}")).text
    answer = await submit(visitor, base, SAID)
    assert (answer.status_code, 'id="f-agreed-error"' in answer.text) == (422, True)
    assert 'value="Ana@Otra.test"' in answer.text
    assert (await submit(visitor, base, {**SAID, "agreed": "on"})).status_code == 303
    page = (await visitor.get(base)).text
    assert ("lo anotó Paula Pinula" in page, f'action="{OWN}' in page) == (True, False)
    assert (await submit(visitor, f"{base}/mail/prueba")).status_code == 303
    assert (await submit(visitor, f"{base}/mail/baja")).status_code == 404
    read = await fetch("SELECT FROM audit_entry WHERE act = 'contacts.read'")
    assert len(read) == 1


async def test_a_coordinator_is_told_what_only_the_person_can_change(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    ana = await helper()
    me = await volunteers.actor_of(ana)
    await named(me, SMS)
    await consents.by_reply("sms", NUMBER, given=False, at=now())
    await sign_in_as(visitor, cast.pinula)
    other: Typed = {"call": "5555-0000", "sms": "5555-0000", "agreed": "on"}
    answer = await submit(visitor, f"/personas/{ana}/medios", other)
    assert (answer.status_code, "solo ella puede cambiarlo" in answer.text) == (422, True)
    assert "Sin uso aquí" in answer.text
    assert [row["channel"] for row in await fetch("SELECT channel FROM contact")] == ["sms"]


async def test_others_see_nothing(visitor: httpx.AsyncClient, cast: Cast) -> None:
    ana = await helper()
    await sign_in_as(visitor, cast.mixco)
    assert (await visitor.get(f"/personas/{ana}/medios")).status_code == 403
    await sign_in_as(visitor, cast.evaluator)
    assert (await visitor.get(f"/personas/{ana}/medios")).status_code == 403
