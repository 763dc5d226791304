"""The page a phone stands at a door with, as it is kept offline."""

import html
import re
from typing import Any

import httpx
import msgspec
import pytest

from events.attendance.web.door import door_words
from server.foundation.signing import Signer
from server.foundation.translation import speaking
from tests.events.attendance.arriving import under_way
from tests.support.door_phone import link_to, opened
from tests.support.lexicon import sensitive_words


async def door(visitor: httpx.AsyncClient, signer: Signer, **event: Any) -> httpx.Response:
    """The page of a phone that was let in."""
    link = await link_to(await under_way(**event), signer)
    await opened(visitor, link)
    return await visitor.get(f"/puerta/{link.token}")


async def test_the_page_has_all_that_its_scripts_need_at_hand(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    answer = await door(visitor, signer)
    (held,) = re.findall(
        r'<script type="application/json" id="at-hand">(.*?)</script>', answer.text
    )
    at_hand = msgspec.json.decode(held)
    assert set(at_hand) == {"token", "event", "key", "words"}
    assert at_hand["words"] == door_words.words()
    assert answer.url.path == f"/puerta/{at_hand['token']}"


async def test_the_page_tells_nothing_of_what_the_event_is_about(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    answer = await door(visitor, signer, title="Adentro", public_title="Taller del sábado")
    assert sensitive_words(html.unescape(answer.text)) == []
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.text.count(" style=") == 0


@pytest.mark.parametrize(
    ("audiences", "first", "unfolded"),
    [
        (["adolescents"], "adolescents", ["Niñez: 0 a 12 años", "Adolescencia: 13 a 17 años"]),
        ([], "unknown", ["Juventud: 18 a 24 años", "Personas adultas: 25 años o más"]),
    ],
)
async def test_whoever_is_expected_comes_first(
    visitor: httpx.AsyncClient,
    signer: Signer,
    audiences: list[str],
    first: str,
    unfolded: list[str],
) -> None:
    text = (await door(visitor, signer, audiences=audiences)).text
    assert re.findall(r'<option value="([^"]+)"', text)[0] == first
    assert re.findall(r'<details class="stage" open>\s*<summary>([^<]+)<', text) == unfolded


async def test_every_kind_of_person_has_one_button(
    visitor: httpx.AsyncClient, signer: Signer
) -> None:
    text = (await door(visitor, signer)).text
    taps = re.findall(r'data-group="(\w+)" data-band="([^"]+)"', text)
    assert (len(taps), len(set(taps))) == (52, 52)


def test_every_sentence_keeps_its_gaps_in_every_language() -> None:
    spoken = {}
    for language in ("es", "en"):
        with speaking(language):
            spoken[language] = door_words.words()
    gaps = [
        {name: re.findall(r"{\w+}", said) for name, said in words.items()}
        for words in spoken.values()
    ]
    assert gaps[0] == gaps[1]
