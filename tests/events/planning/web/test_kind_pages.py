"""Where administrators keep the kinds of activity, and where their icons show."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from events.planning.domain import codelists, kinds
from events.planning.domain.kind_writing import KindWritten
from server.foundation.clock import now
from tests.support.cast import Cast, sign_in_as, submit, use_token
from tests.support.events import TODAY, planned
from tests.support.kinds import kinds_put_back

RADIO: dict[str, str | list[str]] = {
    "name_es": "Programa de radio", "name_en": "Radio show", "icon": "radio", "colour": "violet",
    "field_1_name": "", "field_1_es": "Emisora", "field_1_en": "Station",
    "field_1_choices": "Sonora\nOnda",
}  # fmt: skip
KIND = KindWritten(name_es="Programa de radio", name_en="Radio show", icon="radio")


@pytest.fixture(autouse=True)
async def shelf(db: None) -> AsyncIterator[None]:
    """Kinds added here are gone afterwards."""
    async with kinds_put_back():
        yield


@pytest.fixture
async def admin(visitor: httpx.AsyncClient, cast: Cast) -> httpx.AsyncClient:
    """A browser of the administrator's."""
    await sign_in_as(visitor, cast.admin)
    return visitor


async def added(cast: Cast, *, internal: bool = False) -> str:
    kind = KindWritten(**{**{f: getattr(KIND, f) for f in KIND.__struct_fields__},
                          "internal": internal})  # fmt: skip
    return await kinds.add(kind, by=cast.admin, at=TODAY)


async def test_an_administrator_adds_a_kind(admin: httpx.AsyncClient) -> None:
    form = (await admin.get("/ajustes/tipos/nuevo")).text
    assert [f'name="field_{n}_es"' in form for n in (1, 2, 3)] == [True, True, False]
    saved = await submit(admin, "/ajustes/tipos/nuevo", RADIO)
    assert (saved.status_code, saved.headers["location"]) == (303, "/ajustes/tipos")
    listed = (await admin.get("/ajustes/tipos")).text
    assert [words in listed for words in ("Tipo de actividad guardado.", "Programa de radio",
                                          "Emisora", "tone-violet")] == [True] * 4  # fmt: skip


async def test_a_kind_is_changed_and_its_questions_keep_their_names(
    admin: httpx.AsyncClient,
) -> None:
    await submit(admin, "/ajustes/tipos/nuevo", RADIO)
    form = (await admin.get("/ajustes/tipos/programa-de-radio")).text
    assert ('name="field_1_name" value="emisora"' in form, "Sonora\nOnda</textarea>" in form) == (
        True,
        True,
    )
    changed = {**RADIO, "field_1_name": "emisora", "field_1_es": "Radio", "internal": "on"}
    await submit(admin, "/ajustes/tipos/programa-de-radio", changed)
    kind = (await codelists.kinds())[-1]
    assert (kind.internal, [(field.name, field.label_es) for field in kind.fields]) == (
        True,
        [("emisora", "Radio")],
    )


async def test_a_kind_is_retired_and_offered_again(admin: httpx.AsyncClient, cast: Cast) -> None:
    slug = await added(cast)
    await submit(admin, f"/ajustes/tipos/{slug}/retiro")
    page = (await admin.get("/ajustes/tipos")).text
    assert ("Retirado" in page, slug in [k.slug for k in await codelists.kinds()]) == (True, False)
    await submit(admin, f"/ajustes/tipos/{slug}/regreso")
    assert slug in [k.slug for k in await codelists.kinds()]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name_es": ""}, "Falta este dato."),
        ({"name_es": "Taller"}, "Ya hay un tipo de actividad con ese nombre."),
        ({"icon": "party"}, "Elegir una de las opciones."),
        ({"field_2_es": "Emisora"}, "Dos preguntas tienen el mismo nombre."),
        ({"name_es": "Caso de María"}, "Convoca no guarda casos"),
    ],
)
async def test_a_wrong_kind_keeps_what_was_typed(
    admin: httpx.AsyncClient, changes: dict[str, str], said: str
) -> None:
    answer = await submit(admin, "/ajustes/tipos/nuevo", {**RADIO, **changes})
    assert (answer.status_code, said in answer.text, "Sonora\nOnda" in answer.text) == (
        422,
        True,
        True,
    )
    assert len(await codelists.kinds()) == 15


async def test_opening_an_internal_kind_is_refused_beside_its_box(
    admin: httpx.AsyncClient, cast: Cast
) -> None:
    slug = await added(cast, internal=True)
    await planned(kind=slug)
    answer = await submit(admin, f"/ajustes/tipos/{slug}", RADIO)
    assert (answer.status_code, 'href="#f-internal"' in answer.text) == (422, True)


async def test_kinds_are_only_the_administrators_business(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await sign_in_as(visitor, cast.mixco)
    addresses = ("/ajustes/tipos", "/ajustes/tipos/nuevo", "/ajustes/tipos/talk")
    assert [(await visitor.get(address)).status_code for address in addresses] == [403] * 3
    assert (await submit(visitor, "/ajustes/tipos/talk/retiro")).status_code == 403


async def everywhere(visitor: httpx.AsyncClient, cast: Cast, event: UUID) -> dict[str, str]:
    """The pages that show the event, signed in."""
    await sign_in_as(visitor, cast.pinula)
    month = "/calendario?mes=2026-12&vista=mes&dia=2026-12-05"
    addresses = (month, "/calendario/lista?mes=2026-12", f"/eventos/{event}", f"/agenda/{event}")
    return {address: (await visitor.get(address)).text for address in addresses}


async def test_the_icon_of_a_new_kind_shows_everywhere(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    event = await planned(kind=await added(cast), title="Al aire")
    pages = await everywhere(visitor, cast, event)
    assert [
        page for page, text in pages.items() if "Al aire" in text and "#radio" not in text
    ] == []
    assert "#radio" in pages[f"/eventos/{event}"]
    assert "#radio" in pages[f"/agenda/{event}"]


async def test_an_internal_kind_reaches_no_public_surface(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    starts_at = now().replace(microsecond=0)
    ends_at = starts_at + timedelta(hours=2)
    shown = await planned(title="A la vista", starts_at=starts_at, ends_at=ends_at)
    slug = await added(cast, internal=True)
    hidden = await planned(kind=slug, title="Al aire", starts_at=starts_at, ends_at=ends_at)
    surfaces = ("/", "/?tipo=programa-de-radio", "/agenda.ics", "/municipios/0103.ics",
                "/proyectos/general.ics", f"/agenda/{shown}", "/suscribirse")  # fmt: skip
    told = {address: (await visitor.get(address)).text for address in surfaces}
    assert "A la vista" in told["/"]
    assert "A la vista" in told["/agenda.ics"]
    words = ("Al aire", "Programa de radio", "Radio show", str(hidden), "#radio")
    assert {a: [word for word in words if word in text] for a, text in told.items()} == {
        address: [] for address in surfaces
    }
    assert (await visitor.get(f"/agenda/{hidden}")).status_code == 404
    private = (f"/api/v1/events/{hidden}", "/api/v1/events", f"/eventos/{hidden}")
    assert [(await visitor.get(address)).status_code for address in private] == [401, 401, 303]
    await use_token(visitor, "read")
    assert (await visitor.get(f"/api/v1/events/{hidden}")).json()["title"] == "Al aire"
