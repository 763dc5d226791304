"""Data values as DHIS2 documents them (`dataValueSets`, JSON)."""

from datetime import date
from typing import Annotated

import msgspec
import pytest
from msgspec import Meta, Struct
from msgspec.structs import replace

from events.outreach.domain.exports.dhis2 import dhis2_of, org_unit
from events.outreach.domain.exports.report import Found
from events.outreach.domain.indicators.days import Days
from server.foundation.errors import Invalid
from tests.support.reports import PROOF, released

Code = Annotated[str, Meta(pattern=r"^[A-Za-z0-9._+-]{1,50}$")]


class Value(Struct, forbid_unknown_fields=True, rename="camel"):
    """A value of a bulk: with its own period and org unit; numbers are strings."""

    data_element: Code
    period: Annotated[str, Meta(pattern=r"^20\d\d(Q[1-4]|S[12]|0[1-9]|1[0-2])?$")]
    org_unit: Annotated[str, Meta(pattern=r"^(GT|\d{2}|\d{4})$")]
    value: Annotated[str, Meta(pattern=r"^\d+$")]
    comment: str
    category_option_combo: Code = ""


class Posted(Struct, forbid_unknown_fields=True, rename="camel"):
    """What `POST /api/dataValueSets` takes; neither `force` nor anything else is in it."""

    id_scheme: Annotated[str, Meta(pattern="^CODE$")]
    data_set: Code
    data_values: Annotated[list[Value], Meta(min_length=1)]


def posted(**changes: object) -> Posted:
    return msgspec.json.decode(dhis2_of(released(**changes)), type=Posted, strict=True)


def test_a_release_has_the_documented_shape() -> None:
    found = posted()
    assert (found.data_set, {value.period for value in found.data_values}) == (
        "PREVENCION", {"2026Q3"},
    )  # fmt: skip


def test_every_value_names_its_receipt_and_both_ends() -> None:
    comments = {value.data_element: value.comment for value in posted().data_values}
    assert comments["PV_A1"] == f"A1: 1013..1207; receipt {PROOF.id}"
    assert comments["PV_A1_MAX"] == comments["PV_A1"]
    assert comments["PV_B2"] == f"B2: 400; cumulative; receipt {PROOF.id}"


def test_what_was_not_reported_or_is_withheld_is_not_there() -> None:
    elements = {value.data_element for value in posted().data_values}
    assert {"PV_C3", "PV_A1"} & elements == {"PV_A1"}
    assert "0103" not in {value.org_unit for value in posted().data_values}


def test_a_low_end_of_which_nobody_knows_is_left_out_and_the_high_end_stays() -> None:
    for unknown, both in ((Found(0, 17), "0..17"), (Found(None, 17), "?..17")):
        aim = replace(released().aims[0], found=unknown, goals=(), parts=())
        told = [(it.data_element, it.value, it.comment) for it in posted(aims=(aim,)).data_values]
        assert told == [("PV_A1_MAX", "17", f"A1: {both}; receipt {PROOF.id}")]
    nobody = replace(released().aims[0], found=Found(0, 0), goals=(), parts=())
    assert [it.value for it in posted(aims=(nobody,)).data_values] == ["0", "0"]


def test_no_code_is_sent_twice_for_the_same_cell() -> None:
    cells = [
        (value.data_element, value.org_unit, value.category_option_combo, value.period)
        for value in posted().data_values
    ]
    assert len(cells) == len(set(cells))


@pytest.mark.parametrize(
    ("places", "unit"),
    [(("0108",), "0108"), (("0108", "0103"), "01"), (("0108", "0920"), "GT"), ((), "GT")],
)
def test_the_whole_is_of_the_smallest_unit_that_holds_it(
    places: tuple[str, ...], unit: str
) -> None:
    work = replace(released().work, places=dict.fromkeys(places, "x"))
    assert org_unit(released(work=work)) == unit


def test_what_dhis2_cannot_take_is_refused_with_a_sentence() -> None:
    for changes in (
        {"work": replace(released().work, dhis2_dataset="")},
        {"days": Days(date(2026, 7, 1), date(2026, 8, 31))},
        {"aims": ()},
    ):
        with pytest.raises(Invalid):
            posted(**changes)
