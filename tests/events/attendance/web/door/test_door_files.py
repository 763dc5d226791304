"""What a browser needs to keep the door's page, and what the page may do."""

import httpx
import pytest

from events.attendance.web.door.door_files import DOOR_POLICY
from server.web.assets import STATIC_FOLDER, asset
from server.web.headers import PAGE_POLICY
from tests.support.lexicon import sensitive_words

TOKEN = "q7x2Kd-9_mPz41TbVnA0Ls"


async def test_the_worker_is_asked_for_anew_each_time_and_reaches_every_door(
    visitor: httpx.AsyncClient,
) -> None:
    answer = await visitor.get("/puerta/sw.js")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.content == (STATIC_FOLDER / asset("door-worker.js").split("/")[-1]).read_bytes()


async def test_the_worker_keeps_files_that_exist(visitor: httpx.AsyncClient) -> None:
    worker = (await visitor.get("/puerta/sw.js")).text
    for name in ("door.js", "door.css", "icons.svg", "app-192.png"):
        assert worker.count(f'"{asset(name)}"') == 1
    reader = next(STATIC_FOLDER.glob("zxing_reader-*.wasm"))
    assert worker.count(f'"/static/{reader.name}"') == 1


async def test_the_installed_page_is_called_by_a_name_that_tells_nothing(
    visitor: httpx.AsyncClient,
) -> None:
    answer = await visitor.get(f"/puerta/{TOKEN}/app.webmanifest")
    told = answer.json()
    assert answer.headers["content-type"] == "application/manifest+json"
    assert (told["name"], told["short_name"]) == ("Convoca", "Convoca")
    assert (told["start_url"], told["scope"]) == (f"/puerta/{TOKEN}", "/puerta/")
    assert sensitive_words(answer.text) == []
    for icon in told["icons"]:
        assert (await visitor.get(icon["src"])).headers["content-type"] == icon["type"]


@pytest.mark.parametrize("token", ["a", "x" * 65, "q7x2Kd'9_mPz41TbVnA0Ls"])
async def test_what_can_be_no_door_has_no_name(visitor: httpx.AsyncClient, token: str) -> None:
    assert (await visitor.get(f"/puerta/{token}/app.webmanifest")).status_code == 404


def test_the_door_may_do_little_more_than_other_pages() -> None:
    usual, door = rules(PAGE_POLICY), rules(DOOR_POLICY)
    more = {name: rule for name, rule in door.items() if usual.get(name) != rule}
    assert more == {
        "script-src": "'self' 'wasm-unsafe-eval'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "media-src": "'self' blob:",
    }
    assert usual.keys() - door.keys() == set()


def rules(policy: str) -> dict[str, str]:
    """A policy's rules by name."""
    return dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
