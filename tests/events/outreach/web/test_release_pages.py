"""The pages on which figures are released, and those on which everybody reads them."""

import re

import httpx
import pytest

from events.outreach.domain.releases import links, reading
from server.foundation.database import execute
from server.foundation.settings import Settings
from server.foundation.signing import Signer
from tests.support.cast import Cast, sign_in_as, submit
from tests.support.released import FORM, busy_march, march_released

PAGE_FORM: dict[str, str | list[str]] = {**FORM}
HERE = "/alcance/publicaciones"


async def test_an_administrator_sees_what_would_be_released_and_releases_it(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await busy_march()
    await sign_in_as(visitor, cast.admin)
    assert (await visitor.get(f"{HERE}/nueva")).status_code == 200
    preview = await submit(visitor, f"{HERE}/previa", PAGE_FORM)
    assert preview.status_code == 200
    assert "más para que nadie pueda restarlas." in preview.text
    assert await reading.released() == []
    named = re.search(r'name="release" value="([^"]+)"', preview.text)
    assert named is not None
    answer = await submit(visitor, f"{HERE}/nueva", {**PAGE_FORM, "release": named[1]})
    await submit(visitor, f"{HERE}/nueva", {**PAGE_FORM, "release": named[1]})
    (made,) = await reading.released()
    assert answer.headers["location"] == f"{HERE}/{made.id}"
    assert made.ages is not None
    outside = (await visitor.get(f"/cifras/{made.id}")).text
    assert 0 < outside.index(">0-17<") < outside.index(">18+<")
    shown = await visitor.get(f"{HERE}/{made.id}")
    assert "Junto a cada «—» está lo que se sabía ese día" in shown.text
    assert f'href="/cifras/{made.id}"' in shown.text
    assert "Marzo de 2026" in (await visitor.get(HERE)).text


async def test_a_preview_can_be_changed_and_keeps_what_was_typed(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    form = await submit(visitor, f"{HERE}/previa", {**FORM, "again": "1"})
    assert form.status_code == 200
    assert 'value="Marzo de 2026"' in form.text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"ages": "0-8"}, "parte las edades"),
        ({"ages": "0-5\n0-5"}, "Hay dos rangos"),
        ({"last": "2099-01-01"}, "Solo se publica lo que ya pasó"),
        ({"title": ""}, "Falta este dato."),
        ({"readers": "donor"}, "Para un donante hay que elegir su proyecto."),
    ],
)
@pytest.mark.parametrize("step", ["previa", "nueva"])
async def test_a_form_that_makes_no_sense_comes_back(
    visitor: httpx.AsyncClient, cast: Cast, changed: dict[str, str], sentence: str, step: str
) -> None:
    await sign_in_as(visitor, cast.admin)
    answer = await submit(visitor, f"{HERE}/{step}", {**FORM, **changed})
    assert answer.status_code == 422
    assert sentence in answer.text


async def test_nothing_to_tell_is_said_beside_the_form(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.admin)
    answer = await submit(visitor, f"{HERE}/nueva", {**FORM, "ages": ""})
    assert answer.status_code == 422
    assert "no se publicó nada" in answer.text


async def test_a_release_is_withdrawn_with_a_reason(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await busy_march()
    release = await march_released()
    await sign_in_as(visitor, cast.admin)
    assert (await submit(visitor, f"{HERE}/{release}/retiro", {"reason": ""})).status_code == 422
    await submit(visitor, f"{HERE}/{release}/retiro", {"reason": "Un error"})
    assert "Un error" in (await visitor.get(f"{HERE}/{release}")).text
    outside = await visitor.get(f"/cifras/{release}")
    assert "ya no deben usarse" in outside.text
    assert "Un error" not in outside.text
    assert (await visitor.get(f"/cifras/{release}.csv")).status_code == 404
    assert str(release) not in (await visitor.get("/cifras")).text


async def test_who_only_reads_figures_releases_nothing(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await busy_march()
    release = await march_released()
    await sign_in_as(visitor, cast.pinula)
    shown = await visitor.get(f"{HERE}/{release}")
    assert shown.status_code == 200
    assert "lo que se sabía" not in shown.text
    assert (await visitor.get(f"{HERE}/nueva")).status_code == 403
    assert (await submit(visitor, f"{HERE}/nueva", PAGE_FORM)).status_code == 403


async def test_everybody_reads_public_figures_and_takes_them_as_a_file(
    visitor: httpx.AsyncClient,
) -> None:
    assert "Todavía no se ha publicado" in (await visitor.get("/cifras")).text
    await busy_march()
    release = await march_released()
    assert f"/cifras/{release}" in (await visitor.get("/cifras")).text
    shown = await visitor.get(f"/cifras/{release}")
    assert "Cómo leer estas cifras" in shown.text
    assert "/recibo/" in shown.text
    assert len(shown.text) < 30_000
    file = await visitor.get(f"/cifras/{release}.csv")
    assert file.headers["content-disposition"] == 'attachment; filename="cifras.csv"'
    header, total, *rows = file.text.lstrip("\ufeff").splitlines()
    assert header == "tabla,código,nombre,contactos,personas_desde,personas_hasta,nota"
    assert total == "total,,Total,72,60,70,"
    assert "municipio,0103,San José Pinula,,,,reservado" in rows


async def test_a_donor_reads_a_release_by_its_link_alone(
    visitor: httpx.AsyncClient, settings: Settings
) -> None:
    await busy_march()
    release = await reading.release(await march_released(readers="donor", project="general"))
    signer: Signer = visitor._transport.app.state.signer  # type: ignore[attr-defined]  # the app itself
    address = links.path(release, signer)
    shown = await visitor.get(address)
    assert shown.status_code == 200
    assert shown.headers["referrer-policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in shown.text
    assert (await visitor.get(f"{address}.csv")).status_code == 200
    assert (await visitor.get(f"/cifras/{release.id}")).status_code == 404
    assert (await visitor.get("/cifras/d/nadie")).status_code == 404
    assert (await visitor.get("/cifras/nadie")).status_code == 404
    assert str(release.id) not in (await visitor.get("/cifras")).text


async def test_a_release_says_in_which_one_its_people_were_told(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await busy_march()
    first = await march_released(title="La primera")
    again = await march_released()
    outside = (await visitor.get(f"/cifras/{again}")).text
    assert f'<a href="/cifras/{first}">La primera</a>. Aquí no se repiten' in outside
    await sign_in_as(visitor, cast.admin)
    assert f'<a href="{HERE}/{first}">La primera</a>' in (await visitor.get(f"{HERE}/{again}")).text
    assert "Aquí no se repiten" in (await submit(visitor, f"{HERE}/previa", PAGE_FORM)).text


async def test_a_release_to_a_donor_is_not_named_outside(visitor: httpx.AsyncClient) -> None:
    await busy_march()
    await march_released(title="La del donante", readers="donor", project="general")
    outside = (await visitor.get(f"/cifras/{await march_released()}")).text
    assert "una publicación anterior. Aquí no se repiten" in outside
    assert "La del donante" not in outside


async def test_only_projects_that_go_on_are_offered(visitor: httpx.AsyncClient, cast: Cast) -> None:
    await execute("INSERT INTO project (id, slug, name, donor, retired_at)"
                  " VALUES (gen_random_uuid(), 'old', 'Proyecto viejo', '', now())")  # fmt: skip
    await sign_in_as(visitor, cast.admin)
    assert "Proyecto viejo" not in (await visitor.get(f"{HERE}/nueva")).text
