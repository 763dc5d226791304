"""A room that mistypes gets in; whoever guesses from one address does not."""

import asyncio
import random
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from events.attendance.domain import doors, opening
from events.attendance.domain.doors import Doorway
from events.attendance.domain.entrance import guessing, rotating
from events.attendance.domain.entrance.admission import LASTS, Admission
from events.attendance.domain.entrance.gate import Gate, Said
from server.foundation.errors import Invalid, TooMany
from server.foundation.identity import SYSTEM
from tests.events.attendance.arriving import SIGNER
from tests.support.events import SATURDAY, TODAY, planned

pytestmark = pytest.mark.usefixtures("db")
HERE, ELSEWHERE = "192.0.2.7", "198.51.100.9"
FORM = UUID(int=7)


async def door(asked: str, digits: str = "407") -> Doorway:
    event = await planned()
    await doors.ask(event, asked, digits, by=SYSTEM, at=TODAY)
    return await doors.doorway((await doors.door_of(event)).code)


def said(code: str, *, origin: str = HERE, slip: str = "") -> Said:
    return Said(submission=FORM, origin=origin, code=code, slip=slip)


async def told(gate: Gate, doorway: Doorway, code: str, at: datetime = SATURDAY) -> str:
    """What whoever says this code hears; nothing when they are let in."""
    try:
        await gate.admit(doorway, said(code), at=at)
    except (Invalid, TooMany) as refusal:
        return refusal.sentence
    return ""


async def test_a_door_that_asks_for_nothing_lets_everybody_in() -> None:
    gate, doorway = Gate(SIGNER), await door("nothing")
    assert await told(gate, doorway, "") == ""
    given = await gate.admit(doorway, said(""), at=SATURDAY)
    assert (gate.slip(doorway, given, FORM), gate.carried(doorway, given)) == ("", "")


async def test_the_spoken_code_lets_in_and_a_wrong_one_does_not() -> None:
    gate, doorway = Gate(SIGNER), await door("spoken")
    assert [await told(gate, doorway, code) for code in ("407", " 4-0 7", "", "40", "408")] == [
        "", "", "Falta la clave.", "La clave son tres números, por ejemplo 407.",
        "Esa no es la clave de hoy.",
    ]  # fmt: skip


async def test_the_screen_s_digits_let_in_while_they_stand_there() -> None:
    gate, doorway = Gate(SIGNER), await door("rotating")
    code = rotating.code_at(doorway.event, SATURDAY, signer=SIGNER).digits
    wrong = f"{(int(code) + 1) % 10**6:06}"
    later = SATURDAY + timedelta(minutes=2)
    assert await told(gate, doorway, f"{code[:3]} {code[3:]}") == ""
    assert await told(gate, doorway, "407") == "El código son seis números."
    assert await told(gate, doorway, wrong) == (
        "Ese no es el código. Escribir el que se ve ahora en la pantalla."
    )
    assert await told(gate, doorway, code, later) == (
        "Ese código ya cambió. Escribir el que se ve ahora en la pantalla."
    )


@pytest.mark.parametrize("asked", ["spoken", "rotating"])
async def test_who_scans_the_screen_has_time_to_answer(asked: str) -> None:
    gate, doorway = Gate(SIGNER), await door(asked)
    code = rotating.code_at(doorway.event, SATURDAY, signer=SIGNER)
    given = gate.on_arrival(doorway, sign=code.sign, slip="", at=SATURDAY)
    assert given == Admission(until=SATURDAY + LASTS)
    slip = gate.slip(doorway, given, FORM)
    for later in (SATURDAY, SATURDAY + LASTS):
        assert await gate.admit(doorway, said("", slip=slip), at=later) == given
    with pytest.raises(Invalid):
        await gate.admit(doorway, said("", slip=slip), at=SATURDAY + LASTS + timedelta(seconds=1))


async def test_digits_in_an_address_are_no_way_around_counting() -> None:
    gate, doorway = Gate(SIGNER), await door("rotating")
    digits = rotating.code_at(doorway.event, SATURDAY, signer=SIGNER).digits
    assert gate.on_arrival(doorway, sign=digits, slip="", at=SATURDAY) is None
    assert gate.on_arrival(doorway, sign="ABCD2345", slip="", at=SATURDAY) is None


async def test_the_next_person_with_the_phone_needs_no_code_until_the_first_one_s_time_is_up() -> (
    None
):
    gate, doorway = Gate(SIGNER), await door("spoken")
    given = await gate.admit(doorway, said("407"), at=SATURDAY)
    carried = gate.carried(doorway, given)
    later = SATURDAY + timedelta(minutes=15)
    again = gate.on_arrival(doorway, sign="", slip=carried, at=later)
    assert again == given
    once_more = gate.carried(doorway, again)
    assert gate.on_arrival(doorway, sign="", slip=once_more, at=given.until) == given
    too_late = given.until + timedelta(seconds=1)
    assert gate.on_arrival(doorway, sign="", slip=once_more, at=too_late) is None


