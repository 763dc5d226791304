"""Reading what a row says in the organisers' words: the place, the kind, the topics."""

from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct

from events.planning.domain import casework
from events.planning.domain.imports.columns import folded
from events.planning.domain.imports.lexicon import Lexicon
from events.planning.domain.imports.reader import Reader
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

MODALITIES: Final = {
    "in person": "in_person",
    "presencial": "in_person",
    "virtual": "virtual",
    "en linea": "virtual",
    "online": "virtual",
    "a distancia": "virtual",
    "blended": "blended",
    "mixta": "blended",
    "mixto": "blended",
    "hibrida": "blended",
    "hibrido": "blended",
    "semipresencial": "blended",
}
LONGEST_NAME: Final = 120
STATUSES: Final = {
    "draft": "draft", "borrador": "draft", "tentative": "draft", "published": "published",
    "publicada": "published", "publicado": "published", "closed": "closed", "cerrada": "closed",
    "cerrado": "closed", "cancelled": "cancelled", "canceled": "cancelled",
    "cancelada": "cancelled", "cancelado": "cancelled", "suspendida": "cancelled",
}  # fmt: skip


class Described(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A venue as calendars describe it that say they are ours."""

    address: Annotated[str, Meta(max_length=200)] = ""
    capacity: Annotated[int, Meta(ge=1, le=100_000)] | None = None
    step_free: bool = False
    confidential: bool = False
    latitude: Annotated[float, Meta(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Meta(ge=-180, le=180)] | None = None


def read(reader: Reader) -> None:
    """The fields that name something which must exist already, but for the venue."""
    _municipality(reader)
    _kind(reader)
    for field, words in (("topics", reader.words.topics), ("audiences", reader.words.audiences)):
        _several(reader, field, words)
    _project(reader)
    _modality(reader)
    _venue(reader)


def status(words: str) -> str:
    """The state that is meant; nothing where none is."""
    return STATUSES.get(folded(words), "")


def _municipality(reader: Reader) -> None:
    words = reader.cell("municipality")
    ine = folded(words).zfill(4) if folded(words).isdecimal() else words
    found = reader.words.municipalities.one(ine) if words else None
    if not words:
        found = reader.words.municipalities.within(reader.cell("venue")) or reader.plan.municipality
    if found:
        reader.given["municipality"] = found
        return
    missing = _("Falta el municipio.")
    reader.wrong["municipality"] = (
        not_known(words, reader.words.municipalities) if words else missing
    )


def _kind(reader: Reader) -> None:
    words = reader.cell("kind")
    kinds = reader.words.kinds
    if words:
        found = kinds.one(words)
    else:
        told = f"{reader.cell('categories')} · {reader.cell('title')}"
        found = kinds.within(told) or reader.plan.kind
    if found:
        reader.given["kind"] = found
        return
    missing = _("Falta el tipo de actividad.")
    reader.wrong["kind"] = not_known(words, kinds) if words else missing


def _several(reader: Reader, field: str, words: Lexicon) -> None:
    if not reader.has(field):
        return
    found, unknown = words.several(reader.cell(field))
    reader.given[field] = tuple(sorted(set(found)))
    if unknown:
        reader.wrong[field] = " ".join(not_known(each, words) for each in unknown)


def _project(reader: Reader) -> None:
    words = reader.cell("project")
    if not words:
        return
    found = reader.words.projects.one(words)
    if not found and reader.ours:
        reader.new_project = words[:60]
        reader.notes.append(_("Proyecto nuevo: %(name)s.", name=words[:60]))
        return
    reader.given["project"] = found
    if not found:
        reader.wrong["project"] = not_known(words, reader.words.projects)


def _modality(reader: Reader) -> None:
    address = one_line(reader.cell("meeting_url")) or _address(reader)
    if reader.has("meeting_url"):
        reader.given["meeting_url"] = address
    words = reader.cell("modality")
    if words and folded(words) not in MODALITIES:
        reader.wrong["modality"] = _("No se conoce «%(word)s».", word=words)
    if words:
        reader.given["modality"] = MODALITIES.get(folded(words), "")
    elif address:
        reader.given["modality"] = "blended" if _site(reader) else "virtual"


def _address(reader: Reader) -> str:
    """The address that a calendar has where the place would stand."""
    words = one_line(reader.cell("venue"))
    return words if words.startswith(("https://", "http://")) else ""


def _site(reader: Reader) -> str:
    return "" if _address(reader) else one_line(reader.cell("venue"))[:LONGEST_NAME].strip()


def _venue(reader: Reader) -> None:
    """The venue that is meant, or one that has to be written down first."""
    words = _site(reader)
    municipality = reader.given.get("municipality", "")
    if not reader.has("venue"):
        return
    reader.given["venue"] = reader.words.venue(municipality, words) if words else None
    if not words or reader.given["venue"] or not municipality:
        return
    if reader.given.get("modality") == "virtual":
        reader.wrong["venue"] = _("Una actividad virtual no ocupa un lugar.")
        return
    if not reader.plan.new_venues:
        reader.wrong["venue"] = _("«%(name)s» no está entre los lugares del municipio.", name=words)
        return
    described = _described(reader.cell("place"))
    case = casework.wrongly_a_case(f"{words}\n{described.get('address', '')}")
    if case:
        reader.wrong["venue"] = casework.refusal(case)
        return
    reader.new_venue = {"municipality": municipality, "name": words, **described}
    reader.notes.append(_("Lugar nuevo: %(name)s.", name=words))


def _described(place: str) -> dict[str, Any]:
    """What our own calendars say of a venue."""
    try:
        told = msgspec.json.decode(place or "{}", type=Described)
    except msgspec.DecodeError:
        return {}
    described: dict[str, Any] = msgspec.to_builtins(told)
    return described


def not_known(words: str, among: Lexicon) -> str:
    """That nothing is called so, and what may have been meant."""
    said = _("No se conoce «%(word)s».", word=words[:80])
    near = among.nearest(words)
    return f"{said} {_('¿Será «%(word)s»?', word=near)}" if near else said
