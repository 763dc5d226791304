"""The form in which an indicator is written down."""

from typing import Any, Final
from uuid import UUID

from msgspec import Struct

from events.outreach.domain.bands import BandsRefused, Span
from events.outreach.domain.indicators import band_lines
from events.outreach.domain.indicators.indicator import Filters, Indicator
from events.outreach.domain.indicators.writing import IndicatorDraft
from events.outreach.domain.ledgers import DIMENSIONS
from events.outreach.web import figure_words, indicator_words
from events.outreach.web.offered import modalities
from events.planning.domain import programmes
from server.foundation.translation import gettext as _
from server.web.forms import Form

Option = tuple[str, str]
FILTERS: Final = Filters.__struct_fields__


class Options(Struct, frozen=True, kw_only=True):
    """What may be chosen in the form, as (value, label)."""

    measures: list[tuple[str, str, str]]
    filters: dict[str, list[Option]]
    breakdowns: list[Option]


async def options(project: UUID) -> Options:
    """The choices that an indicator of this project has."""
    names = await figure_words.names()
    filters: dict[str, list[Option]] = {
        name: list(names[dimension].items()) for name, dimension in indicator_words.NAMED_BY.items()
    }
    # What nobody said cannot be told apart from what does not exist: only people can be asked.
    filters["audiences"] = [it for it in filters["audiences"] if it[0] != "unknown"]
    filters["topics"] = [it for it in filters["topics"] if it[0] != "unknown"]
    filters["modalities"] = list(modalities().items())
    filters["programmes"] = [
        (str(it.id), f"{it.title} ({it.municipality_name})")
        for it in await programmes.programmes()
        if it.project == project
    ]
    return Options(
        measures=indicator_words.measures(),
        filters=filters,
        breakdowns=[(name, figure_words.dimension(name)) for name in DIMENSIONS],
    )


def labels() -> dict[str, str]:
    """What the fields are called, in their order on the page."""
    return {
        "code": _("Código"),
        "name_es": _("Nombre"),
        "name_en": _("Nombre en inglés"),
        "definition": _("Definición"),
        "measure": _("Qué se mide"),
        **indicator_words.filter_names(),
        "bands": _("Rangos de edad del donante"),
        "breakdowns": _("Desgloses"),
        "accumulates": _("Suma desde el inicio del proyecto"),
        "dhis2": _("Código DHIS2"),
    }


def blank() -> Form:
    """The form of an indicator that is not yet."""
    return Form({"measure": ["unique"], "breakdowns": ["sex", "age_band"]})


def filled(indicator: Indicator) -> Form:
    """The form as it stands for an indicator that exists."""
    texts = ("code", "name_es", "name_en", "definition", "measure", "dhis2")
    values: dict[str, list[str]] = {name: [getattr(indicator, name)] for name in texts}
    for name in FILTERS:
        values[name] = [str(code) for code in getattr(indicator.filters, name)]
    values["bands"] = [band_lines.written(indicator.bands)]
    values["breakdowns"] = list(indicator.breakdowns)
    values["accumulates"] = ["on"] if indicator.accumulates else []
    return Form(values)


def draft(form: Form, offered: Options) -> IndicatorDraft:
    """What the form says; raises Invalid with a sentence for every field that cannot be read."""
    written = IndicatorDraft(
        code=form.text("code", most=40),
        name_es=form.text("name_es", most=160),
        name_en=form.text("name_en", most=160, required=False),
        definition=form.paragraphs("definition", required=False),
        measure=form.choice("measure", [it[0] for it in offered.measures]),
        filters=_filters(form, offered),
        bands=_bands(form),
        breakdowns=form.choices("breakdowns", dict(offered.breakdowns), required=False),
        accumulates=form.ticked("accumulates"),
        dhis2=form.text("dhis2", most=60, required=False),
    )
    form.check()
    return written


def _filters(form: Form, offered: Options) -> Filters:
    chosen: dict[str, Any] = {
        name: form.choices(name, dict(offered.filters[name]), required=False) for name in FILTERS
    }
    offered_programmes = dict(offered.filters["programmes"])
    chosen["programmes"] = tuple(
        UUID(text) for text in chosen["programmes"] if text in offered_programmes
    )
    return Filters(**chosen)


def _bands(form: Form) -> dict[str, Span]:
    try:
        return band_lines.read(form.paragraphs("bands", required=False))
    except BandsRefused as refusal:
        form.wrong("bands", str(refusal))
        return {}
