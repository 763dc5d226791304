"""What a calendar's address says."""

from datetime import date
from urllib.parse import parse_qsl
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar.datastructures import MultiDict
from msgspec.structs import replace

from events.planning.domain.codelists import Place
from events.planning.web.calendar_address import VIEWS, CalendarAddress, bounds, read
from server.foundation.identity import Actor

TODAY = date(2026, 12, 16)
PINULA, MIXCO = (Place(ine, ine, "Guatemala", None) for ine in ("0103", "0108"))


def from_text(query: str) -> CalendarAddress:
    """Read what stands behind the question mark."""
    return read(MultiDict(parse_qsl(query)), today=TODAY)


def test_an_address_says_everything_about_a_view() -> None:
    asked = from_text(
        "vista=semana&fecha=2026-12-05&municipio=0108&municipio=0115&tipo=workshop"
        "&estado=draft&proyecto=paz&q=nutrici%C3%B3n&propias=1"
    )
    assert asked == CalendarAddress(
        view="semana", day=date(2026, 12, 5), municipalities=("0108", "0115"),
        kinds=("workshop",), states=("draft",), project="paz", words="nutrición", own=True,
    )  # fmt: skip
    assert asked.sifting == 5


@pytest.mark.parametrize(
    ("query", "day"),
    [
        ("", TODAY),
        ("mes=2026-12", TODAY),
        ("mes=2027-02", date(2027, 2, 1)),
        ("mes=2027-02&fecha=2027-03-04", date(2027, 3, 4)),
        ("fecha=tomorrow", TODAY),
        ("fecha=0001-01-01", date(2000, 1, 1)),
        ("fecha=9999-12-31", date(2099, 12, 31)),
    ],
)
def test_the_day_is_read_from_either_name(query: str, day: date) -> None:
    assert from_text(query).day == day


def test_what_makes_no_sense_is_passed_over() -> None:
    asked = from_text("vista=globo&escala=siglo&municipio=&tipo=a&tipo=a&propias=")
    assert asked == CalendarAddress(day=TODAY, kinds=("a",))


@given(
    st.builds(
        CalendarAddress,
        day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        view=st.sampled_from(("", *VIEWS)),
        scale=st.sampled_from(("", "mes", "semana")),
        municipalities=st.lists(st.sampled_from(("0103", "0108")), unique=True).map(tuple),
        kinds=st.lists(st.sampled_from(("talk", "forum")), unique=True).map(tuple),
        words=st.text("añ &=?+%/", max_size=20).map(lambda text: " ".join(text.split())),
        own=st.booleans(),
    )
)
def test_whatever_an_address_says_is_read_again(address: CalendarAddress) -> None:
    again = from_text(address.query()[1:])
    assert again.span == address.span
    assert again == (address if address.view else replace(address, day=again.day))
    assert from_text(address.query(own=True)[1:]).own


@given(
    st.sampled_from(VIEWS),
    st.sampled_from(("", "mes", "semana")),
    st.dates(date(2000, 2, 1), date(2099, 11, 30)),
)
def test_a_step_leads_to_the_neighbour_and_back(view: str, scale: str, day: date) -> None:
    asked = CalendarAddress(day=day, view=view, scale=scale)
    first, last = asked.span
    assert first <= day <= last
    assert asked.drawn[0] <= first
    assert last <= asked.drawn[1]
    after = CalendarAddress(day=asked.after, view=view, scale=scale)
    assert (after.span[0] - last).days == 1
    assert CalendarAddress(day=after.before, view=view, scale=scale).span == (first, last)


def test_the_link_of_a_month_names_it_and_keeps_the_filters() -> None:
    asked = from_text("vista=semana&fecha=2026-12-05&municipio=0108&q=paz")
    assert asked.month(asked.after) == "?mes=2026-12&municipio=0108&q=paz"


def test_a_municipality_is_added_and_taken_away() -> None:
    asked = from_text("municipio=0103")
    assert asked.toggled("0108") == ("0103", "0108")
    assert asked.toggled("0103") == ()


def test_nobody_looks_into_what_they_do_not_coordinate() -> None:
    actor = Actor(account=uuid4(), name="Ana", role="coordinator")
    both = [PINULA, MIXCO]
    assert from_text("").sifted(both, actor).municipalities == ("0103", "0108")
    assert from_text("municipio=0108").sifted(both, actor).municipalities == ("0108",)
    assert from_text("municipio=0108").sifted([PINULA], actor).municipalities == ("0103",)
    assert from_text("propias=1").sifted(both, actor).organiser == actor.account


def test_days_begin_and_end_on_the_clocks_of_the_place() -> None:
    first, beyond = bounds(date(2026, 12, 1), date(2026, 12, 2), "America/Guatemala")
    assert (first.isoformat(), beyond.isoformat()) == (
        "2026-12-01T00:00:00-06:00",
        "2026-12-03T00:00:00-06:00",
    )
