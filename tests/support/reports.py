"""Reports for tests: a project in two municipalities, internal or released."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from events.outreach.domain.exports import wording
from events.outreach.domain.exports.report import (
    Aim,
    Found,
    Goal,
    Line,
    Part,
    Proof,
    Report,
    Settled,
    Table,
    Work,
)
from events.outreach.domain.indicators.days import Days

QUARTER = Days(date(2026, 7, 1), date(2026, 9, 30))
WORK = Work(
    slug="growing-in-peace",
    name="Crecer en paz",
    donor="Embajada",
    implementer="El Refugio",
    partners="RAC de Mixco",
    goal="Prevenir la violencia",
    first=date(2026, 1, 1),
    last=date(2027, 12, 31),
    places={"0108": "Mixco", "0103": "San José Pinula"},
    dhis2_dataset="PREVENCION",
    iati_reporter="GT-MRE-123",
    iati_activity="GT-MRE-123-CEP",
)
TOTAL = Line(
    codes=(),
    names=("Total",),
    contacts=1480,
    people=Found(1013, 1207),
    headcount=301,
    check_ins=1179,
)
SEXES = Table(
    dimensions=("sex",),
    title="Por sexo",
    lines=(
        Line(
            codes=("female",), names=("Mujeres",), contacts=911, people=Found(640, 752),
            headcount=150, check_ins=761,
        ),
        Line(
            codes=("male",), names=("Hombres",), contacts=569, people=Found(373, 455),
            headcount=151, check_ins=418,
        ),
    ),
)  # fmt: skip
PLACES = Table(
    dimensions=("municipality",),
    title="Por municipio",
    lines=(
        Line(
            codes=("0108",), names=("Mixco",), contacts=1471, people=Found(1004, 1198),
            headcount=301, check_ins=1170,
        ),
        Line(codes=("0103",), names=("San José Pinula",)),
    ),
)  # fmt: skip
REACHED = Aim(
    code="A1",
    name_es="Personas alcanzadas",
    name_en="People reached",
    definition="Personas distintas que vinieron a algo",
    measure="unique",
    accumulates=False,
    dhis2="PV_A1",
    found=Found(1013, 1207),
    goals=(
        Goal(
            municipality=None, place="", days=QUARTER, value=2000, exact=False,
            found=Found(1013, 1207), share=(0.5065, 0.6035),
        ),
        Goal(
            municipality="0103", place="San José Pinula", days=QUARTER, value=50, exact=True,
            found=Found(withheld=True),
        ),
    ),
    parts=(
        Part(
            dimensions=("sex",), cells={("female",): Found(640, 752), ("male",): Found(373, 455)}
        ),
        Part(dimensions=("sex", "age_band"), cells={("female", "15-17"): Found(209, 209)}),
        Part(dimensions=("municipality",), cells={("0108",): Found(1004, 1198)}),
    ),
)  # fmt: skip
OFFICIALS = Aim(
    code="B2",
    name_es="Funcionarios de justicia formados",
    name_en="",
    definition="",
    measure="contacts",
    accumulates=True,
    dhis2="PV_B2",
    found=Found(400, 400),
    goals=(
        Goal(
            municipality=None, place="", days=Days(), value=400, exact=True, found=Found(400, 400),
            share=(1.0, 1.0),
        ),
    ),
)  # fmt: skip
ADOLESCENTS = Aim(
    code="C3",
    name_es="Adolescentes formados",
    name_en="Adolescents trained",
    definition="",
    measure="contacts",
    accumulates=False,
    dhis2="PV_C3",
    found=Found(),
    goals=(Goal(municipality=None, place="", days=QUARTER, value=100, exact=False, found=Found()),),
    cited=("«más de cien», Informe anual 2018 (El Refugio)",),
)
PROTOCOL = Aim(
    code="D4",
    name_es="Protocolo aprobado",
    name_en="Protocol approved",
    definition="",
    measure="milestone",
    accumulates=False,
    dhis2="",
    found=Found(1, 1),
)
PROOF = Proof(
    id=UUID("019aa0a0-0000-7000-8000-000000000001"),
    named="Cifras del trimestre",
    digest="0123456789ab",
    address="https://convoca.example/recibo/019aa0a0-0000-7000-8000-000000000001",
)


def released(**changes: Any) -> Report:
    """What a donor gets: San José Pinula is too small to be shown."""
    whole = Line(codes=(), names=("Total",), contacts=1480, people=Found(1013, 1207))
    report = Report(
        work=WORK,
        days=QUARTER,
        readers="donor",
        title="Crecer en paz, tercer trimestre",
        made_at=datetime(2026, 10, 5, 15, 30, tzinfo=UTC),
        rule="2026-1",
        small=5,
        release=UUID("019aa0a0-0000-7000-8000-0000000000aa"),
        events=37,
        still_open=0,
        tables=(Table(dimensions=(), title="Total", lines=(whole,)), _bare(SEXES), _bare(PLACES)),
        aims=(REACHED, OFFICIALS, ADOLESCENTS, PROTOCOL),
        indirect=Found(6100, 6100),
        residents={"0108": 465773, "0103": 79844},
        proofs=(PROOF,),
        method=("Cuenta una actividad publicada o cerrada que ya empezó.",),
    )
    report = replace(report, **changes)
    return replace(report, caveats=tuple(wording.caveats(report)))


def internal(**changes: Any) -> Report:
    """What stays in the house, with a closed period and an open register."""
    pinula = Line(
        codes=("0103",), names=("San José Pinula",), contacts=9, people=Found(9, 9), headcount=0,
        check_ins=9,
    )  # fmt: skip
    places = replace(PLACES, lines=(PLACES.lines[0], pinula))
    settled = Settled(
        first=date(2026, 1, 1),
        last=date(2026, 6, 30),
        closed_on=date(2026, 7, 15),
        reported=Line(codes=(), names=(), contacts=2411),
        now=Line(codes=(), names=(), contacts=2398),
        adjustments=2,
    )
    told: dict[str, Any] = {
        "readers": "internal",
        "release": None,
        "small": None,
        "proofs": (),
        "still_open": 2,
        "settled": (settled,),
        "tables": (Table(dimensions=(), title="Total", lines=(TOTAL,)), SEXES, places),
    }
    return released(**told | changes)


def _bare(table: Table) -> Table:
    """Headcounts are not released."""
    lines = [replace(line, headcount=None, check_ins=None) for line in table.lines]
    return replace(table, lines=tuple(lines))
