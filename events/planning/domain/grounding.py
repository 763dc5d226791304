"""Whether what a coordinator writes down about an event can stand."""

from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from asyncpg import Record
from msgspec import Struct

from events.planning.domain import casework, discretion, kind_questions, zones
from events.planning.domain import grounding_details as details
from events.planning.domain.draft import MODALITIES, EventDraft
from server.foundation.database import fetch
from server.foundation.errors import Invalid
from server.foundation.plain_text import one_line
from server.foundation.translation import gettext as _

EARLIEST: Final = datetime(2000, 1, 2, tzinfo=UTC)
LATEST: Final = datetime(2099, 12, 30, tzinfo=UTC)
LONGEST: Final = timedelta(days=30)
KNOWN: Final = """
    SELECT EXISTS (SELECT FROM kind WHERE slug = $1) AS kind,
        EXISTS (SELECT FROM municipality WHERE ine = $2) AS municipality,
        (SELECT municipality FROM venue WHERE id = $3) AS venue_in,
        (SELECT capacity FROM venue WHERE id = $3) AS venue_holds,
        (SELECT count(*) FROM topic WHERE slug = ANY($4)) AS topics,
        (SELECT count(*) FROM audience WHERE slug = ANY($5)) AS audiences,
        (SELECT id FROM project WHERE slug = $6) AS project,
        EXISTS (SELECT FROM topic WHERE slug = ANY($4) AND sensitivity <> 'open') AS discreet,
        (SELECT name_es FROM kind WHERE slug = $1) AS kind_name,
        (SELECT fields FROM kind WHERE slug = $1) AS asked,
        (SELECT project FROM programme WHERE id = $7) AS programme_project,
        coalesce((SELECT details FROM event WHERE id = $8), '{}') AS stands
"""


class Grounded(Struct, frozen=True):
    """What the database knows about a draft that can stand, and how it is called."""

    project: UUID
    title: str
    public_title: str
    details: dict[str, str]


async def check(draft: EventDraft, for_event: UUID | None = None) -> Grounded:
    """Look up what the draft names; raises Invalid with a sentence per field that is wrong.

    What `for_event` already answers to its kind's questions may stay as it is.
    """
    codes = (sorted(set(draft.topics)), sorted(set(draft.audiences)))
    named = (draft.kind, draft.municipality, draft.venue, *codes, draft.project)
    row = (await fetch(KNOWN, *named, draft.programme, for_event))[0]
    asked = kind_questions.asked(row["asked"])
    wrong = {
        "title": _wrong_title(draft.title, missing=_("Falta el título.")),
        "public_title": _wrong_title(draft.public_title) or _indiscreet(draft.public_title),
        **_wrong_codes(row, codes),
        "ends_at": _wrong_times(draft),
        "zone": _wrong_zone(draft.zone),
        **_wrong_place(draft, row["venue_in"], row["venue_holds"]),
        **_wrong_more(draft, row, asked),
    }
    found = {field: sentence for field, sentence in wrong.items() if sentence}
    found = {**casework.refusals(draft), **found}
    if found:
        raise Invalid(found)
    return _grounded(draft, row, asked)


def _grounded(draft: EventDraft, row: Record, asked: list[kind_questions.Question]) -> Grounded:
    # What must be spoken of discreetly is named by its kind alone unless somebody chose the words.
    title, chosen = one_line(draft.title), one_line(draft.public_title)
    discreet = row["discreet"] or discretion.sensitive_word(title)
    neutral = row["kind_name"] if discreet else title
    answers = details.neat_details(draft.details, asked)
    return Grounded(row["project"], title, chosen or neutral, answers)


def _wrong_codes(row: Record, codes: tuple[list[str], list[str]]) -> dict[str, str | None]:
    topics, audiences = codes
    fine = {
        "topics": row["topics"] == len(topics),
        "audiences": row["audiences"] == len(audiences),
    }
    return {
        "kind": None if row["kind"] else _("Ese tipo de actividad no existe."),
        "municipality": None if row["municipality"] else _("Ese municipio no existe."),
        "topics": None if fine["topics"] else _("Uno de los temas no existe."),
        "audiences": None if fine["audiences"] else _("Uno de los públicos no existe."),
        "project": None if row["project"] else _("Ese proyecto no existe."),
    }


def _wrong_more(
    draft: EventDraft, row: Record, asked: list[kind_questions.Question]
) -> dict[str, str | None]:
    answers = details.neat_details(draft.details, asked)
    stands: dict[str, str] = msgspec.json.decode(row["stands"])
    return {
        "details": details.wrong_details(answers, asked, stands),
        "materials": details.wrong_materials(draft.materials),
        "cost": details.wrong_cost(draft.cost),
        "travel_note": details.wrong_travel_note(draft.travel_note),
        **details.wrong_programme(draft, row["project"], row["programme_project"]),
    }


def _wrong_title(title: str, *, missing: str | None = None) -> str | None:
    if not one_line(title):
        return missing
    return _("Tiene más de %(n)s caracteres.", n=200) if len(one_line(title)) > 200 else None


def _indiscreet(public_title: str) -> str | None:
    word = discretion.sensitive_word(public_title)
    if not word:
        return None
    return _(
        "«%(word)s» no puede leerse en público. Decirlo en general, o dejarlo vacío.", word=word
    )


def _wrong_times(draft: EventDraft) -> str | None:
    if draft.starts_at < EARLIEST or draft.ends_at > LATEST:
        return _("La fecha debe estar entre los años 2000 y 2099.")
    if draft.ends_at <= draft.starts_at:
        return _("Tiene que terminar después de empezar.")
    if draft.ends_at - draft.starts_at > LONGEST:
        return _("Una actividad dura treinta días como mucho.")
    return None


def _wrong_zone(zone: str) -> str | None:
    return None if zone in zones.known() else _("Esa zona horaria no existe.")


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
