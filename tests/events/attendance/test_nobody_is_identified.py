"""Whatever an installation keeps, logs or shows, no attendee can be told from it.

Three people come to a real server: one with a phone of their own, and two whose printed cards are
scanned at the door; some more are only counted. Then everything is searched.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import msgspec
import pytest

from tests.events.attendance import three_who_came as three
from tests.events.attendance.three_who_came import AGE, DOOR_NAME, FROM, PHONE, TITLE
from tests.support import traces
from tests.support.installation import Installation, serving


@pytest.fixture
def installation() -> Iterator[Installation]:
    """A server of its own."""
    with (
        TemporaryDirectory(prefix="convoca-nobody-") as folder,
        serving(Path(folder) / "data") as running,
    ):
        yield running


@pytest.fixture
def program(installation: Installation) -> Iterator[httpx.Client]:
    """A program that plans and reads."""
    token = installation.convoca("token", "create", "--name", "plan", "--scope", "plan")
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=installation.address, headers=headers, timeout=30) as client:
        yield client


@pytest.fixture
def coordinator(installation: Installation) -> Iterator[httpx.Client]:
    """The browser of somebody who may see everything."""
    link = installation.administrator()
    address = installation.address
    with httpx.Client(base_url=address, follow_redirects=True, timeout=30) as browser:
        browser.get(link)
        three.submitted(browser, link, {})
        yield browser


def test_nobody_who_came_can_be_found_again(
    installation: Installation, program: httpx.Client, coordinator: httpx.Client
) -> None:
    event = three.happening(program)
    cards = three.printed_cards(coordinator)
    code = three.door_code(coordinator, event)
    own = three.came_by_themselves(installation, code)
    secrets = three.stood_at_the_door(installation, coordinator, event, cards)
    three.came_with_a_mistake(installation, code, cards[1])
    shown = dict(traces.read(coordinator, traces.pages_about(event)))
    told = dict(traces.read(program, traces.told_about(event)))
    database, log = traces.dumped(installation), traces.logged(installation)
    # There is something to find: what nobody has to hide is there.
    assert [word in database for word in (TITLE, DOOR_NAME, event)] == [True] * 3
    assert ["/c/{code" in log, "/envio" in log, log.count("\n") > 20] == [True] * 3
    assert msgspec.json.decode(told[f"/api/v1/events/{event}/register"])["people"] == 6
    assert {f"/eventos/{event}/{page}" for page in ("registro", "puerta")} <= set(shown)
    places = {"the database": database, "the log": log, **shown, **told}
    spellings = [one for card in (own, *cards) for one in traces.spellings(card)]
    hidden = [*spellings, PHONE, FROM, *secrets]
    found = [(place, word) for place, text in places.items() for word in hidden if word in text]
    ages = [place for place, text in places.items() if tells_age(text)]
    assert (found, ages) == ([], [])
    # Nor was it ever written to the disk: tables, journals and logs keep what has been deleted.
    words = [one for card in (own, *cards) for one in (card, traces.in_fours(card))]
    assert traces.found_in_files(installation, [TITLE])
    assert traces.found_in_files(installation, [*words, PHONE, FROM, *secrets]) == []


def tells_age(text: str) -> bool:
    """Whether the age stands somewhere as a value or a word of its own."""
    return re.search(rf'[>":=\s(]{AGE}["<,}}\s&)]', text) is not None


def test_an_age_would_be_noticed() -> None:
    told = ['{"age": 113}', '"113"', "<td>113</td>", "edad=113&x", "tiene 113 años"]
    assert [tells_age(text) for text in told] == [True] * 5
    assert [tells_age(text) for text in ("a1113b", "2026-11-22T06:11:13.113Z")] == [False] * 2


def test_a_pass_would_be_noticed_however_it_is_written() -> None:
    spelled = traces.spellings("ABCD2345WXYZ")
    told = ["abcd-2345-wxyz", "ABCD 2345 WXYZ", "x=ABCD2345", "414243443233343557585 95a"]
    assert [any(one in text for one in spelled) for text in told] == [True, True, True, False]
