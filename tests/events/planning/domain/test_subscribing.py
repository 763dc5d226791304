"""The ways to subscribe to a calendar's address."""

from urllib.parse import parse_qs, urlsplit

import pytest

from events.planning.domain.subscribing import Ways, reachable, ways


def test_every_button_leads_to_the_same_calendar() -> None:
    told = ways("https://convoca.test/municipios/0103.ics", "San José & más")
    assert told == Ways(
        name="San José & más",
        address="https://convoca.test/municipios/0103.ics",
        webcal="webcal://convoca.test/municipios/0103.ics",
        google="https://calendar.google.com/calendar/r"
        "?cid=webcal%3A%2F%2Fconvoca.test%2Fmunicipios%2F0103.ics",
        outlook="https://outlook.live.com/calendar/0/addfromweb"
        "?url=https%3A%2F%2Fconvoca.test%2Fmunicipios%2F0103.ics"
        "&name=San%20Jos%C3%A9%20%26%20m%C3%A1s",
    )


def test_an_address_with_a_question_arrives_whole() -> None:
    address = "https://convoca.test/agenda.ics?tipo=film-forum"
    told = ways(address, "Cineforo")
    assert parse_qs(urlsplit(told.outlook).query)["url"] == [address]
    assert parse_qs(urlsplit(told.google).query)["cid"] == [told.webcal]
    assert told.webcal == address.replace("https", "webcal")


@pytest.mark.parametrize(
    ("house", "found"),
    [
        ("https://convoca.example.org", True),
        ("http://convoca.example.org", False),
        ("https://localhost:8000", False),
        ("http://localhost:8000", False),
        ("https://192.168.1.20", False),
        ("https://[::1]:8000", False),
        ("https://8.8.8.8", True),
        ("https://casa.local", False),
        ("https://casa", False),
    ],
)
def test_programs_elsewhere_need_a_public_address(house: str, *, found: bool) -> None:
    assert reachable(house) == found