@pytest.mark.parametrize("asked", ["spoken", "rotating"])
async def test_two_hundred_people_behind_one_address_get_in_though_a_tenth_mistypes(
    asked: str,
) -> None:
    gate, doorway, dice = Gate(SIGNER), await door(asked), random.Random(4)
    code = rotating.code_at(doorway.event, SATURDAY, signer=SIGNER).digits
    right = "407" if asked == "spoken" else code

    async def arrive(number: int) -> int:
        typed = right
        if number % 10 == 0:
            place = dice.randrange(len(right))
            typed = f"{right[:place]}{dice.choice('23568')}{right[place + 1 :]}"
        tries = 1
        while await told(gate, doorway, typed):
            typed, tries = right, tries + 1
        return tries

    assert max(await asyncio.gather(*map(arrive, range(200)))) <= 2


async def test_a_whole_room_that_misheard_the_code_is_one_wrong_guess() -> None:
    gate, doorway = Gate(SIGNER), await door("spoken")
    heard = await asyncio.gather(*(told(gate, doorway, "470") for _person in range(80)))
    assert set(heard) == {"Esa no es la clave de hoy."}
    assert await told(gate, doorway, "407") == ""


async def test_who_tries_every_spoken_code_from_one_address_is_stopped_after_forty() -> None:
    gate, doorway = Gate(SIGNER), await door("spoken")
    heard = [await told(gate, doorway, f"{number:03}") for number in range(1000)]
    assert heard.count("") == 0
    assert heard.index(heard[-1]) == guessing.MOST["spoken"] == 40
    assert heard[-1] == (
        "Desde esta red ya se probaron demasiadas claves. Pedir a quien facilita que cuente a esta"
        " persona, o pedir a quien coordina que cambie la clave."
    )
    # Every place open at once is no way around it, nor is waiting as long as a door stands open.
    evening = SATURDAY + guessing.WITHIN - timedelta(minutes=1)
    at_once = (told(gate, doorway, f"{number:03}", evening) for number in range(400, 420))
    assert set(await asyncio.gather(*at_once)) == {heard[-1]}
    # Others are not held up, and here scanning the screen still lets in.
    assert await gate.admit(doorway, said("407", origin=ELSEWHERE), at=SATURDAY)
    sign = rotating.code_at(doorway.event, SATURDAY, signer=SIGNER).sign
    assert gate.on_arrival(doorway, sign=sign, slip="", at=SATURDAY) is not None


async def test_guesses_that_come_all_at_once_are_counted_one_by_one() -> None:
    gate, doorway = Gate(SIGNER), await door("spoken", "999")
    heard = await asyncio.gather(*(told(gate, doorway, f"{n:03}") for n in range(1000)))
    assert heard.count("") == 0
    assert heard.count("Esa no es la clave de hoy.") == 40


async def test_who_tries_the_screen_s_digits_is_stopped_after_three_hundred(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert guessing.MOST["rotating"] == 300
    monkeypatch.setitem(guessing.MOST, "rotating", 5)
    gate, doorway = Gate(SIGNER), await door("rotating")
    right = int(rotating.code_at(doorway.event, SATURDAY, signer=SIGNER).digits)
    guesses = [f"{(right + n) % 10**6:06}" for n in range(1, 8)]
    heard = [await told(gate, doorway, code) for code in guesses]
    assert [text.startswith("Desde esta red") for text in heard] == [False] * 5 + [True] * 2


async def test_a_slip_of_another_form_admits_nobody() -> None:
    gate, doorway = Gate(SIGNER), await door("spoken")
    given = await gate.admit(doorway, said("407"), at=SATURDAY)
    slip = gate.slip(doorway, given, uuid4())
    with pytest.raises(Invalid):
        await gate.admit(doorway, said("", slip=slip), at=SATURDAY)


async def test_a_new_spoken_code_opens_the_door_again_to_those_whom_others_shut_out() -> None:
    gate, doorway = Gate(SIGNER), await door("spoken")
    heard = [await told(gate, doorway, f"{number:03}") for number in range(41)]
    assert await told(gate, doorway, "407") == heard[-1]
    await doors.ask(doorway.event, "spoken", "815", by=SYSTEM, at=SATURDAY)
    changed = await doors.doorway(doorway.code or "")
    assert await told(gate, changed, "407") == "Esa no es la clave de hoy."
    assert await told(gate, changed, "815") == ""


async def test_the_longest_usual_door_is_shut_before_guesses_are_forgotten() -> None:
    assert timedelta(hours=5) + 2 * opening.MARGIN <= guessing.WITHIN
