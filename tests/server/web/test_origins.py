"""A page of another site has a browser send nothing, even with the right token in hand."""

import httpx
import pytest

from tests.support.cast import Cast, csrf, sign_in_as

ELSEWHERE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "origin": "http://convoca.test"},
    {"origin": "https://evil.test"},
    {"origin": "http://convoca.test.evil.test"},
]
HERE = [
    {},
    {"sec-fetch-site": "same-origin"},
    {"sec-fetch-site": "none"},
    {"origin": "http://convoca.test"},
    {"origin": "null"},
    {"sec-fetch-site": "same-origin", "origin": "null"},
]


async def leaves(visitor: httpx.AsyncClient, headers: dict[str, str]) -> int:
    """How a form of ours is answered that comes with these headers."""
    form = {"_csrf_token": await csrf(visitor)}
    return (await visitor.post("/salir", data=form, headers=headers)).status_code


@pytest.mark.parametrize("headers", ELSEWHERE)
async def test_a_form_from_another_site_is_refused(
    visitor: httpx.AsyncClient, cast: Cast, headers: dict[str, str]
) -> None:
    await sign_in_as(visitor, cast.admin)
    assert await leaves(visitor, headers) == 403
    assert (await visitor.get("/personas")).status_code == 200


@pytest.mark.parametrize("headers", HERE)
async def test_a_form_of_ours_is_taken(
    visitor: httpx.AsyncClient, cast: Cast, headers: dict[str, str]
) -> None:
    await sign_in_as(visitor, cast.admin)
    assert await leaves(visitor, headers) == 303


async def test_addresses_without_a_token_are_not_sent_to_from_elsewhere_either(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    far = {"sec-fetch-site": "cross-site"}
    for address in ("/c/ABCDEFGH", "/lugar/ABCDEFGHJKMN/baja", "/r/token", "/b/token", "/d/token"):
        answer = await visitor.post(address, data={"sex": "female"}, headers=far)
        assert answer.status_code == 403, address


async def test_reading_and_programs_are_not_asked_where_they_come_from(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    far = {"sec-fetch-site": "cross-site", "origin": "https://evil.test"}
    assert (await visitor.get("/", headers=far)).status_code == 200
    assert (await visitor.post("/api/v1/events", headers=far)).status_code == 401
    assert (await visitor.post("/hooks/sms", headers=far)).status_code == 404
