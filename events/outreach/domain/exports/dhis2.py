"""Released figures as DHIS2 data values, after DHIS2's own documentation of `dataValueSets`.

Everything is named by its code (`idScheme` CODE): data elements as the indicators say, org units by
INE code, periods as DHIS2 spells them. What a code stands for:

- `<element>`: the whole. Its org unit is the municipality if there is only one, the department (the
  first two digits) if all lie in one, or else the country, GT.
- `<element>_PLACE`: each municipality for itself.
- `<element>_SEX`, `_AGE`, `_AUDIENCE`, `_KIND`, `_TOPIC`: the whole by category option combination,
  whose codes are ours: `female`, `15-17` or a donor's band, `teachers`, `unknown` and so on.
- `<element>_SEX_AGE` and other pairs: by both, as `female_15-17`; `<element>_PLACE_SEX` and the
  like: each municipality by the other of the two.

They are elements of their own because DHIS2 adds up whatever it finds under one of them: a value of
a department and those of its municipalities would be counted twice.

A value of DHIS2 is one number, and unique people may lie between two. So `<element>` is what is
certain, the low end, and `<element>_MAX` the high end, both for every figure that has them, also
where they are the same; the comment says both. Give these elements the aggregation type NONE:
unique people never add up. What is not shown or was not reported is left out, and is never 0; so is
a low end of 0 beneath a high end that is not, which only says that nobody knows. Comments name the
receipt. Send it without `force`, which overrides the locks of those who approve.
"""

from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec import Struct

from events.outreach.domain.answered import Dimension
from events.outreach.domain.exports.dhis2_periods import period_of
from events.outreach.domain.exports.report import Aim, Found, Report
from server.foundation.errors import Invalid
from server.foundation.translation import gettext as _

COUNTRY: Final = "GT"
DEPARTMENT: Final = 2
SUFFIXES: Final[dict[Dimension, str]] = {
    "municipality": "PLACE", "sex": "SEX", "age_band": "AGE", "audience": "AUDIENCE",
    "kind": "KIND", "topic": "TOPIC",
}  # fmt: skip
HIGH: Final = "_MAX"


class DataValue(Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One number; the default category option combination is the one that is not named."""

    data_element: str
    period: str
    org_unit: str
    category_option_combo: str = ""
    value: str
    comment: str


class DataValueSet(Struct, frozen=True, kw_only=True, rename="camel"):
    """What is posted to `/api/dataValueSets`."""

    id_scheme: str = "CODE"
    data_set: str
    data_values: list[DataValue]


def dhis2_of(report: Report) -> bytes:
    """JSON; raises Invalid with a sentence where DHIS2 could not take it."""
    if not report.work.dhis2_dataset:
        raise Invalid({"form": _("Falta el código del conjunto de datos de DHIS2 en el proyecto.")})
    period = period_of(report.days.first, report.days.last)
    values = [value for aim in report.aims if aim.dhis2 for value in _values(report, aim, period)]
    if not values:
        raise Invalid({"form": _("Ningún indicador con código de DHIS2 tiene cifras publicadas.")})
    whole = DataValueSet(data_set=report.work.dhis2_dataset, data_values=values)
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def org_unit(report: Report) -> str:
    """The smallest that holds every municipality of the project."""
    places = sorted(report.work.places)
    if len(places) == 1:
        return places[0]
    departments = {ine[:DEPARTMENT] for ine in places}
    return departments.pop() if len(departments) == 1 else COUNTRY


def _values(report: Report, aim: Aim, period: str) -> Iterator[DataValue]:
    whole, proof = org_unit(report), _proof(report)
    yield from _ends(aim.dhis2, aim, aim.found, (period, whole, "", proof))
    for part in aim.parts:
        element = "_".join((aim.dhis2, *(SUFFIXES[name] for name in part.dimensions)))
        for codes, found in part.cells.items():
            unit, combination = _placed(report, dict(zip(part.dimensions, codes, strict=True)))
            yield from _ends(element, aim, found, (period, unit or whole, combination, proof))


def _placed(report: Report, codes: dict[Dimension, str]) -> tuple[str, str]:
    """The municipality of a cell, if it is of one, and what else it is of."""
    place = codes.get("municipality", "")
    unit = place if place in report.work.places else ""
    return unit, "_".join(code for code in codes.values() if code != unit)


def _ends(
    element: str, aim: Aim, found: Found, where: tuple[str, str, str, str]
) -> Iterator[DataValue]:
    period, unit, combination, proof = where
    since = "cumulative; " if aim.accumulates else ""
    ends = [(element, found.certain)] + ([] if aim.counts else [(element + HIGH, found.high)])
    for name, number in ends:
        if number is not None:
            yield DataValue(
                data_element=name,
                period=period,
                org_unit=unit,
                category_option_combo=combination,
                value=str(number),
                comment=f"{aim.code}: {_both(found)}; {since}{proof}",
            )


def _proof(report: Report) -> str:
    proofs = ", ".join(str(proof.id) for proof in report.proofs)
    return f"receipt {proofs}" if proofs else f"release {report.release}"


def _both(found: Found) -> str:
    """Such as «1204..1310»: the same in every language."""
    ends = ["?" if end is None else str(end) for end in (found.low, found.high)]
    return ends[0] if ends[0] == ends[1] else "..".join(ends)
