"""What an indicator counts, in plain words."""

from collections.abc import Iterable, Mapping
from typing import Final

from events.outreach.domain.code_names import Names
from events.outreach.domain.indicators.band_lines import ages
from events.outreach.domain.indicators.indicator import Indicator, Measure
from events.outreach.domain.indicators.writing import WITHOUT_EVENTS
from events.outreach.domain.ledgers import Dimension
from events.outreach.web import figure_words
from events.outreach.web.offered import modalities
from events.planning.domain import programmes
from server.foundation.translation import gettext as _

NAMED_BY: Final[dict[str, Dimension]] = {
    "kinds": "kind",
    "topics": "topic",
    "audiences": "audience",
    "municipalities": "municipality",
    "sexes": "sex",
    "age_bands": "age_band",
}

Line = tuple[str, str]


def counted(measure: Measure) -> str:
    """What the figure is, in a sentence."""
    return {
        "contacts": _("Cuántas veces participó alguien: quien viene a tres actividades suma tres."),
        "unique": _(
            "Cuántas personas distintas participaron. Donde no se sabe con exactitud, entre el"
            " mínimo seguro y el máximo posible."
        ),
        "headcount": _("Cuántas participaciones solo se contaron, sin registro individual."),
        "completions": _("Cuántas personas completaron los programas que terminaron."),
        "events": _("Cuántas actividades se realizaron. Las canceladas no cuentan."),
        "indirect": _("A cuántas personas llegaron otras personas o un medio, según lo declarado."),
        "hours": _("Cuántas horas completas dieron quienes ayudaron en las actividades."),
        "milestone": _("Si se logró o todavía no, lugar por lugar."),
        "cited": _("Lo que dicen las fuentes citadas. Nunca entra en ningún total."),
    }[measure]


def measures() -> list[tuple[str, str, str]]:
    """The measures to choose from, as (value, label, hint)."""
    order: tuple[Measure, ...] = (
        "contacts", "unique", "headcount", "completions", "events", "hours", "indirect",
        "milestone", "cited",
    )  # fmt: skip
    return [(it, figure_words.measure(it), counted(it)) for it in order]


def filter_names() -> dict[str, str]:
    """What the filters are called."""
    return {
        "kinds": _("Tipos de actividad"),
        "topics": _("Temas"),
        "audiences": _("Públicos"),
        "municipalities": _("Municipios"),
        "modalities": _("Modalidades"),
        "programmes": _("Programas"),
        "sexes": _("Sexo"),
        "age_bands": _("Edades"),
    }


async def definition(indicator: Indicator, names: Mapping[Dimension, Names]) -> list[Line]:
    """What is counted, line by line, as (label, words)."""
    chosen = await _filters(indicator, names)
    of_events = indicator.measure not in WITHOUT_EVENTS
    everything = [(_("Qué entra"), _("Todo lo del proyecto"))] if of_events and not chosen else []
    bands = ", ".join(f"{label} ({ages(span)})" for label, span in indicator.bands.items())
    parts = ", ".join(figure_words.dimension(name) for name in indicator.breakdowns)
    lines = [
        (_("Medida"), figure_words.measure(indicator.measure)),
        (_("Qué se cuenta"), counted(indicator.measure)),
        *chosen,
        *everything,
        (_("Periodos"), _accumulated(indicator)),
        (_("Rangos de edad del donante"), bands),
        (_("Desgloses"), parts),
        (_("Código DHIS2"), indicator.dhis2),
    ]
    return [(label, words) for label, words in lines if words]


async def _filters(indicator: Indicator, names: Mapping[Dimension, Names]) -> list[Line]:
    known: dict[str, Mapping[str, str]] = {
        name: names[dimension] for name, dimension in NAMED_BY.items()
    }
    known["modalities"] = modalities()
    if indicator.filters.programmes:
        known["programmes"] = {str(it.id): it.title for it in await programmes.programmes()}
    return [
        (label, _listed(getattr(indicator.filters, name), known.get(name, {})))
        for name, label in filter_names().items()
        if getattr(indicator.filters, name)
    ]


def _listed(codes: Iterable[object], names: Mapping[str, str]) -> str:
    """Their names, in the order in which they are always listed."""
    chosen = {str(code) for code in codes}
    unnamed = sorted(chosen - set(names))
    return ", ".join([name for code, name in names.items() if code in chosen] + unnamed)


def _accumulated(indicator: Indicator) -> str:
    if indicator.measure in WITHOUT_EVENTS:
        return ""
    if indicator.accumulates:
        return _("Suma desde el inicio del proyecto.")
    return _("Cada periodo cuenta lo suyo.")
