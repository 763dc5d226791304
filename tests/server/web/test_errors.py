"""Every refusal, as a person with a browser and as a program reads it."""

import json

import httpx
import pytest
import structlog
from litestar import Litestar, get, post
from litestar.params import FromQuery, JSONBody
from msgspec import Struct

from server.foundation.database import fetch
from server.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal, TooMany
from server.foundation.settings import Settings
from tests.support.applications import application
from tests.support.cast import Cast, sign_in_as, submit


class Sheet(Struct):
    """What a program sends to the probe."""

    count: int


class Unheard(Conflict):
    """A refusal that is a kind of another."""


REFUSALS: dict[str, Exception] = {
    "missing": NotFound("No está."),
    "taken": Conflict("Está ocupado."),
    "unheard": Unheard("Está muy ocupado."),
    "forbidden": NotAllowed("No se puede."),
    "often": TooMany("Muchas veces."),
    "invalid": Invalid({"day": "Falta.", "hour": "Sobra."}),
    "broken": ZeroDivisionError("a secret detail"),
}


@get(["/probe", "/api/v1/probe"], include_in_schema=False, sync_to_thread=False)
def probe(what: FromQuery[str]) -> None:
    raise REFUSALS[what]


@get(["/probe/count", "/api/v1/probe/count"], include_in_schema=False, sync_to_thread=False)
def count(number: FromQuery[int]) -> int:
    return number


@post("/api/v1/probe/sheet", include_in_schema=False, sync_to_thread=False)
def sheet(data: JSONBody[Sheet]) -> int:
    return data.count


@get("/api/v1/probe/database", include_in_schema=False)
async def unusable(text: FromQuery[str]) -> int:
    return len(await fetch("SELECT $1::text", text))


@pytest.fixture
def app(db: None, settings: Settings) -> Litestar:
    return application(settings, probe, count, sheet, unusable)


STATUS = {
    "missing": 404, "taken": 409, "unheard": 409, "forbidden": 403, "often": 429, "invalid": 422,
    "broken": 500,
}  # fmt: skip


@pytest.mark.parametrize("what", STATUS)
async def test_a_person_reads_a_page_with_the_sentence(
    visitor: httpx.AsyncClient, cast: Cast, what: str
) -> None:
    await sign_in_as(visitor, cast.pinula)
    answer = await visitor.get(f"/probe?what={what}")
    assert (answer.status_code, answer.headers["content-type"]) == (
        STATUS[what],
        "text/html; charset=utf-8",
    )
    assert "Paula Pinula" in answer.text
    refusal = REFUSALS[what]
    sentence = (
        refusal.sentence if isinstance(refusal, Refusal) else "Fue un error del sistema y quedó"
    )
    assert sentence in answer.text
    assert "secret detail" not in answer.text


TITLES = {
    404: "Not Found", 409: "Conflict", 403: "Forbidden", 429: "Too Many Requests",
    422: "Unprocessable Entity", 500: "Internal Server Error",
}  # fmt: skip


@pytest.mark.parametrize("what", [what for what in STATUS if what != "forbidden"])
async def test_a_program_reads_a_problem_document(visitor: httpx.AsyncClient, what: str) -> None:
    answer = await visitor.get(f"/api/v1/probe?what={what}")
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    errors = told.pop("errors", None)
    refusal = REFUSALS[what]
    assert (answer.status_code, told) == (
        STATUS[what],
        {
            "type": "about:blank",
            "title": TITLES[STATUS[what]],
            "status": STATUS[what],
            "detail": refusal.sentence
            if isinstance(refusal, Refusal)
            else "Fue un error del sistema y quedó anotado. No se guardó nada a medias.",
        },
    )
    fields = [{"field": "day", "detail": "Falta."}, {"field": "hour", "detail": "Sobra."}]
    assert errors == (fields if what == "invalid" else None)


async def test_a_program_without_a_token_is_told_how_to_come_in(
    visitor: httpx.AsyncClient,
) -> None:
    answer = await visitor.get("/api/v1/probe?what=forbidden")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


