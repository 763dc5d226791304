"""What is said of an indicator then and now."""

from datetime import date

import pytest

from events.outreach.domain.amounts import Amount, exactly
from events.outreach.domain.indicators.indicator import Filters, Measure
from events.outreach.domain.periods.reported import ComparedIndicator, IndicatorThen
from events.outreach.web.shown_reported import Pair, indicators
from server.foundation.identity import new_id

NOT_YET, REACHED = exactly(0), exactly(1)


def shown(measure: Measure, then: Amount | None, now: Amount | None) -> Pair:
    asked = IndicatorThen(
        code="M1", name="Protocolo", measure=measure, filters=Filters(), accumulates=False,
        first=date(2026, 1, 1), last=date(2026, 6, 30), zone="America/Guatemala",
    )  # fmt: skip
    one = ComparedIndicator(id=new_id(), asked=asked, then=then, now=now, behind=())
    ((pair,),) = (group.pairs for group in indicators([one]))
    return pair


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (NOT_YET, NOT_YET, ("todavía no", "todavía no", "")),
        (NOT_YET, REACHED, ("todavía no", "sí", "cambió")),
        (None, REACHED, ("no reportado", "sí", "cambió")),
        (exactly(2), exactly(3), ("2", "3", "+1")),
    ],
)
def test_a_milestone_is_reached_or_it_is_not_yet(
    then: Amount | None, now: Amount | None, said: tuple[str, str, str]
) -> None:
    pair = shown("milestone", then, now)
    assert (pair.then, pair.now, pair.changed) == said


def test_other_measures_are_numbers() -> None:
    pair = shown("events", NOT_YET, exactly(2))
    assert (pair.then, pair.now, pair.changed) == ("0", "2", "+2")
