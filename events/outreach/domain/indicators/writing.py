"""What is written down about an indicator, and whether it can be counted."""

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from events.outreach.domain.answered import DIMENSIONS
from events.outreach.domain.bands import BandsRefused, Span, compile_bands
from events.outreach.domain.indicators import band_lines
from events.outreach.domain.indicators.indicator import MEASURES, OF_PEOPLE, Filters
from events.planning.domain import casework
from events.planning.domain.age_atoms import ATOMS
from events.planning.domain.draft import MODALITIES
from server.foundation.errors import Invalid
from server.foundation.plain_text import one_line, paragraphs
from server.foundation.translation import gettext as _

CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
LENGTHS: Final = {"code": 40, "name_es": 160, "name_en": 160, "definition": 2000, "dhis2": 60}
SEXES: Final = ("female", "male", "other", "unknown")
# Which filters mean something: only of people is asked who they are; what is done or cited has no
# events at all.
ASKED_OF_PEOPLE: Final = frozenset({"audiences", "sexes", "age_bands"})
WITHOUT_EVENTS: Final = frozenset({"milestone", "cited"})
MOST_CODES: Final = 100


class IndicatorDraft(Struct, frozen=True, kw_only=True):
    """An indicator as it is written down."""

    code: str
    name_es: str
    measure: str
    name_en: str = ""
    definition: str = ""
    filters: Filters = Filters()
    bands: dict[str, Span] = {}
    breakdowns: tuple[str, ...] = ()
    accumulates: bool = False
    dhis2: str = ""


def tidy(draft: IndicatorDraft) -> IndicatorDraft:
    """The draft without what nobody can see; raises Invalid with a sentence for each field.

    Whether the codes in its filters exist is not asked here.
    """
    neat = replace(
        draft,
        code=draft.code.strip(),
        name_es=one_line(draft.name_es),
        name_en=one_line(draft.name_en),
        definition=paragraphs(draft.definition),
        dhis2=one_line(draft.dhis2),
        bands={one_line(label): span for label, span in draft.bands.items()},
        breakdowns=tuple(name for name in DIMENSIONS if name in draft.breakdowns),
    )
    wrong: dict[str, str | None] = {
        **_wrong_words(neat),
        "measure": None if neat.measure in MEASURES else _("Elegir una de las opciones."),
        **_wrong_filters(neat),
        "bands": _wrong_bands(neat),
        "breakdowns": _wrong_breakdowns(draft),
    }
    found = {name: sentence for name, sentence in wrong.items() if sentence}
    if found:
        raise Invalid(found)
    return neat


def case_in(text: str) -> str | None:
    """A refusal where a text speaks of somebody's case."""
    words = casework.wrongly_a_case(text)
    return casework.refusal(words) if words else None


def _wrong_words(draft: IndicatorDraft) -> dict[str, str | None]:
    texts = {name: getattr(draft, name) for name in LENGTHS}
    long = {
        name: _("Tiene más de %(n)s caracteres.", n=most)
        for name, most in LENGTHS.items()
        if len(texts[name]) > most
    }
    cases = {name: case_in(text) for name, text in texts.items() if name != "code"}
    if not texts["name_es"]:
        cases["name_es"] = _("Falta el nombre.")
    if not CODE.fullmatch(texts["code"]):
        cases["code"] = _("El código lleva letras sin tilde, números, puntos y guiones.")
    return cases | long


def _wrong_filters(draft: IndicatorDraft) -> dict[str, str | None]:
    filters = draft.filters
    known = {"modalities": MODALITIES, "sexes": SEXES, "age_bands": ATOMS}
    return {name: _wrong_filter(draft, name, known.get(name)) for name in filters.__struct_fields__}


def _wrong_filter(draft: IndicatorDraft, name: str, known: tuple[str, ...] | None) -> str | None:
    chosen = getattr(draft.filters, name)
    if not chosen:
        return None
    if draft.measure in WITHOUT_EVENTS:
        return _("Esta medida no se cuenta por actividades: no lleva filtros.")
    if name in ASKED_OF_PEOPLE and draft.measure not in OF_PEOPLE:
        return _("Esta medida no cuenta personas: no se puede filtrar así.")
    fine = len(chosen) <= MOST_CODES and (known is None or set(chosen) <= set(known))
    return None if fine else _("Elegir al menos una de las opciones.")


def _wrong_bands(draft: IndicatorDraft) -> str | None:
    if draft.bands and draft.measure not in OF_PEOPLE:
        return _("Esta medida no cuenta personas: no lleva rangos de edad.")
    try:
        compile_bands(draft.bands)
    except BandsRefused as refusal:
        return str(refusal)
    return band_lines.wrong(draft.bands)


def _wrong_breakdowns(draft: IndicatorDraft) -> str | None:
    if draft.breakdowns and draft.measure not in OF_PEOPLE:
        return _("Esta medida no cuenta personas: no se puede desglosar.")
    known = set(draft.breakdowns) <= set(DIMENSIONS)
    return None if known else _("Elegir al menos una de las opciones.")
