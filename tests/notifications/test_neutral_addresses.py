"""No address, no name of a file to keep and no feed gives away what an event is about."""

import re
from collections.abc import Iterable
from typing import Final
from uuid import UUID

import httpx
import pytest
from litestar import Litestar

from server.accounts.domain import accounts
from server.foundation.database import execute, fetch
from server.foundation.translation import LANGUAGES
from server.web import language as tongues
from tests.support.events import TODAY, planned
from tests.support.every_kind import TITLE, TOPICS
from tests.support.lexicon import sensitive_words
from tests.support.message_sources import ROOT
from tests.support.rounds import accepted
from volunteers.assignments.domain import subscription

WORD: Final = "denuncia"
FILE_NAME: Final = re.compile(r'filename="([^"]*)"|"([\w{}-]+\.(?:ics|csv|pdf|xlsx|json|eml))"')
FEEDS: Final = (
    "/", "/agenda.ics", "/municipios/0103.ics", "/proyectos/general.ics", "/agenda/{event}",
    "/agenda/{event}.ics", "/feed/{token}.ics",
)  # fmt: skip


def found(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in sensitive_words(text)}


def file_names(code: str) -> list[str]:
    """What files are called that somebody keeps."""
    return [one or other for one, other in FILE_NAME.findall(code)]


def test_no_address_holds_a_sensitive_word(app: Litestar) -> None:
    addresses = [route.path for route in app.routes]
    assert len(addresses) > 200
    assert found(addresses) == set()
    assert found([*addresses, f"/avisos/{WORD}"]) == {WORD}


def test_no_name_of_a_file_holds_a_sensitive_word() -> None:
    rooms = ("server", "events", "volunteers", "notifications")
    code = [file for room in rooms for file in ROOT.glob(f"{room}/**/*.py")]
    names = [name for file in code for name in file_names(file.read_text())]
    assert len(names) > 10
    assert found(names) == set()
    assert found(file_names(f'inline; filename="{WORD}.pdf"')) == {WORD}


@pytest.fixture
async def names(db: None) -> dict[str, UUID | str]:
    """An event about what must not be named, and the token of somebody's own calendar."""
    event = await planned(title=TITLE, topics=TOPICS)
    await accepted("Ana Ayuda", event=event)
    rows = await fetch("SELECT id FROM account WHERE name = 'Ana Ayuda'")
    ana = await accounts.actor(rows[0]["id"])
    assert ana is not None
    return {"event": event, "token": await subscription.make(by=ana, at=TODAY)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("feed", FEEDS)
async def test_no_feed_holds_a_sensitive_word(
    visitor: httpx.AsyncClient, names: dict[str, UUID | str], feed: str, language: str
) -> None:
    visitor.cookies.set(tongues.COOKIE, language)
    answer = await visitor.get(feed.format(**names))
    assert (answer.status_code, found([unfolded(answer)])) == (200, set())


@pytest.mark.parametrize("feed", FEEDS)
async def test_a_word_in_a_public_title_is_found(
    visitor: httpx.AsyncClient, names: dict[str, UUID | str], feed: str
) -> None:
    await execute("UPDATE event SET public_title = $1, changed_at = changed_at", WORD)
    answer = await visitor.get(feed.format(**names))
    assert found([unfolded(answer)]) == {WORD}


def unfolded(answer: httpx.Response) -> str:
    """What was answered, headers included, with the lines of a calendar whole."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n{answer.text}".replace("\r\n ", "")
