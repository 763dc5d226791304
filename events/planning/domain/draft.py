"""What a coordinator writes down about an event, and whether it can stand."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import available_timezones

from msgspec import Struct

from server.foundation.database import fetch
from server.foundation.errors import Invalid
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

EARLIEST: Final = datetime(2000, 1, 2, tzinfo=UTC)
LATEST: Final = datetime(2099, 12, 30, tzinfo=UTC)
LONGEST: Final = timedelta(days=30)
MODALITIES: Final = ("in_person", "virtual", "blended")
KNOWN: Final = """
    SELECT EXISTS (SELECT FROM kind WHERE slug = $1) AS kind,
        EXISTS (SELECT FROM municipality WHERE ine = $2) AS municipality,
        (SELECT municipality FROM venue WHERE id = $3) AS venue_in,
        (SELECT capacity FROM venue WHERE id = $3) AS venue_holds,
        (SELECT count(*) FROM topic WHERE slug = ANY($4)) AS topics,
        (SELECT count(*) FROM audience WHERE slug = ANY($5)) AS audiences,
        (SELECT id FROM project WHERE slug = $6) AS project,
        EXISTS (SELECT FROM topic WHERE slug = ANY($4) AND sensitivity <> 'open') AS discreet,
        (SELECT name_es FROM kind WHERE slug = $1) AS kind_name
"""


class EventDraft(Struct, frozen=True, kw_only=True):
    """An event as it is written down; an empty public title means the neutral one."""

    title: str
    kind: str
    municipality: str
    starts_at: datetime
    ends_at: datetime
    public_title: str = ""
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    venue: UUID | None = None
    venue_overlap_reason: str = ""
    modality: str = "in_person"
    meeting_url: str = ""
    zone: str = "America/Guatemala"
    capacity: int | None = None
    project: str = "general"
    notes: str = ""


class Grounded(Struct, frozen=True):
    """What the database knows about a draft that can stand, and how it is called."""

    project: UUID
    title: str
    public_title: str


async def check(draft: EventDraft) -> Grounded:
    """Look up what the draft names; raises Invalid with a sentence per field that is wrong."""
    codes = (sorted(set(draft.topics)), sorted(set(draft.audiences)))
    row = (await fetch(KNOWN, draft.kind, draft.municipality, draft.venue, *codes, draft.project))[
        0
    ]
    wrong = {
        "title": _wrong_title(draft.title, missing=_("Falta el título.")),
        "public_title": _wrong_title(draft.public_title),
        "kind": None if row["kind"] else _("Ese tipo de actividad no existe."),
        "municipality": None if row["municipality"] else _("Ese municipio no existe."),
        "topics": None if row["topics"] == len(codes[0]) else _("Uno de los temas no existe."),
        "audiences": None
        if row["audiences"] == len(codes[1])
        else _("Uno de los públicos no existe."),
        "project": None if row["project"] else _("Ese proyecto no existe."),
        "ends_at": _wrong_times(draft),
        "zone": _wrong_zone(draft.zone),
        **_wrong_place(draft, row["venue_in"], row["venue_holds"]),
    }
    found = {field: sentence for field, sentence in wrong.items() if sentence}
    if found:
        raise Invalid(found)
    # What must be spoken of discreetly is named by its kind alone unless somebody chose the words.
    title, chosen = one_line(draft.title), one_line(draft.public_title)
    neutral = row["kind_name"] if row["discreet"] else title
    return Grounded(row["project"], title, chosen or neutral)


def _wrong_title(title: str, *, missing: str | None = None) -> str | None:
    if not one_line(title):
        return missing
    return _("Tiene más de %(n)s caracteres.", n=200) if len(one_line(title)) > 200 else None


def _wrong_times(draft: EventDraft) -> str | None:
    if draft.starts_at < EARLIEST or draft.ends_at > LATEST:
        return _("La fecha debe estar entre los años 2000 y 2099.")
    if draft.ends_at <= draft.starts_at:
        return _("Tiene que terminar después de empezar.")
    if draft.ends_at - draft.starts_at > LONGEST:
        return _("Una actividad dura treinta días como mucho.")
    return None


def _wrong_zone(zone: str) -> str | None:
    # The machine's own names, such as `localtime`, mean nothing elsewhere, nor to PostgreSQL.
    return None if zone in _zones() else _("Esa zona horaria no existe.")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones() - {"localtime"})


def _wrong_place(
    draft: EventDraft, venue_in: str | None, holds: int | None
) -> dict[str, str | None]:
    return {
        "venue": _wrong_venue(draft, venue_in),
        "capacity": _wrong_capacity(draft.capacity, holds),
        "modality": None if draft.modality in MODALITIES else _("Esa modalidad no existe."),
        "meeting_url": _wrong_meeting(draft),
    }


def _wrong_venue(draft: EventDraft, venue_in: str | None) -> str | None:
    if draft.venue is None:
        return None
    if draft.modality == "virtual":
        return _("Una actividad virtual no ocupa un lugar.")
    if venue_in is None:
        return _("Ese lugar no existe.")
    return None if venue_in == draft.municipality else _("Ese lugar está en otro municipio.")


def _wrong_capacity(capacity: int | None, holds: int | None) -> str | None:
    if capacity is None:
        return None
    if not 1 <= capacity <= 100_000:
        return _("El cupo va de 1 a 100,000 personas.")
    if holds is not None and capacity > holds:
        return _("En ese lugar caben %(n)s personas.", n=holds)
    return None


def _wrong_meeting(draft: EventDraft) -> str | None:
    if not draft.meeting_url:
        remote = draft.modality in {"virtual", "blended"}
        return _("Falta la dirección de la reunión.") if remote else None
    try:
        address = urlsplit(draft.meeting_url)
    except ValueError:
        address = urlsplit("")
    fine = address.scheme == "https" and address.hostname and len(draft.meeting_url) <= 500
    return None if fine else _("La dirección de la reunión debe empezar con https://")
