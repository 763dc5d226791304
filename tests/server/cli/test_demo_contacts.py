"""The numbers of the demonstration: the form takes them, and nobody has them."""

import re
from datetime import date

from notifications.tables import Contact
from server.cli import demo_contacts
from server.cli.demo_calendar import HalfYear
from server.cli.demo_cast import cast
from server.cli.demo_chance import Chance
from volunteers.people.domain.telephone import normalised

MADE_UP = re.compile(r"\+1[2-9]\d\d55501\d\d")


def test_the_form_takes_the_numbers_and_nobody_has_them() -> None:
    half = HalfYear(date(2026, 11, 30))
    rows = demo_contacts.stored(Chance(1), half, cast(Chance(1), half))
    numbers = [str(row.address) for row in rows if isinstance(row, Contact)]
    dialled = [number for number in numbers if number.startswith("+")]
    assert dialled
    assert [normalised(number) for number in dialled] == dialled
    assert [number for number in dialled if not MADE_UP.fullmatch(number)] == []