async def test_a_person_without_an_account_is_shown_the_way_in_and_back(
    visitor: httpx.AsyncClient,
) -> None:
    answer = await visitor.get("/calendario?mes=2026-12&municipio=0103")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/entrar?next=/calendario%3Fmes%3D2026-12%26municipio%3D0103",
    )
    form = await visitor.get(answer.headers["location"])
    assert 'value="/calendario?mes=2026-12&amp;municipio=0103"' in form.text


async def test_a_form_sent_after_the_session_ended_leads_to_the_door(
    visitor: httpx.AsyncClient,
) -> None:
    answer = await submit(visitor, "/eventos/nuevo")
    assert (answer.status_code, answer.headers["location"]) == (303, "/entrar?next=/")


async def test_an_address_that_does_not_exist_is_a_page_or_a_problem(
    visitor: httpx.AsyncClient,
) -> None:
    page = await visitor.get("/no-existe")
    assert (page.status_code, "Esta página no existe o ya no está." in page.text) == (404, True)
    problem = await visitor.get("/api/v1/no-existe")
    assert (problem.status_code, problem.json()["detail"]) == (
        404,
        "Esta página no existe o ya no está.",
    )


@pytest.mark.parametrize("path", ["/calendario", "/api/v1/kinds"])
async def test_a_wrong_method_is_refused_and_the_right_ones_are_named(
    visitor: httpx.AsyncClient, path: str
) -> None:
    answer = await visitor.delete(path)
    assert (answer.status_code, "GET" in answer.headers["allow"].split(", ")) == (405, True)


async def test_a_query_that_cannot_be_read_is_refused(visitor: httpx.AsyncClient) -> None:
    page = await visitor.get("/probe/count?number=many")
    assert (page.status_code, "Lo enviado no se pudo leer." in page.text) == (400, True)
    problem = await visitor.get("/api/v1/probe/count?number=many")
    assert (problem.status_code, [each["field"] for each in problem.json()["errors"]]) == (
        400,
        ["number"],
    )


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"count": "many"}', b'{"count": 1}\xff', b"null"]
)
async def test_a_body_that_cannot_be_read_is_refused(
    visitor: httpx.AsyncClient, body: bytes
) -> None:
    answer = await visitor.post("/api/v1/probe/sheet", content=body)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


async def test_too_large_a_body_is_refused(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.post("/api/v1/probe/sheet", content=b" " * (5 * 1024 * 1024))
    told = "Lo enviado es demasiado grande: aquí caben 512 KB."
    assert (answer.status_code, answer.json()["detail"]) == (413, told)


async def test_what_the_database_cannot_keep_is_refused(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/api/v1/probe/database", params={"text": "a\0b"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


async def test_a_mistake_of_ours_is_logged_without_the_address_it_happened_at(
    visitor: httpx.AsyncClient,
) -> None:
    with structlog.testing.capture_logs() as lines:
        await visitor.get("/probe?what=broken&token=hunter2")
    told = next(line for line in lines if line["log_level"] == "error")
    assert (told["event"], told["route"], type(told["exc_info"])) == (
        "unexpected error",
        "/probe",
        ZeroDivisionError,
    )
    assert "hunter2" not in json.dumps(lines, default=str)


async def test_a_malformed_host_is_refused(visitor: httpx.AsyncClient) -> None:
    answer = await visitor.get("/", headers={"host": "convoca.test/evil"})
    assert (answer.status_code, "Lo enviado no se pudo leer." in answer.text) == (400, True)


async def test_an_unknown_host_is_never_repeated(visitor: httpx.AsyncClient) -> None:
    for path in ("/", "/calendario", "/no-existe", "/agenda.ics"):
        answer = await visitor.get(path, headers={"host": "evil.example"})
        assert "evil.example" not in answer.text + str(answer.headers)


async def test_what_is_nested_too_deep_is_no_mistake_of_ours(visitor: httpx.AsyncClient) -> None:
    with structlog.testing.capture_logs() as lines:
        answer = await visitor.post(
            "/api/v1/probe/sheet",
            content=b"[" * 100_000,
            headers={"content-type": "application/json"},
        )
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert [(line["event"], line["log_level"]) for line in lines if "exc_info" in line] == []
    assert [line["event"] for line in lines if line["log_level"] == "warning"] == [
        "nested too deep"
    ]
