"""Results of an IATI activity, held against the schema of version 2.03.

The schema is not ours to copy: it lies in `shared/data/iati-2.03` beside the repository or further
up, or where CONVOCA_IATI_SCHEMA says. Where it is not, what needs it is skipped and says so.
"""

import os
from datetime import date
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
import xmlschema
from msgspec.structs import replace

from events.outreach.domain.exports.iati import iati_of
from events.outreach.domain.exports.report import Found, Report
from server.foundation.errors import Invalid
from tests.support.reports import released

SCHEMA = Path("shared", "data", "iati-2.03", "iati-activities-schema.xsd")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@cache
def schema() -> xmlschema.XMLSchema10:
    named = os.environ.get("CONVOCA_IATI_SCHEMA")
    places = [folder / SCHEMA for folder in Path(__file__).resolve().parents]
    for place in [Path(named), *places] if named else places:
        if place.exists():
            return xmlschema.XMLSchema10(str(place), allow="local")
    pytest.skip(f"NOT CHECKED: the IATI schema is not at {SCHEMA} above the repository.")


def root(report: Report) -> Element:
    return fromstring(iati_of(report))


def results(report: Report) -> dict[str, Element]:
    return {
        result.find("indicator/reference").attrib["code"]: result  # type: ignore[union-attr]  # there
        for result in root(report).iter("result")
    }


@pytest.mark.parametrize(
    "report",
    [
        released(),
        released(aims=()),
        released(work=replace(released().work, donor="", implementer="", goal="", last=None)),
        released(work=replace(released().work, name="a & b <c> \x0b", places={})),
    ],
)
def test_a_release_is_valid(report: Report) -> None:
    schema().validate(iati_of(report).decode())


def test_the_schema_refuses_what_is_not_valid() -> None:
    broken = iati_of(released()).decode().replace('measure="1"', "")
    assert [schema().is_valid(broken), schema().is_valid(iati_of(released()).decode())] == [
        False, True,
    ]  # fmt: skip


def test_unique_people_may_not_be_added_up_and_contacts_may() -> None:
    found = results(released())
    assert {
        code: (it.attrib["aggregation-status"], it.find("indicator").attrib["aggregation-status"])  # type: ignore[union-attr]  # there
        for code, it in found.items()
    } == {"A1": ("false",) * 2, "B2": ("true",) * 2, "C3": ("true",) * 2, "D4": ("true",) * 2}


def test_what_was_not_reported_has_a_target_and_no_actual() -> None:
    (period,) = results(released())["C3"].iter("period")
    assert [part.tag for part in period] == ["period-start", "period-end", "target"]


def test_a_withheld_target_has_no_actual() -> None:
    periods = [*results(released())["A1"].iter("period")]
    places = [
        (part.tag, [at.attrib["ref"] for at in part.findall("location")])
        for period in periods
        for part in period
        if part.find("location") is not None
    ]
    assert places == [("target", ["INE-0103"]), ("actual", ["INE-0108"])]


def test_an_interval_says_both_ends_in_both_languages() -> None:
    (actual, *_others) = results(released())["A1"].iter("actual")
    said = {it.attrib[LANG]: it.text for it in actual.iter("narrative")}
    assert (set(said), {"1,013–1,207" in str(text) for text in said.values()}) == (
        {"es", "en"}, {True},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "actuals"),
    [(Found(0, 17), []), (Found(None, 17), []), (Found(0, 0), ["0"]), (Found(40, None), ["40"])],
)
def test_of_whom_nobody_knows_the_least_there_is_no_actual(
    found: Found, actuals: list[str]
) -> None:
    report = released(aims=(replace(released().aims[0], found=found, goals=(), parts=()),))
    told = [it.attrib["value"] for it in results(report)["A1"].iter("actual")]
    assert told == actuals
    schema().validate(iati_of(report).decode())


def test_a_period_that_is_not_over_says_how_far_it_was_counted() -> None:
    officials = released().aims[1]
    goal = replace(officials.goals[0], until=date(2026, 9, 30))
    report = released(aims=(replace(officials, goals=(goal,)),))
    comments = [it.find("comment") for it in results(report)["B2"].iter("actual")]
    said = [None if it is None else it.findtext("narrative") for it in comments]
    assert said == [None, "Contactos: 400; contado hasta el 30 de septiembre de 2026"]


def test_a_milestone_is_qualitative_and_has_no_value() -> None:
    result = results(released())["D4"]
    assert [it.attrib["measure"] for it in result.iter("indicator")] == ["5"]
    assert [it.attrib for it in result.iter("actual")] == [{}]
    assert [*result.iter("narrative")][-2].text == "Cumplido"


def test_what_accumulates_counts_from_the_beginning_of_the_project() -> None:
    days = [
        (period[0].attrib["iso-date"], period[1].attrib["iso-date"])
        for period in results(released())["B2"].iter("period")
    ]
    assert days == [("2026-01-01", "2026-09-30"), ("2026-01-01", "2027-12-31")]


def test_a_project_without_identifiers_is_refused_with_a_sentence_for_each() -> None:
    work = replace(released().work, iati_reporter="", iati_activity="", first=None)
    with pytest.raises(Invalid) as refusal:
        iati_of(released(work=work))
    assert set(refusal.value.fields) == {"iati_reporter", "iati_activity", "starts_on"}
    with pytest.raises(Invalid):
        iati_of(released(work=replace(released().work, iati_activity="GT/1")))
