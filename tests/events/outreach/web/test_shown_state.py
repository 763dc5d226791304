from datetime import UTC, datetime, timedelta
from uuid import uuid4

from events.outreach.domain.ledgers import Freshness
from events.outreach.domain.periods.adjustments import Adjusted
from events.outreach.web.shown_state import adjustments, fresh

NOW = datetime(2026, 11, 22, 22, 5, tzinfo=UTC)
ZONE = "America/Guatemala"


def said(*, ago: timedelta, pending: int = 0) -> str:
    return fresh(Freshness(counted_at=NOW - ago, pending=pending), at=NOW, zone=ZONE)


def test_how_fresh_figures_are_is_said_with_the_hour_and_what_waits() -> None:
    few = timedelta(minutes=3)
    assert said(ago=few) == "Contado hasta las 16:02."
    assert said(ago=few, pending=1) == "Contado hasta las 16:02; 1 registro por contar."
    assert said(ago=few, pending=3) == "Contado hasta las 16:02; 3 registros por contar."


def test_what_was_counted_another_day_names_it() -> None:
    assert said(ago=timedelta(days=1)) == "Contado hasta el sáb 21 nov, 16:05."
    nothing = fresh(Freshness(counted_at=None), at=NOW, zone=ZONE)
    assert nothing == "Todavía no se ha contado nada."


def test_adjustments_come_to_a_number_of_contacts_with_its_sign() -> None:
    event, period = uuid4(), uuid4()

    def line(people: int) -> Adjusted:
        return Adjusted(
            event=event, period=period, sex="male", age_band="13-14", audience="unknown",
            people=people,
        )  # fmt: skip

    lost = adjustments([line(2), line(-5)])
    assert lost is not None
    assert (lost.events, lost.contacts) == (1, "−3")
    assert adjustments([]) is None
