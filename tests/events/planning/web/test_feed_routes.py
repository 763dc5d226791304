"""The addresses that calendars subscribe to."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any

import httpx
import pytest

from events.planning.domain import feeds, planning
from events.planning.web import feed_routes
from server.foundation.identity import SYSTEM
from tests.support import icaljs, libical
from tests.support.cast import Cast, sign_in_as
from tests.support.events import TODAY, planned

ADDRESSES = ["/agenda.ics", "/municipios/0103.ics", "/proyectos/general.ics"]
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def a_week_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is Saturday 28 November 2026, and nothing has been rendered yet."""
    monkeypatch.setattr(feed_routes, "now", lambda: TODAY)
    feeds._rendered.cache_clear()
    yield
    feeds._rendered.cache_clear()


@pytest.mark.parametrize("address", ADDRESSES)
async def test_a_calendar_program_reads_a_feed(
    visitor: httpx.AsyncClient, db: None, address: str
) -> None:
    event = await planned()
    answer = await visitor.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (
        200,
        "text/calendar; charset=utf-8",
    )
    assert answer.text.count("BEGIN:VEVENT") == 1
    assert f"http://convoca.test/agenda/{event}" in answer.text.replace("\r\n ", "")
    assert ("METHOD:" in answer.text, "set-cookie" in answer.headers) == (False, False)


@pytest.mark.parametrize("address", ADDRESSES)
async def test_an_unchanged_feed_is_not_sent_again(
    visitor: httpx.AsyncClient, db: None, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    await planned()
    first = await visitor.get(address)

    async def fail(_edition: object) -> bytes:
        raise AssertionError("it was rendered")

    monkeypatch.setattr(feeds, "render", fail)
    tag = first.headers["etag"]
    for condition in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = await visitor.get(address, headers={"If-None-Match": condition})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


async def test_a_changed_feed_is_sent_under_another_tag(
    visitor: httpx.AsyncClient, db: None
) -> None:
    event = await planned()
    first = await visitor.get("/agenda.ics")
    await planning.cancel(event, "rain", by=SYSTEM, at=TODAY + HOUR)
    again = await visitor.get("/agenda.ics", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, "STATUS:CANCELLED" in again.text) == (200, True)
    assert again.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("address", ADDRESSES)
async def test_a_feed_can_be_looked_at_without_its_body(
    visitor: httpx.AsyncClient, db: None, address: str
) -> None:
    await planned()
    whole, head = await visitor.get(address), await visitor.head(address)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "content-type", "content-length", "cache-control"):
        assert head.headers[name] == whole.headers[name]
    unchanged = await visitor.head(address, headers={"If-None-Match": whole.headers["etag"]})
    assert unchanged.status_code == 304


@pytest.mark.parametrize(
    "address",
    [
        "/municipios/9999.ics", "/municipios/0103", "/municipios/.ics", "/municipios/0103.txt",
        "/municipios/0103.ics.ics", "/proyectos/moon.ics", "/proyectos/general",
    ],
)  # fmt: skip
async def test_a_feed_of_nothing_known_is_not_found(
    visitor: httpx.AsyncClient, db: None, address: str
) -> None:
    assert (await visitor.get(address)).status_code == 404


async def test_a_feed_with_an_unreadable_name_is_refused(
    visitor: httpx.AsyncClient, db: None
) -> None:
    assert (await visitor.get("/municipios/%00.ics")).status_code == 422


async def test_a_feed_cannot_be_written_to(visitor: httpx.AsyncClient, db: None) -> None:
    answer = await visitor.post("/agenda.ics")
    assert (answer.status_code, "POST" in answer.headers["allow"]) == (405, False)


async def test_who_is_signed_in_reads_the_same_public_feed(
    visitor: httpx.AsyncClient, cast: Cast
) -> None:
    await planned(kind="internal")
    await sign_in_as(visitor, cast.admin)
    assert "BEGIN:VEVENT" not in (await visitor.get("/agenda.ics")).text


SECRETS: list[dict[str, Any]] = [
    {"title": "Prevenir la trata", "topics": ("trafficking",)},
    {"modality": "blended", "meeting_url": "https://meet.example/secreto"},
    {"notes": "secreto"},
]


@pytest.mark.parametrize("changes", SECRETS)
async def test_a_public_feed_tells_no_secrets(
    visitor: httpx.AsyncClient, db: None, changes: dict[str, Any]
) -> None:
    await planned(**changes)
    told = (await visitor.get("/agenda.ics")).text.replace("\r\n ", "")
    assert ("BEGIN:VEVENT" in told, "trata" in told, "secreto" in told) == (True, False, False)


async def test_a_feed_can_be_of_one_kind(visitor: httpx.AsyncClient, db: None) -> None:
    await planned(title="Uno", kind="talk")
    await planned(title="Dos")
    await planned(kind="internal")
    whole, talks = [
        (await visitor.get(f"/municipios/0103.ics{asked}")).text for asked in ("", "?tipo=talk")
    ]
    assert (whole.count("BEGIN:VEVENT"), talks.count("BEGIN:VEVENT")) == (2, 1)
    assert "X-WR-CALNAME:Convoca: actividades en San José Pinula · Charla" in talks
    for unknown in ("internal", "moon"):
        assert (await visitor.get(f"/agenda.ics?tipo={unknown}")).status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
async def test_the_tag_is_of_the_bytes_and_no_date_can_go_backwards(
    visitor: httpx.AsyncClient, db: None, address: str
) -> None:
    await planned()
    answer = await visitor.get(address)
    assert answer.headers["etag"] == f'"{sha256(answer.content).hexdigest()}"'
    unwanted = {"last-modified", "content-disposition", "set-cookie", "expires"}
    assert unwanted & set(answer.headers) == set()
    since = {"If-Modified-Since": "Fri, 31 Dec 2099 00:00:00 GMT"}
    assert (await visitor.get(address, headers=since)).status_code == 200
    both = {**since, "If-None-Match": '"another"'}
    assert (await visitor.get(address, headers=both)).status_code == 200


@pytest.mark.parametrize("address", ["/municipios/0108.ics", "/agenda.ics?tipo=vigil"])
async def test_a_feed_of_nothing_is_a_calendar(
    visitor: httpx.AsyncClient, db: None, address: str
) -> None:
    answer = await visitor.get(address)
    assert (answer.status_code, libical.complaints(answer.content)) == (200, [])
    assert icaljs.read(answer.content)[0].events == []
