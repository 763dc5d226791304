"""What the project of the demonstration promised, and what it is held against."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from events.outreach.domain.indicators import book, milestones, reporting, target_book
from events.outreach.domain.indicators.indicator import Filters
from events.outreach.domain.indicators.milestones import Reached
from events.outreach.domain.indicators.reporting import Rule
from events.outreach.domain.indicators.target_book import TargetDraft
from events.outreach.domain.indicators.writing import IndicatorDraft
from events.planning.domain import project_book, projects
from server.cli.demo_calendar import local_day
from server.foundation.identity import SYSTEM

PEACE: Final = "growing-in-peace"
PLACES: Final = ("0103", "0108", "0110", "0114", "0115", "0116")
GOAL: Final = "Que niñas, niños y adolescentes crezcan acompañados y sepan a quién acudir."
CODES: Final = Rule(
    dhis2_dataset="ALA_PAZ", iati_reporter="GT-DEMO-1", iati_activity="GT-DEMO-1-PAZ"
)
BANDS: Final = {"0 a 10": (0, 10), "11 a 17": (11, 17), "18 o más": (18, None)}
EVIDENCE: Final = "Acta de instalación firmada por las instituciones"

# Each with its target of a quarter, of the project's life, or none: then nothing is promised.
PROMISES: Final = (
    (
        IndicatorDraft(
            code="paz-1", name_es="Personas alcanzadas", name_en="People reached",
            measure="unique", bands=BANDS, breakdowns=("municipality", "sex", "age_band"),
            dhis2="PAZ_PERSONAS",
        ),
        300, None,
    ),
    (
        IndicatorDraft(
            code="paz-2", name_es="Participación de adolescentes",
            name_en="Attendance of adolescents", measure="contacts", bands=BANDS,
            filters=Filters(age_bands=("11-12", "13-14", "15-17")),
            breakdowns=("municipality", "sex"), dhis2="PAZ_ADOLESCENTES",
        ),
        250, None,
    ),
    (
        IndicatorDraft(
            code="paz-3", name_es="Actividades realizadas", name_en="Events held",
            measure="events", accumulates=True, dhis2="PAZ_ACTIVIDADES",
        ),
        None, 400,
    ),
    (
        IndicatorDraft(
            code="paz-4", name_es="Horas de voluntariado", name_en="Volunteer hours",
            measure="hours",
        ),
        400, None,
    ),
    (
        IndicatorDraft(
            code="paz-5", name_es="Personas alcanzadas por réplicas",
            name_en="People reached by replicas", measure="indirect",
        ),
        None, 2_000,
    ),
    (
        IndicatorDraft(
            code="paz-6", name_es="Programas concluidos", name_en="Programmes completed",
            measure="completions",
        ),
        40, None,
    ),
    (
        IndicatorDraft(
            code="paz-7", name_es="Mesa municipal instalada",
            name_en="Municipal round table at work", measure="milestone",
        ),
        None, 1,
    ),
)  # fmt: skip


async def promised(at: datetime) -> None:
    """Write the project out in full: indicators, targets, a milestone, and what others call it."""
    peace = await projects.project(PEACE)
    in_full = replace(
        project_book.as_draft(peace), implementer="Asociación de la demostración",
        partners="Redes de apoyo, escuelas", budget=Decimal(850_000), places=PLACES, goal=GOAL,
    )  # fmt: skip
    await project_book.change(PEACE, in_full, by=SYSTEM, at=at)
    await reporting.set_rule(peace.id, CODES, by=SYSTEM, at=at)
    first, last = quarter(local_day(at))
    for indicator, of_quarter, of_life in PROMISES:
        known = await book.add(peace.id, indicator, by=SYSTEM, at=at)
        if of_quarter is not None:
            wanted = TargetDraft(value=of_quarter, starts_on=first, ends_on=last)
            await target_book.add(known, wanted, by=SYSTEM, at=at)
        if of_life is not None:
            await target_book.add(known, TargetDraft(value=of_life), by=SYSTEM, at=at)
        if indicator.measure == "milestone":
            await _reach(known, first, at)


def quarter(day: date) -> tuple[date, date]:
    """The first and the last day of the quarter that holds a day."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    after = (first + timedelta(days=100)).replace(day=1)
    return first, after - timedelta(days=1)


async def _reach(milestone: UUID, day: date, at: datetime) -> None:
    done = Reached(reached_on=day, evidence=EVIDENCE, municipality="0103")
    await milestones.reach(milestone, done, by=SYSTEM, at=at)
