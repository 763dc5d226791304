"""A browser that an account came in from is known again, and nobody can make one up."""

from datetime import UTC, datetime, timedelta

import pytest

from server.accounts.domain.known_devices import MOST, known_as, remembering
from server.foundation.signing import Signer

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)
YEAR = timedelta(days=365)


def known(cookie: str, email: str, signer: Signer, *, at: datetime = NOON) -> bool:
    return known_as(cookie, email, signer=signer, at=at) != ""


def test_a_browser_is_known_to_whoever_came_in_from_it(signer: Signer) -> None:
    cookie = remembering("", "Ana@convoca.test ", signer=signer, at=NOON)
    assert known(cookie, "ana@convoca.test", signer)
    assert not known(cookie, "eva@convoca.test", signer)


def test_it_keeps_its_number_whoever_else_comes_in(signer: Signer) -> None:
    first = remembering("", "ana@convoca.test", signer=signer, at=NOON)
    both = remembering(first, "eva@convoca.test", signer=signer, at=NOON)
    numbers = {
        known_as(cookie, email, signer=signer, at=NOON)
        for cookie, email in (
            (first, "ana@convoca.test"),
            (both, "ana@convoca.test"),
            (both, "eva@convoca.test"),
        )
    }
    assert len(numbers) == 1
    assert known_as(
        remembering("", "ana@convoca.test", signer=signer, at=NOON),
        "ana@convoca.test",
        signer=signer,
        at=NOON,
    ) not in {"", *numbers}


def test_it_is_forgotten_after_a_year_without_coming_in(signer: Signer) -> None:
    cookie = remembering("", "ana@convoca.test", signer=signer, at=NOON)
    assert known(cookie, "ana@convoca.test", signer, at=NOON + YEAR)
    assert not known(cookie, "ana@convoca.test", signer, at=NOON + YEAR + timedelta(days=1))


def test_of_many_the_longest_away_is_forgotten(signer: Signer) -> None:
    cookie = ""
    for n in range(MOST + 1):
        at = NOON + timedelta(days=n)
        cookie = remembering(cookie, f"{n}@convoca.test", signer=signer, at=at)
    remembered = [known(cookie, f"{n}@convoca.test", signer) for n in range(MOST + 1)]
    assert remembered == [False] + [True] * MOST
    assert len(cookie) < 400


@pytest.mark.parametrize("made_up", ["", "x", "ñ", "A" * 400])
def test_what_is_made_up_is_not_known(signer: Signer, made_up: str) -> None:
    assert not known(made_up, "ana@convoca.test", signer)


def test_a_cookie_of_another_installation_or_purpose_is_not_known(signer: Signer) -> None:
    other = remembering("", "ana@convoca.test", signer=Signer(b"another"), at=NOON)
    assert not known(other, "ana@convoca.test", signer)
    assert not known(signer.sign("known device", b"\x92"), "ana@convoca.test", signer)
    assert not known(signer.sign("flash", b"{}"), "ana@convoca.test", signer)


def test_it_says_nobody_s_address(signer: Signer) -> None:
    cookie = remembering("", "ana@convoca.test", signer=signer, at=NOON)
    assert b"ana" not in signer.unsign("known device", cookie)
