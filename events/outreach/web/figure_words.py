"""What figures are called: ledgers, dimensions and the parts that they are broken down by."""

from collections.abc import Mapping

from events.outreach.domain.bands import OTHER
from events.outreach.domain.code_names import Names, code_names
from events.outreach.domain.ledgers import Dimension
from events.planning.domain import codelists
from server.foundation.translation import gettext as _


def ledger(name: str) -> str:
    """Such as «Contactos»; of the unique people, which end of the interval."""
    return {
        "contacts": _("Contactos"),
        "unique_from": _("Personas únicas, como mínimo"),
        "unique_to": _("Personas únicas, como máximo"),
        "headcount": _("Conteo"),
        "check_ins": _("Individuales"),
    }.get(name, name)


def measure(name: str) -> str:
    """What a figure is called, whether it is of a ledger or of something else."""
    return {
        "contacts": _("Contactos"),
        "unique": _("Personas únicas"),
        "headcount": _("Conteo"),
        "check_ins": _("Individuales"),
        "events": _("Actividades"),
        "completions": _("Personas que completaron"),
        "hours": _("Horas de quienes ayudaron"),
        "indirect": _("Alcance indirecto"),
        "milestone": _("Hitos"),
        "cited": _("Datos citados"),
    }[name]


def dimension(name: Dimension) -> str:
    """What the figures are broken down by."""
    return {
        "municipality": _("Por municipio"),
        "sex": _("Por sexo"),
        "age_band": _("Por edad"),
        "audience": _("Por público"),
        "kind": _("Por tipo de actividad"),
        "topic": _("Por tema"),
    }[name]


async def names() -> dict[Dimension, Names]:
    """What every code is called."""
    return await code_names(await codelists.municipalities())


def part(called: Mapping[Dimension, Names], of: Dimension, code: str) -> str:
    """Such as «Mujeres»; the ages of a donor are called by their label."""
    if code == OTHER and of == "age_band":
        return _("Otras edades")
    return called[of].get(code, code)
